"""XML of other tools as a tree with line numbers, by the standard library's expat, and the text of HTML in it.

Nothing in a document can be expanded or fetched: declarations of entities are refused, and nesting is bounded. The
document type declaration is skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.parsers import expat

from argmap.escape import for_html_parser
from argmap.interchange.file import DEEPEST, EXPORT_AGAIN, MOST_THINGS, Unreadable, line, too_deep, too_many


@dataclass(slots=True)
class Element:
    """An element: its name, attributes, line, the elements in it, and the text in it and in them, in order."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text within."""
        return "".join(self.words) + "".join(child.text for child in self.children)

    def first(self, name: str) -> Element | None:
        """The first element of this name in it."""
        return next((child for child in self.children if child.name == name), None)


def begins_as_xml(text: str) -> bool:
    """Whether a text may be XML."""
    return text.lstrip()[:1] == "<"


def read_xml(text: str) -> Element:
    """The root of a document. Raises Unreadable, with line and column, for text that is not XML, declares entities,
    or is nested too deep."""
    reader = _Reader()
    try:
        reader.parser.Parse(_without_encoding(text), True)
    except expat.ExpatError as error:
        why = expat.errors.messages[error.code]
        raise Unreadable(f"This is not XML: {why}. {reader.advice(why)}", error.lineno, error.offset + 1) from error
    assert reader.root is not None
    return reader.root


_MEND = {
    "not well-formed (invalid token)": "In texts '&' is written '&amp;' and '<' is written '&lt;'.",
    "undefined entity": "Write the character itself, and '&' as '&amp;'.",
    "duplicate attribute": "Delete one of the two.",
    "junk after document element": "Delete what follows the end of the first element.",
}


def _without_encoding(text: str) -> bytes:
    """The bytes of a text; what its declaration says of their encoding no longer counts."""
    begin = text.find("<?xml")
    end = text.find("?>", begin) if 0 <= begin < 20 else -1
    head = text[begin : end + 2] if end > 0 else ""
    return ("\n" * head.count("\n") + text[end + 2 :] if head else text).lstrip(" \t").encode()


class _Reader:
    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.EntityDeclHandler = self._entity

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes, self.parser.CurrentLineNumber)
        self._count += 1
        if self._count > 4 * MOST_THINGS:
            raise too_many("elements")
        if len(self._open) > DEEPEST:
            raise too_deep(element.line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def advice(self, why: str) -> str:
        """What to do about an error of expat at the place where it was found."""
        if self._open and why in {"mismatched tag", "no element found"}:
            element = self._open[-1]
            return f"Write '</{element.name}>' before this: '<{element.name}>' in line {element.line} is not closed."
        return _MEND.get(why, EXPORT_AGAIN)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _words(self, words: str) -> None:
        self._open[-1].words.append(words)

    def _entity(self, *declared: object) -> None:
        raise Unreadable(
            "The file declares entities, which can make a small file fill the memory. Save it without them.",
            self.parser.CurrentLineNumber,
        )


_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_DIVIDING = frozenset({"br", "p", "li", "div"})


def plain(text: str) -> tuple[str, list[tuple[str, str]]]:
    """``text`` without tags of HTML, on one line, and the words and addresses of the links in it."""
    if _TAG.search(text) is None:
        return line(text), []
    reader = _TextReader()
    reader.feed(for_html_parser(text))
    reader.close()
    return line("".join(reader.words)), reader.links


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[tuple[str, str]] = []
        self._address = ""
        self._begin = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._address, self._begin = dict(attrs).get("href") or "", len(self.words)
        elif tag in _DIVIDING:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._address:
            self.links.append((line("".join(self.words[self._begin :])), self._address))
            self._address = ""
        elif tag in _DIVIDING:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
