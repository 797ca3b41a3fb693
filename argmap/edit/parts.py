"""The parts of a map that an edit is about: finding them by id, refusing what cannot be, and a map with one of them
changed.

Edits copy on write: unchanged parts stay the same objects. The index, the outline and the text of a map find by
identity what an edit changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from argmap.escape import one_line
from argmap.model.findings import MapError
from argmap.model.ids import ARROW, problem_with, unused
from argmap.model.index import Index
from argmap.model.lookup import must_be, suggestion
from argmap.model.types import KINDS, Claim, Map, Reason, Source, Stakeholder, Tension, rebuilt

EntryNoun = Literal["stakeholder", "source", "tension"]
"""What an entry of a section other than claims is called in a sentence."""


def claim_named(map: Map, claim_id: str) -> Claim:
    """The claim with this id. Raises MapError when there is none."""
    index = Index.of(map)
    return index.claims[must_be("claim", claim_id, index.claims, index)]


def place_of(map: Map, claim_id: str) -> int:
    """The position of the claim in the file, from 0. Raises MapError when there is none."""
    claim_named(map, claim_id)
    return Index.of(map).order[claim_id]


def reason_named(map: Map, address: str) -> Reason:
    """The reason at ``premise -> target``. Raises MapError when there is none."""
    premise = address.partition(ARROW)[0]
    for reason in claim_named(map, premise).reasons:
        if reason.address == address:
            return reason
    raise MapError(f"The map has no link '{one_line(address)}'.")


def parts_of(map: Map, section: EntryNoun) -> tuple[Stakeholder, ...] | tuple[Source, ...] | tuple[Tension, ...]:
    """The entries of one section of a map."""
    if section == "stakeholder":
        return map.stakeholders
    return map.sources if section == "source" else map.tensions


def refuse_unknown(map: Map, section: EntryNoun, wanted: str) -> None:
    """Raise MapError when the section has no entry with the id ``wanted``."""
    must_be(section, wanted, [part.id for part in parts_of(map, section)], Index.of(map))


def refuse_unknown_side(map: Map, tension: str, wanted: str) -> None:
    """Raise MapError when the map has no such tension, or the tension no side ``wanted``."""
    refuse_unknown(map, "tension", tension)
    for item in map.tensions:
        known = [side.id for side in item.sides]
        if item.id == tension and wanted not in known:
            raise MapError(f"The tension '{tension}' has no side '{one_line(wanted)}'. {suggestion(wanted, known)}")


def ids_taken(map: Map) -> Mapping[str, object]:
    """Every id of every section."""
    return Index.of(map).taken_ids


def refuse_id(map: Map, new_id: str) -> None:
    """Raise MapError when ``new_id`` is not an id or is taken; in that case suggest another."""
    if problem := problem_with(new_id):
        raise MapError(f"'{new_id}' cannot be an id: it {problem}.")
    taken = ids_taken(map)
    if new_id in taken:
        raise MapError(f"The id '{new_id}' is taken. '{unused(new_id, taken)}' is free.")


def said(text: str, what: str) -> str:
    """``text`` as given. Raises MapError when it is blank."""
    if not text.strip():
        raise MapError(f"{what} cannot be empty.")
    return text


def optional(text: str | None) -> str | None:
    """``text`` as given; None when it is blank, as an empty optional field is left out."""
    return text if text is not None and text.strip() else None


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
