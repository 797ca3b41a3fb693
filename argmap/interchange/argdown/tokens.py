"""The tokens of Argdown: their kinds, and the patterns that tell them."""

from __future__ import annotations

import re
from typing import NamedTuple

RELATIONS = {
    "+>": "supports",
    "->": "attacks",
    "_>": "undercuts",
    "><": "contradicts",
    "<+": "is supported",
    "+": "is supported",
    "<-": "is attacked",
    "-": "is attacked",
    "<_": "is undercut",
    "_": "is undercut",
}
"""What the element above does to, or has done to it by, the element behind the sign."""
RELATION_KINDS = frozenset(RELATIONS.values())


class Token(NamedTuple):
    """A piece of a document: its kind, its characters as written, and its offset."""

    kind: str
    text: str
    at: int


BLANK_LINES = re.compile(r"(?:[ \t]*\n){2,}")
NEWLINE = re.compile(r"[ \t]*\n")
LINE_ENDS = re.compile(r"(?:[ \t]*\n)*")
ONE_LINE_END = re.compile(r"[ \t]*\n(?![ \t]*\n)")
SPACES = re.compile(r"[ \t]+")
HYPHENS = re.compile("-{2,}")
INFERENCE = re.compile(r"[ \t]*-{2}")
RELATION = re.compile(r"([ \t]*)(\+>|->|<\+|\+|<-|-|><|_>|<_|_(?=\s))")
HEADING = re.compile(r"#+ ")
NUMBER = re.compile(r"[ \t]*\(\d+\)")
ITEM = re.compile(r"([ \t]*)(\d+\.|\*)(?=\s)")
TAG = re.compile(r"#(?:\([^)]+\)|[A-Za-z0-9\-\[\\\]^_`\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]+)[ \t]?")
ESCAPE = re.compile(r"\\[^\n] *")
SPECIAL = re.compile(r"\.\S{1,100}?\.[ \t]?|:\S{1,100}?:[ \t]?")
FREE = re.compile(r"[^\\@#*_\[\],.:;</>\-\n(){}]+")
SIGN = re.compile(r"[@#*_\[\],.:;</>\-(){}][ \t]?")
MARK_END = r"(?:[ \t]|(?=[\n)}_.,!?;:\-*])|\Z)"
MARKS = ("**", "__", "*", "_")
ENDS = {mark: re.compile(re.escape(mark) + MARK_END) for mark in MARKS}
FRONT_MATTER = re.compile(r"===+[\s\S]*?===+")
