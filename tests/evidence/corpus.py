"""The consultation of the documentation: its map, its copies, and what is quoted from them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from argmap.evidence.copy_text import CopyKind, CopyText
from argmap.evidence.quotations import Copy, Evidence
from argmap.evidence.quotes import Quote
from argmap.io.evidence import evidence_of
from argmap.mapfile.read.read import read

FOLDER = Path(__file__).parents[2] / "docs" / "evidence"
MAP = FOLDER / "night-buses.yaml"


@cache
def evidence() -> Evidence:
    """The quotations of the consultation with their copies."""
    found = evidence_of(read(MAP.read_bytes(), str(MAP)).map, MAP)
    assert found is not None
    return found


def copy_of(text: str, kind: CopyKind = "text") -> Copy:
    """A copy of one paragraph."""
    return Copy(CopyText(kind, text, paragraphs=(0,)))


def holds(copy: Copy, quote: str) -> bool:
    """Whether a copy holds a quote."""
    return bool(copy.search.match(Quote(quote)))
