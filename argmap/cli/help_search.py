"""Search in the documentation: sections of pages by words, those first whose headings have them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import NamedTuple

SMALL_WORDS = frozenset(
    "a an and any are at be can could do does for get have how i in is it me my need of on one or our should some "
    "the there this to use want we what when where which who why will with work you your".split()
)

SAME_MEANING = (
    ("collaborate", "together", "two people", "merge", "share", "team", "colleague", "colleagues"),
    ("start", "begin", "first", "new", "create"),
    ("add", "record", "write", "cite"),
    ("meeting", "workshop", "group"),
    ("excel", "spreadsheet", "xlsx", "csv", "sheet"),
    ("image", "picture", "diagram", "svg", "png"),
    ("print", "paper", "poster"),
    ("delete", "remove"),
    ("reorder", "move"),
    ("colour", "color", "theme", "dark", "light"),
    ("keyboard", "keys", "shortcut", "shortcuts"),
    ("powerpoint", "slides", "pptx"),
    ("word", "docx", "document"),
    ("website", "web", "html", "online"),
    ("crash", "recover", "lost"),
    ("mac", "macos", "apple"),
)
"""Words of which one finds what is written with another."""

WEIGHTS = (4.0, 3.0, 10.0, 1.0)
"""How much a word counts in the name of a page, its title and its description in the list of pages, the heading, and
the text of a section."""

HEADINGS = "{name about heading}"
MOST_FOUND = 5
_WORD = re.compile(r"\w+")


class HelpSection(NamedTuple):
    """A section of a page: the topic of the page, the heading, and its text in Markdown, heading included."""

    topic: str
    heading: str
    text: str
    is_named: bool = False
    """Whether its heading and the name of its page have every word that was asked for."""


def words_of(question: str) -> list[str]:
    """The words of a question, small ones left out, in lower case."""
    words = _WORD.findall(question.lower())
    return [word for word in words if word not in SMALL_WORDS] or words


def find_sections(question: str, pages: Mapping[str, str], descriptions: Mapping[str, str]) -> list[HelpSection]:
    """The sections about the words of a question, the best first, at most :data:`MOST_FOUND`.

    Where no section has every word, those whose headings have any. Words match in any form (Porter's stemming); ranks
    are those of BM25 (SQLite, FTS5). ``descriptions`` says of topics what their pages are about. None where this
    Python's SQLite has no full-text search.
    """
    words = words_of(question)
    if not words:
        return []
    sections = [section for topic, page in pages.items() for section in sections_of(topic, page)]
    rows = ((one.topic.replace("-", " "), descriptions.get(one.topic, ""), one.heading, one.text) for one in sections)
    with closing(sqlite3.connect(":memory:")) as found:
        try:
            found.execute("CREATE VIRTUAL TABLE page USING fts5(name, about, heading, body, tokenize='porter')")
        except sqlite3.OperationalError:
            return []
        found.executemany("INSERT INTO page VALUES (?, ?, ?, ?)", rows)
        named = set(_ranked(found, f"{HEADINGS} : ({_query(words, 'AND')})"))
        places = _ranked(found, _query(words, "AND")) or _ranked(found, f"{HEADINGS} : ({_query(words, 'OR')})")
        places.sort(key=lambda place: place not in named)
        return [sections[place]._replace(is_named=place in named) for place in places[:MOST_FOUND]]


def _ranked(found: sqlite3.Connection, query: str) -> list[int]:
    """The places of the sections that match, the best first."""
    weights = ", ".join(map(str, WEIGHTS))
    rows = found.execute(f"SELECT rowid FROM page WHERE page MATCH ? ORDER BY bm25(page, {weights}), rowid", (query,))
    return [row - 1 for (row,) in rows]


def _query(words: list[str], joined: str) -> str:
    """What finds sections with every word (AND) or any (OR), or others of the same meaning."""
    return f" {joined} ".join('("' + '" OR "'.join(_alike(word)) + '")' for word in words)


def _alike(word: str) -> list[str]:
    """A word, and those of the same meaning."""
    return [word, *(one for group in SAME_MEANING if word in group for one in group if one != word)]


def sections_of(topic: str, page: str) -> Iterator[HelpSection]:
    """The sections of a page that say something under their heading. Headings in code are none."""
    fenced = False
    lines: list[str] = []
    for line in [*page.splitlines(keepends=True), "# "]:
        fenced ^= line.startswith("```")
        if line.startswith("#") and not fenced and lines:
            text = "".join(lines)
            heading, _, rest = text.partition("\n")
            if rest.strip():
                yield HelpSection(topic, heading.strip("# "), text)
            lines = []
        lines.append(line)
