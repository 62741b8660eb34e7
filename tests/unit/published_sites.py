"""Sites for the tests: a register with something to hide everywhere, and a look into every file."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote

from lxml import html

import touchpoint_model as tm
from touchpoint_model.model.clients import Client
from touchpoint_model.model.history import Approved, Event, History, Published
from touchpoint_model.model.processes import Source
from touchpoint_model.model.reading import ReadingNote
from touchpoint_model.model.register import RegistryItem
from touchpoint_model.model.revisions import ActOfRegister, Actor, Approval, Publication, Revision
from touchpoint_model.model.touchpoints import Basis, Contact
from touchpoint_model.model.usage import Usage

SECRET = "тайна"
SECRETS = re.compile(r"тайн|tayn|tajn", re.IGNORECASE)  # as written, and as a file is called
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
AT = datetime(2024, 4, 1, 12, tzinfo=UTC)


def need(text: str) -> tm.Need:
    return tm.Need(text, "other")


def guarded(mark: str = "") -> tm.Register:
    """An open process and closed ones; what the public may not see has the word `SECRET` in it.

    Args:
        mark: makes another edition: every secret is another.
    """
    hidden = f"{SECRET} {mark}".strip()
    shared = tm.Touchpoint(
        "site",
        "официальный сайт Министерства",
        contacts=(Contact("url", "example.ru"),),
        basis=(Basis(f"поручение: {hidden}"),),
        low_demand=True,
    )
    inside = tm.Touchpoint(
        f"id-{SECRET}",
        f"{hidden} точка",
        contacts=(Contact("email", "tajna@example.ru"), Contact("url", "tajna.example.ru")),
    )
    staff = tm.Touchpoint("staff", f"{hidden} стойка", clients=("internal",))
    idle = tm.Touchpoint("idle", f"{hidden} ничья")
    closed = tm.Process(
        f"{hidden} процесс",
        (
            tm.Entry(inside.id, (need(f"{hidden} нужда"),), f"{hidden} особенность"),
            tm.Entry("site", (need(f"{hidden} нужда"),)),
        ),
        registry_id="R-9",
    )
    opened = tm.Process(
        "Выдача разрешений",
        (
            tm.Entry(
                "site",
                (need("подача заявления"),),
                "онлайн-точка",
                basis=(Basis(f"{hidden} приказ"),),
                cell=f"сайт и {hidden} стойка",
            ),
            tm.Entry("staff", (need(f"{hidden} нужда"),), cell=f"сайт и {hidden} стойка"),
        ),
        registry_id="R-1",
    )
    return tm.Register(
        agency="culture",
        title="Перечень",
        directions=(
            tm.Direction(
                "предоставление государственных услуг",
                (opened, tm.Process(f"{hidden} внутри", client=tm.ClientKind.INTERNAL)),
                kind="services",
                client=tm.ClientKind.EXTERNAL,
            ),
            tm.Direction(f"{hidden} дела", (closed,), client=tm.ClientKind.INTERNAL),
            tm.Direction(f"{hidden} пустое"),
        ),
        touchpoints=(shared, inside, staff, idle),
        act=ActOfRegister("Перечень точек"),
        approval=Approval("приказ", "7", date(2024, 4, 1), Actor(f"{hidden} Иванов")),
        publications=(Publication("shared-storage", date(2024, 4, 2), rf"\\server\{hidden}"),),
        clients=(Client(f"{hidden} клиент", tm.ClientKind.EXTERNAL, segment="s"),),
        segments=(tm.Segment("s", f"{hidden} сегмент", officer=f"{hidden} Петров"),),
        performs={"services": True, "facilities": True},
        process_registry=(RegistryItem("R-1", "Разрешения"), RegistryItem("R-9", hidden)),
        usage=(Usage(f"{hidden} точка", evidence=f"{hidden} журнал"),),
        attestations=(
            tm.Attestation(
                tm.ClauseRef("procedure", "5.1"),
                f"{hidden} справка",
                f"{hidden} Сидоров",
                date(2024, 1, 1),
                date(2024, 12, 31),
            ),
        ),
        readings=(ReadingNote("skipped-row", Source(f"{hidden}.docx"), (f"{hidden} строка",)),),
    )


def kept() -> History:
    """A history whose people and reasons are secret."""
    who = Actor(f"{SECRET} Кузнецов")
    return History(
        "culture",
        (Revision(1, AT, who, f"{SECRET} основание", prepared_by=who),),
        approvals=(Approved(1, Approval("приказ", "7", date(2024, 4, 1), who)),),
        publications=(Published(1, Publication("shared-storage", date(2024, 4, 2), SECRET)),),
        events=(Event("new-touchpoint", date(2024, 3, 1), f"{SECRET} процесс"),),
    )


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def told_secrets(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """By file, the secrets in its name or its bytes, packed and percent-encoded ones too."""
    found = {}
    for name, data in files.items():
        texts = [name.encode(), data]
        if name.endswith((".docx", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                texts += [package.read(one) for one in package.namelist()]
        told = [one.decode("utf-8", "replace") for one in texts]
        told += [unquote(one) for one in told]
        told += [ESCAPED.sub(lambda match: chr(int(match[1], 16)), one) for one in told]
        hits = {hit for one in told for hit in SECRETS.findall(one)}
        if hits:
            found[name] = sorted(hits)
    return found


def pages(files: Mapping[str, bytes]) -> dict[str, html.HtmlElement]:
    """The pages of a site as trees, by path."""
    return {
        name: html.document_fromstring(data.decode())
        for name, data in files.items()
        if name.endswith(".html")
    }
