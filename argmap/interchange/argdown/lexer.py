"""From the characters of an Argdown document to its tokens.

Indentation becomes tokens too, as relations nest by it. Comments and blanks give no token; comments are kept aside
for the account of what was read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from argmap.interchange.file import Unreadable

RELATIONS = {
    "+>": "supports",
    "->": "attacks",
    "_>": "undercuts",
    "><": "contradicts",
    "<+": "is supported",
    "+": "is supported",
    "<-": "is attacked",
    "-": "is attacked",
    "<_": "is undercut",
    "_": "is undercut",
}
"""What the element above does to, or has done to it by, the element behind the sign."""
RELATION_KINDS = frozenset(RELATIONS.values())


class Token(NamedTuple):
    """A piece of a document: its kind, its characters as written, and its offset."""

    kind: str
    text: str
    at: int


BLANK_LINES = re.compile(r"(?:[ \t]*\n){2,}")
NEWLINE = re.compile(r"[ \t]*\n")
LINE_ENDS = re.compile(r"(?:[ \t]*\n)*")
ONE_LINE_END = re.compile(r"[ \t]*\n(?![ \t]*\n)")
SPACES = re.compile(r"[ \t]+")
HYPHENS = re.compile("-{2,}")
INFERENCE = re.compile(r"[ \t]*-{2}")
RELATION = re.compile(r"([ \t]*)(\+>|->|<\+|\+|<-|-|><|_>|<_|_(?=\s))")
HEADING = re.compile(r"#+ ")
NUMBER = re.compile(r"[ \t]*\(\d+\)")
ITEM = re.compile(r"([ \t]*)(\d+\.|\*)(?=\s)")
TAG = re.compile(r"#(?:\([^)]+\)|[A-Za-z0-9\-\[\\\]^_`\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]+)[ \t]?")
ESCAPE = re.compile(r"\\[^\n] *")
SPECIAL = re.compile(r"\.\S{1,100}?\.[ \t]?|:\S{1,100}?:[ \t]?")
FREE = re.compile(r"[^\\@#*_\[\],.:;</>\-\n(){}]+")
SIGN = re.compile(r"[@#*_\[\],.:;</>\-(){}][ \t]?")
MARK_END = r"(?:[ \t]|(?=[\n)}_.,!?;:\-*])|\Z)"
MARKS = ("**", "__", "*", "_")
ENDS = {mark: re.compile(re.escape(mark) + MARK_END) for mark in MARKS}
FRONT_MATTER = re.compile(r"===+[\s\S]*?===+")


class Scanner:
    """A text with line numbers, and the places of the signs that close things in it.

    A search for a sign that is far away, or missing, is made once and its answer kept: a megabyte of opening brackets
    takes no longer to read than a megabyte of words.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._next: dict[str, tuple[int, int]] = {}
        self._lines = [-1, *(found.start() for found in re.finditer("\n", text))]
        self._data_stops = [found.start() for found in re.finditer(r"\}(?=\s[^,}])", text)]
        self._data_ends = [found.start() for found in re.finditer(r"\}(?!\s*[,}])", text)]

    def find(self, sign: str, start: int) -> int:
        """The first place of ``sign`` at or after ``start``; the length of the text when there is none."""
        asked, found = self._next.get(sign, (0, -1))
        if not asked <= start <= found:
            found = self.text.find(sign, start)
            found = len(self.text) if found < 0 else found
            self._next[sign] = (start, found)
        return found

    def in_line(self, sign: str, start: int) -> int | None:
        """The first place of ``sign`` at or after ``start`` in the same line, or None."""
        found = self.find(sign, start)
        return found if found < self.find("\n", start) else None

    def data_end(self, start: int) -> int | None:
        """The end of the data in braces that begins at ``start``, or None when nothing closes it.

        Data end at a brace that neither a comma nor another closing brace follows, at the latest where text follows.
        """
        stop = bisect_left(self._data_stops, start)
        limit = self._data_stops[stop] if stop < len(self._data_stops) else len(self.text)
        last = bisect_right(self._data_ends, limit) - 1
        return self._data_ends[last] + 1 if last >= 0 and self._data_ends[last] > start else None

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both from 1."""
        line = bisect_left(self._lines, offset)
        return line, offset - self._lines[line - 1]


MOST_CHARACTERS = 8 * 2**20
"""Of one document. The longest published debates have fewer than 200,000."""

Match = tuple[str, int]
"""The kind of a token and where it ends."""


class Lexer:
    """Reads the tokens of one document into ``tokens`` and its comments into ``comments``."""

    def __init__(self, text: str) -> None:
        if len(text) > MOST_CHARACTERS:
            raise Unreadable(
                f"The document has {len(text):,} characters; at most {MOST_CHARACTERS:,} can be imported."
            )
        self.scanner = Scanner(text)
        self.text = text
        self.tokens: list[Token] = []
        self.comments: list[Token] = []
        self._indents = [0]
        self._marks: list[str] = []
        self._in_inference = False
        self._skipped = False
        self._read()

    def _read(self) -> None:
        at = 0
        while at < len(self.text):
            self._skipped = False
            at = self._skip(at)
            if at >= len(self.text):
                break
            kind, end = self._inference(at) if self._in_inference else self._next(at)
            self._add(kind, self.text[at:end], at)
            at = end
        if self.tokens and self.tokens[-1].kind == "blank lines":
            self.tokens.pop()
        self._dedent_all(len(self.text))

    def _add(self, kind: str, text: str, at: int) -> None:
        self.tokens.append(Token(kind, text, at))

    @property
    def _last(self) -> str:
        return self.tokens[-1].kind if self.tokens else "start"

    def _skip(self, at: int) -> int:
        """The end of the comments and blanks at ``at``. A comment between lines takes its line end along."""
        while at < len(self.text):
            first = self.text[at]
            end = self._comment_end(at) if first in "</" else None
            if end is not None:
                self.comments.append(Token("comment", self.text[at:end], at))
                self._skipped = True
                at = self._line_ends_after_comment(end)
            elif first in " \t" and not self._begins_something(at):
                found = SPACES.match(self.text, at)
                assert found is not None
                at = found.end()
                self._skipped = True
            else:
                break
        return at

    def _comment_end(self, at: int) -> int | None:
        for opening, closing in (("<!--", "-->"), ("/*", "*/")):
            if self.text.startswith(opening, at):
                end = self.scanner.find(closing, at + len(opening))
                return end + len(closing) if end < len(self.text) else None
        return self.scanner.find("\n", at) if self.text.startswith("//", at) else None

    def _line_ends_after_comment(self, end: int) -> int:
        if self._last == "blank lines":
            found = LINE_ENDS.match(self.text, end)
            assert found is not None
            return found.end()
        if self._last == "newline":
            found = ONE_LINE_END.match(self.text, end)
            return found.end() if found is not None else end
        return end

    @property
    def _at_line_start(self) -> bool:
        return self._last in {"start", "newline", "blank lines"}

    def _begins_something(self, at: int) -> bool:
        """Whether blanks belong to the token that they begin: a line end, or the indentation of a line."""
        if NEWLINE.match(self.text, at):
            return True
        return (
            self._at_line_start
            and not self._in_inference
            and any(pattern.match(self.text, at) for pattern in (INFERENCE, RELATION, NUMBER, ITEM))
        )

    # Lines

    def _next(self, at: int) -> Match:
        for read in _READERS.get(self.text[at], ()):
            found = read(self, at)
            if found is not None:
                return found
        return self._plain(at)

    def _plain(self, at: int) -> Match:
        found = FREE.match(self.text, at)
        if found is not None:
            return "text", found.end()
        found = SIGN.match(self.text, at)
        if found is None:
            raise self.refused("There is a backslash here with nothing behind it to keep from being markup.", at)
        return "text", found.end()

    def _line_end(self, at: int) -> Match | None:
        if self._last != "blank lines":
            found = BLANK_LINES.match(self.text, at)
            if found is not None:
                if found.end() < len(self.text):
                    self._dedent_all(at)
                self._marks.clear()
                return "blank lines", found.end()
        found = NEWLINE.match(self.text, at)
        return ("newline", found.end()) if found is not None else None

    def _line_start(self, at: int) -> Match | None:
        """What only begins a line: an inference, a relation, a premise's number, a list's item."""
        if not self._at_line_start:
            return None
        if self._last != "blank lines" and (found := INFERENCE.match(self.text, at)):
            self._dedent_all(at)
            self._in_inference = True
            return "inference start", found.end()
        if found := RELATION.match(self.text, at):
            self._indent(len(found[1]), at)
            return RELATIONS[found[2]], found.end()
        if found := NUMBER.match(self.text, at):
            self._dedent_all(at)
            return "number", found.end()
        if found := ITEM.match(self.text, at):
            self._indent(len(found[1]) + 1, at)
            return ("ordered item" if found[2] != "*" else "item"), found.end()
        return None

    def _indent(self, width: int, at: int) -> None:
        if width > self._indents[-1]:
            self._indents.append(width)
            self._add("indent", "", at)
        while len(self._indents) > 1 and width < self._indents[-1]:
            self._indents.pop()
            self._add("dedent", "", at)

    def _dedent_all(self, at: int) -> None:
        while len(self._indents) > 1:
            self._indents.pop()
            self._add("dedent", "", at)

    def _inference(self, at: int) -> Match:
        """The tokens between the two rows of hyphens that an inference stands between."""
        if found := NEWLINE.match(self.text, at):
            return "newline", found.end()
        if found := HYPHENS.match(self.text, at):
            self._in_inference = False
            return "inference end", found.end()
        if self.text[at] == "{" and (end := self.scanner.data_end(at)) is not None:
            return "data", end
        if self.text[at] == ",":
            return "comma", at + 1
        return self._escaped(at) or self._special(at) or self._plain(at)

    # Pieces of text

    def _front_matter(self, at: int) -> Match | None:
        found = FRONT_MATTER.match(self.text, at)
        return ("front matter", found.end()) if found is not None else None

    def _data(self, at: int) -> Match | None:
        end = self.scanner.data_end(at)
        return ("data", end) if end is not None else None

    def _escaped(self, at: int) -> Match | None:
        found = ESCAPE.match(self.text, at)
        return ("escaped", found.end()) if found is not None else None

    def _special(self, at: int) -> Match | None:
        found = SPECIAL.match(self.text, at)
        return ("special", found.end()) if found is not None else None

    def _heading(self, at: int) -> Match | None:
        found = HEADING.match(self.text, at) if self._at_line_start else None
        return ("heading", found.end()) if found is not None else None

    def _mark(self, at: int) -> Match | None:
        """The beginning or the end of words in bold or italics."""
        for mark in MARKS:
            if self._marks and self._marks[-1] == mark and not self._skipped and self.tokens:
                found = ENDS[mark].match(self.text, at)
                if found is not None:
                    self._marks.pop()
                    return f"{mark} end", found.end()
        for mark in MARKS:
            follows = self.text[at + len(mark) : at + len(mark) + 1]
            if self.text.startswith(mark, at) and not follows.isspace():
                self._marks.append(mark)
                return f"{mark} start", at + len(mark)
        return None

    def _tag(self, at: int) -> Match | None:
        if self.text.startswith("#(", at) and self.scanner.find(")", at) >= len(self.text):
            return None
        found = TAG.match(self.text, at)
        return ("tag", found.end()) if found is not None else None

    def _bracketed(self, at: int) -> Match | None:
        """A web link, a statement's definition, or a reference to one."""
        close = self.scanner.find("]", at)
        link_end = self.scanner.find(")", close)
        if self.text.startswith("](", close) and close > at + 1 and close + 2 < link_end < len(self.text):
            return "link", self._with_blank(link_end + 1)
        return self._titled(at, "]", "statement")

    def _angled(self, at: int) -> Match | None:
        return self._titled(at, ">", "argument")

    def _titled(self, at: int, close: str, what: str) -> Match | None:
        end = self.scanner.in_line(close + ":", at + 2)
        if end is not None:
            return f"{what} definition", end + 2
        end = self.scanner.in_line(close, at + 2)
        if end is not None and self.text[at + 1] != "-":
            return f"{what} reference", end + 1
        return None

    def _mention(self, at: int) -> Match | None:
        for opening, close, what in (("[", "]", "statement"), ("<", ">", "argument")):
            if self.text.startswith(opening, at + 1):
                end = self.scanner.in_line(close, at + 3)
                if end is not None:
                    return f"{what} mention", self._with_blank(end + 1)
        return None

    def _with_blank(self, end: int) -> int:
        return end + 1 if self.text[end : end + 1] in {" ", "\t"} else end

    def refused(self, message: str, at: int) -> Unreadable:
        """What is wrong at an offset of the document."""
        return Unreadable(message, *self.scanner.place(at))


_Reader = Callable[[Lexer, int], "Match | None"]
_READERS: dict[str, tuple[_Reader, ...]] = {
    "=": (Lexer._front_matter,),
    "{": (Lexer._data,),
    "\\": (Lexer._escaped,),
    ".": (Lexer._special,),
    ":": (Lexer._special,),
    "\n": (Lexer._line_end,),
    " ": (Lexer._line_end, Lexer._line_start),
    "\t": (Lexer._line_end, Lexer._line_start),
    "-": (Lexer._line_start,),
    "+": (Lexer._line_start,),
    ">": (Lexer._line_start,),
    "(": (Lexer._line_start,),
    "_": (Lexer._line_start, Lexer._mark),
    "*": (Lexer._line_start, Lexer._mark),
    "<": (Lexer._line_start, Lexer._angled),
    "#": (Lexer._heading, Lexer._tag),
    "[": (Lexer._bracketed,),
    "@": (Lexer._mention,),
    **dict.fromkeys("0123456789", (Lexer._line_start,)),
}
"""What a character may begin, tried in this order."""
