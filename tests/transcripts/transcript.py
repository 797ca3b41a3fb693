"""Files that list commands and, below each, all that it prints, word for word.

- A line that begins with ``$`` is a command: ``argmap``, or ``cat`` for what stands in a file beside a picture.
  ``< FILE`` at its end is its standard input; after ``tty`` its output is a terminal of 80 columns, ``␛`` its escape.
- A line it writes to standard error stands behind ``! ``, and ``[CODE]`` is its exit code where that is not 0.
- A line that begins with ``>>>`` is Python; of a map that it gives, what differs from ``lake.yaml``.

The commands of a file run in order in one folder with the maps of ``lake``, ``tests/maps`` and :mod:`.crowd`.
``ARGMAP_GOLDEN=write`` writes anew what they print: to add a case is to add its line.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import argmap
from argmap import __version__
from argmap.cli.main import main
from tests.transcripts.crowd import crowd

HERE = Path(__file__).parent
LAKE = HERE / "lake"
MAPS = HERE.parent / "maps"
_COMMAND = re.compile(r"^(?:\$|>>>) .*$", re.MULTILINE)


def played(transcript: str, folder: Path) -> str:
    """A transcript as it is today, played in an empty folder. What stands above its first command stays."""
    shutil.copytree(LAKE, folder, dirs_exist_ok=True)
    for file in MAPS.glob("*.yaml"):
        shutil.copy(file, folder)
    (folder / "crowd.yaml").write_text(crowd(), encoding="utf-8")
    (folder / "crowd-before.yaml").write_text(crowd(24, "said"), encoding="utf-8")
    commands = _COMMAND.findall(transcript)
    first = _COMMAND.search(transcript)
    names: dict[str, Any] = {}
    with contextlib.chdir(folder):
        printed = "\n".join(f"{command}\n{_printed(command, names)}" for command in commands)
    return transcript[: first.start() if first else None] + printed


def _printed(command: str, names: dict[str, Any]) -> str:
    if command.startswith(">>> "):
        return _evaluated(command[4:], names)
    words = shlex.split(command[2:])
    if words[0] == "cat":
        return re.sub("<svg .*</svg>", "(a picture)", Path(words[1]).read_bytes().decode(), flags=re.DOTALL)
    terminal = words[0] == "tty"
    argv = words[2:] if terminal else words[1:]
    given = b""
    if argv[-2:-1] == ["<"]:
        given = Path(argv[-1]).read_bytes()
        argv = argv[:-2]
    output, errors, code = called(argv, given, terminal)
    told = errors.splitlines(keepends=True)
    return "".join([_shown(output), *(_shown(f"! {line}") for line in told), f"[{code}]\n" if code else ""])


def _shown(text: str) -> str:
    end = "" if text.endswith("\n") or not text else "\N{SYMBOL FOR NEWLINE}\n"
    return text.replace(__version__, "VERSION").replace("\x1b", "\N{SYMBOL FOR ESCAPE}") + end


def _evaluated(line: str, names: dict[str, Any]) -> str:
    try:
        code = compile(line, "<transcript>", "eval")
    except SyntaxError:
        exec(line, names)
        return ""
    try:
        found = eval(code, names)
    except argmap.MapError as error:
        return f"MapError: {error}\n"
    if isinstance(found, argmap.Map):
        before, after = (argmap.dumps(map).splitlines() for map in (argmap.load(LAKE / "lake.yaml"), found))
        lines = difflib.unified_diff(before, after, n=0, lineterm="")
        return "".join(f"{line}\n" for line in lines if not line.startswith(("---", "+++")))
    return _shown(found if isinstance(found, str) else f"{found!r}\n")


class _Stream(io.TextIOWrapper):
    """A stream of a process that is kept, and may be a terminal."""

    def __init__(self, given: bytes = b"", *, terminal: bool = False) -> None:
        self.kept = io.BytesIO(given)
        super().__init__(self.kept, encoding="utf-8", write_through=True, newline="\n")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def called(argv: list[str], given: bytes = b"", terminal: bool = False) -> tuple[str, str, int]:
    """What a command writes to standard output and standard error, and its exit code."""
    output, errors = _Stream(terminal=terminal), _Stream()
    with patch.multiple(sys, stdin=_Stream(given), stdout=output, stderr=errors):
        try:
            code = main(argv)
        except SystemExit as end:
            code = int(end.code or 0)
    return output.kept.getvalue().decode(), errors.kept.getvalue().decode(), code
