"""Copies as web pages, by the parser of the standard library. Scripts, styles and what is hidden are left out.

Nothing is run and nothing is fetched. Superscript figures become superscript characters, so that "£47", a note's "2"
and "billion" do not become "£472 billion".
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from argmap.escape import for_html_parser
from argmap.evidence.copy_text import CopyBuilder, CopyText
from argmap.evidence.readers.text import decoded

_SILENT = frozenset("script style template noscript title iframe object svg math canvas select textarea".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul".split()
)
_MAY_STAY_OPEN = frozenset("p li dt dd tr td th thead tbody tfoot option caption html body".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_HEADING = re.compile(r"h([1-6])$")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([a-zA-Z0-9_-]{2,20})", re.IGNORECASE)
_ENCODINGS = re.compile(
    r"(utf-?8|utf-?16(le|be)?|us-ascii|iso-?8859-\d{1,2}|windows-125[0-8]|koi8-[ru]|shift_jis|euc-(jp|kr)|gb18030|big5)$",
    re.IGNORECASE,
)
_OPAQUE = re.compile(r"<!--|<(script|style|noscript|template|svg|iframe)(?=[\s/>])[^<>]*>", re.IGNORECASE)
_DECLARATION = re.compile(r"<[!?][^<>]*>")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def read_html(data: bytes) -> CopyText:
    """The copy in a web page."""
    declared = _CHARSET.search(data[:4096])
    encoding = declared[1].decode() if declared else "utf-8"
    if not _ENCODINGS.match(encoding):
        encoding = "utf-8"
    # Web browsers read Latin 1 as its superset, which has the typographic quotation marks.
    encoding = "windows-1252" if encoding.lower() in {"iso-8859-1", "us-ascii"} else encoding
    reader = _PageReader(CopyBuilder("html"))
    reader.feed(_well_formed(decoded(data, encoding)))
    reader.close()
    reader.end_block()
    return reader.made.built()


def _well_formed(page: str) -> str:
    """A page without comments, scripts and declarations, in which "<" begins whole tags only."""
    kept = []
    at = 0
    while (opening := _OPAQUE.search(page, at)) is not None:
        kept.append(page[at : opening.start()])
        closing = f"</{opening[1].lower()}" if opening[1] else "-->"
        end = _find_in_any_case(page, closing, opening.end())
        at = len(page) if end < 0 else end + (len(closing) if not opening[1] else 0)
    return for_html_parser(_DECLARATION.sub("", "".join(kept) + page[at:]))


def _find_in_any_case(text: str, word: str, start: int) -> int:
    found = re.compile(re.escape(word), re.IGNORECASE).search(text, start)
    return found.start() if found else -1


class _PageReader(HTMLParser):
    def __init__(self, made: CopyBuilder) -> None:
        super().__init__(convert_charrefs=True)
        self.made = made
        self._words: list[str] = []
        self._silent: list[str] = []
        self._heading = 0
        self._preformatted = 0
        self._raised: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            self._silent += [tag] if tag == self._silent[0] else []
            return
        if tag in _SILENT or (_is_hidden(dict(attrs)) and tag not in _VOID | _MAY_STAY_OPEN):
            self._silent.append(tag)
            return
        if tag == "br":
            self._words.append("\n")
        elif tag in {"sup", "sub"}:
            self._raised.append(tag)
        elif tag in _BLOCKS or _HEADING.match(tag):
            self.end_block()
            self._preformatted += tag == "pre"
            heading = _HEADING.match(tag)
            self._heading = int(heading[1]) if heading else 0

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._silent and tag in _VOID | _BLOCKS:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
        elif tag in {"sup", "sub"} and self._raised:
            self._raised.pop()
        elif tag in _BLOCKS or _HEADING.match(tag):
            self.end_block()
            self._preformatted -= tag == "pre" and self._preformatted > 0

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._raised:
            data = data.translate(SUPERSCRIPTS if self._raised[-1] == "sup" else SUBSCRIPTS)
        self._words.append(data if self._preformatted else re.sub(r"\s+", " ", data))

    def end_block(self) -> None:
        """Give the words so far to the copy as one block."""
        lines = "".join(self._words).split("\n")
        self.made.block("\n".join(line.strip(" ") for line in lines if line.strip()), self._heading)
        self._words, self._heading = [], 0


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or attributes.get("aria-hidden") == "true"
