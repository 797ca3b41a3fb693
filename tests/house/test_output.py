"""What is printed leaves through one file, where no line of it can be a command to a build service."""

from __future__ import annotations

import ast
from pathlib import Path

import argmap
from tests.house.source import tree_of

ROOT = Path(argmap.__file__).parents[1]

WRITERS = {
    "argmap/cli/output.py": "the one way out",
    "argmap/cli/main.py": "sets the streams up; prints the version and the help",
    "argmap/tui/run.py": "escapes the sentence about a fault itself; a line that is gone when the editor opens",
    "argmap/io/copies/pdf_process.py": "a process of its own whose output is read as JSON",
    "argmap/io/png/process.py": "a process of its own whose output is a picture",
}
"""Files that use standard output or standard error, with what for."""


def uses(file: Path) -> bool:
    """Whether a file does more with standard output or standard error than ask what kind of stream it is."""
    tree = tree_of(file)
    asked = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"encoding", "isatty", "fileno"}:
            asked.add(node.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "takes_colour":
            asked.update(node.args)
    streams = {"sys.stdout", "sys.stderr"}
    return any(
        isinstance(node, ast.Attribute) and ast.unparse(node) in streams and node not in asked
        for node in ast.walk(tree)
    )


def test_all_else_is_printed_in_one_place() -> None:
    found = {file.relative_to(ROOT).as_posix() for file in ROOT.glob("argmap/**/*.py") if uses(file)}
    assert found == set(WRITERS)
