"""Keys that come faster than the editor shows what they do: in one packet, and key by key."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.small_maps import HELD
from tests.terminal.journey import map_in, opened
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.terminal

TO_SOURCES, TO_TENSIONS, SAVE, UP, DOWN, LEFT, BACKSPACE, DELETE = (
    "v4",
    "v5",
    "\x13",
    "\x1b[A",
    "\x1b[B",
    "\x1b[D",
    "\x7f",
    "\x1b[3~",
)

SOURCE = {"title": "A study", "short": "Study", "author": "Ada", "publisher": "Press", "date": "2025-07-21"}


def only(things: dict[str, Any]) -> Any:
    (thing,) = things.values()
    return thing


JOURNEYS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "fields": (
        f"{TO_SOURCES}aA study\tStudy\tAda\tPress\t21 July 2025{SAVE}{SAVE}",
        lambda map: [*map["sources"].values()] == [SOURCE],
    ),
    "enter goes on, and keeps in the last": (
        f"{TO_SOURCES}aA study\rStudy\rAda\rPress\r21 July 2025\r\r\r\r{SAVE}",
        lambda map: [*map["sources"].values()] == [SOURCE],
    ),
    "back and editing keys": (
        f"{TO_SOURCES}aA study\tStudy\tPress{UP}!{BACKSPACE}{DOWN}{BACKSPACE * 5}Axa{LEFT}{BACKSPACE}db{LEFT}{DELETE}"
        f"\tPress\t2025-07-21{SAVE}{SAVE}",
        lambda map: [*map["sources"].values()] == [SOURCE],
    ),
    "enter makes a line where there are several": (
        f"{TO_TENSIONS}aWho pays?\tOne?\rAll of us\rThose who drive{SAVE}{SAVE}",
        lambda map: (
            only(map["tensions"])["question"] == "One?"
            and [*only(map["tensions"])["sides"].values()] == ["All of us", "Those who drive"]
        ),
    ),
    "arrows within a text, and out of it": (
        f"{TO_TENSIONS}aWho\t\tAll\rDrivers{UP} of us{UP}One?{UP} pays?{DOWN * 3}, or riders{SAVE}{SAVE}",
        lambda map: (
            (only(map["tensions"])["title"], only(map["tensions"])["question"]) == ("Who pays?", "One?")
            and [*only(map["tensions"])["sides"].values()] == ["All of us", "Drivers, or riders"]
        ),
    ),
    "a list within a form within a list": (
        f"sfoot\twords x\rmore\t\rnew study\t2024{SAVE}{SAVE}",
        lambda map: (
            map["claims"]["close"]["positions"]["walkers"]
            == {"stance": "agrees", "source": "new-study", "quote": "words x\nmore", "date": "2024"}
        ),
    ),
    "a text, another beside it, and a search": (
        f"aFirxt{BACKSPACE * 2}st.\raSecond.\r/first\r{SAVE}",
        lambda map: [claim["text"] for claim in map["claims"].values()][-2:] == ["First.", "Second."],
    ),
}


KEY_BY_KEY = {"back and editing keys", "a list within a form within a list"}
"""The journeys that a usual run tries both ways."""


@pytest.mark.parametrize(
    ("journey", "at_once"),
    [
        pytest.param(journey, way == "one-packet", id=f"{journey}-{way}", marks=marks)
        for journey in JOURNEYS
        for way, marks in (
            ("one-packet", ()),
            ("key-by-key", () if journey in KEY_BY_KEY else pytest.mark.slow),
        )
    ],
)
def test_each_key_lands_where_it_was_meant_to(
    terminal: Terminal, tmp_path: Path, journey: str, at_once: bool
) -> None:
    keys, holds = JOURNEYS[journey]
    file = map_in(tmp_path, HELD)
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "? help")
    if at_once:
        terminal.send(keys.encode())
    else:
        for key in re.findall(r"\x1b\[\d*[A-Z~]|.", keys, re.DOTALL):
            terminal.send(key.encode())
    terminal.until("Saved map.yaml.")
    assert holds(yaml.safe_load(file.read_text(encoding="utf-8"))), file.read_text(encoding="utf-8")


LINES = ["Streets without cars are quiet.", "xqOX everywhere.", "The air is cleaner too."]


def claims_of(file: Path) -> list[str]:
    return [claim["text"] for claim in yaml.safe_load(file.read_text(encoding="utf-8"))["claims"].values()]


def test_a_paste_of_several_lines_without_marks_stays_text(terminal: Terminal, tmp_path: Path) -> None:
    file = opened(terminal, tmp_path, marks_pastes=False)
    before = claims_of(file)
    terminal.keys("a")
    terminal.until("Support for")
    terminal.paste_unmarked("\n".join(LINES))
    terminal.until(*LINES)
    terminal.keys("Enter")
    terminal.until("Added “Streets without cars")
    terminal.keys("C-s")
    terminal.until("Saved map.yaml.")
    assert claims_of(file) == [*before, "\n".join(LINES)]


def test_a_long_paste_in_several_pieces_without_marks_stays_text(terminal: Terminal, tmp_path: Path) -> None:
    file = opened(terminal, tmp_path, marks_pastes=False)
    lines = [f"Line {number} says x, q and O." for number in range(400)]
    terminal.keys("a")
    terminal.until("Support for")
    terminal.paste_unmarked("\n".join(lines))
    terminal.until(lines[-1])
    terminal.keys("Enter")
    terminal.until("Added “Line 0")
    terminal.keys("C-s")
    terminal.until("Saved map.yaml.")
    assert claims_of(file)[-1].splitlines() == lines


def test_keys_held_up_on_the_way_are_keys_though_a_text_is_open(terminal: Terminal, tmp_path: Path) -> None:
    """The end of a text that was begun and the next claim, as a line that stood still brings them together."""
    file = opened(terminal, tmp_path, marks_pastes=False)
    terminal.keys("a")
    terminal.until("Support for")
    terminal.type("It is qui")
    terminal.until("It is qui")
    terminal.send(b"et.\raNobody hoots.\r")
    terminal.until("Added “Nobody hoots”")
    terminal.keys("C-s")
    terminal.until("Saved map.yaml.")
    assert claims_of(file)[-2:] == ["It is quiet.", "Nobody hoots."]


def test_a_paste_without_marks_where_no_text_is_open_runs_no_command(terminal: Terminal, tmp_path: Path) -> None:
    file = opened(terminal, tmp_path, marks_pastes=False)
    before = claims_of(file)
    terminal.paste_unmarked("Did they move the bus stop, and quit?\nTomorrow they delete it.\n")
    terminal.until("Left out what looks pasted", "? help")
    terminal.keys("C-s")
    terminal.until("No changes to save.")
    assert claims_of(file) == before


PASTED_INTO = {
    "a list": (("s",), "Whose position", "The walkers\n"),
    "a form": (("v", "4", "a"), "New source", "A study\nStudy\nAda\nPress\n2025\n\n\n\n"),
}
COMMANDS = "uDtqq said everybody everywhere, and deleted it all\nqqqq\n"


@pytest.mark.parametrize("what", PASTED_INTO)
def test_a_paste_into_a_form_without_marks_runs_no_command(terminal: Terminal, tmp_path: Path, what: str) -> None:
    """One of its line ends closes the form; what follows would undo, delete and quit."""
    keys, title, text = PASTED_INTO[what]
    file = opened(terminal, tmp_path, marks_pastes=False)
    before = claims_of(file)
    for key in keys:
        terminal.keys(key)
    terminal.until(title)
    terminal.paste_unmarked(text + COMMANDS)
    terminal.until("Left out the lines after the first")
    terminal.keys("C-s")
    terminal.until("Saved map.yaml.")
    assert claims_of(file) == before
    assert text.partition("\n")[0] in file.read_text(encoding="utf-8")
