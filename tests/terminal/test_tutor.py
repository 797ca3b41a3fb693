"""The lesson is played to its end: every step can be done as it says."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from argmap.vocabulary import STATUSES
from tests.terminal.journey import check, leave
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.terminal


def test_the_tutor_opens_and_leaves_nothing_behind(terminal: Terminal, tmp_path: Path) -> None:
    terminal.argmap("tutor")
    terminal.until("Step 1.", "? help")
    leave(terminal)
    assert list(tmp_path.glob("*.yaml")) == []


def test_a_tutor_that_is_ended_keeps_what_it_says(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("export TMPDIR=$PWD")
    terminal.argmap("tutor")
    terminal.until("Step 1.", "? help")
    terminal.keys("C")
    terminal.until("New claim")
    terminal.type("Trams run all night.")
    terminal.until("Trams run")
    terminal.until_ended(terminal.kill(signal.SIGTERM))
    terminal.until("1 draft of what you typed is kept.")
    assert len([*tmp_path.glob("argmap-tutor-*/lesson.yaml")]) == 1


def test_every_step_of_the_tutor_can_be_done_as_it_says(terminal: Terminal, tmp_path: Path) -> None:
    terminal.argmap("tutor", "-o", "lesson.yaml")
    terminal.until("Step 1.", "? help", "row 1 of 10")
    next_step(terminal, 2)
    terminal.keys("Left")
    terminal.until("+1", gone="a third less nitrogen dioxide.  ")
    terminal.keys("Right")
    terminal.until("▾ + In the trial")
    next_step(terminal, 3)
    terminal.keys("s")
    terminal.until("Whose position")
    terminal.type("City council")
    terminal.keys("Enter")
    terminal.until("☺1 §1", "☺ City council ✓ agrees")
    next_step(terminal, 4)
    terminal.keys("b")
    until_row(terminal, AIR, LOST)
    terminal.keys("i")
    until_row(terminal, AIR, gone=LOST)
    terminal.keys("i")
    until_row(terminal, AIR, LOST)
    terminal.keys("i")
    until_row(terminal, AIR, LOST)
    next_step(terminal, 5)
    terminal.keys("x")
    terminal.until("^j new line")
    terminal.type("Visitors on foot stay longer and buy more.")
    terminal.keys("Enter")
    terminal.until("· − Visitors on foot", gone="^j new line")
    until_row(terminal, "Shops lose customers", CHALLENGED)
    next_step(terminal, 6)
    terminal.keys("c")
    terminal.until("Source for")
    terminal.type("letter")
    terminal.keys("Tab")
    terminal.until("Cite")
    terminal.type("page 2")
    terminal.keys("C-s")
    until_row(terminal, "Deliveries cannot", "☺1 §1")
    next_step(terminal, 7)
    terminal.keys("t")
    until_row(terminal, "Lowered bollards", "▾ −")
    until_row(terminal, "Deliveries cannot", CHALLENGED)
    next_step(terminal, 8)
    terminal.keys("m")
    terminal.until("under which claim")
    terminal.type("high street")
    terminal.keys("Enter")
    until_row(terminal, "Residents sleep better", "▌  · +")
    until_row(terminal, "be closed to cars.  ", SUPPORTED)
    terminal.keys(*["Down"] * 5)
    terminal.until("Step 9.")
    terminal.keys("e")
    terminal.until("^j new line")
    terminal.type(" Soon.")
    terminal.keys("Enter")
    terminal.until("bypass first. Soon.", gone="^j new line")
    terminal.keys("v", "2")
    terminal.until("City council", "column 1 of 2")
    terminal.keys("v", "6")
    terminal.until("Severity")
    terminal.keys("Escape")
    terminal.until("Step 9.")
    next_step(terminal, 10)
    terminal.keys("C-s")
    terminal.until(gone="unsaved")
    terminal.keys("r")
    terminal.until("The whole map")
    terminal.keys("Escape")
    terminal.until(gone="The whole map")
    leave(terminal)
    assert check(tmp_path / "lesson.yaml").returncode == 0


AIR = "street gets cleaner."
LOST, CHALLENGED, SUPPORTED = (STATUSES[name].badge for name in ("support lost", "challenged", "supported"))


def until_row(terminal: Terminal, text: str, sign: str = "", *, gone: str = "") -> None:
    """Wait until the row with a text has a sign or status, and another one no longer."""

    def holds() -> bool:
        rows = [line for line in terminal.screen().splitlines() if text in line]
        return bool(rows) and sign in rows[0] and not (gone and gone in rows[0])

    terminal.until_holds(holds)


def next_step(terminal: Terminal, number: int) -> None:
    """Go down a row, to the step of that number."""
    terminal.keys("Down")
    terminal.until(f"Step {number}.")
