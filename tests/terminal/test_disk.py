"""The file on disk changes under the editor: noticed, merged, decided, never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.mapfile.read.read import read
from tests.small_maps import THREE
from tests.terminal.journey import opened
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.terminal


def change_a_text(terminal: Terminal) -> None:
    """Write three more words into the second claim, and save nothing."""
    terminal.keys("Down", "e")
    terminal.until("Enter done")
    terminal.type(" So they say.")
    terminal.keys("Enter")
    terminal.until("unsaved")


def test_a_file_that_changed_on_disk_is_never_overwritten(terminal: Terminal, tmp_path: Path) -> None:
    file = opened(terminal, tmp_path)
    change_a_text(terminal)
    file.write_text(THREE.replace("Shops lose custom.", "Shops lose customers."), encoding="utf-8")
    terminal.keys("C-s")
    terminal.until("Merge: keep their changes and yours")
    assert "So they say" not in file.read_text()
    terminal.keys("m")
    terminal.until("Merged")
    terminal.keys("C-s")
    terminal.until("Saved map.yaml")
    text = file.read_text()
    assert "Shops lose customers." in text
    assert "So they say." in text


def test_a_change_on_disk_is_noticed_without_a_key(terminal: Terminal, tmp_path: Path) -> None:
    file = opened(terminal, tmp_path)
    file.write_text(THREE.replace("Shops lose custom.", "Shops lose customers."), encoding="utf-8")
    terminal.click_on("changed on disk. Press R")
    terminal.until("Reload the file from disk")
    terminal.keys("r")
    terminal.until("Shops lose customers.", gone="changed on disk. Press R")
    terminal.keys("u")
    terminal.until("Shops lose custom.")


def test_a_conflict_with_a_change_on_disk_is_decided_by_mouse(terminal: Terminal, tmp_path: Path) -> None:
    file = opened(terminal, tmp_path)
    change_a_text(terminal)
    file.write_text(THREE.replace("gets cleaner", "gets clean"), encoding="utf-8")
    terminal.click_on("changed on disk. Press R")
    terminal.click_on("Merge: keep their changes and yours")
    terminal.until("You and they changed the text of the claim “The air gets", "theirs  The air gets clean.")
    terminal.keys("Escape")
    terminal.until("1 conflict. The map uses", gone="Use theirs")
    terminal.click_on("1 conflict. The map uses")
    terminal.click_on("Use theirs")
    terminal.until("All conflicts resolved", gone="1 conflict")
    terminal.keys("C-s")
    terminal.until("Saved map.yaml")
    assert read(file.read_bytes(), "map.yaml").map.claims[1].text == "The air gets clean."
