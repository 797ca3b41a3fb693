"""Saying which character of a file that cannot be read only looks like a sign of YAML.

Word processors, mail programs and phones put dashes, spaces, bullets and quotation marks of their own in place of
those that are typed. YAML takes them for text, so what it complains of is often elsewhere, and misleads.
"""

from __future__ import annotations

import re

from argmap.mapfile.syntax.report import Report
from argmap.model.characters import (
    BULLETS,
    COLONS,
    DASHES,
    DOUBLE_QUOTES,
    NOTHING,
    SINGLE_QUOTES,
    SPACES,
    advice_on,
    correction,
    named,
)
from argmap.model.findings import Finding

_ODD_SPACE = f"{SPACES}{NOTHING}"
_QUOTES = f"{DOUBLE_QUOTES}{SINGLE_QUOTES}"
_KEY = r"[A-Za-z][\w-]*"
_STRUCTURAL = re.compile(
    rf"^[ \t]*(?:"
    rf"(?P<line>[—…]|[{_ODD_SPACE}])[\s{_ODD_SPACE}]*$"  # a line of its own: what was "---", "..." or empty
    rf"|(?P<indent>[{_ODD_SPACE}])[\s{NOTHING}]*\S"  # in the indent
    rf"|(?P<mark>[{DASHES}{BULLETS}])(?:[\s{SPACES}]|$)"  # the mark of an item
    rf"|-(?P<gap>[{_ODD_SPACE}])"  # after it
    rf"|(?:-\ +)?(?P<quote>[{_QUOTES}]){_KEY}[{_QUOTES}]\s*:"  # quotation marks around a name
    rf"|(?:-\ +)?{_KEY}(?P<before>[{_ODD_SPACE}])[\s{_ODD_SPACE}]*:(?:\s|$)"  # between a name and its colon
    rf"|(?:-\ +)?{_KEY}\ *(?P<colon>[{COLONS}])"  # the colon
    rf"|(?:-\ +)?{_KEY}:(?P<after>[{_ODD_SPACE}])"  # after it
    rf"|(?:-\ +)?{_KEY}:\ +(?P<open>[{_QUOTES}])[^\n]*:\s"  # quotation marks around a value with a colon in it
    rf"|(?:-\ +)?{_KEY}:\ +(?P<bracket>[［｛])"
    rf"|(?P<comment>[＃﹟])"
    rf")",
    re.MULTILINE,
)
_ABOUT_A_WORD = frozenset({"AM012", "AM015", "AM016", "AM020", "AM021"})
_MISLED = frozenset({"AM004", "AM010", "AM012", "AM013", "AM014", "AM022"})


def name_impostors(text: str, report: Report) -> None:
    """Put findings that name the character in place of those of ``report`` that one has led to."""
    if text.isascii():
        return
    lines = text.split("\n")
    named_at: set[int] = set()
    for line in sorted({number for at, _ in report.placed for number in _around(report.line(at), len(lines))}):
        if line in named_at:
            continue
        while line <= len(lines) and (found := _STRUCTURAL.match(lines[line - 1])):
            named_at.add(line)
            _name(found, report, line)
            line += 1
    report.amend(lambda at, finding: _amended(finding, lines, named_at))


def _around(line: int, lines: int) -> range:
    return range(max(line - 1, 1), min(line + 1, lines) + 1)


_SENTENCES = {
    "indent": "There is {} in the indent of this line.",
    "mark": "This is {}, not a hyphen (-), so it begins no item of a list.",
    "gap": "There is {} after this hyphen, so it begins no item of a list.",
    "quote": "There is {} before this name.",
    "before": "There is {} between this name and its colon.",
    "colon": "This is {}, not a colon (:), so it ends no name.",
    "after": "There is {} after this colon.",
    "open": "This is {}, which YAML takes for text, so the ': ' after it divides the text.",
    "bracket": "This is {}, which YAML takes for text.",
    "comment": "This is {}, which begins no comment.",
    "line": "There is nothing but {} on this line.",
}
_ADVICE = {
    "mark": "Type a hyphen and a space.",
    "gap": "Type a space.",
    "after": "Type a space.",
    "before": "Delete it.",
    "quote": "Write the name without quotation marks.",
    "line": "Delete the line.",
}
"""What to do by where the character stands, where it is not simply the sign that it looks like."""


def _name(found: re.Match[str], report: Report, line: int) -> None:
    where = found.lastgroup or ""
    char = found[where]
    advice = advice_on(char) if where not in _ADVICE else ""
    hint = _ADVICE.get(where) or f"{advice[0].upper()}{advice[1:]}."
    report.add("AM033", report.offset(line) + found.start(where), _SENTENCES[where].format(named(char)), hint=hint)


def _amended(finding: Finding, lines: list[str], named_at: set[int]) -> Finding | None:
    """The finding with the right hint, or None for one that a named character has led to."""
    place = finding.place
    if place is None:
        return finding
    if finding.code in _MISLED and any(line in named_at for line in _around(place.line, len(lines))):
        return None
    if place.line in named_at and finding.code in _ABOUT_A_WORD:
        return None
    if finding.code not in _ABOUT_A_WORD:
        return finding
    word = re.split(r":(?:\s|$)", lines[place.line - 1][place.column - 1 :], maxsplit=1)[0]
    hint = correction(word)
    return finding._replace(hint=hint) if hint else finding
