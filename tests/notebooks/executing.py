"""A notebook run from its own folder, by this very Python, in a home that is not the user's.

`python -m tests.notebooks.executing NOTEBOOK RESULT` runs one: in a process of its own, because a
client of a kernel leaves sockets to the garbage collector, which pytest holds against a test.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager
    from nbformat import NotebookNode

KERNEL = "touchpoint"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
ARGUMENTS = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]


def read(path: Path) -> NotebookNode:
    import nbformat

    return nbformat.read(path, as_version=4)


def execute(path: Path, result: Path) -> None:
    """Run a notebook and write it with its fresh outputs, which may be over itself."""
    import nbformat
    from nbclient import NotebookClient

    notebook = read(path)
    with tempfile.TemporaryDirectory() as home:
        client = NotebookClient(
            notebook,
            km=_kernel(Path(home)),
            timeout=300,
            resources={"metadata": {"path": str(path.parent)}},
            record_timing=False,
        )
        client.execute(env=_environment(home))
    notebook.metadata = METADATA
    nbformat.write(notebook, result)


def _kernel(home: Path) -> AsyncKernelManager:
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    folder = home / "kernels" / KERNEL
    folder.mkdir(parents=True)
    told = {"argv": ARGUMENTS, "display_name": KERNEL, "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(told), "utf-8")
    return AsyncKernelManager(
        kernel_name=KERNEL,
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(folder.parent)]),
        connection_file=str(home / "connection.json"),
    )


def _environment(home: str) -> dict[str, str]:
    """Ours, but the kernel's files are put in the home, and sets are told in one order."""
    kept = {name: value for name, value in os.environ.items() if name != "TOUCHPOINT_LANG"}
    own = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    return {**kept, **dict.fromkeys(own, home), "PYTHONHASHSEED": "0"}


if __name__ == "__main__":
    execute(*map(Path, sys.argv[1:]))
