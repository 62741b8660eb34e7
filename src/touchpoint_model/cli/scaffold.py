"""`touchpoint agency new`: an act's text → the draft of a plug-in."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from ..formats.files import read_bytes
from ..model.errors import ReadError, UsageError
from ..model.text import Text
from ..plugins.discovery import codes, found
from ..plugins.loader import load
from ..plugins.scaffold import package_of, scaffold
from .output import LangOption, Language, emit

__all__ = ["new_agency"]


def new_agency(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The code of the new agency.")],
    text: Annotated[Path, typer.Option("--text", metavar="ACT", help="The act's text (UTF-8).")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The folder to make; touchpoint_CODE.")
    ] = None,
    lang: LangOption = Language.RU,
) -> int:
    """Draft a plug-in from an act's text: clauses with digests, proposed bindings, a vocabulary."""
    target = folder or Path(package_of(code))
    if target.exists() or target.is_symlink():
        raise ReadError(
            Text(
                ru="уже есть; назовите папку, которой ещё нет",
                en="it is there already; name a folder that is not there yet",
            ),
            str(target),
        )
    if code in codes():
        raise UsageError(
            Text(
                ru=f"Орган с кодом «{code}» уже установлен; возьмите другой код",
                en=f"An agency of the code “{code}” is installed already; take another code",
            )
        )
    known = [one.agency for one in found() if one.agency is not None]
    made = scaffold(code, _printed(text), known, str(text))
    _write(target, made.files, package_of(code))
    told = {
        "ru": f"{target}: пунктов {made.clauses}, из них слово в слово как в известных актах "
        f"{made.same}, с предложением {made.proposed}; понятий {made.concepts}.\n"
        f"Что осталось сделать, скажет touchpoint agency check {target}",
        "en": f"{target}: {made.clauses} clauses, of them {made.same} word for word as in known "
        f"acts, {made.proposed} with a proposal; {made.concepts} concepts.\n"
        f"What is left to do is told by touchpoint agency check {target}",
    }
    emit(told[lang.value])
    return 0


def _printed(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError(
            Text(
                ru="это не текст в UTF-8; сохраните текст акта как простой текст в UTF-8",
                en="not UTF-8 text; save the act's text as plain text in UTF-8",
            ),
            str(path),
        ) from None


def _write(target: Path, files: Mapping[str, str], package: str) -> None:
    """Write a folder under a temporary name beside it, see that it loads, then rename it."""
    try:
        draft = Path(tempfile.mkdtemp(dir=target.absolute().parent, prefix=f".{package}."))
        try:
            project = draft / package  # a new folder gets the usual permissions, `draft` does not
            for name, text in files.items():
                path = project / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
            load(project / package)
            project.rename(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as reason:
        raise ReadError(
            Text(
                ru="папку не удалось создать; есть ли каталог над ней и право писать в него?",
                en=f"the folder cannot be made: {reason.strerror}",
            ),
            str(target),
        ) from None
