"""Rules about sources, stakeholders and tensions that nothing uses. These are notes; they may be meant for later."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.rule import FEW, Problem, Subject, rule
from argmap.check.wording import quoted


def _no_sources(subject: Subject, found: list[Problem]) -> Problem | None:
    if len(found) < len(subject.map.sources):
        return None
    message = f"Nothing cites any of the {len(found)} sources."
    return Problem(("sources",), message, "Cite them where they are relied on, or take them out.")


@rule("AM211", "unused-source", "note", once=_no_sources)
def unused_source(subject: Subject) -> Iterator[Problem]:
    """A source is listed and nothing cites it; where nothing cites any, this is said once.

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
        sources:
          report:
            title: Report of the committee

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            sources:
              - report
        sources:
          report:
            title: Report of the committee
    """
    for source in subject.map.sources:
        if source.id not in subject.index.cited_by:
            message = f"Nothing cites the source {quoted(source.id)}."
            yield Problem(("sources", source.id), message, "Cite it where it is relied on, or take it out.")


@rule("AM212", "unused-stakeholder", "note")
def unused_stakeholder(subject: Subject) -> Iterator[Problem]:
    """A stakeholder is listed, takes no position, and nobody is part of it.

    In a map of three claims or more where nobody takes one, AM203 says so for the map.

    Bad:
        stakeholders:
          dsit:
            name: Department for Science, Innovation and Technology
        claims:
          sign-the-deal:
            text: The partnership should be signed.

    Good:
        stakeholders:
          dsit:
            name: Department for Science, Innovation and Technology
        claims:
          sign-the-deal:
            text: The partnership should be signed.
            positions:
              dsit: agrees
    """
    if not subject.index.positions_of and len(subject.map.claims) >= FEW:
        return
    groups = {one.part_of for one in subject.map.stakeholders}
    for one in subject.map.stakeholders:
        if one.id not in subject.index.positions_of and one.id not in groups:
            message = f"{quoted(one.id)} takes no position on the map."
            yield Problem(("stakeholders", one.id), message, "Record where it stands if a source says so.")


def _no_tensions(subject: Subject, found: list[Problem]) -> Problem | None:
    if len(found) < len(subject.map.tensions):
        return None
    message = f"No claim belongs to any of the {len(found)} tensions."
    return Problem(
        ("tensions",), message, "Write 'tension' and 'side' in the claims that belong to them, or take them out."
    )


@rule("AM213", "unused-tension", "note", once=_no_tensions)
def unused_tension(subject: Subject) -> Iterator[Problem]:
    """A tension is listed and no claim belongs to it; where none belongs to any, this is said once.

    Bad:
        tensions:
          reliance:
            title: Home capability or foreign suppliers
            sides:
              home: Build at home
              abroad: Buy abroad
        claims:
          starved:
            text: Foreign suppliers starve home research of talent.

    Good:
        tensions:
          reliance:
            title: Home capability or foreign suppliers
            sides:
              home: Build at home
              abroad: Buy abroad
        claims:
          starved:
            text: Foreign suppliers starve home research of talent.
            tension: reliance
            side: home
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            tension: reliance
            side: abroad
    """
    for tension in subject.map.tensions:
        if tension.id not in subject.index.claims_in:
            message = f"No claim belongs to the tension {quoted(tension.id)}."
            hint = "Write 'tension' and 'side' in the claims that belong to it, or take it out."
            yield Problem(("tensions", tension.id), message, hint)
