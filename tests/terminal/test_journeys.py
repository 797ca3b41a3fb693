"""Journeys in a real terminal, from the key to the file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from argmap.mapfile.read.read import read
from tests.terminal.journey import check, git, leave
from tests.terminal.tmux import ROOT, Terminal

pytestmark = pytest.mark.terminal


def test_an_objection_with_a_position_changes_only_its_lines(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "uk_openai.yaml"
    shutil.copy(ROOT / "maps" / "uk_openai.yaml", file)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", file.name)
    git(tmp_path, "commit", "-q", "-m", "A map")
    terminal.argmap("uk_openai.yaml")
    terminal.until("58 claims", "? help")
    terminal.keys("/")
    terminal.until("Enter go to match")
    terminal.type("47 billion")
    terminal.keys("Enter")
    terminal.until("1 match.")
    terminal.keys("x")
    terminal.until("Objection to")
    terminal.type("Forecasts of this kind have seldom come true.")
    terminal.keys("Enter")
    terminal.until("Added “Forecasts of this kind")
    terminal.keys("s")
    terminal.until("Whose position")
    terminal.type("ai security")
    terminal.until("‹ ✓ agrees ›")
    terminal.keys("Enter")
    terminal.until("Set AI Security Institute's position")
    terminal.keys("C-s")
    terminal.until("Saved uk_openai.yaml")
    leave(terminal)
    diff = git(tmp_path, "diff", "--unified=0")
    changed = [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    assert all(line.startswith("+") for line in changed), diff
    assert len(changed) == 6, diff
    assert check(file).returncode == 0


def test_a_map_of_five_claims_is_built_from_nothing_by_keyboard(terminal: Terminal, tmp_path: Path) -> None:
    terminal.argmap("new.yaml")
    terminal.until("does not exist. Create it?")
    terminal.keys("e")
    terminal.until("What is the map about?")
    terminal.type("Close it?")
    terminal.keys("Enter", "Enter")
    terminal.until("New claim")
    terminal.keys("Escape")
    terminal.until(gone="Enter done")
    for keys, text in (
        ("Enter", "Close the street."),
        ("a", "The air gets cleaner."),
        ("n", "Children can play."),
        ("x", "They have a park."),
        ("z", "The park is closed in winter."),
    ):
        terminal.keys(keys)
        terminal.until("Enter done")
        terminal.type(text)
        terminal.keys("Enter")
        terminal.until("Added", gone="Enter done")
    terminal.keys("C-s")
    terminal.until("Saved new.yaml")
    leave(terminal)
    made = read((tmp_path / "new.yaml").read_bytes(), "new.yaml").map
    reasons = [(reason.kind, reason.target) for claim in made.claims for reason in claim.reasons]
    assert len(made.claims) == 5
    assert reasons == [
        ("supports", "close-street"),
        ("supports", "close-street"),
        ("objects_to", "children-play"),
        ("undercuts", "park -> children-play"),
    ]


FOOTER = -1
"""The pane of a claim with nothing names some of the keys too."""


def test_the_same_map_is_built_by_mouse(terminal: Terminal, tmp_path: Path) -> None:
    terminal.argmap("new.yaml")
    terminal.click_on("Start with an empty map")
    terminal.until("What is the map about?")
    terminal.keys("Escape")
    terminal.until("Press Enter to add the first claim")

    def add(action: str, on: str, text: str) -> None:
        if on:
            terminal.click_on(on)
        terminal.click_on("more")
        terminal.until("Command, claim, source")
        terminal.type(action)
        terminal.keys("Enter")
        terminal.until("Enter done")
        terminal.type(text)
        terminal.keys("Enter")
        terminal.until("Added", gone="Enter done")

    add("Add a top-level claim", "", "Close the street.")
    terminal.click_on("a support", FOOTER)
    terminal.until("Support for")
    terminal.type("The air gets cleaner.")
    terminal.keys("Enter")
    terminal.until("Added", gone="Enter done")
    add("sibling claim with the same kind", "cleaner", "Children can play.")
    terminal.click_on("x objection", FOOTER)
    terminal.until("Objection to")
    terminal.type("They have a park.")
    terminal.keys("Enter")
    terminal.until("Added", gone="Enter done")
    add("undercut", "They have", "The park is closed in winter.")
    terminal.click_on("unsaved")
    terminal.until("Saved new.yaml")
    leave(terminal)
    assert len(read((tmp_path / "new.yaml").read_bytes(), "new.yaml").map.claims) == 5
