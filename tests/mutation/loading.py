"""Modules loaded from code in place of their files: changed, or telling which statements run."""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Mapping
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType

from attrs import frozen

__all__ = ["load_instead", "module_name", "telling"]

_TELL = "_mutation_tell"


def module_name(module: str) -> str:
    """The name to import a module by: `norms/needs` is `touchpoint_model.norms.needs`."""
    return f"touchpoint_model.{module.replace('/', '.')}".removesuffix(".__init__")


def load_instead(codes: Mapping[str, CodeType]) -> None:
    """From now on, import these modules from code; by name, before any of them is imported."""
    sys.meta_path.insert(0, _Finder(codes))


def telling(path: Path, module: str, told: set[tuple[str, int]]) -> CodeType:
    """The code of a file whose functions put `(module, line)` into `told` for each statement."""
    setattr(builtins, _TELL, told.add)
    tree = ast.parse(path.read_text("utf-8"))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            _tell(function, module)
    return compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)


def _tell(node: ast.AST, module: str) -> None:
    """Put a call before each statement; docstrings stay first."""
    for name in ("body", "orelse", "finalbody", "handlers"):
        block = getattr(node, name, None)
        if not isinstance(block, list):
            continue
        found: list[ast.stmt] = []
        for at, one in enumerate(block):
            doc = at == 0 and isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
            if isinstance(one, ast.stmt) and not doc:
                found.append(ast.copy_location(_call(module, one.lineno), one))
            found.append(one)
            if not isinstance(one, ast.FunctionDef | ast.ClassDef):
                _tell(one, module)
            if isinstance(one, ast.ExceptHandler):
                one.body.insert(0, ast.copy_location(_call(module, one.lineno), one.body[0]))
        setattr(node, name, found)


def _call(module: str, line: int) -> ast.stmt:
    source = f"{_TELL}(({module!r}, {line}))"
    return ast.parse(source).body[0]


@frozen
class _Finder:
    codes: Mapping[str, CodeType]

    def find_spec(self, name: str, path: object = None, _: object = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path) if name in self.codes else None
        if spec is not None:
            spec.loader = _Loader(spec.loader.name, spec.loader.path, self.codes[name])
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self.code = code

    def get_code(self, _: str) -> CodeType:
        return self.code
