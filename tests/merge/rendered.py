"""How tall a comment is on the page of a pull request, before what is folded."""

from __future__ import annotations

import re
from html import unescape

from markdown_it import MarkdownIt

CHARACTERS = 105
"""The characters of one line: GitHub sets comments 14 pixels high in a column of some 750 pixels."""


def rendered_lines(comment: str) -> int:
    """The lines that a Markdown comment takes before its first ``<details>``; space between blocks is a line."""
    shown = comment.split("<details")[0]
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(shown)
    lines = 0
    for block in re.findall(r"<(?:h\d|p|li)>(.*?)</(?:h\d|p|li)>", page, re.DOTALL):
        for line in re.split(r"<br ?/?>", block):
            words = unescape(re.sub("<[^>]+>", "", line)).replace("\u2060", "")
            lines += max(1, -(-len(words.strip()) // CHARACTERS))
    return lines + len(re.findall(r"<(?:h\d|p|ul)>", page))
