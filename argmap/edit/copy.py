"""Rebuilding a map around one changed part. Parts that did not change stay the same objects, so that
what follows (index, outline, text) can tell by identity what an edit touched."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from argmap.model.findings import Refusal
from argmap.model.ids import ARROW, problem_with, unused
from argmap.model.index import Index
from argmap.model.types import KINDS, Claim, Map, Reason, rebuilt


def claim_named(map: Map, claim_id: str) -> Claim:
    """The claim with this id. Raises Refusal when there is none."""
    claim = Index.of(map).claims.get(claim_id)
    if claim is None:
        raise Refusal(f"There is no claim '{claim_id}' in this map.")
    return claim


def place_of(map: Map, claim_id: str) -> int:
    """The place of the claim in the file, from 0. Raises Refusal when there is none."""
    claim_named(map, claim_id)
    return Index.of(map).order[claim_id]


def reason_named(map: Map, address: str) -> Reason:
    """The reason at ``premise -> target``. Raises Refusal when there is none."""
    premise = address.partition(ARROW)[0]
    for reason in claim_named(map, premise).reasons:
        if reason.address == address:
            return reason
    raise Refusal(f"There is no reason '{address}' in this map.")


def with_claims(map: Map, claims: Iterable[Claim]) -> Map:
    """``map`` with these claims instead of its own."""
    return rebuilt(map, claims=tuple(claims))


def with_claim(map: Map, claim_id: str, **fields: Any) -> Map:
    """``map`` with some fields of one claim replaced. Raises Refusal when there is no such claim."""
    place = place_of(map, claim_id)
    claim = rebuilt(map.claims[place], **fields)
    return with_claims(map, (*map.claims[:place], claim, *map.claims[place + 1 :]))


def with_each(map: Map, claim_ids: Iterable[str], change: Callable[[Claim], Claim]) -> Map:
    """``map`` with ``change`` made to the claims of these ids."""
    index, claims = Index.of(map), list(map.claims)
    for claim_id in claim_ids:
        claims[index.order[claim_id]] = change(index.claims[claim_id])
    return with_claims(map, claims)


def with_reasons(map: Map, claim_id: str, reasons: Iterable[Reason]) -> Map:
    """``map`` with these reasons for one claim, put in the order of their kinds."""
    return with_claim(map, claim_id, reasons=in_order(reasons))


def with_reason(map: Map, address: str, **fields: Any) -> Map:
    """``map`` with some fields of one reason replaced. Raises Refusal when there is no such reason."""
    old = reason_named(map, address)
    new = rebuilt(old, **fields)
    reasons = claim_named(map, old.premise).reasons
    return with_reasons(map, old.premise, (new if reason is old else reason for reason in reasons))


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons as a claim holds them: supports, objections, undercuts, each group in the order given."""
    return tuple(sorted(reasons, key=lambda reason: KINDS.index(reason.kind)))


def ids_taken(map: Map) -> Mapping[str, object]:
    """Every id of every section."""
    others = {part.id: None for section in (map.stakeholders, map.sources, map.tensions) for part in section}
    return ChainMap(others, cast(dict[str, None], Index.of(map).claims))


def refuse_id(map: Map, new_id: str) -> None:
    """Raise Refusal when ``new_id`` cannot become an id of this map; on a clash suggest another."""
    if problem := problem_with(new_id):
        raise Refusal(f"'{new_id}' cannot be an id: it {problem}.")
    taken = ids_taken(map)
    if new_id in taken:
        raise Refusal(f"The id '{new_id}' is taken. '{unused(new_id, taken)}' is free.")


def said(text: str, what: str) -> str:
    """``text`` as given. Raises Refusal when it is blank."""
    if not text.strip():
        raise Refusal(f"{what} cannot be empty.")
    return text


def optional(text: str | None) -> str | None:
    """``text`` as given, or None for blank text: an optional field that says nothing is left out."""
    return text if text is not None and text.strip() else None
