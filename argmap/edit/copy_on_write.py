"""Copy-on-write: a map with one part changed. Unchanged parts stay the same objects.

The index, the outline and the text of a map find by identity what an edit changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from argmap.edit.lookup import claim_named, place_of, reason_named
from argmap.model.index import Index
from argmap.model.types import KINDS, Claim, Map, Reason, rebuilt


def with_claims(map: Map, claims: Iterable[Claim]) -> Map:
    """``map`` with these claims."""
    return rebuilt(map, claims=tuple(claims))


def with_claim(map: Map, claim_id: str, **fields: Any) -> Map:
    """``map`` with some fields of one claim replaced. Raises MapError when there is no such claim."""
    place = place_of(map, claim_id)
    claim = rebuilt(map.claims[place], **fields)
    return with_claims(map, (*map.claims[:place], claim, *map.claims[place + 1 :]))


def with_each(map: Map, claim_ids: Iterable[str], change: Callable[[Claim], Claim]) -> Map:
    """``map`` with the claims of these ids changed by ``change``."""
    index, claims = Index.of(map), list(map.claims)
    for claim_id in claim_ids:
        claims[index.order[claim_id]] = change(index.claims[claim_id])
    return with_claims(map, claims)


def with_reasons(map: Map, claim_id: str, reasons: Iterable[Reason]) -> Map:
    """``map`` with these reasons given by one claim, in the order of their kinds."""
    return with_claim(map, claim_id, reasons=in_order(reasons))


def with_reason(map: Map, address: str, **fields: Any) -> Map:
    """``map`` with some fields of one reason replaced. Raises MapError when there is no such reason."""
    old = reason_named(map, address)
    new = rebuilt(old, **fields)
    reasons = claim_named(map, old.premise).reasons
    return with_reasons(map, old.premise, (new if reason is old else reason for reason in reasons))


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons in the order of a claim: supports, objections, undercuts, each kind in the order given."""
    return tuple(sorted(reasons, key=lambda reason: KINDS.index(reason.kind)))
