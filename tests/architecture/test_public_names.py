"""What is public: the names of the library, and of each of its modules."""

import ast
import doctest
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import touchpoint_model as tm

SOURCE = Path(tm.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCE.rglob("*.py")
    if path.name != "__main__.py"
)
HEAVY = ("networkx", "jsonschema", "rich", "snowballstemmer", "typer", "orjson", "cattrs")
HEAVY += ("sqlalchemy", "alembic", "psycopg", "holidays")


def in_order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, as the linter sorts them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def tree(module: str) -> ast.Module:
    return ast.parse(Path(import_module(module).__file__).read_text("utf-8"))


def defined(body) -> set[str]:
    names = set()
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {one.id for one in targets if isinstance(one, ast.Name)}
    return {name for name in names if not name.startswith("_")}


def imported(body) -> set[str]:
    return {
        one.asname or one.name
        for node in body
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    }


@pytest.mark.parametrize("name", tm.__all__)
def test_every_public_name_is_there_and_explained(name):
    assert inspect.getdoc(getattr(tm, name))


def test_the_public_names_are_sorted_and_homed():
    checked = next(node for node in tree("touchpoint_model").body if isinstance(node, ast.If))

    assert sorted(tm.__all__, key=in_order) == tm.__all__
    assert set(tm.__all__) == imported(checked.body)
    assert set(tm.__all__) <= set(dir(tm))


def test_a_public_name_is_the_one_of_its_home():
    from touchpoint_model.model.register import Register

    assert Register is tm.Register
    assert callable(tm.agency)


def test_there_are_no_other_names():
    with pytest.raises(AttributeError):
        tm.nothing  # noqa: B018


@pytest.mark.parametrize("name", [one for one in MODULES if one != "touchpoint_model"])
def test_all_holds_what_is_public(name):
    module, body = import_module(name), tree(name).body
    told = getattr(module, "__all__", [])
    passed_on = imported(body) if hasattr(module, "__path__") or name.endswith("author") else set()

    assert sorted(told, key=in_order) == list(told)
    assert sorted(set(told) - passed_on) == sorted(defined(body))


def test_importing_the_library_loads_nothing_heavy():
    code = "import sys, touchpoint_model; print(*sys.modules, sep='\\n')"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = ran.stdout.split()

    assert "touchpoint_model" in loaded
    assert not set(HEAVY) & set(loaded)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_run(name):
    failed, _ = doctest.testmod(import_module(name))

    assert not failed


def test_there_are_examples_in_docstrings():
    tried = [doctest.testmod(import_module(name)).attempted for name in MODULES]

    assert sum(tried) > 20
