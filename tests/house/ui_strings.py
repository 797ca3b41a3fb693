"""The texts that argmap shows, found in its source: string literals with two words or more that are not docstrings.

They come from the Python of the package and of the Action, from the page that reads a map in a browser with its
scripts, from the extension of VS Code and from the descriptions of the Action. A placeholder of a formatted text
counts as one word.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

from tests.house.source import FILES, PACKAGE, ROOT, name_of, tree_of

_PROSE = re.compile(r"[A-Za-z’'”),.:;] [A-Za-z‘'“({]")

_SCRIPT_PARTS = re.compile(
    r"""//[^\n]*|/\*.*?\*/|(?P<regex>(?<=[(,=:])\s*/(?![*/])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+/)"""
    r"""|"(?P<double>(?:\\.|[^"\\\n])*)"|'(?P<single>(?:\\.|[^'\\\n])*)'|`(?P<template>(?:\\.|[^`\\])*)`""",
    re.DOTALL,
)
_SLOT = re.compile(r"\$\{(?:[^{}]|\{[^{}]*\})*\}")

SHOWN_ATTRIBUTES = ("aria-label", "title", "placeholder", "aria-description", "alt")
DESCRIBED = ("description", "title", "name", "displayName")


@cache
def ui_strings() -> tuple[tuple[str, str], ...]:
    """Each text with the name of its file, such as ``cli/check.py`` or ``action.yml``."""
    found = [(name_of(file), text) for file in FILES for text in texts_of(tree_of(file))]
    for file, read in _others().items():
        name = name_of(file) if file.is_relative_to(PACKAGE) else file.relative_to(ROOT).as_posix()
        found += [(name, text) for text in read(file.read_text(encoding="utf-8")) if _PROSE.search(text)]
    return tuple(found)


def _others() -> Mapping[Path, Callable[[str], Iterator[str]]]:
    assets = PACKAGE / "draw" / "html" / "assets"
    vscode = ROOT / "editors" / "vscode"
    return {
        ROOT / "action" / "review.py": lambda text: texts_of(ast.parse(text)),
        ROOT / "action.yml": lambda text: descriptions(yaml.safe_load(text)),
        vscode / "package.json": lambda text: descriptions(json.loads(text)),
        vscode / "extension.js": texts_of_script,
        assets / "page.html": texts_of_page,
        **dict.fromkeys(sorted(assets.glob("*.js")), texts_of_script),
    }


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


def texts_of_script(script: str) -> Iterator[str]:
    """The string literals of JavaScript; comments and regular expressions are passed over."""
    for part in _SCRIPT_PARTS.finditer(script):
        for literal in (part["double"], part["single"], part["template"]):
            if literal:
                yield _SLOT.sub("x", literal)


def texts_of_page(page: str) -> Iterator[str]:
    """The texts of elements and the attributes that are shown or read aloud."""
    reader = _PageTexts()
    reader.feed(page)
    yield from reader.texts


class _PageTexts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value for name, value in attrs if name in SHOWN_ATTRIBUTES and value]

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def descriptions(value: Any) -> Iterator[str]:
    """The texts of a file of settings that are shown to those who choose among them."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in DESCRIBED and isinstance(inner, str):
                yield inner
            yield from descriptions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from descriptions(inner)
