"""Russian stands in `Text`, in tables by language, and in TOML."""

import ast
import re
from pathlib import Path

import touchpoint_model

SOURCE = Path(touchpoint_model.__file__).parent
CYRILLIC = re.compile("[а-яёА-ЯЁ]")
SAYING = {"Text", "fail", "_wrong"}  # calls that take a sentence in both languages
ALPHABET = {
    "formats/act.py",  # how acts are numbered and laid out
    "formats/table.py",
    "model/text.py",  # letters that are compared as one
    "model/legal.py",  # how a clause is addressed and cited
}


def cyrillic(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and bool(CYRILLIC.search(str(node.value)))


def spoken(node: ast.AST) -> bool:
    """Whether strings under a node are told in two languages."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        return name in SAYING
    if isinstance(node, ast.keyword):
        return node.arg == "ru"
    if isinstance(node, ast.If):
        return "lang == 'ru'" in ast.unparse(node.test)
    if isinstance(node, ast.Tuple):  # a pair of words, Russian and English
        return len(node.elts) == 2 and len(set(map(cyrillic, node.elts))) == 2
    if isinstance(node, ast.Dict) and not any(map(cyrillic, filter(None, node.keys))):
        if all(isinstance(one, ast.Constant) for one in node.values):
            return True  # English words and their Russian ones
        keys = {ast.unparse(key) for key in node.keys if key is not None}
        return {"'ru'", "'en'"} <= keys or any("'ru'" in key for key in keys)
    return False


def loose(path: Path):
    tree = ast.parse(path.read_text("utf-8"))
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }

    def walk(node: ast.AST):
        for child in ast.iter_child_nodes(node):
            if spoken(child) or id(child) in documented:
                continue
            if isinstance(child, ast.Assign) and "_ru" in ast.unparse(child.targets[0]):
                continue
            if isinstance(child, ast.Constant) and CYRILLIC.search(str(child.value)):
                yield f"{path.relative_to(SOURCE)}:{child.lineno}: {child.value}"
            yield from walk(child)

    return list(walk(tree))


def test_russian_is_told_beside_english():
    found = [
        one
        for path in sorted(SOURCE.rglob("*.py"))
        if str(path.relative_to(SOURCE)) not in ALPHABET
        if path.relative_to(SOURCE).parts[0] != "testing"  # it makes registers, in Russian
        for one in loose(path)
    ]

    assert not found


def test_loose_russian_is_seen():
    """The test above judges something: letters that are compared stand in the code."""
    assert loose(SOURCE / "model/text.py")
