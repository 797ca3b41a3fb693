"""Rules about references: what is named must be on the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from argmap.check.nearest import Nearest
from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import DOES, listed, path_of, quoted
from argmap.model.findings import Path
from argmap.model.ids import split_address
from argmap.model.index import Index
from argmap.model.types import Citation, Claim, Reason


class _Section:
    """One kind of thing that can be referred to, and what to say when it is not there."""

    def __init__(self, index: Index, noun: str, ids: Iterable[str]) -> None:
        self._index = index
        self._noun = noun
        self._ids = ids

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self._ids)

    def missing(self, path: Path, who: str, wanted: str) -> Problem:
        """The problem that ``who`` names ``wanted``, which is not there."""
        return Problem(path, f"{who} {quoted(wanted)}, and there is no such {self._noun}.", self._hint(wanted))

    def _hint(self, wanted: str) -> str:
        near = self._nearest.to(wanted)
        if near is not None:
            return f"Did you mean {quoted(near)}?"
        for noun, ids in _sections(self._index):
            if wanted in ids:
                return f"{quoted(wanted)} is a {noun}, not a {self._noun}."
        return f"Add the {self._noun}, or take the reference out."


def _sections(index: Index) -> tuple[tuple[str, Iterable[str]], ...]:
    return (
        ("claim", index.claims),
        ("stakeholder", index.stakeholders),
        ("source", index.sources),
        ("tension", index.tensions),
    )


@rule("AM101", "unknown-claim", "error")
def unknown_claim(subject: Subject) -> Iterator[Problem]:
    """A reason's target or linked premise is a claim that the map does not have.

    The reason takes no part in the diagram or in what stands until the reference is mended.

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            supports:
              - sing-the-deal

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            supports:
              - sign-the-deal
    """
    claims = subject.index.claims
    section = _Section(subject.index, "claim", claims)
    for reason in _reasons(subject):
        if reason.kind != "undercuts" and reason.target not in claims:
            yield section.missing(path_of(reason), f"{quoted(reason.premise)} {DOES[reason.kind]}", reason.target)
        for premise in reason.linked:
            if premise not in claims:
                who = f"The reason {quoted(reason.address)} has the linked premise"
                yield section.missing((*path_of(reason), "with", premise), who, premise)


@rule("AM102", "unknown-reason", "error")
def unknown_reason(subject: Subject) -> Iterator[Problem]:
    """An undercut denies a reason that the map does not have.

    An undercut's target is the address of a reason, ``premise -> target``: it denies the step, not a claim.

    Bad:
        claims:
          terms-rarely-enforced:
            text: Exit terms are rarely enforced.
            undercuts:
              - sign-the-deal -> exit-terms

    Good:
        claims:
          terms-rarely-enforced:
            text: Exit terms are rarely enforced.
            undercuts:
              - exit-terms -> sign-the-deal
    """
    reasons = subject.index.reasons
    for reason in _reasons(subject):
        if reason.kind == "undercuts" and reason.target not in reasons:
            message = f"{quoted(reason.premise)} undercuts {quoted(reason.target, 130)}, and there is no such reason."
            yield Problem(path_of(reason), message, _meant_by(subject, reason.target))


def _meant_by(subject: Subject, address: str) -> str:
    index = subject.index
    ends = split_address(address)
    if address in index.claims:
        return (
            f"{quoted(address)} is a claim: write 'objects_to' to deny it, or name the step, 'premise -> {address}'."
        )
    if ends is None:
        return "The target of an undercut is the address of a reason: 'premise -> target'."
    premise, target = ends
    if f"{premise} -> {target}" in index.reasons:
        return f"Write it with one space on each side of the arrow: {quoted(f'{premise} -> {target}', 130)}."
    if f"{target} -> {premise}" in index.reasons:
        return f"Did you mean {quoted(f'{target} -> {premise}', 130)}?"
    claim = index.claims.get(premise)
    if claim is None:
        near = subject.nearest_claims.to(premise)
        return f"There is no claim {quoted(premise)}." + (f" Did you mean {quoted(near)}?" if near else "")
    if claim.reasons:
        return f"{quoted(premise)} gives reasons for or against {listed([one.target for one in claim.reasons])}."
    return f"{quoted(premise)} gives no reasons."


@rule("AM103", "unknown-stakeholder", "error")
def unknown_stakeholder(subject: Subject) -> Iterator[Problem]:
    """A position is held by a stakeholder that the map does not list.

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
    section = _Section(subject.index, "stakeholder", stakeholders)
    for claim in subject.map.claims:
        for position in claim.positions:
            if position.stakeholder not in stakeholders:
                path = ("claims", claim.id, "positions", position.stakeholder)
                yield section.missing(path, f"{quoted(claim.id)} has a position of", position.stakeholder)


@rule("AM104", "unknown-source", "error")
def unknown_source(subject: Subject) -> Iterator[Problem]:
    """A citation points to a source that the map does not list.

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
    section = _Section(subject.index, "source", sources)
    for claim in subject.map.claims:
        for path, source in _citations(claim):
            if source not in sources:
                yield section.missing(path, f"{quoted(claim.id)} cites", source)


def _citations(claim: Claim) -> Iterator[tuple[Path, str]]:
    """Every citation in a claim: where it is written, and the source."""
    here: Path = ("claims", claim.id)
    yield from _numbered(here, claim.sources)
    for reason in claim.reasons:
        if reason.sources:
            yield from _numbered(path_of(reason), reason.sources)
    for position in claim.positions:
        if position.source is not None:
            yield (*here, "positions", position.stakeholder, "source"), position.source


def _numbered(owner: Path, citations: tuple[Citation, ...]) -> Iterator[tuple[Path, str]]:
    """Citations with their paths, the second of one source as ``article#2``."""
    seen: dict[str, int] = {}
    for citation in citations:
        seen[citation.source] = count = seen.get(citation.source, 0) + 1
        name = citation.source if count == 1 else f"{citation.source}#{count}"
        yield (*owner, "sources", name), citation.source


@rule("AM105", "unknown-tension", "error")
def unknown_tension(subject: Subject) -> Iterator[Problem]:
    """A claim belongs to a tension that the map does not have.

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
    section = _Section(subject.index, "tension", tensions)
    for claim in subject.map.claims:
        if claim.tension is not None and claim.tension not in tensions:
            yield section.missing(
                ("claims", claim.id, "tension"), f"{quoted(claim.id)} belongs to the tension", claim.tension
            )


@rule("AM106", "unknown-side", "error")
def unknown_side(subject: Subject) -> Iterator[Problem]:
    """A claim takes a side that its tension does not have.

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
            tension: reliance
            side: foreign

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
    for claim in subject.map.claims:
        tension = subject.index.tensions.get(claim.tension or "")
        if tension is None or claim.side is None:
            continue
        sides = [side.id for side in tension.sides]
        if claim.side not in sides:
            message = (
                f"{quoted(claim.id)} takes the side {quoted(claim.side)}, which {quoted(tension.id)} does not have."
            )
            near = Nearest(sides).to(claim.side)
            hint = f"Did you mean {quoted(near)}?" if near else f"Its sides: {listed(sides)}."
            yield Problem(("claims", claim.id, "side"), message, hint if sides else "It has no sides yet.")


@rule("AM107", "side-without-tension", "error")
def side_without_tension(subject: Subject) -> Iterator[Problem]:
    """A claim takes a side but does not say of which tension.

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            side: abroad

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            tension: reliance
            side: abroad
    """
    for claim in subject.map.claims:
        if claim.side is not None and claim.tension is None:
            having = [one.id for one in subject.map.tensions if any(side.id == claim.side for side in one.sides)]
            hint = f"{listed(having)} has that side." if len(having) == 1 else "Add 'tension', or take 'side' out."
            message = f"{quoted(claim.id)} takes the side {quoted(claim.side)} but names no tension."
            yield Problem(("claims", claim.id, "side"), message, hint)


@rule("AM108", "unknown-group", "error")
def unknown_group(subject: Subject) -> Iterator[Problem]:
    """A stakeholder is part of a stakeholder that the map does not list.

    Bad:
        stakeholders:
          dsit:
            name: Department for Science, Innovation and Technology
            part_of: goverment

    Good:
        stakeholders:
          government:
            name: UK government
          dsit:
            name: Department for Science, Innovation and Technology
            part_of: government
    """
    stakeholders = subject.index.stakeholders
    section = _Section(subject.index, "stakeholder", stakeholders)
    for one in subject.map.stakeholders:
        if one.part_of is not None and one.part_of not in stakeholders:
            path = ("stakeholders", one.id, "part_of")
            yield section.missing(path, f"{quoted(one.id)} is part of", one.part_of)


def _reasons(subject: Subject) -> Iterator[Reason]:
    for claim in subject.map.claims:
        yield from claim.reasons
