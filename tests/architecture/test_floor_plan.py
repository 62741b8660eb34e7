"""The plan of the house, held by the imports of every module."""

import ast
from pathlib import Path

import pytest
from attrs import frozen
from networkx import DiGraph, simple_cycles

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "src/touchpoint_model"
PLUGINS = ROOT / "agencies"
ROOMS = {
    "model": set(),
    "rules": {"model"},
    "recognise": {"model"},
    "formats": {"model"},
    "journeys": {"model"},
    "lifecycle": {"model"},
    "norms": {"rules", "journeys", "lifecycle", "model"},
    "store": {"formats", "lifecycle", "model"},
    "render": {"formats", "journeys", "lifecycle", "model"},
    "plugins": {"norms", "rules", "formats", "lifecycle", "model"},
    "testing": {"plugins", "norms", "rules", "formats", "lifecycle", "model"},
    "author": {"plugins", "rules", "model"},
}
ROOF = {
    "__init__",
    "__main__",
    "annotating",
    "batch",
    "checking",
    "checking_kept",
    "cli",
    "contract",
    "contract_run",
    "differing",
    "documents",
    "forms",
    "hypothesis_entry",
    "journey_files",
    "journeying",
    "keeping",
    "proof",
    "proof_table",
    "publishing",
    "pytest_plugin",
}


@frozen
class Import:
    """One import of ours: by which module, of which, of what, on which line."""

    by: str
    of: str
    names: tuple[str, ...]
    line: int
    late: bool = False  # inside a function
    typing: bool = False  # for the type checker only


def module_name(path: Path) -> str:
    base = LIBRARY.parent if path.is_relative_to(LIBRARY) else PLUGINS
    parts = path.relative_to(base).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(path): path for path in [*LIBRARY.rglob("*.py"), *PLUGINS.rglob("*.py")]}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in FILES.items()}
OURS = [name for name in FILES if name.partition(".")[0] == "touchpoint_model"]


def room(name: str) -> str:
    head, *rest = name.split(".")
    if head != "touchpoint_model":
        return "agencies"
    return rest[0] if rest else "__init__"


def target(by: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = by.split(".") if FILES[by].name == "__init__.py" else by.split(".")[:-1]
    kept = package[: len(package) - node.level + 1]
    return ".".join([*kept, *([node.module] if node.module else [])])


def imports_of(by: str):
    def walk(node: ast.AST, late: bool, typing: bool):
        for child in ast.iter_child_nodes(node):
            inner_late = late or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            checked = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
            if isinstance(child, ast.ImportFrom):
                of, names = target(by, child), tuple(one.name for one in child.names)
                # `from ..formats import files` is an import of modules
                modules = [one for one in names if f"{of}.{one}" in FILES]
                for one in modules:
                    yield Import(by, f"{of}.{one}", (), child.lineno, late, typing)
                rest = tuple(one for one in names if one not in modules)
                if rest:
                    yield Import(by, of, rest, child.lineno, late, typing)
            elif isinstance(child, ast.Import):
                for one in child.names:
                    yield Import(by, one.name, (), child.lineno, late, typing)
            yield from walk(child, inner_late, typing or checked)

    return [one for one in walk(TREES[by], False, False) if one.of in FILES]


IMPORTS = [one for name in FILES for one in imports_of(name)]


def exported(name: str) -> set[str] | None:
    for node in TREES[name].body:
        if isinstance(node, ast.Assign) and "__all__" in [ast.unparse(one) for one in node.targets]:
            return set(ast.literal_eval(node.value))
    return None


def test_imports_are_seen():
    """The tests below judge something: the known arrows are there."""
    seen = {(room(one.by), room(one.of)) for one in IMPORTS}

    assert {("rules", "model"), ("plugins", "norms"), ("agencies", "author")} <= seen


def test_every_room_is_in_the_plan():
    assert not {room(name) for name in OURS} - ROOMS.keys() - ROOF


def test_arrows_point_down():
    wrong = [
        f"{one.by}:{one.line} → {one.of}"
        for one in IMPORTS
        if room(one.by) in ROOMS and room(one.of) not in ROOMS[room(one.by)] | {room(one.by)}
    ]

    assert not wrong


def test_agencies_import_the_authors_module_only():
    wrong = [
        f"{one.by}:{one.line} → {one.of}"
        for one in IMPORTS
        if room(one.by) == "agencies" and one.of != "touchpoint_model.author"
    ]

    assert not wrong


def test_what_rooms_take_of_one_another_is_public():
    wrong = [
        f"{one.by}:{one.line}: {name} of {one.of}"
        for one in IMPORTS
        for name in one.names
        if room(one.by) != room(one.of) and name not in {*(exported(one.of) or ()), "__version__"}
    ]

    assert not wrong


def test_no_module_imports_in_a_circle():
    graph = DiGraph((one.by, one.of) for one in IMPORTS if not one.typing)

    assert not list(simple_cycles(graph))


def test_no_function_imports_a_module_of_ours():
    allowed = {
        "touchpoint_model.cli": {"touchpoint_model", "touchpoint_model.cli.app"},
        # loaded by every run of pytest where the library is installed
        "touchpoint_model.pytest_plugin": {
            "touchpoint_model.checking",
            "touchpoint_model.plugins.discovery",
            "touchpoint_model.testing.lawful",
        },
    }
    wrong = [
        f"{one.by}:{one.line} → {one.of}"
        for one in IMPORTS
        if one.late and one.of not in allowed.get(one.by, ())
    ]

    assert not wrong


def test_no_room_names_an_agency():
    agencies = {path.name.removeprefix("touchpoint_") for path in PLUGINS.iterdir()}
    wrong = [
        f"{name}:{node.lineno}: {node.value}"
        for name in OURS
        for node in ast.walk(TREES[name])
        if isinstance(node, ast.Constant) and node.value in agencies
    ]

    assert not wrong


@pytest.mark.parametrize("name", FILES)
def test_no_file_is_longer_than_400_lines(name):
    lines = FILES[name].read_text("utf-8").count("\n")

    assert lines <= 400


@pytest.mark.parametrize("name", FILES)
def test_the_docstring_begins_with_one_line_that_names_the_idea(name):
    first, *rest = (ast.get_docstring(TREES[name]) or "").splitlines()

    assert first.endswith(".")
    assert not "".join(rest[:1])


def test_no_room_is_called_a_rag_bag():
    words = {"util", "utils", "helper", "helpers", "manager", "handler", "common", "base", "misc"}

    assert not {part for name in FILES for part in name.split(".")} & words
