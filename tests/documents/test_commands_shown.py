"""Every command that a page shows can be given: it exists, and so do its options, its tabs and its keys."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from argmap.cli.completion import parser_of
from argmap.cli.main import COMMANDS
from argmap.tui.commands.table import TABLE
from argmap.tui.keys.keymap import show_key
from tests.documents.played import DOCS, ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
CODE = re.compile(r"```(?:sh|console|bat)\n(.*?)```|`(argmap [^`]+)`", re.DOTALL)
PRESSED = re.compile(r"[Pp]ress ((?:`[^`]+`(?:,? and |, | )?)+)")
OUTSIDE = {"Ctrl+Q", "Esc+"}
"""Keys of other programs that pages name."""


def shown() -> Iterator[tuple[Path, list[str]]]:
    """The words of each ``argmap`` command in a page, with the page."""
    for page in PAGES:
        for block, inline in CODE.findall(page.read_text(encoding="utf-8")):
            for line in (block or inline).splitlines():
                found = re.search(r"(?:^|\$ |/)argmap (.*)", re.sub(r"\s+#.*", "", line.strip()))
                if found:
                    yield page, shlex.split(re.split(r" [|>] ", found[1])[0].replace("'", "") or "--help")


def test_commands_and_options_exist() -> None:
    wrong, seen = [], 0
    for page, words in shown():
        seen += 1
        name = words[0]
        if name.startswith("-") or "." in name or name == "FILE":
            continue
        if name not in COMMANDS:
            wrong.append(f"{page.name}: argmap {name}")
            continue
        options = {word.partition("=")[0] for word in words[1:] if word.startswith("--")} - {"--"}
        wrong += [f"{page.name}: argmap {name} {option}" for option in sorted(options - options_of(name))]
    assert seen > 100
    assert wrong == []


@cache
def options_of(name: str) -> frozenset[str]:
    """The options of a command, and of the actions that it has."""
    parsers = [parser_of(name)]
    for action in parsers[0]._actions:
        if isinstance(action.choices, dict):
            parsers += action.choices.values()
    actions = [action for parser in parsers for action in parser._actions if action.help != argparse.SUPPRESS]
    return frozenset(option for action in actions for option in action.option_strings)


def test_keys_in_guides_are_keys_of_the_editor() -> None:
    keys = {show_key(key) for action in TABLE for key in action.keys} | OUTSIDE
    told, wrong = 0, []
    for page in PAGES:
        for pressed in re.findall(
            r"[Pp]ress(?:es)? ((?:`[^`]+`(?:,? and |, | )?)+)", page.read_text(encoding="utf-8")
        ):
            for key in re.findall(r"`([^`]+)`", pressed):
                told += 1
                if key not in keys and not key.isdigit():
                    wrong.append(f"{page.name}: {key}")
    assert told > 20
    assert wrong == []
