"""What is found in one document: by reading it and by the rules."""

from __future__ import annotations

from argmap.check.rules import check
from argmap.check.settings import Settings
from argmap.mapfile.document import Document
from argmap.model.findings import Finding
from argmap.model.index import Index
from argmap.report.findings.pages import names


def findings_in(document: Document, index: Index, settings: Settings) -> list[Finding]:
    """What reading the document found, in its places, and what the wanted rules find in its map, with paths alone."""
    of_reading = [
        one._replace(severity=settings.level_of(one.code, names()[one.code], one.severity))
        for one in document.findings
        if settings.wants(one.code, names()[one.code])
    ]
    return [*of_reading, *check(index, settings)]
