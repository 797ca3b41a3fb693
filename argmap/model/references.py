"""The references in a map: which thing names which, listed and rewritten. No other module walks them all.

A *thing* is what a reference can name: an entry of a section, a side of a tension, or a reason. A target of a
reason with an arrow in it names a reason, one without names a claim, whatever the kind of the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from argmap.model.findings import Path
from argmap.model.ids import ARROW
from argmap.model.paths import keyed
from argmap.model.types import Citation, Claim, Map, Part, Position, Reason, Stakeholder, rebuilt

Thing = tuple[str, ...]
"""What a reference names: ``(section, id)``, ``("tensions", id, "sides", id)`` or ``("reasons", address)``."""

Redirect = Callable[[Thing], Thing | None]
"""From what a reference names to what it is to name instead; None takes the reference out."""

AnyPart = TypeVar("AnyPart", bound=Part)


class Reference(NamedTuple):
    """The thing or field at the path ``at`` names ``to``."""

    at: Path
    to: Thing


# Listing


def references(map: Map) -> Iterator[Reference]:
    """All references, dangling ones too, in the order of the file."""
    for stakeholder in map.stakeholders:
        if stakeholder.part_of is not None:
            yield Reference(("stakeholders", stakeholder.id, "part_of"), ("stakeholders", stakeholder.part_of))
    for claim in map.claims:
        yield from references_in(claim)


def references_in(claim: Claim) -> Iterator[Reference]:
    """The references that a claim makes, in the order of its fields."""
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
    yield Reference(here, target_of(reason))
    for premise in reason.linked:
        yield Reference((*here, "with", premise), ("claims", premise))
    yield from _of_citations(reason.sources, here)


def _of_citations(citations: tuple[Citation, ...], here: Path) -> Iterator[Reference]:
    for key, citation in keyed(citations).items():
        if isinstance(citation, Citation):
            yield Reference((*here, "sources", key), ("sources", citation.source))


def target_of(reason: Reason) -> Thing:
    """The claim or reason that a reason is aimed at."""
    return target_named(reason.target)


def target_named(target: str) -> Thing:
    """The claim or reason with this id or address."""
    return ("reasons" if ARROW in target else "claims", target)


SECTION_NAMED_BY = {"tension": "tensions", "source": "sources", "part_of": "stakeholders"}
"""The fields that hold one id, and the section of what it names."""


def named_by(fields: Sequence[str], values: Sequence[object]) -> Iterator[tuple[str, Thing]]:
    """What the values of some fields of one part name, each with the name of the field."""
    given = {name: value for name, value in zip(fields, values, strict=True) if isinstance(value, str)}
    for name, section in SECTION_NAMED_BY.items():
        if name in given:
            yield name, (section, given[name])
    if "tension" in given and "side" in given:
        yield "side", ("tensions", given["tension"], "sides", given["side"])


def things_in(map: Map) -> frozenset[Thing]:
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


def dangling(map: Map) -> tuple[Reference, ...]:
    """The references to things that the map lacks, in the order of the file."""
    there = things_in(map)
    return tuple(reference for reference in references(map) if reference.to not in there)


# Rewriting


def redirected(part: AnyPart, redirect: Redirect) -> AnyPart:
    """A part of a map with every reference in it redirected; parts in which none changes stay the same objects.

    An optional reference that is removed becomes None. Linked premises, citations, positions and reasons go with
    the linked claim, source, stakeholder or target that they name; a claim removed from a tension takes no side. A
    reason, position or citation that is given by itself is unchanged where it would go.
    """
    rewrite = _REWRITERS.get(type(part))
    new = rewrite(part, redirect) if rewrite is not None else part
    return part if new is None else new


def _map(map: Map, redirect: Redirect) -> Map:
    stakeholders = tuple([_stakeholder(one, redirect) for one in map.stakeholders])
    return rebuilt(map, stakeholders=stakeholders, claims=tuple([_claim(one, redirect) for one in map.claims]))


def _stakeholder(stakeholder: Stakeholder, redirect: Redirect) -> Stakeholder:
    return rebuilt(stakeholder, part_of=_optional("stakeholders", stakeholder.part_of, redirect))


def _claim(claim: Claim, redirect: Redirect) -> Claim:
    tension = _optional("tensions", claim.tension, redirect)
    side = claim.side
    if claim.tension is not None and side is not None:
        side = None if tension is None else _to(("tensions", claim.tension, "sides", side), redirect)
    return rebuilt(
        claim,
        tension=tension,
        side=side,
        reasons=_each(claim.reasons, _reason, redirect),
        positions=_each(claim.positions, _position, redirect),
        sources=_each(claim.sources, _citation, redirect),
    )


def _reason(reason: Reason, redirect: Redirect) -> Reason | None:
    target = _to(target_of(reason), redirect)
    if target is None:
        return None
    linked = [_to(("claims", premise), redirect) for premise in reason.linked]
    return rebuilt(
        reason,
        target=target,
        linked=tuple([premise for premise in linked if premise is not None]),
        sources=_each(reason.sources, _citation, redirect),
    )


def _position(position: Position, redirect: Redirect) -> Position | None:
    stakeholder = _to(("stakeholders", position.stakeholder), redirect)
    if stakeholder is None:
        return None
    return rebuilt(position, stakeholder=stakeholder, source=_optional("sources", position.source, redirect))


def _citation(citation: Citation, redirect: Redirect) -> Citation | None:
    source = _to(("sources", citation.source), redirect)
    return None if source is None else rebuilt(citation, source=source)


_REWRITERS: Mapping[type[Part], Callable[[Any, Redirect], Any]] = {
    Map: _map,
    Stakeholder: _stakeholder,
    Claim: _claim,
    Reason: _reason,
    Position: _position,
    Citation: _citation,
}


def _each(
    parts: tuple[AnyPart, ...], rewrite: Callable[[AnyPart, Redirect], AnyPart | None], redirect: Redirect
) -> tuple[AnyPart, ...]:
    if not parts:
        return parts
    new = [rewrite(part, redirect) for part in parts]
    return tuple([part for part in new if part is not None])


def _optional(section: str, named: str | None, redirect: Redirect) -> str | None:
    return None if named is None else _to((section, named), redirect)


def _to(thing: Thing, redirect: Redirect) -> str | None:
    """The id or address that a reference to ``thing`` gives after redirection."""
    new = redirect(thing)
    return None if new is None else new[-1]


def removing(gone: Collection[Thing]) -> Redirect:
    """The redirection that takes out every reference to what is ``gone``."""
    return lambda thing: None if thing in gone else thing


def pruned(map: Map, before: Map) -> Map:
    """``map`` without references to things that ``before`` has and ``map`` lacks.

    A reason goes with its target, and so do the undercuts of that reason. References that dangle in ``before``
    stay.
    """
    while gone := things_in(before) - things_in(map):
        before, map = map, redirected(map, removing(gone))
    return map
