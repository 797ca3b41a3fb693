"""What must hold of a map whose references are whole: told from the map alone, without the functions under test."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.ids import is_id
from argmap.model.types import KINDS, Claim, Map


def faults(map: Map) -> list[str]:
    """Every broken reference, repeated id and repeated address, as words."""
    return [*_repeated_ids(map), *_broken(map), *(fault for claim in map.claims for fault in _faults_in(map, claim))]


def _repeated_ids(map: Map) -> Iterator[str]:
    ids = [part.id for section in (map.claims, map.stakeholders, map.sources, map.tensions) for part in section]
    yield from (f"{name} is not an id" for name in ids if not is_id(name))
    yield from (f"{name} is taken twice" for name in set(ids) if ids.count(name) > 1)


def _broken(map: Map) -> Iterator[str]:
    bodies = {body.id for body in map.stakeholders}
    yield from (f"{body.id} is part of nothing" for body in map.stakeholders if body.part_of not in {None, *bodies})


def _faults_in(map: Map, claim: Claim) -> Iterator[str]:
    claims = {other.id for other in map.claims}
    addresses = {reason.address for other in map.claims for reason in other.reasons}
    sources = {source.id for source in map.sources}
    sides = {tension.id: {None, *(side.id for side in tension.sides)} for tension in map.tensions} | {None: {None}}
    if claim.side not in sides.get(claim.tension, ()):
        yield f"{claim.id} takes no side there is"
    targets = [reason.target for reason in claim.reasons]
    if len(set(targets)) < len(targets):
        yield f"{claim.id} bears twice on one thing"
    order = [KINDS.index(reason.kind) for reason in claim.reasons]
    if order != sorted(order):
        yield f"the reasons of {claim.id} are out of order"
    for reason in claim.reasons:
        if reason.premise != claim.id or reason.target not in (addresses if reason.kind == "undercuts" else claims):
            yield f"{reason.address} bears on nothing"
        if not claims.issuperset(reason.linked) or reason.premise in reason.linked or reason.target in reason.linked:
            yield f"{reason.address} has a premise it cannot have"
    cited = [*claim.sources, *(citation for reason in claim.reasons for citation in reason.sources)]
    given = {citation.source for citation in cited} | {position.source for position in claim.positions} - {None}
    if given - sources:
        yield f"{claim.id} gives a source there is not"
    if {position.stakeholder for position in claim.positions} - {body.id for body in map.stakeholders}:
        yield f"{claim.id} has a position of nobody"
