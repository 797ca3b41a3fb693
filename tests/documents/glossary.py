"""The terms of ``docs/reference/glossary.md``: what argmap calls each thing, and the names that it does not use."""

from __future__ import annotations

import re
from typing import NamedTuple

from tests.documents.played import DOCS

PAGE = DOCS / "reference" / "glossary.md"

_ROW = re.compile(r"^\| (?!term \||---)([^|]+) \| ([^|]+) \|([^|]*)\|$", re.MULTILINE)


class Term(NamedTuple):
    """A row of the glossary."""

    names: tuple[str, ...]
    meaning: str
    others: tuple[str, ...]


def terms() -> list[Term]:
    """Every term, in the order of the page."""
    text = PAGE.read_text(encoding="utf-8")
    return [Term(_listed(names), meaning, _listed(others)) for names, meaning, others in _ROW.findall(text)]


def _listed(cell: str) -> tuple[str, ...]:
    words = re.sub(r"\((.*?)\)", r", \1", cell)
    return tuple(word.strip() for word in words.split(",") if word.strip())
