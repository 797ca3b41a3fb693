"""Plays a page of the documentation: does what it tells the reader to do, and writes down what is shown.

A page is Markdown. What is played in it, in order, in a folder of its own that has the maps of this repository:

- a ``console`` block: each line that begins with ``$`` is run, and what it prints stands below it;
- ``<!-- file: NAME -->`` before a block: the block is written to that file, as the reader is told to;
- ``<!-- keep: FILE = PICTURE -->``: a file that a command wrote is the picture beside the page;
- ``<!-- editor: MAP 90x24 -->`` opens a map in the editor, ``<!-- keys: KEYS -->`` presses keys (``@text`` types one
  word or a quoted text), ``<!-- screen: PICTURE TITLE -->`` makes a picture of the screen, and
  ``<!-- editor: end -->`` ends it.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from argmap.cli.main import main
from argmap.io.preferences import Preferences
from argmap.tui.run import prepare
from tests.tui.conftest import Driver, running
from tests.tui.screen_picture import painted

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

PART = re.compile(
    r"```console\n(?P<session>.*?)```"
    r"|<!-- file: (?P<name>\S+) -->\n+```\w*\n(?P<content>.*?)```"
    r"|<!-- (?P<order>keep|editor|keys|screen): (?P<rest>.*?) -->",
    re.DOTALL,
)

SETTINGS = {
    "COLUMNS": "80",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2026-03-12T09:00:00Z",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_DATE": "2026-03-12T09:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C.UTF-8",
    "NO_COLOR": "1",
    "TZ": "UTC",
}


class Played(NamedTuple):
    """A page as it should be, with the pictures beside it by name."""

    text: str
    exports: dict[str, bytes]
    screens: dict[str, str]


def pages() -> list[Path]:
    """The pages with something to play."""
    written = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
    return [page for page in written if PART.search(page.read_text(encoding="utf-8"))]


async def played(page: Path, folder: Path) -> Played:
    """A page played in an empty folder."""
    with at_home_in(folder):
        return await _Player(folder).play(page.read_text(encoding="utf-8"))


@contextlib.contextmanager
def at_home_in(folder: Path) -> Iterator[None]:
    """Work in a folder that looks like a fresh clone, as someone who has never used argmap."""
    for file in [*(ROOT / "maps").glob("*.yaml"), *DOCS.rglob("*.yaml"), *(DOCS / "evidence").iterdir()]:
        copy = folder / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    homes = {f"ARGMAP_{kind}_HOME": str(folder / ".home" / kind.lower()) for kind in ("STATE", "CONFIG")}
    before = dict(os.environ)
    os.environ.update(SETTINGS | homes)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)


class _Player:
    """Plays the parts of one page in order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.exports: dict[str, bytes] = {}
        self.screens: dict[str, str] = {}
        self.editor: Driver | None = None
        self.open = contextlib.AsyncExitStack()

    async def play(self, page: str) -> Played:
        text, end = "", 0
        async with self.open:
            for part in PART.finditer(page):
                text += page[end : part.start()] + await self._done(part)
                end = part.end()
        return Played(text + page[end:], self.exports, self.screens)

    async def _done(self, part: re.Match[str]) -> str:
        if part["session"] is not None:
            return f"```console\n{session(part['session'])}```"
        if part["name"] is not None:
            Path(part["name"]).write_text(part["content"], encoding="utf-8")
        else:
            await self._ordered(part["order"], part["rest"])
        return part[0]

    async def _ordered(self, order: str, rest: str) -> None:
        match order:
            case "keep":
                file, _, picture = rest.partition(" = ")
                self.exports[picture] = Path(file).read_bytes()
            case "editor" if rest == "end":
                await self.open.aclose()
                self.editor = None
            case "editor":
                file, _, size = rest.rpartition(" ")
                columns, _, lines = size.partition("x")
                editor = prepare(Path(file), Preferences())
                self.editor = await self.open.enter_async_context(running(editor, (int(columns), int(lines))))
            case "keys":
                await self._press(shlex.split(rest))
            case "screen":
                name, _, title = rest.partition(" ")
                driver = self._driver()
                await driver.until(lambda: driver.editor.state.findings is not None)
                await driver.pilot.pause()
                self.screens[name] = painted(driver, title)

    async def _press(self, keys: list[str]) -> None:
        for key in keys:
            if key.startswith("@"):
                await self._driver().paste(key[1:])
            else:
                await self._driver().press(key)

    def _driver(self) -> Driver:
        assert self.editor is not None, "no editor is open here"
        return self.editor


def session(block: str) -> str:
    """A block of a terminal session with what each of its commands prints now."""
    commands = re.findall(r"^\$ (.*(?:\\\n.*)*)$", block, re.MULTILINE)
    return "".join(f"$ {command}\n{printed_by(command)}" for command in commands)


def printed_by(command: str) -> str:
    """What a command prints, on both streams, as a reader of a terminal sees it."""
    words = shlex.split(command)
    if words[0] == "argmap" and not {"|", ">", "&&"} & set(words):
        return run(words[1:])
    done = subprocess.run(
        command, shell=True, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    return done.stdout


def run(argv: list[str]) -> str:
    """What ``argmap`` prints, called with these arguments, which it must understand."""
    screen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
        try:
            code = main(argv)
        except SystemExit as end:
            code = end.code
    screen.flush()
    printed = screen.buffer.getvalue().decode()
    assert code in {0, 1}, f"argmap {shlex.join(argv)}: {printed}"
    return printed
