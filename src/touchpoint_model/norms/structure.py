"""Rules on the body of a register (ST) and on the column of particulars (PT)."""

from __future__ import annotations

from typing import Annotated

from ..model.clients import ClientKind
from ..model.findings import Absent, Fault
from ..model.processes import Direction, Process
from ..model.register import Register
from ..model.text import Text, normalise, stems
from ..model.view import View
from ..rules.binding import InScheme
from ..rules.rule import Verdict, rule
from .needs import has_entries
from .wording import names_persons

__all__ = [
    "client_out_of_scope",
    "missing_direction",
    "missing_particulars",
    "process_without_touchpoint",
    "uncovered_process",
    "wrong_form",
]

_NO_PARTICULARS, _NO_REGISTRY, _NO_COLUMNS = (
    Absent("particulars"),
    Absent("process_registry"),
    Absent("columns"),
)
_NO_CLIENT, _NO_FORMS = Absent("client"), Absent("legal_forms")


@rule(
    "PT01",
    name="missing-particulars",
    cell="particulars",
    message=Text(
        ru="Для точки «{touchpoint}» (процесс «{process}») особенности взаимодействия {state}",
        en="The particulars of the interaction at “{touchpoint}” in process “{process}” {state}",
    ),
    fix=Text(
        ru="Опишите, что в этом процессе делается иначе; если ничего, так и напишите: «нет»",
        en="Say what is done differently in this process; if nothing is, write “none”",
    ),
    applies=has_entries,
)
def missing_particulars(process: Process, *, beyond_channel: bool = False) -> Verdict:
    """The particulars of the interaction are not filled in.

    Why: The column tells what happens at this point only in this process.
    Decides: The cell is stated and empty. With `beyond_channel`, also when it holds nothing but the
        name of a type of channel: that is not an action. «нет» and the like count as an answer.
    Bad:
        | Точка | Особенности |
        | --- | --- |
        | телефон | |
    Good:
        | Точка | Особенности |
        | --- | --- |
        | телефон | запись разговора, ответ в день обращения |
    Known limits: It does not judge whether what is written is an action.
    """
    for at, entry in enumerate(process.entries):
        if entry.particulars is None:
            yield _NO_PARTICULARS
        elif not entry.particulars.strip():
            yield Fault((at,), fields={"state": _EMPTY})
        elif beyond_channel and entry.remark == "":
            yield Fault((at,), fits="channel", fields={"state": _CHANNEL})


_EMPTY = Text(ru="не указаны", en="are empty")
_CHANNEL = Text(
    ru="сведены к типу канала, сами действия не названы",
    en="only repeat the type of channel and name no action",
)


@rule(
    "ST01",
    name="missing-direction",
    message=Text(
        ru="В перечне нет направления «{label}», хотя орган выполняет эту функцию",
        en="The register lacks the direction “{label}”, and the agency performs that function",
    ),
    fix=Text(
        ru="Добавьте процессы этого направления",
        en="Add the processes of that direction",
    ),
)
def missing_direction(
    register: Register, *, direction: Annotated[str, InScheme("direction")], view: View
) -> Verdict:
    """A direction that the ordinance names is not in the register.

    Why: The register is to cover every function that the agency performs.
    Decides: No heading of the register is recognised as that direction, and `performs` of the
        register says that the agency has the function. If it says that it has not, there is no
        fault; if it says nothing, the clause is unverified.
    Bad: `"performs": {"appeals": true}`, and no table of appeals.
    Good: A table under the heading «Рассмотрение обращений и запросов».
    Known limits: A direction under a differently worded heading is not recognised.
    """
    if direction in view.direction_kinds:
        return
    performed = register.performs.get(direction)
    if performed is None:
        yield Absent(f"performs.{direction}")
    elif performed:
        label = view.vocabulary("direction", direction).label
        yield Fault(key=direction, fields={"label": label})


@rule(
    "ST02",
    name="uncovered-process",
    message=Text(
        ru="Процесс «{item}» есть в реестре процессов, но его нет в перечне",
        en="Process “{item}” is in the registry of processes but not in the register",
    ),
    fix=Text(
        ru="Добавьте процесс в перечень и определите его точки взаимодействия",
        en="Add the process to the register and define its touchpoints",
    ),
)
def uncovered_process(register: Register) -> Verdict:
    """A process of the registry of processes is not in the register.

    Why: The register is formed with regard to the registry of processes.
    Decides: No process refers to the item by id, and none has its name (normalised, else the same
        stems in the same order). A register that does not hold the registry leaves it unverified.
    Bad: `process_registry` has «Выдача справок», and no table has it.
    Good: A process «Выдача справок», or one that refers to the item by `registry_id`.
    Known limits: A process under a different name and without the reference is not found; the
        stemmer does not join «справка» with «справок».
    """
    if register.process_registry is None:
        yield _NO_REGISTRY
        return
    ids = {process.registry_id for process in register.processes}
    names = {normalise(process.name) for process in register.processes}
    stemmed = {stems(process.name) for process in register.processes}
    for item in register.process_registry:
        if item.id in ids or normalise(item.name) in names or stems(item.name) in stemmed:
            continue
        yield Fault(key=item.id, fields={"item": item.name})


@rule(
    "ST03",
    name="client-out-of-scope",
    heuristic=True,
    message=Text(
        ru="Процесс «{process}» выходит за пределы порядка: {beyond}",
        en="Process “{process}” is outside the scope of the ordinance: {beyond}",
    ),
    fix=Text(
        ru="Проверьте, место ли процессу в этом перечне",
        en="See whether the process belongs in this register",
    ),
    applies=has_entries,
)
def client_out_of_scope(
    process: Process,
    *,
    clients: tuple[str, ...] = (),
    legal_forms: Annotated[tuple[str, ...], InScheme("legal_form")] = (),
    directions: Annotated[tuple[str, ...], InScheme("direction")] = (),
    direction: Direction,
    view: View,
) -> Verdict:
    """A process is for clients, or in a direction, that the ordinance does not deal with.

    Why: An ordinance says whose dealings it governs; rows about others do not belong in its register.
    Decides: The process's client is none of `clients`; or its direction is recognised and none of
        `directions`; or a legal form stated for its clients is none of `legal_forms`, or its name
        speaks of natural persons («граждане») and those are not among them. Where the register does
        not say for whom a process is, the clause is unverified.
    Bad: «Личный прием граждан» in a register for organisations and entrepreneurs.
    Good: «Консультирование» of the organisations that are inspected.
    Known limits: Natural persons are found by a few words. Always a note.
    """
    client = view.client(direction, process)
    if clients and client is None:
        yield _NO_CLIENT
    if legal_forms and process.legal_forms is None:
        yield _NO_FORMS
    beyond = []
    if clients and client not in (None, ClientKind.ANY) and client.value not in clients:
        beyond.append(_CLIENT)
    if directions and direction.kind is not None and direction.kind not in directions:
        beyond.append(_DIRECTION)
    if legal_forms and _other_forms(process, legal_forms):
        beyond.append(_FORM)
    if beyond:
        said = Text(ru="; ".join(one.ru for one in beyond), en="; ".join(one.en for one in beyond))
        yield Fault(fields={"beyond": said})


def _other_forms(process: Process, legal_forms: tuple[str, ...]) -> bool:
    stated = set(process.legal_forms or ())
    persons = "person" not in legal_forms and names_persons(process.name)
    return persons or bool(stated.difference(legal_forms))


_CLIENT = Text(
    ru="он рассчитан не на того клиента, о котором говорит порядок", en="it is for another client"
)
_DIRECTION = Text(ru="он из другого направления", en="it is of another direction")
_FORM = Text(
    ru="речь о лицах, которых порядок не относит к клиентам", en="its clients are of another kind"
)


@rule(
    "ST04",
    name="process-without-touchpoint",
    message=Text(
        ru="Для процесса «{process}» не определена ни одна точка взаимодействия",
        en="Process “{process}” has no touchpoint",
    ),
    fix=Text(
        ru="Определите точки, в которых клиент взаимодействует с органом в этом процессе",
        en="Define the points where the client meets the agency in this process",
    ),
)
def process_without_touchpoint(process: Process) -> Verdict:
    """A process stands in the register without a touchpoint.

    Why: Touchpoints are to be defined for every process.
    Decides: The process has no rows.
    Bad:
        | Процесс | Точка |
        | --- | --- |
        | Прием документов | |
    Good:
        | Процесс | Точка |
        | --- | --- |
        | Прием документов | МФЦ |
    Known limits: None.
    """
    if not process.entries:
        yield Fault()


@rule(
    "ST05",
    name="wrong-form",
    message=Text(
        ru="Графы таблицы «{direction}» не соответствуют форме; напечатано: {printed}",
        en="The columns of table “{direction}” differ from the form; printed: {printed}",
    ),
    fix=Text(
        ru="Приведите графы к форме: {wanted}",
        en="Bring the columns to the form: {wanted}",
    ),
)
def wrong_form(
    direction: Direction,
    *,
    columns: Annotated[tuple[str, ...], InScheme("column")],
    view: View,
) -> Verdict:
    """The columns of a table, or their order, differ from the form.

    Why: The register is kept in the form that the ordinance annexes.
    Decides: Each printed heading is looked up among the names of the vocabulary's columns; the
        result must be `columns`, in that order. Where the headings are not recorded, the clause is
        unverified.
    Bad: «№ · Процесс · Потребности · Точка взаимодействия · Особенности»
    Good: «№ · Процесс · Точка взаимодействия · Потребности · Особенности»
    Known limits: A heading in other words is taken for another column.
    """
    if direction.columns is None:
        yield _NO_COLUMNS
        return
    found = tuple(view.columns.get(normalise(one)) for one in direction.columns)
    if found != columns:
        wanted = [view.vocabulary("column", one).label for one in columns]
        fields = {
            "printed": " · ".join(direction.columns),
            "wanted": Text(
                ru=" · ".join(one.ru for one in wanted), en=" · ".join(one.en for one in wanted)
            ),
        }
        yield Fault(fields=fields)
