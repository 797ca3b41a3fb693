"""Every key of the action table as the bytes that terminals send for it, on every screen where it does something."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.events import Key

from argmap.tui.actions import VIEWS, ViewName
from argmap.tui.commands.table import TABLE
from argmap.tui.keys.dispatch import name_of
from argmap.tui.keys.keymap import Keymap
from argmap.tui.terminal.parser import TerminalParser
from tests.bench.over_pty import OverPty
from tests.examples import tries_all
from tests.small_maps import THREE
from tests.terminal.key_bytes import MODIFIERS_ALONE, forms_of
from tests.terminal.tmux import PATIENCE, ROOT
from tests.tui.test_every_action import is_seen_elsewhere

RESTART = b"\x1b[24~"
"""F12, which puts the recorded editor back to the start."""

PARTS = """\
tensions:
  cars:
    title: Cars or quiet
stakeholders:
  shops:
    name: The shops
sources:
  report:
    title: A report
"""


class Recorded:
    """The editor on a pseudo-terminal, and its record."""

    def __init__(self, folder: Path, view: ViewName) -> None:
        self._log = folder / "log"
        self._log.touch()
        file = folder / "map.yaml"
        file.write_text(THREE + PARTS, encoding="utf-8")
        script = Path(__file__).with_name("recorded_editor.py")
        environment = {
            "ARGMAP_STATE_HOME": str(folder / "state"),
            "ARGMAP_CONFIG_HOME": str(folder / "config"),
            "EDITOR": "true",
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, str(script), str(self._log), view, str(file)]
        self.terminal = OverPty(command, environment, lines=24, columns=80)
        self._type_until(b"", "ready")

    def came_of(self, keys: str) -> str:
        """What the record says of some keys, pressed on the screen as it is at first."""
        self._type_until(RESTART, "ready")
        return self._type_until(keys.encode(), "seen")

    def _type_until(self, keys: bytes, word: str) -> str:
        """The first new line of the record that ends with a word."""
        before = self._log.stat().st_size
        self.terminal.type(keys)
        end = time.monotonic() + PATIENCE
        while True:
            self.terminal.read(0.002)
            for line in self._log.read_bytes()[before:].decode().splitlines(keepends=True):
                if line.endswith(f"{word}\n"):
                    return line.removesuffix(f" {word}\n")
            assert time.monotonic() < end, f"{keys!r} is not in the record"


@contextmanager
def recorded(folder: Path, view: ViewName) -> Iterator[Recorded]:
    editor = Recorded(folder, view)
    try:
        yield editor
    finally:
        editor.terminal.end()


def name_in(form: str) -> str:
    """What the editor calls the key that it reads from some bytes."""
    (key,) = (event for event in TerminalParser().feed(form) if isinstance(event, Key))
    return name_of(key)


def test_every_form_of_a_key_is_that_key() -> None:
    keys = {key for action in TABLE for key in action.keys}
    wrong = [(key, form) for key in sorted(keys) for form in forms_of(key)[1:] if name_in(form) != key]
    assert wrong == []


@pytest.mark.parametrize("view", [view for view, _ in VIEWS])
def test_every_key_of_the_table_is_known_and_its_effect_or_a_reason_is_seen(
    tmp_path: Path, view: ViewName, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In its commonest form, and by ``.ci/slow`` on the map in every form.

    The keys of all screens are pressed on the map and on one table, and by ``.ci/slow`` on every table:
    ``tests/tui`` tries what they do on each.
    """
    monkeypatch.chdir(tmp_path)  # one of the keys exports
    wrong = []
    with recorded(tmp_path, view) as editor:
        for action in Keymap.build(TABLE).usable_in(view):
            if is_seen_elsewhere(action, view) and not tries_all():
                continue
            for key in action.keys:
                for form in forms_of(key) if view == "map" and tries_all() else forms_of(key)[:1]:
                    came = editor.came_of(form)
                    if came != action.name:
                        wrong.append(f"{key} as {form!r}: {came}")
    assert wrong == []


def test_a_modifier_by_itself_is_no_key(tmp_path: Path) -> None:
    with recorded(tmp_path, "map") as editor:
        for form in MODIFIERS_ALONE:
            assert editor.came_of(form + "j") == "cursor-down"
