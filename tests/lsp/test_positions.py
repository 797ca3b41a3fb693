"""The server's text is the editor's text, whatever is typed, pasted or deleted, in every encoding of columns."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind, Range
from lsprotocol.types import TextDocumentContentChangePartial as Partial
from lsprotocol.types import TextDocumentContentChangeWholeDocument as Whole

from argmap.lsp.positions import EditedText
from tests.examples import examples

ENCODINGS = [PositionEncodingKind.Utf8, PositionEncodingKind.Utf16, PositionEncodingKind.Utf32]
CODECS = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}
ALPHABET = "ab \n\n\r\u2028\x85\x0b\u00e9\U0001f600\U0001f468\u200d"


class Editor:
    """A text as an editor keeps it, by another route than the server's: lists of code units of each line."""

    def __init__(self, text: str, encoding: PositionEncodingKind) -> None:
        self.text, self.encoding = text, encoding

    def position(self, offset: int) -> Position:
        before = self.text[:offset]
        at_end = before.endswith("\r") and self.text[offset : offset + 1] == "\n"
        lines = before.replace("\r\n", "\n\n").replace("\r", "\n").split("\n") if not at_end else None
        if lines is None:
            return self.position(offset - 1)
        line = before.count("\n") + before.count("\r") - before.count("\r\n")
        codec, width = CODECS[self.encoding]
        return Position(line, len(lines[-1].encode(codec)) // width)

    def edit(self, start: int, end: int, new: str) -> Partial:
        change = Partial(range=Range(self.position(start), self.position(end)), text=new)
        self.text = self.text[:start] + new + self.text[end:]
        return change


def between(text: str, random: Random) -> int:
    """An offset that an editor can stand at: not inside a line end."""
    at = random.randrange(len(text) + 1)
    return at - 1 if text[at - 1 : at + 1] == "\r\n" else at


@pytest.mark.parametrize("encoding", ENCODINGS)
@examples(100)
@given(text=st.text(ALPHABET, max_size=60), random=st.integers(0, 2**32).map(Random))
def test_edits_keep_the_texts_equal(encoding: PositionEncodingKind, text: str, random: Random) -> None:
    editor, server = Editor(text, encoding), EditedText(text, encoding)
    for _ in range(8):
        start, end = sorted((between(editor.text, random), between(editor.text, random)))
        new = "".join(random.choices(ALPHABET, k=random.randrange(5)))
        splice = server.apply(editor.edit(start, end, new))
        assert (splice.start, splice.end) == (start, end)
        assert server.text == editor.text
        assert server.range(0, len(server.text)) == EditedText(server.text, encoding).range(0, len(server.text))
        at = between(editor.text, random)
        assert server.position(at) == editor.position(at)
        assert server.offset(editor.position(at)) == at


def test_a_whole_text_replaces_the_old_one() -> None:
    server = EditedText("one\ntwo")
    server.apply(Whole(text="a\nb\nc"))
    assert (server.text, server.last_line, server.line(2)) == ("a\nb\nc", 2, "c")


@pytest.mark.parametrize(
    ("position", "offset"),
    [(Position(0, 0), 0), (Position(0, 2), 1), (Position(0, 3), 2), (Position(0, 99), 2), (Position(9, 0), 4)],
)
def test_an_emoji_is_two_units_and_positions_beyond_the_end_are_at_the_end(position: Position, offset: int) -> None:
    assert EditedText("\U0001f600a\nb").offset(position) == offset


def test_half_an_emoji_is_no_text() -> None:
    server = EditedText("a\ud83d")
    assert server.text == "a\ufffd"
    assert server.position(2) == Position(0, 2)
