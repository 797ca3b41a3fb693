"""The texts that argmap shows, found in its source: string literals with two words or more that are not docstrings.

A placeholder of a formatted text counts as one word.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house.source import FILES, name_of, tree_of

_PROSE = re.compile(r"[A-Za-z’'”),.:;] [A-Za-z‘'“({]")


def ui_strings() -> Iterator[tuple[str, str]]:
    """Each text with the name of its file, such as ``cli/check.py``."""
    for file in FILES:
        yield from ((name_of(file), text) for text in texts_of(tree_of(file)))


def texts_of(tree: ast.AST) -> Iterator[str]:
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            skipped.update(map(id, node.values))
        if id(node) not in skipped and (text := _text(node)) and _PROSE.search(text):
            yield text


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
