"""Whatever ends the editor, unsaved work is there at the next start."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path

import pytest

from tests.examples import slow_but
from tests.small_maps import THREE
from tests.terminal.journey import leave, map_in, opened
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.terminal

QUICK = (signal.SIGKILL, signal.SIGTERM)
"""Not SIGHUP, which a terminal sends that is closed, as it is in other tests of every run."""


@pytest.mark.parametrize("how", slow_but([*QUICK, signal.SIGHUP], *QUICK))
def test_unsaved_work_survives_a_kill(terminal: Terminal, tmp_path: Path, how: signal.Signals) -> None:
    file = opened(terminal, tmp_path)
    terminal.keys("x")
    terminal.until("Objection to")
    terminal.type("Buses need it.")
    terminal.keys("Enter")
    terminal.until("Added “Buses need it”")
    until_journalled(terminal, tmp_path)
    terminal.until_ended(terminal.kill(how))
    assert file.read_text() == THREE
    terminal.start_over()
    terminal.argmap("map.yaml")
    terminal.until("1 unsaved change to map.yaml")
    terminal.keys("r")
    terminal.until("Recovered 1 change", "Buses need it.")
    terminal.keys("C-s")
    terminal.until("Saved map.yaml")
    assert "Buses need it." in file.read_text()
    leave(terminal)
    terminal.argmap("map.yaml")
    terminal.until("? help", gone="unsaved change")


@pytest.mark.parametrize("how", slow_but([*QUICK, None, signal.SIGHUP], signal.SIGKILL, None))
def test_what_is_being_typed_survives(terminal: Terminal, tmp_path: Path, how: signal.Signals | None) -> None:
    """After a signal, or as the terminal is closed; a kill may take the last second."""
    opened(terminal, tmp_path)
    terminal.keys("x")
    terminal.until("Objection to")
    terminal.type("Buses need it.")
    terminal.until("Buses need it.")
    if how is signal.SIGKILL:
        terminal.until_file(tmp_path / "state" / "journals" / "*.journal", "Buses need it.")
    process = terminal.kill(how) if how is not None else terminal.editor_process()
    if how is None:
        terminal.close()
    terminal.until_ended(process)
    if how is signal.SIGTERM:
        terminal.until("Ended by SIGTERM. 1 draft of what you typed is kept.")
    again = Terminal(tmp_path)
    try:
        again.argmap("map.yaml")
        again.until("Draft restored: − Objection to: Close the street.")
        again.keys("x")
        again.until("Objection to", "Buses need it.", "Draft restored.")
        again.keys("Enter")
        again.until("Added “Buses need it”")
    finally:
        again.close()


def until_journalled(terminal: Terminal, folder: Path) -> None:
    """Wait until an edit is in the journal, which begins once the edit is painted."""
    journals = folder / "state" / "journals"
    terminal.until("unsaved")
    terminal.until_holds(lambda: any('"sum"' in one.read_text("utf-8") for one in journals.glob("*.journal")))


def test_a_kill_amid_a_conflict_loses_neither_version(terminal: Terminal, tmp_path: Path) -> None:
    """Killed with the conflict on screen, and the file changed once more before the next start."""
    file = opened(terminal, tmp_path)
    terminal.keys("e")
    terminal.type(" MINE")
    terminal.keys("Enter")
    until_journalled(terminal, tmp_path)
    (mine,) = re.findall(r"text: (.*)", THREE)[:1]
    file.write_text(THREE.replace(mine, "THEIRS"))
    terminal.keys("C-s")
    terminal.until("Merge: keep")
    terminal.keys("m")
    terminal.until("You and they changed the text")
    journals = tmp_path / "state" / "journals"
    terminal.until_holds(lambda: any('"conflicts"' in one.read_text("utf-8") for one in journals.glob("*.journal")))
    terminal.until_ended(terminal.kill(signal.SIGKILL))
    file.write_text(THREE.replace(mine, "THEIRS again"))
    terminal.start_over()
    terminal.argmap("map.yaml")
    terminal.until("1 unsaved change to map.yaml", "The file has changed since.")
    terminal.keys("r")
    terminal.until("1 of 2", "You and they changed the text", "THEIRS")
    terminal.keys("Escape")
    terminal.until("2 conflicts", gone="1 of 2")
    terminal.keys("C-s")
    terminal.until("2 unresolved conflicts")
    terminal.keys("s")
    terminal.until("Saved map.yaml")
    saved = file.read_text()
    assert " MINE" in saved and '"THEIRS"' in saved and '"THEIRS again"' in saved


def test_a_closed_terminal_loses_nothing(terminal: Terminal, tmp_path: Path) -> None:
    file = opened(terminal, tmp_path)
    terminal.keys("a")
    terminal.until("Support for")
    terminal.type("Trams are quick.")
    terminal.keys("Enter")
    terminal.until("Added “Trams are quick”")
    until_journalled(terminal, tmp_path)
    process = terminal.editor_process()
    terminal.close()
    terminal.until_ended(process)
    assert file.read_text() == THREE
    again = Terminal(tmp_path)
    try:
        again.argmap("map.yaml")
        again.until("1 unsaved change to map.yaml")
        again.keys("d")
        again.until("+ “Trams are quick” added")
        again.keys("Escape")
        again.until("Recover (")
        again.keys("r")
        again.until("Recovered 1 change", "Trams are quick.")
    finally:
        again.close()


FAULTY = """\
import sys
from argmap.cli.main import main
from argmap.tui.views import detail

def faulty(index, claim_id):
    raise ValueError("\\x1b[31mno such thing")

detail.as_plain = faulty
sys.exit(main(sys.argv[1:]))
"""
"""The editor with a fault in its action ``copy``."""


def test_a_fault_in_the_editor_is_a_sentence_and_loses_nothing(terminal: Terminal, tmp_path: Path) -> None:
    file = map_in(tmp_path)
    (tmp_path / "faulty.py").write_text(FAULTY)
    terminal.run(f"{sys.executable} faulty.py map.yaml; echo code $?")
    terminal.until("Close the street.", "? help")
    terminal.keys("x")
    terminal.until("Objection to")
    terminal.type("Buses need it.")
    terminal.keys("Enter")
    terminal.until("Added “Buses need it”")
    terminal.keys("y")
    said = terminal.until("The editor stopped because of a bug", "code 70", gone="? help").replace("\n", "")
    assert "Run 'argmap map.yaml' to recover them." in said
    assert "Traceback" not in said
    assert file.read_text() == THREE
    [log] = (tmp_path / "state" / "faults").glob("*.log")
    assert "<U+001B>" in log.read_text()
    assert "last action: copy" in log.read_text()
    terminal.run("clear")
    terminal.argmap("map.yaml")
    terminal.until("1 unsaved change to map.yaml")
    terminal.keys("r")
    terminal.until("Recovered 1 change", "Buses need it.")
