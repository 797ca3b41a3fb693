"""Copies as plain text and as Markdown (CommonMark, by markdown-it-py).

Pages of plain text end with form feeds, paragraphs with empty lines. Of Markdown the words are kept, without markup.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from argmap.evidence.copy_text import CopyBuilder, CopyText, CopyUnreadable

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(data: bytes, encoding: str = "utf-8") -> str:
    """The text of a file with ``\\n`` at the ends of lines.

    A byte order mark decides, else ``encoding``. Raises CopyUnreadable when the bytes are not in that encoding or are
    no text.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), encoding)
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        line = data.count(b"\n", 0, at) + 1
        raise CopyUnreadable(
            f"It is not valid {encoding.upper().removesuffix('-SIG')} text (line {line}). Save it as UTF-8."
        ) from error
    if len(data.translate(None, _CONTROLS)) != len(data) and _NOT_TEXT.search(text) is not None:
        raise CopyUnreadable(
            "It is not text: it has control characters. Name a text, Markdown, HTML, PDF or Word file."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(data: bytes) -> CopyText:
    """The copy in a text file."""
    made = CopyBuilder("text")
    pages = decoded(data).split("\f")
    for page in pages:
        if len(pages) > 1:
            made.page()
        for paragraph in _BREAK.split(page):
            made.block(paragraph)
    return made.built()


LARGEST_MARKDOWN = 4 * 2**20
"""Characters; the parser takes a second for one million."""


def read_markdown(data: bytes) -> CopyText:
    """The copy in a Markdown file. Markup of HTML in it is left out."""
    text = decoded(data).replace("\f", "\n")
    if len(text) > LARGEST_MARKDOWN:
        raise CopyUnreadable(
            f"It has more than {LARGEST_MARKDOWN // 2**20} million characters. Rename it to .txt, or divide it."
        )
    made = CopyBuilder("markdown")
    heading = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "inline":
            made.block(_words(token.children or ()), heading)
            heading = 0
        elif token.type in {"fence", "code_block"}:
            made.block(token.content)
    return made.built()


def _words(tokens: Sequence[Token]) -> str:
    lines = {"softbreak": "\n", "hardbreak": "\n"}
    shown = {"text", "code_inline"}
    return "".join(
        lines.get(token.type, token.content if token.type in shown else _words(token.children or ()))
        for token in tokens
    )
