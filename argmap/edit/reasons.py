"""Editing reasons: their target, their kind and their linked premises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.edit.parts import claim_named, reason_named, with_each, with_reason, with_reasons
from argmap.model.findings import MapError
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.types import Claim, Kind, Map, Reason, rebuilt
from argmap.vocabulary import RELATIONS


def link(map: Map, premise: str, target: str, kind: Kind) -> Map:
    """Add a reason from the claim ``premise`` to ``target``: a claim, or for an undercut the address of a reason.

    Raises MapError when either is missing, when they are the same, and when there is a reason between them already.
    """
    claim = claim_named(map, premise)
    _refuse_target(map, claim, target, kind)
    return with_reasons(map, premise, (*claim.reasons, Reason(premise=premise, kind=kind, target=target)))


def unlink(map: Map, address: str) -> Map:
    """Remove the reason at ``address`` and the undercuts of it; the claims stay."""
    reason_named(map, address)
    return without_reasons(map, {address})


def unlink_missing(map: Map, claim_id: str) -> Map:
    """Remove the reasons of a claim that lead to no claim and no reason of the map, and the undercuts of them."""
    index = Index.of(map)
    known = index.claims.keys() | index.reasons.keys()
    return without_reasons(
        map, {one.address for one in claim_named(map, claim_id).reasons if one.target not in known}
    )


def set_kind(map: Map, address: str, kind: Kind) -> Map:
    """Change the kind of the reason at ``address``. Raises MapError between undercuts and the other kinds."""
    reason = reason_named(map, address)
    if kind != reason.kind and "undercuts" in (kind, reason.kind):
        raise MapError("An undercut cannot become a support or objection. Delete it and add a new link.")
    return with_reason(map, address, kind=kind)


def flip(map: Map, address: str) -> Map:
    """Turn a support into an objection, or an objection into a support. Raises MapError for an undercut."""
    kind = reason_named(map, address).kind
    return set_kind(map, address, "objects_to" if kind != "objects_to" else "supports")


def move_reason(map: Map, address: str, target: str) -> Map:
    """Give the reason at ``address`` another target; undercuts of it follow.

    The claim keeps its position in the file. Raises MapError when the new target is missing, is the claim itself or
    depends on it, and when the claim has a reason for it already.
    """
    reason = reason_named(map, address)
    if target == reason.target:
        return map
    claim = claim_named(map, reason.premise)
    _refuse_target(map, claim, target, reason.kind)
    if target in reason.linked:
        raise MapError(f"'{target}' is a linked premise of this link. Unlink it first.")
    _refuse_circle(map, claim.id, target)
    return retarget(map, address, target)


def retarget(map: Map, address: str, target: str) -> Map:
    """Give the reason at ``address`` another target, whatever that is; undercuts of it follow."""
    moved = rebuilt(reason_named(map, address), target=target)
    return with_reason(_followed(map, address, moved.address), address, target=target)


def put_under(map: Map, claim_id: str, target: str, kind: Kind) -> Map:
    """Add a reason from a claim without reasons to ``target``. Raises MapError as :func:`move_reason` does."""
    _refuse_circle(map, claim_id, target)
    return link(map, claim_id, target, kind)


def set_linked(map: Map, address: str, premises: Iterable[str]) -> Map:
    """Set the linked premises of the reason at ``address``.

    Raises MapError for a premise that is missing, that gives the reason or that is its target.
    """
    reason = reason_named(map, address)
    linked = tuple(dict.fromkeys(premises))
    for premise in linked:
        claim_named(map, premise)
        if premise == reason.premise:
            raise MapError(f"'{premise}' is already the premise of this link. Choose another claim.")
        if premise == reason.target:
            raise MapError(f"'{premise}' is the target of this link. Choose another claim.")
    return with_reason(map, address, linked=linked)


def without_reasons(map: Map, addresses: Iterable[str]) -> Map:
    """``map`` without the reasons at these addresses, the undercuts of them, the undercuts of those, and so on."""
    gone = with_undercuts(map, addresses)
    premises = dict.fromkeys(address.partition(ARROW)[0] for address in gone)
    return with_each(map, premises, lambda claim: _without(claim, gone))


def with_undercuts(map: Map, addresses: Iterable[str]) -> set[str]:
    """The addresses, with those of the undercuts of them, the undercuts of those, and so on."""
    index = Index.of(map)
    found, waiting = set(addresses), list(addresses)
    while waiting:
        aimed = index.reasons_for.get(waiting.pop(), ())
        following = [undercut.address for undercut in aimed if undercut.address not in found]
        found.update(following)
        waiting += following
    return found


def _without(claim: Claim, addresses: set[str]) -> Claim:
    return rebuilt(claim, reasons=tuple(reason for reason in claim.reasons if reason.address not in addresses))


def _followed(map: Map, old: str, new: str) -> Map:
    """``map`` with the undercuts of the address ``old`` aimed at ``new``, and so on for the undercuts of those."""
    index = Index.of(map)
    addresses, waiting = {old: new}, [old]
    for target in waiting:
        for undercut in index.aimed_at(target, "undercuts"):
            addresses[undercut.address] = rebuilt(undercut, target=addresses[target]).address
            waiting.append(undercut.address)
    premises = dict.fromkeys(address.partition(ARROW)[0] for address in waiting[1:])
    return with_each(map, premises, lambda claim: _retargeted(claim, addresses))


def _retargeted(claim: Claim, addresses: dict[str, str]) -> Claim:
    reasons = (
        rebuilt(reason, target=addresses[reason.target]) if reason.target in addresses else reason
        for reason in claim.reasons
    )
    return rebuilt(claim, reasons=tuple(reasons))


def _refuse_target(map: Map, claim: Claim, target: str, kind: Kind) -> None:
    if target == claim.id:
        raise MapError(f"'{claim.id}' cannot be linked to itself.")
    if kind == "undercuts":
        _refuse_step(map, claim, target)
    elif ARROW in target:
        raise MapError(f"'{target}' is a link. Only an undercut can have a link as its target.")
    else:
        claim_named(map, target)
    for reason in claim.reasons:
        if reason.target == target:
            raise MapError(f"'{claim.id}' already {RELATIONS[reason.kind].verb} '{target}'.")


def _refuse_step(map: Map, claim: Claim, target: str) -> None:
    """Raise MapError when ``target`` is not a reason that the claim can undercut."""
    if ARROW not in target:
        claim_named(map, target)
        steps = (reason.address for other in map.claims for reason in other.reasons if reason.target == target)
        step = next(steps, None)
        such = f", such as '{step}'" if step else ""
        raise MapError(f"'{target}' is a claim. An undercut needs a link as its target{such}.")
    if reason_named(map, target).premise == claim.id:
        raise MapError(f"'{claim.id}' is the premise of the link '{target}', so it cannot undercut it.")


def _refuse_circle(map: Map, claim_id: str, target: str) -> None:
    """Raise MapError when ``target`` is the claim or depends on it."""
    if target.partition(ARROW)[0] in dependents(Index.of(map), claim_id):
        raise MapError(f"'{claim_id}' cannot move under '{target}', which depends on it. Link them to make a circle.")


def dependents(index: Index, claim_id: str) -> set[str]:
    """A claim and all that are given for or against it or its links, for or against those, and so on."""
    found, waiting = {claim_id}, [claim_id]
    while waiting:
        at = waiting.pop()
        links = index.claims[at].reasons if at in index.claims else ()
        aimed = [*index.reasons_for.get(at, ()), *(one for link in links for one in index.undercuts_of(link))]
        new = {reason.premise for reason in aimed} - found
        found |= new
        waiting += new
    return found


def targets_for_move(index: Index, claim_id: str, moved: Reason | None) -> Iterator[str]:
    """The claims under which a claim can be moved by its reason ``moved``, or by a new one; for an undercut links.

    Other targets are refused by :func:`move_reason` and :func:`put_under`.
    """
    taken = {reason.target for reason in index.claims[claim_id].reasons} | set(moved.linked if moved else ())
    below = dependents(index, claim_id)
    for name in index.reasons if moved is not None and moved.kind == "undercuts" else index.claims:
        if name not in taken and name.partition(ARROW)[0] not in below:
            yield name
