"""The check of one document, as the command, the editor, the Action and the Python interface report it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.check.rule import Rule
from argmap.check.rules import RULES, check
from argmap.check.settings import Settings, not_silenced
from argmap.mapfile.document import Document
from argmap.mapfile.occurrences import place_of
from argmap.model.findings import Finding
from argmap.model.index import Index
from argmap.report.findings.pages import names
from argmap.report.findings.text import in_order

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence


def check_document(
    document: Document,
    settings: Settings,
    index: Index | None = None,
    *,
    place_suggestions: bool = True,
    suggestions: bool = True,
    evidence: Evidence | None = None,
) -> tuple[Finding, ...]:
    """The findings of reading the document and of the rules, with places, in file order.

    Suppression comments in the document apply. ``index`` is that of the document's map, if it exists already. Without
    ``place_suggestions``, suggestions come last and have no places, as finding thousands of places takes as long as
    reading the map; suggestions in a document with suppression comments have places all the same. Without
    ``suggestions`` their rules are not asked, which takes a fifth of the time. ``evidence`` are
    the quotations of the document's map with the copies of its sources.
    """
    found = [
        *_of_reading(document, settings),
        *check(index or Index.build(document.map), settings, _rules(settings, suggestions), evidence),
    ]
    unplaced: list[Finding] = []
    if not place_suggestions and "ignore[" not in document.text:
        unplaced = [one for one in found if one.severity == "suggestion"]
        found = [one for one in found if one.severity != "suggestion"]
    placed = (one if one.place else one.at(place_of(document, one.path)) for one in found)
    return (*in_order(not_silenced(placed, document.text.split("\n"), names())), *unplaced)


def _rules(settings: Settings, suggestions: bool) -> tuple[Rule, ...]:
    """The rules to ask: all, or those whose findings are no suggestions under the settings."""
    if suggestions:
        return RULES
    return tuple(rule for rule in RULES if settings.level_of(rule.code, rule.name, rule.level) != "suggestion")


def _of_reading(document: Document, settings: Settings) -> list[Finding]:
    return [
        one._replace(severity=settings.level_of(one.code, names()[one.code], one.severity))
        for one in document.findings
        if settings.wants(one.code, names()[one.code])
    ]
