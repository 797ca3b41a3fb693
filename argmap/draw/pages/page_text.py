"""The text of a large map that a page contains: its own claims in full, and the beginnings of related ones.

Each long text is in full on one page, so that the size of all pages is linear in the size of the map.
"""

from __future__ import annotations

from collections.abc import Collection

from argmap.draw.scene.scene import LONGEST_LINK
from argmap.excerpt import told_again
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Source, Stakeholder, Tension, rebuilt
from argmap.views import selection

MOST_POSITIONS = 12
"""Positions on a claim, at most, on a page that does not have the claim in full."""


def words_of_page(index: Index, drawn: frozenset[str], home: frozenset[str]) -> Map:
    """The map as a page contains it.

    It has the claims at ``home`` on the page in full, and the beginnings of their neighbours and of all others that
    are ``drawn`` there.
    """
    near = selection.around(index, home, "")
    shown = selection.cut(index, near._replace(claims=near.claims | drawn, tensions=frozenset(index.tensions)))
    claims = tuple(claim if claim.id in home else _briefly(claim) for claim in shown.claims)
    holders = {position.stakeholder for claim in claims for position in claim.positions}
    sides: dict[str, set[str | None]] = {}
    for claim in claims:
        sides.setdefault(claim.tension or "", set()).add(claim.side)
    return rebuilt(
        shown,
        title=told_again(shown.title),
        question=told_again(shown.question or "") or None,
        summary=None,
        claims=claims,
        tensions=tuple(_with_sides(item, sides[item.id]) for item in shown.tensions if item.id in sides),
        stakeholders=tuple(_named(item, holders) for item in shown.stakeholders if item.id in holders),
        sources=_cited(shown, claims),
    )


def _briefly(claim: Claim) -> Claim:
    positions = tuple(rebuilt(position, quote=None) for position in claim.positions[:MOST_POSITIONS])
    reasons = tuple(rebuilt(reason, note=None, sources=()) for reason in claim.reasons)
    text, short = told_again(claim.text), _again(claim.short)
    return rebuilt(claim, text=text, short=short, positions=positions, reasons=reasons, sources=(), note=None)


def _with_sides(tension: Tension, taken: Collection[str | None]) -> Tension:
    sides = tuple(
        rebuilt(side, title=told_again(side.title), short=_again(side.short))
        for side in tension.sides
        if side.id in taken
    )
    return rebuilt(tension, title=_again(tension.title), question=_again(tension.question), sides=sides)


def _named(holder: Stakeholder, known: Collection[str]) -> Stakeholder:
    return rebuilt(
        holder,
        name=_again(holder.name),
        short=_again(holder.short),
        kind=_again(holder.kind),
        interests=_again(holder.interests),
        part_of=holder.part_of if holder.part_of in known else None,
    )


def _cited(map: Map, claims: Collection[Claim]) -> tuple[Source, ...]:
    names = {position.source for claim in claims for position in claim.positions}
    for claim in claims:
        names.update(citation.source for citation in claim.sources)
        names.update(citation.source for reason in claim.reasons for citation in reason.sources)
    return tuple(
        rebuilt(
            source,
            title=_again(source.title),
            short=_again(source.short),
            author=_again(source.author),
            publisher=_again(source.publisher),
            url=source.url if len(source.url or "") <= LONGEST_LINK else None,
        )
        for source in map.sources
        if source.id in names
    )


def _again(text: str | None) -> str | None:
    return told_again(text) if text else text
