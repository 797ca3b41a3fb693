"""Telling an Argdown document from other texts."""

from __future__ import annotations

import re

from argmap.interchange.file import File
from argmap.interchange.json_values import begins_as_object

_SIGN = r"(?:(?:<?[+_-]|[+_-]>|><)[ \t]*)?"
_TITLE = r"(?:\[(?![ xX]\])[^\]\n]+\]|<[^>\n/]+>)"
_TITLED = re.compile(rf"^[ \t]*{_SIGN}{_TITLE}(?::(?=\s)(?! *https?://)|[ \t]*(?:$|#|\{{))", re.MULTILINE)
_RELATION = re.compile(r"^[ \t]+(?:\+>|->|<\+|<-|<_|_>|><)", re.MULTILINE)
_STRUCTURE = re.compile(r"^\(1\) .*", re.MULTILINE)
_INFERENCE = re.compile(r"^-{2,}[ \t]*$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\s*===+\s*\n")


def is_argdown(file: File) -> bool:
    """Whether a file has what only Argdown has: titles in brackets, relations, or premises above an inference."""
    text = file.text
    if begins_as_object(text):
        return False
    return (
        _FRONT_MATTER.match(text) is not None
        or _TITLED.search(text) is not None
        or _RELATION.search(text) is not None
        or (_STRUCTURE.search(text) is not None and _INFERENCE.search(text) is not None)
    )
