"""Findings as an editor shows them: diagnostics at the names that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import NamedTuple

from lsprotocol.types import (
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
    Range,
)

from argmap.check.settings import not_silenced
from argmap.escape import for_terminal
from argmap.lsp.naming import path_named
from argmap.lsp.open_map import OpenMap
from argmap.model.findings import SEVERITIES, Finding, Place
from argmap.report.findings.pages import names
from argmap.vocabulary import capital, counted

SOURCE = "argmap"

MOST = 200
"""Diagnostics that are shown of one file, the worst first; editors become slow with thousands."""

_SEVERITIES: Mapping[str, DiagnosticSeverity] = dict(
    zip(SEVERITIES, (DiagnosticSeverity.Error, DiagnosticSeverity.Warning, DiagnosticSeverity.Hint), strict=True)
)
_UNUSED = frozenset({"AM211", "AM212", "AM213"})
"""Findings about things without references, which editors show faded."""

_WORD = re.compile(r"[^\s,\[\]{}]+")


class Placed(NamedTuple):
    """A finding and the range in the text that it is about."""

    finding: Finding
    range: Range


def diagnostics(uri: str, open_map: OpenMap) -> list[Diagnostic]:
    """The problems of the text, and the findings in those parts of the last sound document that are unedited."""
    found = sorted(open_map.quickly(), key=lambda one: SEVERITIES.index(one.severity))
    of_reading = list(_of_reading(open_map))
    # To place thousands takes longer than to find them, so only those are placed that are shown.
    shown = list(islice(chain(of_reading, _of_rules(open_map, found)), MOST))
    made = [_diagnostic(uri, open_map, one) for one in shown]
    rest = len(of_reading) + len(found) - len(shown)
    if len(shown) == MOST and rest > 0:
        message = f"{capital(counted(rest, 'finding'))} more. 'argmap check --all' lists each."
        top = open_map.text.range(0, 0)
        made.append(Diagnostic(top, message, DiagnosticSeverity.Information, source=SOURCE))
    return made


def _of_reading(open_map: OpenMap) -> Iterator[Placed]:
    found: Iterable[Finding] = open_map.refused
    if open_map.is_sound:
        assert open_map.document is not None
        settings, called = open_map.settings, names()
        mild = (
            one._replace(severity=settings.level_of(one.code, called[one.code], one.severity))
            for one in open_map.document.findings
            if settings.wants(one.code, called[one.code])
        )
        found = _unaccepted(mild, open_map)
    return (Placed(one, _range_at(open_map, one.place)) for one in found)


def _of_rules(open_map: OpenMap, found: Iterable[Finding]) -> Iterator[Placed]:
    ranges: dict[int, Range] = {}

    def placed() -> Iterator[Finding]:
        for finding in found:
            span = open_map.span_of(finding.path)
            range = open_map.range(*span) if span is not None else None
            if range is not None:
                one = finding.at(Place(open_map.file, range.start.line + 1, range.start.character + 1))
                ranges[id(one)] = range
                yield one

    return (Placed(one, ranges.pop(id(one))) for one in _unaccepted(placed(), open_map))


def _unaccepted(found: Iterable[Finding], open_map: OpenMap) -> Iterable[Finding]:
    if "ignore[" not in open_map.text.text:
        return found
    return not_silenced(found, open_map.text.text.split("\n"), names())


def _range_at(open_map: OpenMap, place: Place | None) -> Range:
    """The word at a place, which counts lines as git does."""
    text = open_map.text
    if place is None:
        return text.range(0, 0)
    start = text.line_start(place.line - 1) + place.column - 1
    if "\r" in text.text and text.line_of(start) != place.line - 1:
        start = sum(len(line) + 1 for line in text.text.split("\n")[: place.line - 1]) + place.column - 1
    word = _WORD.match(text.text, start)
    return text.range(start, word.end() if word else min(start + 1, len(text.text)))


def _diagnostic(uri: str, open_map: OpenMap, placed: Placed) -> Diagnostic:
    finding = placed.finding
    related = []
    for path in finding.related:
        span = open_map.span_of(path)
        range = open_map.range(*span) if span is not None else None
        if range is not None:
            related.append(DiagnosticRelatedInformation(Location(uri, range), path_named(open_map.index, path)))
    return Diagnostic(
        placed.range,
        for_terminal(f"{finding.message} {finding.hint}".rstrip()),
        _SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
        tags=[DiagnosticTag.Unnecessary] if finding.code in _UNUSED else None,
        related_information=related or None,
    )
