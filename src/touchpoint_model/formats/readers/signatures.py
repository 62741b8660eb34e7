"""Files that are not read are known by their first bytes and refused with what to do instead."""

from __future__ import annotations

import re

from ...model.errors import ReadError
from ...model.text import Text

__all__ = ["refuse_foreign"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_foreign(data: bytes, place: str) -> None:
    """See that a file is none of the kinds that offices have and this library does not read.

    Raises:
        ReadError: it is empty, encrypted, of an old binary format, a PDF, RTF, web archive …
    """
    found = _foreign(data)
    if found is not None:
        raise ReadError(found, place)


def _foreign(data: bytes) -> Text | None:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.strip(b"\0 \t\r\n"):
        return Text(
            ru="файл пуст; возьмите его заново у источника",
            en="the file is empty; take it from its source again",
        )
    if data.startswith(_OLE):
        return _ole(data)
    if head.startswith(b"%PDF-"):
        return Text(
            ru="это PDF; нужен исходный документ Word или Excel (.docx, .xlsx) "
            "или текст, скопированный в .txt",
            en="this is a PDF; the original Word or Excel document (.docx, .xlsx) is needed, "
            "or its text copied to .txt",
        )
    if head.startswith(b"{\\rtf"):
        return Text(
            ru="это RTF; откройте его в редакторе и сохраните как .docx",
            en="this is RTF; open it in an editor and save it as .docx",
        )
    if re.match(rb"(From: *<Saved by|MIME-Version:)", head, re.IGNORECASE):
        return Text(
            ru="это веб-архив (MHTML); откройте его и сохраните как .html или .docx",
            en="this is a web archive (MHTML); open it and save it as .html or .docx",
        )
    if head.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return Text(
            ru="это архив; распакуйте его и дайте сам документ",
            en="this is an archive; unpack it and give the document itself",
        )
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")):
        return Text(
            ru="это изображение; нужен документ с текстом, а не его снимок",
            en="this is a picture; a document with text is needed, not a picture of it",
        )
    if head.startswith(b"<?xml") and re.search(
        rb"progid=|office:document[ >]|urn:schemas-microsoft-com:office|/wordml|/xmlPackage", head
    ):
        return Text(
            ru="это XML-файл Word, Excel или LibreOffice одним куском; "
            "откройте его и сохраните как .docx или .xlsx",
            en="this is a flat XML file of Word, Excel or LibreOffice; "
            "open it and save it as .docx or .xlsx",
        )
    return None


def _ole(data: bytes) -> Text:
    if _wide("EncryptedPackage") in data or _wide("EncryptionInfo") in data:
        return Text(
            ru="файл закрыт паролем; снимите пароль в Word или Excel и сохраните заново",
            en="the file has a password; remove it in Word or Excel and save again",
        )
    if _wide("WordDocument") in data:
        return Text(
            ru="это старый двоичный формат Word (.doc); откройте файл и сохраните как .docx",
            en="this is the old binary format of Word (.doc); open the file and save it as .docx",
        )
    if _wide("Workbook") in data or _wide("Book") in data:
        return Text(
            ru="это старый двоичный формат Excel (.xls); откройте файл и сохраните как .xlsx",
            en="this is the old binary format of Excel (.xls); open the file and save it as .xlsx",
        )
    return Text(
        ru="это файл старого двоичного формата офиса; откройте его и сохраните как .docx или .xlsx",
        en="this is a file of an old binary office format; open it and save it as .docx or .xlsx",
    )


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")
