"""Whatever bytes a terminal sends, the editor lives on, and the next key counts."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path
from time import monotonic

import pytest

from argmap.mapfile.read.read import read
from argmap.tui.terminal.parser import PAUSE
from tests.terminal.journey import leave, opened
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.terminal

PASTE, END = b"\x1b[200~", b"\x1b[201~"


NO_TEXT = {
    b"caf\xe9 au lait": "caf\ufffd au lait",
    b"caf\xc3\xa9 \xff\xfe\xc3 end": "café \ufffd\ufffd\ufffd end",
    b"\xe2\x82\xac \xed\xa0\x80 \xf4\x90\x80\x80.": "€ ",
    b"a\x00b\x00c": "abc",
    b"a\x9bb": "a\ufffdb",
}
"""What is typed, and what of it the claim begins with."""


@pytest.mark.parametrize("at_once", [True, False], ids=["one-packet", "byte-by-byte"])
def test_bytes_that_are_no_text_become_replacement_characters(
    terminal: Terminal, tmp_path: Path, at_once: bool
) -> None:
    file = opened(terminal, tmp_path)
    for sent, text in NO_TEXT.items():
        terminal.keys("n")
        terminal.until("New claim beside:")
        for piece in [sent] if at_once else re.findall(b".", sent, re.DOTALL):
            terminal.send(piece)
        terminal.keys("Enter")
        terminal.until(f"Added “{text[:3]}")
    terminal.keys("C-s")
    terminal.until("Saved map.yaml.")
    added = [claim.text for claim in read(file.read_bytes(), file.name).map.claims][-len(NO_TEXT) :]
    assert all(claim.startswith(text) for claim, text in zip(added, NO_TEXT.values(), strict=True)), added
    leave(terminal)


def test_a_paste_of_such_bytes_and_one_that_is_too_long_are_told_of(terminal: Terminal, tmp_path: Path) -> None:
    opened(terminal, tmp_path)
    terminal.keys("n")
    terminal.until("New claim beside:")
    terminal.send(PASTE + b"caf\xe9\x07\x1b[31m\xff" + END)
    terminal.until("caf\ufffd\ufffd", "Removed 1 control character")
    (tmp_path / "long.txt").write_text("word " * 21_000)
    terminal.tmux("load-buffer", "-b", "long", str(tmp_path / "long.txt"))
    terminal.tmux("paste-buffer", "-p", "-b", "long")
    terminal.until("Not pasted: 105,000 characters are too many for one text.")
    terminal.keys("Enter")
    terminal.until("Added “")


def test_control_sequences_that_mean_nothing_do_nothing(terminal: Terminal, tmp_path: Path) -> None:
    file = opened(terminal, tmp_path)
    before = file.read_bytes()
    junk = b"\x1b[99x\x1b[?1;2c\x1b[55296u\x1b[1114112u\x1b[<1;1;99999999999999999999M"
    junk += b"\x1b]11;rgb:a/d/x\x07\x1bP1$rx\x1b\\"
    terminal.send(junk * 20)
    terminal.send(b"\x1b[9" * 100 + b"x")
    terminal.keys("C-s")
    terminal.until("No changes to save")
    assert file.read_bytes() == before
    leave(terminal)


def test_a_paste_without_an_end_can_be_left(terminal: Terminal, tmp_path: Path) -> None:
    opened(terminal, tmp_path)
    terminal.send(PASTE + b"qqq")
    keys, sent = cycle(["Escape", "?"]), monotonic()

    def is_left() -> bool:
        nonlocal sent
        if monotonic() - sent > 2 * PAUSE:  # keys that come sooner may be pasted
            terminal.keys(next(keys))
            sent = monotonic()
        return "Keys and signs" in terminal.screen()

    terminal.until_holds(is_left)
