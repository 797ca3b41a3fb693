"""Lenses: which part of a map a drawing shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from argmap.excerpt import told_again
from argmap.model.findings import Refusal
from argmap.model.index import Index
from argmap.model.nearest import nearest
from argmap.model.types import Claim, Map, Reason, rebuilt
from argmap.views.main_claims import main_claims
from argmap.views.sides import all_side_heads


class Selection(NamedTuple):
    """The claims (and ids that reasons name in vain) and the tensions to show, and a line that says which part it is.

    ``tension`` is the one that the drawing is about, if it is about one; an ``overview`` draws all tensions.
    ``unanswered`` are claims to be marked as objections that the stakeholder shown has not answered.
    """

    claims: frozenset[str]
    tensions: frozenset[str] = frozenset()
    caption: str = ""
    tension: str | None = None
    overview: bool = False
    unanswered: frozenset[str] = frozenset()


def whole(index: Index) -> Selection:
    """Everything, and every id that a reason names in vain."""
    named = {end for reason in index.reasons.values() for end in (*reason.linked, reason.target) if "->" not in end}
    return Selection(frozenset(named | set(index.claims)), frozenset(index.tensions))


def tension(index: Index, tension_id: str) -> Selection:
    """A tension: the claims that take its sides, and all that argues for and against them."""
    if tension_id not in index.tensions:
        raise Refusal(_unknown("tension", tension_id, index.tensions))
    seeds = {claim.id for claim in index.claims_in.get(tension_id, ())}
    shown = _with_reasons(index, seeds, depth=None)
    title = index.tensions[tension_id].title or tension_id
    caption = f"Tension: {told_again(title)}"
    return Selection(closed(index, shown, seeds), frozenset({tension_id}), caption, tension_id)


def focus(index: Index, claim_id: str, depth: int = 2) -> Selection:
    """A claim, the reasons for and against it down to ``depth`` steps, and the claims it argues about."""
    if claim_id not in index.claims:
        raise Refusal(_unknown("claim", claim_id, index.claims))
    shown = _with_reasons(index, {claim_id}, depth)
    reached, level = {claim_id}, {claim_id}
    for _ in range(depth):
        level = {end for name in level for end in _argued_about(index, name)} - reached
        reached |= level
    caption = f"Around: {told_again(index.claims[claim_id].text)}"
    return Selection(closed(index, shown | reached, reached), frozenset(), caption)


def stakeholder(index: Index, stakeholder_id: str) -> Selection:
    """What a stakeholder holds and rejects, with the claims that bear on those directly.

    Objections to what it holds are unanswered when nothing that it holds is a reason against them.
    """
    holder = index.stakeholders.get(stakeholder_id)
    if holder is None:
        raise Refusal(_unknown("stakeholder", stakeholder_id, index.stakeholders))
    held = {claim.id for claim, _ in index.positions_of.get(stakeholder_id, ())}
    about = {end for name in held for end in _argued_about(index, name)}
    around = _with_reasons(index, held, depth=1) | about
    stances = Counter(position.stance for _, position in index.positions_of.get(stakeholder_id, ()))
    unanswered = frozenset(_unanswered(index, stakeholder_id))
    counts = ", ".join(f"{stance} {stances[stance]}" for stance in ("agrees", "disagrees", "mixed"))
    name = holder.name or stakeholder_id
    caption = f"Positions of {name}: {counts}; objections it has not answered: {len(unanswered)}"
    return Selection(closed(index, around, held | about), frozenset(), caption, unanswered=unanswered)


def _unanswered(index: Index, stakeholder_id: str) -> Iterator[str]:
    """The claims that object to what a stakeholder agrees with, or undercut it, and that none of those answers."""
    held = {claim.id for claim, position in index.positions_of.get(stakeholder_id, ()) if position.stance == "agrees"}
    for name in held:
        aimed = [*index.reasons_for.get(name, ())]
        for own in index.claims[name].reasons:
            aimed += index.undercuts_of(own)
        for reason in aimed:
            answers = [*index.undercuts_of(reason)]
            answers += [r for premise in reason.premises for r in index.reasons_for.get(premise, ())]
            against = {answer.premise for answer in answers if answer.kind != "supports"}
            if reason.kind != "supports" and not against & held:
                yield reason.premise


def tagged(index: Index, tag: str) -> Selection:
    """The claims with a tag, and those they argue about directly."""
    found = {claim.id for claim in index.claims.values() if tag in claim.tags}
    if not found:
        raise Refusal(_unknown("tag", tag, sorted({tag for claim in index.claims.values() for tag in claim.tags})))
    around = found | {end for name in found for end in _argued_about(index, name)}
    return Selection(closed(index, around, around), frozenset(), f"Tag: {tag}")


def around(index: Index, claims: Iterable[str], caption: str) -> Selection:
    """Some claims with what they argue about and what argues about them directly."""
    seeds = {claim_id for claim_id in claims if claim_id in index.claims}
    about = {end for name in seeds for end in _argued_about(index, name)}
    near = _with_reasons(index, seeds, depth=1) | about
    return Selection(closed(index, near, seeds | about), frozenset(), caption)


def overview(index: Index) -> Selection:
    """The main claims and tensions of the map, with the claims that state each side."""
    claims = _all_side_heads(index).union(main_claims(index))
    return Selection(frozenset(claims), frozenset(index.tensions), "Overview", overview=True)


def _all_side_heads(index: Index) -> set[str]:
    return {claim.id for name in index.tensions for claim in all_side_heads(index, name)}


def within(index: Index, depth: int) -> Selection:
    """The main claims, and the reasons for and against them down to ``depth`` links; in a map without links all."""
    seeds = set(main_claims(index) or index.claims)
    shown = closed(index, _with_reasons(index, seeds, depth), seeds)
    reasons = f" and the reasons on them, {depth} steps down" if depth else ""
    return Selection(shown, frozenset(), f"The main claims{reasons}: {len(shown)} of {len(index.claims)} claims")


def argument(index: Index, claim_id: str) -> Selection:
    """A main claim with all that bears on it, up to the claims that state the sides of tensions.

    What undercuts the steps from those claims is part of it: the pages of the tensions do not draw these steps.
    """
    stops = _all_side_heads(index)
    shown, level = {claim_id}, {claim_id}
    while level:
        found = (undercutting(index, name) if name in stops else premises_on(index, name) for name in level)
        level = set().union(*found) - shown
        shown |= level
    caption = f"Argument: {told_again(index.claims[claim_id].text)}"
    return Selection(closed(index, shown, {claim_id}), frozenset(), caption)


def _with_reasons(index: Index, seeds: set[str], depth: int | None) -> set[str]:
    """``seeds`` and the premises of the reasons aimed at them, and at those, down to ``depth`` steps (None: all)."""
    shown, level = set(seeds), set(seeds)
    while level and (depth is None or depth > 0):
        depth = depth - 1 if depth is not None else None
        level = {premise for name in level for premise in premises_on(index, name)} - shown
        shown |= level
    return shown


def premises_on(index: Index, claim_id: str) -> set[str]:
    """The premises of the reasons aimed at a claim, and of what undercuts its own."""
    aimed = {premise for reason in index.reasons_for.get(claim_id, ()) for premise in reason.premises}
    return aimed | undercutting(index, claim_id)


def undercutting(index: Index, claim_id: str) -> set[str]:
    """The premises of what undercuts the steps that a claim states."""
    claim = index.claims.get(claim_id)
    own = claim.reasons if claim else ()
    return {premise for reason in own for undercut in index.undercuts_of(reason) for premise in undercut.premises}


def _argued_about(index: Index, claim_id: str) -> set[str]:
    """The claims that a claim's reasons are about, or share a step with it; for an undercut both ends of the step."""
    claim = index.claims.get(claim_id)
    found: set[str] = set()
    for reason in claim.reasons if claim else ():
        found |= _ends(index, reason)
    for reason in index.linked_in.get(claim_id, ()):
        found |= {reason.premise} | _ends(index, reason)
    return {name for name in found if name in index.claims}


def _ends(index: Index, reason: Reason) -> set[str]:
    ends: set[str] = set()
    while reason.kind == "undercuts":
        attacked = index.reasons.get(reason.target)
        if attacked is None or attacked is reason:
            return ends
        ends.add(attacked.premise)
        reason = attacked
    return ends | {reason.target}


def closed(index: Index, claims: set[str], seeds: set[str]) -> frozenset[str]:
    """``claims`` and the linked premises without which a step among them would be shown in part.

    What bears only on a step that leads out of them, as an undercut may, stays away; ``seeds`` are kept as they are.
    """
    linked = {
        premise
        for claim_id in claims
        if claim_id in index.claims
        for reason in index.claims[claim_id].reasons
        if reason.target in claims
        for premise in reason.linked
    }
    shown, dropped = claims | linked, {""}
    while dropped:
        dropped = {name for name in shown - seeds if name in index.claims and not _bears_on(index, name, shown)}
        shown = shown - dropped
    return frozenset(shown)


def _bears_on(index: Index, claim_id: str, shown: set[str]) -> bool:
    """Whether a claim is a reason, alone or with others, for something shown."""
    reasons = (*index.claims[claim_id].reasons, *index.linked_in.get(claim_id, ()))
    return any(_ends(index, reason) <= shown for reason in reasons)


def _unknown(thing: str, name: str, known: Iterable[str]) -> str:
    from argmap.escape import one_line

    names = list(known)
    near = nearest(name, names)
    hint = f"Did you mean '{near}'?" if near else f"There are: {', '.join(names[:12])}." if names else "It has none."
    return f"The map has no {thing} '{one_line(name)}'. {hint}"


def cut(index: Index, selection: Selection) -> Map:
    """The map of the selected claims alone, for outputs made of words: reasons keep only what is selected."""
    map = index.map
    claims = tuple(_cut_claim(index, claim, selection) for claim in map.claims if claim.id in selection.claims)
    return Map(
        title=map.title,
        question=map.question,
        summary=selection.caption or map.summary,
        tensions=tuple(tension for tension in map.tensions if tension.id in selection.tensions),
        stakeholders=map.stakeholders,
        claims=claims,
        sources=map.sources,
    )


def _cut_claim(index: Index, claim: Claim, selection: Selection) -> Claim:
    kept = tuple(
        Reason(
            premise=reason.premise,
            kind=reason.kind,
            target=reason.target,
            linked=tuple(premise for premise in reason.linked if premise in selection.claims),
            note=reason.note,
            sources=reason.sources,
        )
        for reason in claim.reasons
        if _ends(index, reason) <= selection.claims
    )
    if claim.tension not in selection.tensions:
        claim = rebuilt(claim, tension=None, side=None)
    return rebuilt(claim, reasons=kept)


Step = tuple[str, ...]
"""The claims that one step takes: its premises, and those that undercut it or what undercuts it."""


def steps_on(index: Index, claim_id: str) -> tuple[Step, ...]:
    """The steps aimed at a claim, in file order."""
    aimed = index.reasons_for.get(claim_id, ())
    return tuple(tuple(dict.fromkeys(_taken_by(index, reason))) for reason in aimed)


def told_in_full(index: Index, claims: Collection[str]) -> Iterator[str]:
    """Those of ``claims`` on which there are steps, all of them among ``claims``."""
    for name in claims:
        steps = steps_on(index, name)
        if steps and all(part in claims for step in steps for part in step):
            yield name


def _taken_by(index: Index, reason: Reason) -> Iterator[str]:
    yield from reason.premises
    for undercut in index.undercuts_of(reason):
        yield from _taken_by(index, undercut)
