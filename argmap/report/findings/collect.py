"""Checking one document: what the command, the editor, the Action and the Python interface all report."""

from __future__ import annotations

from argmap.check.rules import check
from argmap.check.settings import Settings
from argmap.check.suppressions import not_silenced
from argmap.mapfile.document import Document
from argmap.mapfile.places import place_of
from argmap.model.findings import Finding
from argmap.model.index import Index
from argmap.report.findings.pages import names
from argmap.report.findings.text import in_order


def check_document(
    document: Document, settings: Settings, index: Index | None = None, *, place_notes: bool = True
) -> tuple[Finding, ...]:
    """What reading the document and the rules find, with places, in the order of the file.

    Comments in the document that accept a finding count. ``index`` is that of the document's map, if there is one
    already. Without ``place_notes`` notes come last and have no place: to find those of thousands takes as long as
    reading the map. They have one all the same where a comment may accept them.
    """
    found = [*_of_reading(document, settings), *check(index or Index.build(document.map), settings)]
    unplaced: list[Finding] = []
    if not place_notes and "ignore[" not in document.text:
        unplaced = [one for one in found if one.severity == "note"]
        found = [one for one in found if one.severity != "note"]
    placed = (one if one.place else one.at(place_of(document, one.path)) for one in found)
    return (*in_order(not_silenced(placed, document.text.split("\n"), names())), *unplaced)


def _of_reading(document: Document, settings: Settings) -> list[Finding]:
    return [
        one._replace(severity=settings.level_of(one.code, names()[one.code], one.severity))
        for one in document.findings
        if settings.wants(one.code, names()[one.code])
    ]
