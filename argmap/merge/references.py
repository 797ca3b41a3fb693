"""Every reference in a map: what refers to what, by path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argmap.model.findings import Path
from argmap.model.paths import keyed
from argmap.model.types import Citation, Claim, Map, Reason

Thing = tuple[str, ...]
"""What is referred to: a path of a section and an id, of a side (``("tensions", t, "sides", s)``), or
``("reasons", address)``."""


@dataclass(frozen=True, slots=True)
class Reference:
    """``at`` (the referring thing, or its field) refers to ``to``."""

    at: Path
    to: Thing


def references(map: Map) -> Iterator[Reference]:
    """All references, in file order; broken ones too."""
    for stakeholder in map.stakeholders:
        if stakeholder.part_of is not None:
            yield Reference(("stakeholders", stakeholder.id, "part_of"), ("stakeholders", stakeholder.part_of))
    for claim in map.claims:
        yield from of_claim(claim)


def of_claim(claim: Claim) -> Iterator[Reference]:
    """The references that a claim makes."""
    here = ("claims", claim.id)
    if claim.tension is not None:
        yield Reference((*here, "tension"), ("tensions", claim.tension))
        if claim.side is not None:
            yield Reference((*here, "side"), ("tensions", claim.tension, "sides", claim.side))
    for key, reason in keyed(claim.reasons).items():
        if isinstance(reason, Reason):
            yield from _of_reason(reason, (*here, reason.kind, key))
    for position in claim.positions:
        there = (*here, "positions", position.stakeholder)
        yield Reference(there, ("stakeholders", position.stakeholder))
        if position.source is not None:
            yield Reference((*there, "source"), ("sources", position.source))
    yield from _of_citations(claim.sources, here)


def _of_reason(reason: Reason, here: Path) -> Iterator[Reference]:
    yield Reference(here, ("reasons" if reason.kind == "undercuts" else "claims", reason.target))
    for premise in reason.linked:
        yield Reference((*here, "with", premise), ("claims", premise))
    yield from _of_citations(reason.sources, here)


def _of_citations(citations: tuple[Citation, ...], here: Path) -> Iterator[Reference]:
    for key, citation in keyed(citations).items():
        if isinstance(citation, Citation):
            yield Reference((*here, "sources", key), ("sources", citation.source))


def of_values(fields: Sequence[str], values: Sequence[object]) -> Iterator[tuple[str, Thing]]:
    """What the values of some fields of one thing refer to, each with the name of the field."""
    given = {name: value for name, value in zip(fields, values, strict=True) if isinstance(value, str)}
    for name, section in REFERS_TO.items():
        if name in given:
            yield name, (section, given[name])
    if "tension" in given and "side" in given:
        yield "side", ("tensions", given["tension"], "sides", given["side"])


REFERS_TO = {"tension": "tensions", "source": "sources", "part_of": "stakeholders"}
"""The fields that name one thing, and the section that it is in."""


def present(map: Map) -> frozenset[Thing]:
    """Everything in the map that can be referred to."""
    found: set[Thing] = {("stakeholders", item.id) for item in map.stakeholders}
    found.update(("sources", item.id) for item in map.sources)
    for tension in map.tensions:
        found.add(("tensions", tension.id))
        found.update(("tensions", tension.id, "sides", side.id) for side in tension.sides)
    for claim in map.claims:
        found.add(("claims", claim.id))
        found.update(("reasons", reason.address) for reason in claim.reasons)
    return frozenset(found)
