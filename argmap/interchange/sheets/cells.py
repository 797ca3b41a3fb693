"""Texts as cells of a spreadsheet: data that no spreadsheet runs, and the same text when it comes back.

A cell that begins with a sign of a formula gets an apostrophe in front (OWASP, "CSV Injection"), and so does one that
begins with apostrophes before such a sign; reading takes exactly one away.
"""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile(r"''*\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
_DIVIDES = re.compile(r"[;\\\n]")
_SEPARATOR = re.compile(r"((?:[^;\\]|\\.)*)(?:;|$)", re.DOTALL)


def guarded(text: str) -> str:
    """``text`` for a cell of CSV, which no spreadsheet takes for a formula."""
    return "'" + text if _RUNS.match(text) else text


def unguarded(cell: str) -> str:
    """The text that :func:`guarded` made ``cell`` of."""
    return cell[1:] if _GUARDED.match(cell) else cell


def joined(texts: tuple[str, ...]) -> str:
    """Several texts in one cell, with semicolons between; semicolons and backslashes in them get a backslash."""
    return "; ".join(text.replace("\\", "\\\\").replace(";", "\\;") for text in texts)


def parted(cell: str) -> list[str]:
    """The texts that :func:`joined` made ``cell`` of."""
    if ";" not in cell and "\\" not in cell:
        return [cell] if cell else []
    first, *more = _SEPARATOR.findall(cell)
    parts = [first, *(part.removeprefix(" ") for part in more)]
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in parts if part]


def divided(cell: str) -> list[str]:
    """The texts in a cell that anybody wrote, with a semicolon or a line end between them."""
    if not _DIVIDES.search(cell):
        return [cell] if cell.strip() else []
    parts = parted(cell) if ";" in cell or "\\" in cell else cell.split("\n")
    return [part.strip() for part in parts if part.strip()]
