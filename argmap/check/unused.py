"""Rules about unused sources, stakeholders and tensions: suggestions, as they may be meant for later."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.rule import FEW, Problem, Subject, rule
from argmap.check.wording import stakeholder, tension_named
from argmap.semantics.wording import source_named
from argmap.vocabulary import capital


def _no_sources(subject: Subject, found: list[Problem]) -> Problem | None:
    if len(found) < len(subject.map.sources):
        return None
    message = f"None of the {len(found)} sources is cited."
    return Problem(("sources",), message, "Cite them or delete them.")


@rule("AM211", "unused-source", "suggestion", "sources are not cited", once=_no_sources)
def unused_source(subject: Subject) -> Iterator[Problem]:
    """A source is not cited.

    Where none of the sources is cited, one finding says so for the whole map.

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
            message = f"The source {source_named(subject.index, source.id)} is not cited."
            yield Problem(("sources", source.id), message, "Cite it or delete it.")


@rule("AM212", "unused-stakeholder", "suggestion", "stakeholders have no position")
def unused_stakeholder(subject: Subject) -> Iterator[Problem]:
    """A stakeholder has no position and no members.

    Where no stakeholder has a position on any of three or more claims, AM203 says so for the whole map.

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
            message = f"{capital(stakeholder(subject.index, one.id))} has no position."
            yield Problem(("stakeholders", one.id), message, "Add a position if a source states one.")


def _no_tensions(subject: Subject, found: list[Problem]) -> Problem | None:
    if len(found) < len(subject.map.tensions):
        return None
    message = f"None of the {len(found)} tensions has claims."
    return Problem(("tensions",), message, "Set the tension and side of claims, or delete the tensions.")


@rule("AM213", "unused-tension", "suggestion", "tensions have no claims", once=_no_tensions)
def unused_tension(subject: Subject) -> Iterator[Problem]:
    """A tension has no claims.

    Where none of the tensions has claims, one finding says so for the whole map.

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
            message = f"The tension {tension_named(tension)} has no claims."
            hint = "Set the tension and side of claims, or delete the tension."
            yield Problem(("tensions", tension.id), message, hint)
