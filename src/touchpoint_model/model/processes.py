"""Directions, processes and their entries: the body of a register."""

from __future__ import annotations

from attrs import field, frozen

from .announcing import announced
from .clients import ClientKind
from .errors import Flaw, ModelError
from .text import Text
from .touchpoints import Basis

__all__ = ["Direction", "Entry", "Need", "Process", "Source", "Spot"]


@frozen
class Spot:
    """One printed cell of a table.

    Attributes:
        row: of the table, from 1, headings included; of the sheet in a workbook.
        cell: in A1 notation inside the table or sheet (`D4`, merged `D4:D6`).
        line: of a text, from 1.
    """

    row: int | None = None
    cell: str | None = None
    line: int | None = None


@frozen
class Source:
    """Where a document printed something: an entry, a process, a direction.

    Attributes:
        file: name of the document. sheet: of a workbook. table: number among the tables of the
            register in the document, from 1.
        row, cell, line: as those of a `Spot`: of the touchpoint's cell for an entry, of the cell
            with the name for a process, of the headings for a direction. An entry's row is its
            own first one, also where its cell is merged with those above; entries that share a
            cell were printed in one.
        needs: the cells of an entry's needs, one for each need, in order; of the one empty cell,
            if it has none. particulars: the cell of its particulars.
    """

    file: str | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    cell: str | None = None
    line: int | None = None
    needs: tuple[Spot, ...] = ()
    particulars: Spot | None = None


@announced
@frozen
class Need:
    """A need (потребность) that a client satisfies at a touchpoint.

    Attributes:
        text: as printed. category: code of the scheme `need`; None if it was not recognised.
        how, score: how and how surely it was recognised, as for a touchpoint.
    """

    text: str
    category: str | None = None
    how: str | None = None
    score: float | None = None

    def __attrs_post_init__(self) -> None:
        if not self.category and not self.text.strip():
            raise ModelError(
                Text(ru="Потребность пуста", en="A need is empty"),
                [
                    Flaw(
                        "text",
                        Text(
                            ru=f"«{self.text}»: нужен текст или категория",
                            en=f"“{self.text}”: a text or a category is required",
                        ),
                    )
                ],
            )


@announced
@frozen
class Entry:
    """A row of the register: one process at one touchpoint.

    Attributes:
        touchpoint: id of the register's touchpoint.
        needs: None is unknown, an empty tuple is "stated: none".
        particulars: (особенности) as printed; None if the register has no such fact.
        channels: channel types that the row declares; None is unknown.
        remark: what the particulars say beyond the channel: "" if nothing.
        printed: the touchpoint as this row prints it, where that differs from its name.
        cell: the whole printed cell, where it names several points.
        basis: of this use of the point; None is unknown, empty is "stated: none".
        source: where it was printed.
    """

    touchpoint: str
    needs: tuple[Need, ...] | None = None
    particulars: str | None = None
    channels: tuple[str, ...] | None = None
    remark: str | None = None
    printed: str | None = None
    cell: str | None = None
    basis: tuple[Basis, ...] | None = None
    source: Source | None = None


def _named(_owner: object, _: object, name: str) -> None:
    if not name.strip():
        raise ModelError(
            Text(ru="Процесс без наименования", en="A process without a name"),
            [
                Flaw(
                    "name",
                    Text(
                        ru=f"«{name}»: строки перечня не могут стоять вне процесса",
                        en=f"“{name}”: entries cannot stand outside a process",
                    ),
                )
            ],
        )


@announced
@frozen
class Process:
    """A process (процесс) of interaction with a client.

    Attributes:
        name: as printed. number: the printed №. entries: in printed order.
        client: for whom; None if the register does not say. legal_forms: of its clients.
        registry_id: its id in the registry of processes.
        history_access: whether the client can see the history of this interaction.
        source: where its name was printed.
    """

    name: str = field(validator=_named)
    entries: tuple[Entry, ...] = ()
    number: str | None = None
    client: ClientKind | None = None
    legal_forms: tuple[str, ...] | None = None
    registry_id: str | None = None
    history_access: bool | None = None
    source: Source | None = None


@announced
@frozen
class Direction:
    """A direction (направление) of work: a table of the register.

    Attributes:
        name: the heading as printed, "" if there is none. kind: code of the scheme `direction`.
        columns: headings of the columns as printed; None is unknown.
        source: where the table begins.
    """

    name: str
    processes: tuple[Process, ...] = ()
    kind: str | None = None
    client: ClientKind | None = None
    columns: tuple[str, ...] | None = None
    source: Source | None = None
