"""Adding claims. A new claim goes beside the claim it bears on: there, two people who add at once rarely
touch the same lines."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.edit.copy import claim_named, ids_taken, place_of, reason_named, refuse_id, said, with_claims
from argmap.model.ids import slug
from argmap.model.index import Index
from argmap.model.types import Claim, Kind, Map, Reason


def new_claim_id(map: Map, text: str) -> str:
    """A free id made from the telling words of ``text``."""
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
    """A claim that bears on nothing yet: after the block of the claim ``after``, or at the end.

    Raises Refusal when the id cannot be used, the text is blank or there is no claim ``after``.
    """
    claim = _new(map, claim_id, text, tension=tension, side=side)
    return _insert(map, claim, len(map.claims) if after is None else after_reasons(map, after))


def add_support(map: Map, target: str, claim_id: str, text: str) -> Map:
    """A claim that supports the claim ``target``, after what already bears on it."""
    return _add_reason(map, "supports", target, claim_id, text)


def add_objection(map: Map, target: str, claim_id: str, text: str) -> Map:
    """A claim that objects to the claim ``target``, after what already bears on it."""
    return _add_reason(map, "objects_to", target, claim_id, text)


def add_undercut(map: Map, address: str, claim_id: str, text: str) -> Map:
    """A claim that denies the step at ``address`` (``premise -> target``), after its premise's block."""
    premise = reason_named(map, address).premise
    reason = Reason(premise=claim_id, kind="undercuts", target=address)
    return _insert(map, _new(map, claim_id, text, reasons=(reason,)), after_reasons(map, premise))


def add_sibling(map: Map, sibling: str, claim_id: str, text: str, address: str | None = None) -> Map:
    """A claim that does what ``sibling`` does, after its block.

    With ``address`` (a reason of the sibling) it bears on the same target in the same way; without, it stands
    in the same tension, on the same side.
    """
    model = claim_named(map, sibling)
    if address is None:
        return add_claim(map, claim_id, text, after=sibling, tension=model.tension, side=model.side)
    step = reason_named(map, address)
    reason = Reason(premise=claim_id, kind=step.kind, target=step.target)
    return _insert(map, _new(map, claim_id, text, reasons=(reason,)), after_reasons(map, sibling))


def after_reasons(map: Map, claim_id: str) -> int:
    """The place after the claim's last follower, after the last follower of that, and so on.

    A claim follows the one that its first reason bears on. In a file laid out so, this is the end of the block.
    """
    index = Index.of(map)
    last: str | None = claim_named(map, claim_id).id
    place = -1
    while last is not None and index.order[last] > place:
        place = index.order[last]
        last = max(_followers(index, last), key=index.order.__getitem__, default=None)
    return place + 1


def _followers(index: Index, claim_id: str) -> Iterator[str]:
    """The claims whose first reason bears on this one or a step of it, and its linked premises without reasons."""
    claim = index.claims[claim_id]
    undercuts = (undercut for step in claim.reasons for undercut in index.undercuts_of(step))
    for reason in (*index.reasons_for.get(claim_id, ()), *undercuts):
        if reason in index.claims[reason.premise].reasons[:1]:
            yield reason.premise
    for premise in _linked(claim):
        if premise in index.claims and not index.claims[premise].reasons:
            yield premise


def end_of_block(map: Map, claim_id: str) -> int:
    """The place after the claim and all that directly follows it in the file and bears on it, however far."""
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


def _add_reason(map: Map, kind: Kind, target: str, claim_id: str, text: str) -> Map:
    place = after_reasons(map, target)
    reason = Reason(premise=claim_id, kind=kind, target=target)
    return _insert(map, _new(map, claim_id, text, reasons=(reason,)), place)


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


def _insert(map: Map, claim: Claim, place: int) -> Map:
    return with_claims(map, (*map.claims[:place], claim, *map.claims[place:]))
