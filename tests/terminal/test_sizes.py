"""The same keys do the same in windows of every size, and each answer is in sight."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from argmap.mapfile.read.read import read
from argmap.model.types import Map
from tests.examples import slow_but
from tests.small_maps import HELD
from tests.terminal.journey import leave, map_in
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.terminal

ENTER, TAB, ESC, SAVE, PALETTE = "\r", "\t", "\x1b", "\x13", "\x10"
SIZES = [(80, 24), (140, 45), (200, 60), (40, 10)]


class Deed(NamedTuple):
    """Keys, and what is to be seen once they are handled."""

    keys: str
    seen: str
    gone: str = ""


DEEDS = (
    Deed("x", "Objection to"),
    Deed("Buses need it.", "Buses need it."),
    Deed(ENTER, "Added “Buses"),
    Deed("e", "Text of"),
    Deed(f" Now.{ENTER}", "Updated."),
    Deed("s", "Whose position"),
    Deed("Cyclists", "Cyclists"),
    Deed(ENTER, "Set Cyclists'"),
    Deed("t", "Changed to a support."),
    Deed("u", "Undone: "),
    Deed("U", "Redone: "),
    Deed("/", "Find"),
    Deed("need it", "need it"),
    Deed(ENTER, "1 match."),
    Deed(ESC, "Close the", gone="1 match."),
    Deed("?", "Keys"),
    Deed(ESC, "Close the", gone="Esc close"),
    Deed(PALETTE, "Add a claim"),
    Deed("unfold every", "Unfold everything"),
    Deed(ENTER, "Close the", gone="Unfold everything"),
    Deed("d", "Buses"),
    Deed("d", "Close the"),
    Deed("v4", "Sources"),
    Deed("a", "New source"),
    Deed(f"A study{SAVE}", "Source added."),
    Deed("v5", "Tensions"),
    Deed("a", "New tension"),
    Deed(f"Who pays?{TAB}{TAB}All of us{ENTER}Those who drive{SAVE}", "Tension added."),
    Deed("v6", "Findings"),
    Deed("v2", "Buses"),
    Deed("v1", "Close the"),
    Deed(SAVE, "Saved map.yaml."),
)


@pytest.mark.parametrize("size", slow_but(SIZES, (80, 24), (40, 10)), ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_same_keys_do_the_same_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    file = map_in(tmp_path, HELD)
    terminal = Terminal(tmp_path, *size)
    try:
        terminal.argmap("map.yaml")
        terminal.until("Close the", "help")
        for deed in DEEDS:
            terminal.send(deed.keys.encode())
            terminal.until(deed.seen, gone=deed.gone)
        assert_done(read(file.read_bytes(), "map.yaml").map)
        leave(terminal)
    finally:
        terminal.close()


def assert_done(map: Map) -> None:
    """The map has what the deeds are to do."""
    new = map.claims[-1]
    assert new.text == "Buses need it. Now."
    assert [reason.kind for reason in new.reasons] == ["supports"]
    assert [position.stance for position in new.positions] == ["agrees"]
    assert map.sources[-1].title == "A study"
    assert [side.title for side in map.tensions[-1].sides] == ["All of us", "Those who drive"]
