"""Journeys in a real terminal: cruxes, a stakeholder's view, and the matrix edited in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_maps import HELD
from tests.terminal.journey import map_in
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.terminal


@pytest.fixture
def editing(terminal: Terminal, tmp_path: Path) -> Terminal:
    map_in(tmp_path, HELD)
    terminal.argmap("map.yaml")
    terminal.until("3 claims", "? help")
    return terminal


def test_cruxes_lead_to_a_claim(editing: Terminal) -> None:
    editing.keys("K")
    editing.until("Accepting or rejecting one", "of 2 other claims would change", "Shops lose custom")
    editing.keys("Down", "Enter")
    editing.until("row 3 of 3")


def test_a_stakeholders_view(editing: Terminal) -> None:
    editing.keys("V")
    editing.until("Which stakeholder?")
    editing.type("shops")
    editing.keys("Enter")
    editing.until("Stated position: disagrees", "As it sees the map: Challenged: has an unanswered objection")
    editing.keys("Escape")
    editing.until("row 1 of 3", gone="Stated position")


def test_the_matrix_is_edited_in_place(editing: Terminal, tmp_path: Path) -> None:
    editing.keys("v", "2")
    editing.until("People on foot", "✗ disagrees")
    editing.keys("Right", "Space")
    editing.until("Set ", "✓ agrees")
    editing.keys("Space")
    editing.keys("Enter")
    editing.until("Quote")
    editing.keys("Escape")
    editing.until(gone="Quote")
    editing.keys("C-s")
    editing.until("Saved map.yaml")
    assert "      walkers: disagrees\n" in (tmp_path / "map.yaml").read_text(encoding="utf-8")
