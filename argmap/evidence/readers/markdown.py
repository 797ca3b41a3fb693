"""Copies as Markdown (CommonMark), by markdown-it-py: the words, without the marks around them."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from argmap.evidence.copy_text import CopyBuilder, CopyText, CopyUnreadable
from argmap.evidence.readers.text import decoded

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
