"""Adding, moving and deleting claims.

The order of claims in the file has no meaning for the argument; it is the author's way to present it. A *block* is a
claim with the claims that directly follow it and argue about it, however indirectly. A new claim goes next to its
parent, so that two people who add claims at the same time rarely edit the same lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.edit.parts import claim_named, ids_taken, place_of, reason_named, refuse_id, said, with_claims, with_each
from argmap.edit.reasons import with_undercuts
from argmap.model.ids import ARROW, slug
from argmap.model.index import Index
from argmap.model.references import redirected, removing
from argmap.model.types import Claim, Kind, Map, Reason
from argmap.vocabulary import counted


def move_before(map: Map, claim_id: str, other: str) -> Map:
    """Move the block of a claim directly before the claim ``other``."""
    return _moved(map, claim_id, place_of(map, other))


def move_after(map: Map, claim_id: str, other: str) -> Map:
    """Move the block of a claim directly behind the block of ``other``."""
    return _moved(map, claim_id, end_of_block(map, other))


def _moved(map: Map, claim_id: str, place: int) -> Map:
    start, end = place_of(map, claim_id), end_of_block(map, claim_id)
    if start <= place <= end:
        return map
    claims, block = map.claims, map.claims[start:end]
    if place < start:
        return with_claims(map, (*claims[:place], *block, *claims[place:start], *claims[end:]))
    return with_claims(map, (*claims[:start], *claims[end:place], *block, *claims[place:]))


def after_reasons(map: Map, claim_id: str) -> int:
    """The position in the file behind the claim's last follower, the last follower of that, and so on.

    The followers of a claim are those whose first link leads to it or to a link of it, and its linked premises
    without reasons of their own. In a file in outline order this is the end of the block.
    """
    index = Index.of(map)
    last: str | None = claim_named(map, claim_id).id
    place = -1
    while last is not None and index.order[last] > place:
        place = index.order[last]
        last = max(_followers(index, last), key=index.order.__getitem__, default=None)
    return place + 1


def _followers(index: Index, claim_id: str) -> Iterator[str]:
    """The ids of the followers of a claim."""
    claim = index.claims[claim_id]
    undercuts = (undercut for step in claim.reasons for undercut in index.undercuts_of(step))
    for reason in (*index.reasons_for.get(claim_id, ()), *undercuts):
        if reason in index.claims[reason.premise].reasons[:1]:
            yield reason.premise
    for premise in _linked(claim):
        if premise in index.claims and not index.claims[premise].reasons:
            yield premise


def end_of_block(map: Map, claim_id: str) -> int:
    """The position in the file behind the block of a claim."""
    place = place_of(map, claim_id)
    block = {claim_id}
    linked = set(_linked(map.claims[place]))
    end = place + 1
    for claim in map.claims[place + 1 :]:
        if not (_bears_on(claim, block) or (claim.id in linked and not claim.reasons)):
            break
        block.add(claim.id)
        linked.update(_linked(claim))
        end += 1
    return end


def _bears_on(claim: Claim, block: set[str]) -> bool:
    return any(reason.target.partition(" -> ")[0] in block for reason in claim.reasons)


def _linked(claim: Claim) -> list[str]:
    return [premise for reason in claim.reasons for premise in reason.linked]


def new_claim_id(map: Map, text: str) -> str:
    """A free id made from the content words of ``text``."""
    return slug(text, ids_taken(map))


def add_claim(
    map: Map,
    claim_id: str,
    text: str,
    *,
    after: str | None = None,
    tension: str | None = None,
    side: str | None = None,
) -> Map:
    """Add a claim without reasons, behind the claim ``after`` and what follows from it, or at the end.

    Raises MapError when the id cannot be used, the text is blank or there is no claim ``after``.
    """
    claim = _new(map, claim_id, text, tension=tension, side=side)
    return _insert(map, claim, len(map.claims) if after is None else after_reasons(map, after))


def add_support(map: Map, target: str, claim_id: str, text: str) -> Map:
    """Add a claim that supports the claim ``target``, after its other reasons."""
    return _add_reason(map, "supports", target, claim_id, text)


def add_objection(map: Map, target: str, claim_id: str, text: str) -> Map:
    """Add a claim that objects to the claim ``target``, after its other reasons."""
    return _add_reason(map, "objects_to", target, claim_id, text)


def add_undercut(map: Map, address: str, claim_id: str, text: str) -> Map:
    """Add a claim that undercuts the reason at ``address`` (``premise -> target``)."""
    premise = reason_named(map, address).premise
    reason = Reason(premise=claim_id, kind="undercuts", target=address)
    return _insert(map, _new(map, claim_id, text, reasons=(reason,)), after_reasons(map, premise))


def add_sibling(map: Map, sibling: str, claim_id: str, text: str, address: str | None = None) -> Map:
    """Add a claim with the role of ``sibling``, behind it.

    With ``address`` (a reason of the sibling) the new claim has a reason of that kind for that target; without, it
    belongs to the same tension and side.
    """
    model = claim_named(map, sibling)
    if address is None:
        return add_claim(map, claim_id, text, after=sibling, tension=model.tension, side=model.side)
    step = reason_named(map, address)
    reason = Reason(premise=claim_id, kind=step.kind, target=step.target)
    return _insert(map, _new(map, claim_id, text, reasons=(reason,)), after_reasons(map, sibling))


def _add_reason(map: Map, kind: Kind, target: str, claim_id: str, text: str) -> Map:
    position = after_reasons(map, target)
    reason = Reason(premise=claim_id, kind=kind, target=target)
    return _insert(map, _new(map, claim_id, text, reasons=(reason,)), position)


def _new(
    map: Map,
    claim_id: str,
    text: str,
    reasons: tuple[Reason, ...] = (),
    tension: str | None = None,
    side: str | None = None,
) -> Claim:
    refuse_id(map, claim_id)
    return Claim(id=claim_id, text=said(text, "The text of a claim"), tension=tension, side=side, reasons=reasons)


def _insert(map: Map, claim: Claim, position: int) -> Map:
    return with_claims(map, (*map.claims[:position], claim, *map.claims[position:]))


@dataclass(frozen=True, slots=True)
class Removal:
    """A map without some claims, those claims, and how many of the others lost a reason or linked premise."""

    map: Map
    claims: tuple[Claim, ...]
    references: int

    def __str__(self) -> str:
        """Such as ``11 claims removed``."""
        count = len(self.claims)
        return f"{counted(count, 'claim')} removed"


def delete_claim(map: Map, claim_id: str) -> Removal:
    """Delete one claim. Its reasons stay as claims, without their links to it."""
    return _delete(map, {claim_named(map, claim_id).id})


def delete_branch(map: Map, claim_id: str) -> Removal:
    """Delete a claim with every claim that has no other parent (:func:`branch`)."""
    return _delete(map, branch(map, claim_id))


def branch(map: Map, claim_id: str) -> set[str]:
    """The ids of a claim and of all claims below it, directly or indirectly, that have no parent outside this set.

    A linked premise has the parent of its link.
    """
    claim_named(map, claim_id)
    index = Index.of(map)
    reached = _closure(index, claim_id)
    kept: set[str] = set()
    waiting = list(reached)
    while waiting:
        at = waiting.pop()
        if at == claim_id or at in kept or at not in reached:
            continue
        if any(all(part not in reached or part in kept for part in anchor) for anchor in _anchors(index, at)):
            kept.add(at)
            waiting.extend(_bearers(index, at))
    return reached - kept


def _closure(index: Index, claim_id: str) -> set[str]:
    reached, waiting = {claim_id}, [claim_id]
    while waiting:
        following = {bearer for bearer in _bearers(index, waiting.pop()) if bearer not in reached}
        reached |= following
        waiting += following
    return reached


def _bearers(index: Index, claim_id: str) -> Iterator[str]:
    """The claims that may go with a claim: its reasons, undercuts of its links, and its linked premises."""
    claim = index.claims[claim_id]
    aimed = list(index.reasons_for.get(claim_id, ()))
    for step in (*claim.reasons, *aimed, *index.linked_in.get(claim_id, ())):
        aimed += index.aimed_at(step.address, "undercuts")
    yield from (reason.premise for reason in aimed)
    yield from (premise for reason in claim.reasons for premise in reason.linked if premise in index.claims)


def _anchors(index: Index, claim_id: str) -> Iterator[tuple[str, ...]]:
    """The parents of a claim, each as the claims that have to stay for that.

    An undercut needs every claim of the link that it challenges; a linked premise needs the claim that gives the
    reason too.
    """
    for reason in index.claims[claim_id].reasons:
        yield _claims_in(reason.target)
    for reason in index.linked_in.get(claim_id, ()):
        yield (reason.premise, *_claims_in(reason.target))


def _claims_in(target: str) -> tuple[str, ...]:
    return tuple(target.split(ARROW))


def _delete(map: Map, gone: set[str]) -> Removal:
    index = Index.of(map)
    positions = sorted(index.order[claim_id] for claim_id in gone)
    removed = [map.claims[position] for position in positions]
    lost = {reason.address for claim in removed for reason in claim.reasons}
    lost |= {reason.address for claim_id in gone for reason in index.reasons_for.get(claim_id, ())}
    lost = with_undercuts(map, lost)
    linking = {reason.premise for claim_id in gone for reason in index.linked_in.get(claim_id, ())}
    affected = (linking | {address.partition(ARROW)[0] for address in lost}) - gone
    things = {("claims", claim_id) for claim_id in gone} | {("reasons", address) for address in lost}
    cleaned = with_each(map, affected, lambda claim: redirected(claim, removing(things)))
    kept = (claim for claim in cleaned.claims if claim.id not in gone)
    return Removal(with_claims(map, kept), tuple(removed), len(affected))
