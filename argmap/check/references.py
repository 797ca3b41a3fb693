"""Rules about references to stakeholders, sources, tensions and sides: they exist, and what is listed is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from argmap.check.rule import FEW, Problem, Subject, rule
from argmap.check.wording import path_of, path_of_claim, quoted, stakeholder, tension_named
from argmap.model.findings import Path
from argmap.model.impostors import as_typed, correction
from argmap.model.index import Index
from argmap.model.lookup import Nearest
from argmap.model.paths import keyed
from argmap.model.references import references_in
from argmap.model.types import Citation
from argmap.semantics.wording import named, source_named
from argmap.vocabulary import THINGS, capital


class ReferableIds:
    """The ids of one kind of thing, to report references to missing ones."""

    def __init__(self, index: Index, noun: str, ids: Iterable[str]) -> None:
        self._index = index
        self._noun = noun
        self._ids = ids

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self._ids)

    def missing(self, path: Path, who: str, wanted: str) -> Problem:
        """The problem that ``who`` refers to ``wanted``, which does not exist."""
        return Problem(path, f"{who} {quoted(wanted)}, which is not in the map.", self._hint(wanted))

    def _hint(self, wanted: str) -> str:
        odd = correction(wanted)
        near = self._nearest.to(as_typed(wanted).strip("\"' "))
        if odd or near is not None:
            return f"{odd} Did you mean {quoted(near)}?".strip() if near is not None else odd
        for section, noun in THINGS.items():
            if wanted in getattr(self._index, section):
                return f"{quoted(wanted)} is a {noun}, not a {self._noun}."
        return f"Add the {self._noun}, or remove the reference."


@rule("AM103", "unknown-stakeholder", "error", "positions are those of missing stakeholders")
def unknown_stakeholder(subject: Subject) -> Iterator[Problem]:
    """A position is that of a stakeholder who is not in the map.

    Bad:
        stakeholders:
          dsit:
            name: Department for Science, Innovation and Technology
        claims:
          sign-the-deal:
            text: The partnership should be signed.
            positions:
              dist: agrees

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
    stakeholders = subject.index.stakeholders
    section = ReferableIds(subject.index, "stakeholder", stakeholders)
    for claim in subject.map.claims:
        for position in claim.positions:
            if position.stakeholder not in stakeholders:
                path = ("claims", claim.id, "positions", position.stakeholder)
                yield section.missing(
                    path, f"{named(subject.index, claim.id)} has a position of", position.stakeholder
                )


@rule("AM104", "unknown-source", "error", "citations are of missing sources")
def unknown_source(subject: Subject) -> Iterator[Problem]:
    """A citation is of a source that is not in the map.

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            sources:
              - artcle
        sources:
          article:
            title: What the partnership means

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            sources:
              - article
        sources:
          article:
            title: What the partnership means
    """
    sources = subject.index.sources
    section = ReferableIds(subject.index, "source", sources)
    for claim in subject.map.claims:
        for reference in references_in(claim):
            name, source = reference.to[:2]
            if name == "sources" and source not in sources:
                yield section.missing(reference.at, f"{named(subject.index, claim.id)} cites", source)


@rule("AM105", "unknown-tension", "error", "claims have a missing tension")
def unknown_tension(subject: Subject) -> Iterator[Problem]:
    """A claim belongs to a tension that is not in the map.

    Bad:
        tensions:
          reliance:
            title: Home capability or foreign suppliers
            sides:
              home: Build at home
              abroad: Buy abroad
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            tension: relliance
            side: abroad

    Good:
        tensions:
          reliance:
            title: Home capability or foreign suppliers
            sides:
              home: Build at home
              abroad: Buy abroad
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            tension: reliance
            side: abroad
    """
    tensions = subject.index.tensions
    section = ReferableIds(subject.index, "tension", tensions)
    for claim in subject.map.claims:
        if claim.tension is not None and claim.tension not in tensions:
            yield section.missing(
                ("claims", claim.id, "tension"),
                f"{named(subject.index, claim.id)} belongs to the tension",
                claim.tension,
            )


@rule("AM309", "repeated-citation", "warning", "citations are repeated")
def repeated_citation(subject: Subject) -> Iterator[Problem]:
    """A citation is repeated.

    Two citations of one source need different locations ('locator').

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            sources:
              - article
              - article

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            sources:
              - source: article
                locator: para 4
              - source: article
                locator: para 9
    """
    for claim in subject.map.claims:
        lists = [(path_of_claim(claim.id), claim.sources), *((path_of(one), one.sources) for one in claim.reasons)]
        for owner, citations in lists:
            if len(set(citations)) < len(citations):
                yield from _repeated(subject.index, claim.id, owner, citations)


def _repeated(index: Index, claim_id: str, owner: Path, citations: tuple[Citation, ...]) -> Iterator[Problem]:
    seen: set[Citation] = set()
    for citation, key in zip(citations, keyed(citations), strict=True):
        if citation in seen:
            message = (
                f"{named(index, claim_id)} cites the same place in {source_named(index, citation.source)} twice."
            )
            yield Problem((*owner, "sources", key), message, "Keep one of the two.")
        seen.add(citation)


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
