"""The text of a Kialo claim: its footnotes, web links and escapes."""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.interchange.prose import clean

_FOOTNOTE = re.compile(r"\s*(?<!\\)\[(\d{1,6})\](?!\()(?:\s*\(((?:[^\W\d_]{1,9}\.? ?)?[^()]{0,40}?\d[^()]{0,20})\))?")
_LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.){1,2000})\]\((\S{1,2000}?)(?: \"[^\"]{0,200}\")?\)")
_ESCAPE = re.compile(r"\\([\\\[\]()*_`#>~.!+-])")
_LOCATOR = re.compile(
    r"(?i)(?:pp?|pages?|seiten?|s|para(?:graph)?s?|abs|art|arts|articles?|§+|ch|chap(?:ter)?|sec(?:tion)?s?|fig|table|"
    r"min|fn|n|note|line|lines|vol)\.? ?[\divxlc].*|\d+(?:\s?[-–:]\s?\d+)+"
)


class Footnote(NamedTuple):
    """A reference to a numbered source, with where in it."""

    number: str
    locator: str | None


class Link(NamedTuple):
    """A web link in a text: its words and address."""

    words: str
    url: str


def footnotes(text: str, known: frozenset[str]) -> tuple[str, list[Footnote]]:
    """``text`` without its footnotes, and these; other numbers in brackets are text. ``known`` are the numbers of the
    listed sources."""
    found: list[Footnote] = []

    def take(match: re.Match[str]) -> str:
        number, locator = match[1], match[2]
        if number not in known:
            return match[0]
        if locator and not is_locator(locator):
            found.append(Footnote(number, None))
            return match[0][match[0].index("]") + 1 :]
        found.append(Footnote(number, locator))
        return ""

    return _FOOTNOTE.sub(take, text), found


def is_locator(words: str) -> bool:
    """Whether words in parentheses say where in a source something stands, such as ``p. 14``."""
    return _LOCATOR.fullmatch(words.strip()) is not None


def web_links(text: str) -> tuple[str, list[Link]]:
    """``text`` with each Markdown link as its words, and the links."""
    found: list[Link] = []

    def take(match: re.Match[str]) -> str:
        words = unescaped(match[1])
        found.append(Link(words, match[2]))
        return words

    return _LINK.sub(take, text), found


def unescaped(text: str) -> str:
    """``text`` without the backslashes that keep brackets from being links."""
    return _ESCAPE.sub(r"\1", text)


_END_LOCATOR = re.compile(r"\s*\(([^()]{1,40})\)\s*$")


def without_locator(text: str) -> tuple[str, str | None]:
    """``text`` without the location in parentheses that it ends with, and that."""
    found = _END_LOCATOR.search(text)
    if found is None or not is_locator(found[1]):
        return text, None
    return text[: found.start()], found[1]


def quotation(lines: list[str]) -> str | None:
    """The quotation under a source, line by line, without the quotation marks around it; None when there is none."""
    text = clean("\n".join(line.rstrip() for line in lines))
    if len(text) > 1 and text[0] in '"“„«' and text[-1] in '"”“»':
        text = text[1:-1].strip()
    return text or None
