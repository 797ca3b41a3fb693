"""Escape characters within a paste are taken out, and keys are known in whatever form they come."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from argmap.escape import without_control_sequences
from argmap.tui.terminal.parser import END, PAUSE, START, Sent, TerminalParser
from argmap.tui.terminal.pastes import MaybePasted, TypingIn, is_known_to_mark, looks_pasted

PIECES = st.lists(
    st.sampled_from(["a", "[201", "\x1b", "\x1b[31m", "~", "é", "\n", "\x1b]8;", "\x1b\\\\", "\x1b(", "B"]),
    max_size=8,
).map("".join)


def in_pieces(text: str, cuts: list[int]) -> list[str]:
    places = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    return [text[start:end] for start, end in pairwise(places)]


def plain(text: str) -> str:
    """A paste without control sequences and other escape characters."""
    return without_control_sequences(text)[0].replace("\x1b", "")


@given(PIECES.filter(lambda text: END not in text), st.lists(st.integers(0, 99), max_size=4))
def test_the_text_between_the_marks_comes_without_escapes(text: str, cuts: list[int]) -> None:
    sent = Sent()
    read = "".join(map(sent.feed, in_pieces(START + text + END, cuts)))
    assert read == START + plain(text) + END
    assert sent.feed("\x1b[A") == "\x1b[A"


@given(st.lists(st.sampled_from(["a", "é", "\n", "\x1b[A", "\x1b[<0;3;4M", "\x1b[1;5A"])).map("".join))
def test_what_is_not_pasted_passes_unchanged_however_it_is_cut(text: str) -> None:
    for pieces in ([text], list(text)):
        assert "".join(map(Sent().feed, pieces)) == text


@given(st.lists(st.text("\x1b[]O?;:0123456789~uMmRtPX_^\\<ab \x07\0\x9b\ufffdAé", max_size=30), max_size=6))
@example(["\x1b[55296u"])
@example(["\x1b[1114112u"])
@example(["\x1b[99999999999999999999;5u"])
@example(["\x1b[<1;2;99999999999999999999999M"])
@example(["\x1b[48;0;0;0;0t"])
@example(["\x1b[" + "1" * 9000 + "u"])
def test_whatever_a_terminal_sends_the_next_key_counts(pieces: list[str]) -> None:
    parser = TerminalParser()
    for piece in pieces:
        keys = [event for event in parser.feed(piece) if isinstance(event, events.Key)]
        assert all(f"{key.key}{key.character or ''}".encode() for key in keys)
    end_of_what_was_sent(parser)
    assert keys_in(parser.feed("a")) == ["a"]


def end_of_what_was_sent(parser: TerminalParser) -> None:
    """Whatever was begun is over: a paste by its mark, a sequence by time."""
    list(parser.feed(END))
    with patch("argmap.tui.terminal.parser.monotonic", lambda: 1e12), patch("textual._parser.get_time", lambda: 1e12):
        list(parser.tick())


@pytest.mark.parametrize(("sent", "keys"), [("\x1b", 1), ("\x1b\x1b", 2)])
def test_esc_is_a_key_when_nothing_follows(sent: str, keys: int) -> None:
    parser = TerminalParser()
    assert list(parser.feed(sent)) == []
    with patch("argmap.tui.terminal.parser.monotonic", lambda: 1e12):
        assert keys_in(parser.tick()) == ["escape"] * keys
        assert keys_in(parser.tick()) == []


def test_esc_and_an_arrow_a_moment_later_are_two_keys() -> None:
    parser = TerminalParser()
    assert [key for piece in ("\x1b", "\x1b[B") for key in keys_in(parser.feed(piece))] == ["escape", "down"]
    assert keys_in(parser.feed("\x1b\x1b[B")) == ["alt+down"]


def test_esc_and_a_letter_as_fast_as_hands_are_two_keys() -> None:
    with patch("argmap.tui.terminal.parser.monotonic", lambda: at):
        at = 0.0
        parser = TerminalParser()
        assert keys_in(parser.feed("\x1b")) == []
        at = 0.06
        assert keys_in(parser.tick()) == ["escape"]


def keys_in(messages: Iterable[Message]) -> list[str]:
    return [message.key for message in messages if isinstance(message, events.Key)]


@pytest.mark.parametrize(
    "sequence",
    ["\x1b[99x", "\x1b[?997;1n", "\x1b[1;2;3;4y", "\x1b[ q", "\x1b]11;rgb:ffff/0000/aaaa\x07", "\x1bP1$r0m\x1b\\"],
)
@pytest.mark.parametrize("cut", [False, True], ids=["at-once", "byte-by-byte"])
def test_a_sequence_that_nobody_knows_presses_no_keys(sequence: str, cut: bool) -> None:
    if cut and sequence[1] == "P":
        pytest.skip("Alt+Shift+P, by itself")
    parser = TerminalParser()
    pieces = list(sequence + "a") if cut else [sequence + "a"]
    assert [key for piece in pieces for key in keys_in(parser.feed(piece))] == ["a"]


@pytest.mark.parametrize("leaves", ["\x1b", "\x03", "\x1b[113;5u"])
def test_a_paste_whose_end_was_lost_is_ended_by_a_key_after_a_pause(leaves: str) -> None:
    now = 0.0
    with patch("argmap.tui.terminal.parser.monotonic", lambda: now):
        parser = TerminalParser()
        assert list(parser.feed(START + "text")) == []
        assert list(parser.feed(leaves)) == []
        now += 2 * PAUSE
        (paste,) = parser.feed(leaves)
        assert isinstance(paste, events.Paste)
        assert paste.text == "text" + plain(leaves)
        assert keys_in(parser.feed("a")) == ["a"]


def test_a_paste_with_control_sequences_is_one_paste_and_no_keys() -> None:
    parser = TerminalParser()
    (message,) = parser.feed(f"{START}red \x1b[1;31mand\x1b[A up\x1b(B\x1b]8;;http://a\x07, \x1bhere{END}")
    assert isinstance(message, events.Paste)
    assert message.text == "red and up, here"


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


@pytest.mark.parametrize(
    ("data", "seconds", "pasted"),
    [
        ("One line that is longer than forty characters is.", 0.1, True),
        ("A sentence of words.", 0.1, True),
        ("A sentence of words.", 5.0, False),
        ("A sentence of words.\r", 0.1, True),  # one of the lines that some terminals send one by one
        ("Ban the car and bus now.", 0.1, True),  # words of three letters
        ("Ban the car and bus now.\n", 60.0, True),
        ("Go up to me if no on it as", 0.1, False),
        ("a sentence of words", 0.1, False),  # it opens a text
        ("jjjj  kkkk  llll  jjjj  kkkk  llll  jjjj  kk", 0.1, False),
        ("One.\rTwo.", 0.1, True),
        ("One.\rTwo.", 1.0, False),
        ("One.\r", 0.1, False),
        ("One.\r\r\n", 0.1, False),
        ("One line and then\rmore of it, as pasted after a pause", 60.0, True),
        ("A cell\tof a sheet\rmore\tcells of the sheet, pasted too", 60.0, True),
        ("A claim.\raIts support.\rxAnd an objection to that.\r/words\r", 0.1, False),
        ("A claim.\rapples and pears\rquit is no command here", 60.0, True),
        ("Typed, mended\x7f\x7fed, ended\ra, and one more claim.", 60.0, False),
        ("Typed, then an arrow\x1b[A\ra, and one more claim...", 60.0, False),
    ],
)
def test_a_paste_without_marks_is_told_from_keys(data: str, seconds: float, pasted: bool) -> None:
    assert looks_pasted(data, seconds) == pasted


def meant(messages: Iterable[Message], typing_in: TypingIn = "text") -> list[Message]:
    """What messages are where keys go to ``typing_in``."""
    return [
        one
        for message in messages
        for one in (message.meant(typing_in) if isinstance(message, MaybePasted) else [message])
    ]


def pastes_in(messages: Iterable[Message]) -> list[str]:
    return [message.text for message in meant(messages) if isinstance(message, events.Paste)]


AT = "argmap.tui.terminal.parser.monotonic"


def test_the_pieces_of_a_paste_without_marks_are_pastes_and_later_keys_are_keys() -> None:
    parser = TerminalParser()
    long = "One.\rTwo, and" * 99
    with patch(AT, lambda: 1000.0):
        assert pastes_in(parser.feed(long)) == [long]
    with patch(AT, lambda: 1000.5):
        assert pastes_in(parser.feed(" three")) == [" three"]
    with patch(AT, lambda: 1000.6):
        assert keys_in(parser.feed("x\r")) == ["x", "enter"]


@pytest.mark.parametrize("elsewhere", ["", "fields"])
def test_what_goes_to_no_text_is_keys_and_so_is_what_follows_into_one(elsewhere: TypingIn) -> None:
    parser = TerminalParser()
    with patch(AT, lambda: 1000.0):
        (piece,) = parser.feed("sOne\rTwo\r" * 99)
        (next_piece,) = parser.feed("and three.")
    assert keys_in(meant([piece], elsewhere))[:5] == ["s", "O", "n", "e", "enter"]
    assert keys_in(meant([next_piece])) == [*keys_in(TerminalParser().feed("and three."))]


@pytest.mark.parametrize(("answer", "pasted"), [("1", []), ("3", []), ("0", ["One.\rTwo."]), ("4", ["One.\rTwo."])])
def test_where_the_terminal_marks_pastes_nothing_else_is_one(answer: str, pasted: list[str]) -> None:
    parser = TerminalParser()
    assert list(parser.feed(f"\x1b[?2004;{answer}$y")) == []
    assert pastes_in(parser.feed("One.\rTwo.")) == pasted
    assert pastes_in(parser.feed(f"{START}One.\rTwo.{END}")) == ["One.\rTwo."]


@pytest.mark.parametrize(
    ("environment", "marks"),
    [
        ({"TERM": "tmux-256color"}, True),  # also over SSH, which sends TERM alone
        ({"TERM": "screen", "TMUX": "/tmp/tmux,1,0"}, True),
        ({"TERM": "screen"}, False),
        ({"TERM": "linux", "TMUX": "/tmp/tmux,1,0"}, False),  # a console that was opened from within tmux
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, True),
        ({}, False),
    ],
)
def test_terminals_that_mark_pastes_and_do_not_say_so_are_known(environment: dict[str, str], marks: bool) -> None:
    assert is_known_to_mark(environment) == marks
    parser = TerminalParser(marks_pastes=is_known_to_mark(environment))
    assert (pastes_in(parser.feed("One.\rTwo.")) == []) == marks


def test_a_line_and_enter_into_a_text_is_keys() -> None:
    """Each line of a paste that is sent line by line ends the text there, as Enter does."""
    (line,) = TerminalParser().feed("Ban the car and bus now.\r")
    assert isinstance(line, MaybePasted)
    assert line.is_sentence
    assert keys_in(meant([line]))[-2:] == ["full_stop", "enter"]


def test_a_piece_that_goes_on_with_what_was_left_out_is_left_out() -> None:
    key = events.Key("q", "q")
    first = MaybePasted("One\nquit", [key])
    second = MaybePasted("quit", [key], first)
    third = MaybePasted("quit", [key], second)
    assert first.meant("fields") == [key]
    first.leave_out_the_rest()
    assert (second.meant(""), third.meant("text")) == ([], [])
    assert MaybePasted("quit", [key]).meant("") == [key]
