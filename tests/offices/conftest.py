"""LibreOffice, for documents that this project's writers did not make."""

import os
import shutil
import subprocess

import pytest

MISSING = "LibreOffice (soffice) is not installed"


@pytest.fixture(scope="session")
def soffice(tmp_path_factory):
    """Converts a file: `soffice(path, "docx")` → the path of the file that LibreOffice made."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("TOUCHPOINT_NO_SKIP"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    profile = tmp_path_factory.mktemp("profile")

    def convert(path, to, infilter=None):
        folder = tmp_path_factory.mktemp(to.partition(":")[0])
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
        ]
        command += [f"--infilter={infilter}"] if infilter else []
        command += ["--convert-to", to, "--outdir", str(folder), str(path)]
        done = subprocess.run(command, check=False, capture_output=True, timeout=180)
        made = folder / f"{path.stem}.{to.partition(':')[0]}"
        assert made.is_file(), done.stderr.decode(errors="replace")
        return made

    return convert
