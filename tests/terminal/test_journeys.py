"""Journeys in a real terminal, from the key to the file."""

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path

import pytest

from argmap.text.read import read
from tests.bench.over_pty import OverPty
from tests.small_maps import THREE
from tests.terminal.journey import check, git, leave, map_in
from tests.terminal.tmux import ROOT, Terminal

pytestmark = pytest.mark.terminal


def test_an_objection_with_a_position_changes_only_its_lines(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "uk_openai.yaml"
    shutil.copy(ROOT / "maps" / "uk_openai.yaml", file)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", file.name)
    git(tmp_path, "commit", "-q", "-m", "A map")
    terminal.argmap("uk_openai.yaml")
    terminal.until("Outline", "? help")
    terminal.keys("/")
    terminal.until("Enter goes to what is found")
    terminal.type("47 billion")
    terminal.keys("Enter")
    terminal.until("found")
    terminal.keys("x")
    terminal.until("Objection to")
    terminal.type("Forecasts of this kind have seldom come true.")
    terminal.keys("Enter")
    terminal.until("Added 'forecasts-kind")
    terminal.keys("s")
    terminal.until("Whose position")
    terminal.type("ai security")
    terminal.keys("Enter")
    terminal.until("The position of", "agrees in part")
    terminal.keys("a")
    terminal.until("Position set")
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
    terminal.until("does not exist yet")
    terminal.keys("e")
    terminal.until("Enter writes the first claim")
    for keys, text in (
        ("Enter", "Close the street."),
        ("a", "The air gets cleaner."),
        ("Enter", "Children can play."),
        ("x", "They have a park."),
        ("z", "The park is closed in winter."),
    ):
        terminal.keys(keys)
        terminal.until("Enter keeps")
        terminal.type(text)
        terminal.keys("Enter")
        terminal.until("Added", gone="Enter keeps")
    terminal.keys("C-s")
    terminal.until("Saved new.yaml")
    leave(terminal)
    made = read((tmp_path / "new.yaml").read_bytes(), "new.yaml").map
    reasons = [(reason.kind, reason.target) for claim in made.claims for reason in claim.reasons]
    assert len(made.claims) == 5
    assert reasons == [
        ("supports", "close-street"),
        ("supports", "close-street"),
        ("objects_to", "children-can-play"),
        ("undercuts", "they-have-park -> children-can-play"),
    ]


def test_the_same_map_is_built_by_mouse(terminal: Terminal, tmp_path: Path) -> None:
    terminal.argmap("new.yaml")
    terminal.click_on("Begin with an empty map")
    terminal.until("Enter writes the first claim")

    def add(action: str, on: str, text: str) -> None:
        if on:
            terminal.click_on(on)
        terminal.click_on("more")
        terminal.until("What do you want to do?")
        terminal.type(action)
        terminal.keys("Enter")
        terminal.until("Enter keeps")
        terminal.type(text)
        terminal.keys("Enter")
        terminal.until("Added", gone="Enter keeps")

    add("stands on its own", "", "Close the street.")
    terminal.click_on("support")
    terminal.until("Support for")
    terminal.type("The air gets cleaner.")
    terminal.keys("Enter")
    terminal.until("Added", gone="Enter keeps")
    add("add beside of the same kind", "cleaner", "Children can play.")
    terminal.click_on("objection")
    terminal.until("Objection to")
    terminal.type("They have a park.")
    terminal.keys("Enter")
    terminal.until("Added", gone="Enter keeps")
    add("denies the step", "They have", "The park is closed in winter.")
    terminal.click_on("not saved")
    terminal.until("Saved new.yaml")
    leave(terminal)
    assert len(read((tmp_path / "new.yaml").read_bytes(), "new.yaml").map.claims) == 5


def test_a_file_that_changed_on_disk_is_never_overwritten(terminal: Terminal, tmp_path: Path) -> None:
    file = map_in(tmp_path)
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "? help")
    terminal.keys("Down", "e")
    terminal.until("Enter keeps")
    terminal.type(" So they say.")
    terminal.keys("Enter")
    terminal.until("not saved")
    file.write_text(THREE.replace("Shops lose custom.", "Shops lose customers."), encoding="utf-8")
    terminal.keys("C-s")
    terminal.until("Merge: their changes and yours")
    assert "So they say" not in file.read_text()
    terminal.keys("m")
    terminal.until("Merged")
    terminal.keys("C-s")
    terminal.until("Saved map.yaml")
    text = file.read_text()
    assert "Shops lose customers." in text
    assert "So they say." in text


def test_a_change_on_disk_is_noticed_without_a_key(terminal: Terminal, tmp_path: Path) -> None:
    file = map_in(tmp_path)
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "? help")
    file.write_text(THREE.replace("Shops lose custom.", "Shops lose customers."), encoding="utf-8")
    terminal.click_on("was changed on disk")
    terminal.until("Reload: take theirs")
    terminal.keys("r")
    terminal.until("Shops lose customers.", gone="was changed on disk")
    terminal.keys("u")
    terminal.until("Shops lose custom.")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_unsaved_work_survives_a_kill(terminal: Terminal, tmp_path: Path, how: signal.Signals) -> None:
    file = map_in(tmp_path)
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "? help")
    terminal.keys("x")
    terminal.until("Objection to")
    terminal.type("Buses need it.")
    terminal.keys("Enter")
    terminal.until("Added 'buses-need'")
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


def until_journalled(terminal: Terminal, folder: Path) -> None:
    """Wait until an edit is in the journal, which begins once the edit is painted."""
    journals = folder / "state" / "journals"
    terminal.until("not saved")
    terminal.until_holds(lambda: any('"sum"' in one.read_text("utf-8") for one in journals.glob("*.journal")))


def test_a_closed_terminal_loses_nothing(terminal: Terminal, tmp_path: Path) -> None:
    file = map_in(tmp_path)
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "? help")
    terminal.keys("a")
    terminal.until("Support for")
    terminal.type("Trams are quick.")
    terminal.keys("Enter")
    terminal.until("Added 'trams-quick'")
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
        again.until("+ claim trams-quick")
        again.keys("Escape")
        again.until("Recover it")
        again.keys("r")
        again.until("Recovered 1 change", "Trams are quick.")
    finally:
        again.close()


def test_the_users_own_editor_edits_one_claim(terminal: Terminal, tmp_path: Path) -> None:
    file = map_in(tmp_path)
    script = tmp_path / "own-editor"
    script.write_text('#!/bin/sh\nprintf "Cars: out [/] now.\\nAnd stay out." > "$1"\n')
    script.chmod(0o755)
    terminal.run(f"export EDITOR={script}")
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "? help")
    terminal.keys("E")
    terminal.until("Taken over from your editor", "Cars: out [/] now.")
    terminal.keys("C-s")
    terminal.until("Saved map.yaml")
    assert read(file.read_bytes(), "map.yaml").map.claims[0].text == "Cars: out [/] now.\nAnd stay out."


HOSTILE = (
    "[/] \x07\x1b[31mred\x08\x1b[0m\x1b[A\ttab \U0001f469\u200d\U0001f4bb "
    "עברית العربية \u202eevil\u202c [bold]x[/bold] " * 90
)[:5000]


def test_five_thousand_hostile_characters_are_pasted(tmp_path: Path) -> None:
    """On a bare pseudo-terminal, because tmux cleans what is pasted through it, and some terminals do not."""
    file = map_in(tmp_path)
    environment = {"ARGMAP_STATE_HOME": str(tmp_path), "ARGMAP_CONFIG_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    editor = OverPty([sys.executable, "-m", "argmap", str(file)], environment)
    editor.until(b"Close the street.")
    editor.type(b"a")
    editor.until(b"Support for")
    editor.type(b"\x1b[200~" + HOSTILE.encode() + b"\x1b[201~")
    editor.until(b"left out of what you pasted")
    editor.type(b"\r")
    editor.until(b"Added")
    painted = bytes(editor.painted)
    editor.type(b"\x13")
    editor.until(b"Saved map.yaml")
    editor.end()
    assert b"\x1b[31mred" not in painted
    text = next(claim.text for claim in read(file.read_bytes(), "map.yaml").map.claims if "[/]" in claim.text)
    assert not {"\x07", "\x08", "\x1b", "\u202e"} & set(text)
    assert text.count("[/]") == HOSTILE.count("[/]")
    assert "\U0001f469\u200d\U0001f4bb" in text
    assert "עברית" in text


@pytest.mark.parametrize("exported", ["unset COLUMNS LINES", "export COLUMNS=80 LINES=24"])
def test_a_terminal_shrinks_to_40x10_and_grows_again(terminal: Terminal, tmp_path: Path, exported: str) -> None:
    """Also where a shell or wrapper exports the size that the terminal had at first."""
    map_in(tmp_path)
    terminal.run(exported)
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "Claim", "? help")
    terminal.resize(40, 10)
    small = terminal.until("Close the street.", "help", gone="Claim")
    assert all(len(line) <= 40 for line in small.splitlines())
    terminal.keys("a")
    terminal.until("Support for")
    terminal.type("Still works.")
    terminal.keys("Enter")
    terminal.until("Still works.", gone="Support for")
    terminal.keys("?")
    terminal.until("Keys of the screen")
    terminal.keys("Escape")
    terminal.resize(160, 50)
    terminal.until("Diagram", "Claim", "Still works.", "supports")
    terminal.resize(80, 24)
    terminal.until("Claim", "Still works.", gone="Diagram")


FAULTY = """\
import sys
from argmap.cli.main import main
from argmap.tui.deeds import does

import argmap.tui.deeds.filing

@does("copy")
def faulty(screen):
    raise ValueError("\\x1b[31mno such thing")

sys.exit(main(sys.argv[1:]))
"""


def test_a_fault_in_the_editor_is_a_sentence_and_loses_nothing(terminal: Terminal, tmp_path: Path) -> None:
    file = map_in(tmp_path)
    (tmp_path / "faulty.py").write_text(FAULTY)
    terminal.run(f"{sys.executable} faulty.py map.yaml; echo code $?")
    terminal.until("Close the street.", "? help")
    terminal.keys("x")
    terminal.until("Objection to")
    terminal.type("Buses need it.")
    terminal.keys("Enter")
    terminal.until("Added 'buses-need'")
    terminal.keys("y")
    said = terminal.until("The editor stopped because of a fault", "code 2", gone="? help").replace("\n", "")
    assert "'argmap map.yaml' offers to recover it" in said
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


def test_a_conflict_with_a_change_on_disk_is_decided_by_mouse(terminal: Terminal, tmp_path: Path) -> None:
    file = map_in(tmp_path)
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "? help")
    terminal.keys("Down", "e")
    terminal.until("Enter keeps")
    terminal.type(" So they say.")
    terminal.keys("Enter")
    terminal.until("not saved")
    file.write_text(THREE.replace("gets cleaner", "gets clean"), encoding="utf-8")
    terminal.click_on("was changed on disk")
    terminal.click_on("Merge: their changes and yours")
    terminal.until("You and they changed the text of claim 'air'.", "theirs  The air gets clean.")
    terminal.keys("Escape")
    terminal.until("1 conflict to decide", gone="Take theirs")
    terminal.click_on("1 conflict to decide")
    terminal.click_on("Take theirs")
    terminal.until("Nothing is left to decide", gone="1 conflict")
    terminal.keys("C-s")
    terminal.until("Saved map.yaml")
    assert read(file.read_bytes(), "map.yaml").map.claims[1].text == "The air gets clean."


def test_an_export_shows_progress_and_stops_at_escape(terminal: Terminal, tmp_path: Path) -> None:
    """A dense map, whose layout takes much longer than a key."""
    claims = "".join(
        f"  c{n}:\n    text: Claim {n}.\n"
        + "    supports:\n" * (n > 0)
        + "".join(f"      - c{m}\n" for m in range(n))
        for n in range(60)
    )
    map_in(tmp_path, f"argmap: 1\ntitle: Dense\nclaims:\n{claims}")
    terminal.argmap("map.yaml")
    terminal.until("Claim 0.", "? help")
    terminal.keys("r", "Enter")
    terminal.until("Esc stops it")
    terminal.keys("Escape")
    terminal.until("stopped", gone="Esc stops it")
    assert not (tmp_path / "exports").exists()
    terminal.keys("r")
    terminal.until("What is to be exported?")
    terminal.type("plain outline")
    terminal.keys("Enter")
    terminal.until("Exported exports/map.txt.")
    assert "Claim 7." in (tmp_path / "exports" / "map.txt").read_text()


def test_a_claim_is_copied_through_the_terminal(terminal: Terminal, tmp_path: Path) -> None:
    map_in(tmp_path)
    terminal.tmux("set", "-g", "set-clipboard", "on")
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "? help")
    terminal.keys("Down", "y")
    terminal.until("Copied the claim")
    assert terminal.tmux("show-buffer").startswith("The air gets cleaner.\nair\n")


def test_own_keys_and_colours_are_used_and_colours_remembered(terminal: Terminal, tmp_path: Path) -> None:
    map_in(tmp_path)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "editor.toml").write_text('[keys]\nadd-support = ["+"]\nzoom-in = ["ctrl+o"]\n')
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "+ support")
    terminal.keys("a")
    terminal.until("a does nothing")
    terminal.keys("+")
    terminal.until("Support for")
    terminal.keys("Escape")
    terminal.until("+ support")
    terminal.keys("C-t")
    terminal.until("Colours: light.")
    terminal.until_file(tmp_path / "state" / "theme", "light")
    leave(terminal)
    terminal.argmap("map.yaml")
    terminal.until("? help")
    terminal.keys("C-t")
    terminal.until("Colours: dark-safe.")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[keys\n", "editor.toml are not TOML"),
        ('[keys]\nfly = ["f"]\n', "'fly', which is no action"),
        ('[keys]\ncopy = ["ctrl+h"]\n', "terminals send it as Backspace"),
        ('theme = "pink"\n', "no colours called 'pink'"),
    ],
)
def test_settings_that_cannot_be_are_one_sentence(
    terminal: Terminal, tmp_path: Path, settings: str, said: str
) -> None:
    map_in(tmp_path)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "editor.toml").write_text(settings)
    terminal.run("clear")
    terminal.run(f"{sys.executable} -m argmap map.yaml; echo code $?")
    terminal.until("code 2")
    shown = " ".join(terminal.tmux("capture-pane", "-p", "-J").split())
    assert said in shown
    assert "Traceback" not in shown
