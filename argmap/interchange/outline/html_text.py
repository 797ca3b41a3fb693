"""The text of a piece of HTML, as outliners put it into their texts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from argmap.escape import for_html_parser
from argmap.interchange.prose import line

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def plain(text: str) -> tuple[str, list[tuple[str, str]]]:
    """``text`` without tags of HTML, on one line, and the words and addresses of the links in it."""
    if _TAG.search(text) is None:
        return line(text), []
    reader = _Reader()
    reader.feed(for_html_parser(text))
    reader.close()
    return line("".join(reader.words)), reader.links


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[tuple[str, str]] = []
        self._address = ""
        self._begin = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._address, self._begin = dict(attrs).get("href") or "", len(self.words)
        elif tag in {"br", "p", "li", "div"}:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._address:
            self.links.append((line("".join(self.words[self._begin :])), self._address))
            self._address = ""

    def handle_data(self, data: str) -> None:
        self.words.append(data)
