"""Adding claims. A new claim goes next to the claim it bears on, so that two people who add claims at the same time
rarely edit the same lines."""

from __future__ import annotations

from argmap.edit.copy_on_write import with_claims
from argmap.edit.lookup import claim_named, ids_taken, reason_named, refuse_id, said
from argmap.edit.order import after_reasons
from argmap.model.ids import slug
from argmap.model.types import Claim, Kind, Map, Reason


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
    """Add a claim that supports the claim ``target``, behind those that bear on it already."""
    return _add_reason(map, "supports", target, claim_id, text)


def add_objection(map: Map, target: str, claim_id: str, text: str) -> Map:
    """Add a claim that objects to the claim ``target``, behind those that bear on it already."""
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
