"""Journeys in a real terminal: cruxes, a stakeholder's view, and the matrix edited in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.terminal

HELD = """\
argmap: 1
title: A street
stakeholders:
  shops:
    name: The shops
  walkers:
    name: People on foot
claims:
  close:
    text: Close the street.
    positions:
      shops: disagrees
  custom:
    text: Shops lose custom.
    objects_to:
      - close
    positions:
      shops: agrees
  longer:
    text: Walkers stay longer.
    objects_to:
      - custom
"""


@pytest.fixture
def editing(terminal: Terminal, tmp_path: Path) -> Terminal:
    (tmp_path / "map.yaml").write_text(HELD, encoding="utf-8")
    terminal.argmap("map.yaml")
    terminal.until("Outline", "? help")
    return terminal


def test_cruxes_lead_to_a_claim(editing: Terminal) -> None:
    editing.keys("K")
    editing.until("turns on 2 claims", "Shops lose custom", "nobody has")
    editing.keys("Down", "Enter")
    editing.until("longer · row 3 of 3")


def test_a_stakeholders_view(editing: Terminal) -> None:
    editing.keys("V")
    editing.until("From whose side?")
    editing.type("shops")
    editing.keys("Enter")
    editing.until("Stated position: disagrees", "Seen from its side, the contention falls")
    editing.keys("Escape")
    editing.until("close · row 1 of 3", gone="Stated position")


def test_the_matrix_is_edited_in_place(editing: Terminal, tmp_path: Path) -> None:
    editing.keys("v", "2")
    editing.until("People on foot", "✗ disagrees")
    editing.keys("Right", "Space")
    editing.until("Position set", "✓ agrees")
    editing.keys("Space")
    editing.keys("Enter")
    editing.until("Words used")
    editing.keys("Escape")
    editing.until(gone="Words used")
    editing.keys("C-s")
    editing.until("Saved map.yaml")
    assert "      walkers: disagrees\n" in (tmp_path / "map.yaml").read_text(encoding="utf-8")
