"""Escape characters within a paste are taken out, and keys are known in whatever form they come."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from argmap.tui.terminal_parser import END, START, TerminalParser, WithoutEscapes

PIECES = st.lists(st.sampled_from(["a", "[201", "\x1b", "\x1b[31m", "~", "é", "\n"]), max_size=8).map("".join)


def in_pieces(text: str, cuts: list[int]) -> list[str]:
    places = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    return [text[start:end] for start, end in pairwise(places)]


@given(PIECES.filter(lambda text: END not in text), st.lists(st.integers(0, 99), max_size=4))
def test_the_text_between_the_marks_comes_without_escapes(text: str, cuts: list[int]) -> None:
    reader = WithoutEscapes()
    read = reader.feed(START) + "".join(map(reader.feed, in_pieces(text + END, cuts)))
    assert read == START + text.replace("\x1b", "") + END
    assert reader.feed("\x1b[A") == "\x1b[A"


@given(PIECES, st.lists(st.integers(0, 99), max_size=4))
def test_what_is_not_pasted_passes_unchanged(text: str, cuts: list[int]) -> None:
    reader = WithoutEscapes()
    assert "".join(map(reader.feed, in_pieces(text, cuts))) == text


def test_a_paste_with_control_sequences_is_one_paste_and_no_keys() -> None:
    parser = TerminalParser()
    (message,) = parser.feed(f"{START}red \x1b[31mand\x1b[A up{END}")
    assert isinstance(message, events.Paste)
    assert message.text == "red [31mand[A up"


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b1\x1b2", ["alt+1", "alt+2"]),
        ("\x1b\x1b[A\x1b\x1bOB", ["alt+up", "alt+down"]),
        ("\x1b[57441;2u?", ["question_mark"]),
        ("\x1b[57358;65ua", ["a"]),
    ],
)
def test_keys_that_come_together_are_known_in_every_form(sent: str, keys: list[str]) -> None:
    assert [event.key for event in TerminalParser().feed(sent) if isinstance(event, events.Key)] == keys
