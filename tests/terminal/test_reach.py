"""What comes from outside: other programs, the clipboard, hostile pastes, another size of the window."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from argmap.mapfile.read.read import read
from tests.bench.over_pty import OverPty
from tests.terminal.journey import map_in, opened
from tests.terminal.tmux import ROOT, Terminal

pytestmark = pytest.mark.terminal


def test_the_users_own_editor_edits_one_claim(terminal: Terminal, tmp_path: Path) -> None:
    file = map_in(tmp_path)
    script = tmp_path / "own-editor"
    script.write_text('#!/bin/sh\nprintf "Cars: out [/] now.\\nAnd stay out." > "$1"\n')
    script.chmod(0o755)
    terminal.run(f"export EDITOR={script}")
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "? help")
    terminal.keys("E")
    terminal.until("Updated from your text editor", "Cars: out [/] now.")
    terminal.keys("C-s")
    terminal.until("Saved map.yaml")
    assert read(file.read_bytes(), "map.yaml").map.claims[0].text == "Cars: out [/] now.\nAnd stay out."


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("false", "The editor 'false' ended with code 1."),
        ("no-such-editor", "The editor 'no-such-editor' does not"),
        ("true", "If it opens a window, make it wait"),
    ],
)
def test_an_editor_that_fails_gives_the_screen_back_and_is_named(
    terminal: Terminal, tmp_path: Path, own: str, said: str
) -> None:
    map_in(tmp_path)
    terminal.run(f"export EDITOR={own}")
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "? help")
    terminal.keys("E")
    terminal.until(said, "Close the street.", "? help")
    terminal.keys("Down")
    terminal.until("row 2 of")


def test_what_was_typed_in_an_editor_that_fails_is_kept(terminal: Terminal, tmp_path: Path) -> None:
    map_in(tmp_path)
    script = tmp_path / "own-editor"
    script.write_text('#!/bin/sh\nprintf "Typed for an hour." > "$1"\nexit 3\n')
    script.chmod(0o755)
    (tmp_path / "kept").mkdir()
    terminal.run(f"export EDITOR={script} TMPDIR={tmp_path / 'kept'}")
    terminal.argmap("map.yaml")
    terminal.until("Close the street.", "? help")
    terminal.keys("E")
    terminal.until("ended with code 3. Nothing was changed. Your text is kept in", "Close the street.", "? help")
    (kept,) = (tmp_path / "kept").glob("argmap-*/*.txt")
    assert kept.read_text() == "Typed for an hour."


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
    editor.until(b"from the pasted text")
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
    terminal.until("Keys and signs")
    terminal.keys("Escape")
    terminal.resize(160, 50)
    terminal.until("Brief", "Claim", "Still works.", "supports")
    terminal.resize(80, 24)
    terminal.until("Claim", "Still works.", gone="Brief")


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
    terminal.keys("r")
    terminal.until("Export to ", "/exports")
    terminal.type("whole map svg")
    terminal.keys("Enter")
    terminal.until("Esc stop")
    terminal.keys("Escape")
    terminal.until("Stopped. exports/map.svg was not written.", gone="Esc stop")
    assert not (tmp_path / "exports").exists()
    terminal.keys("r")
    terminal.until("Export to ", "/exports")
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
    assert terminal.tmux("show-buffer").startswith("The air gets cleaner.\n+ supports “Close the street”\n")


def test_alt_with_a_letter_or_a_digit_is_a_key_of_its_own(terminal: Terminal, tmp_path: Path) -> None:
    opened(terminal, tmp_path)
    terminal.keys("M-4")
    terminal.until("▸4 Sources")
    terminal.keys("M-1")
    terminal.until("▸1 Map")
    terminal.keys("M-s")
    terminal.until("Save a copy as")
