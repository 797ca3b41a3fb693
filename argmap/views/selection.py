"""Selections: the part of a map that an output shows, such as a tension, the surroundings of a claim,
or an overview.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from math import inf
from typing import NamedTuple

from argmap.excerpt import told_again
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.lookup import must_be
from argmap.model.names import tension_name
from argmap.model.types import Claim, Kind, Map, Reason, rebuilt
from argmap.views.main_claims import main_claims
from argmap.views.sides import all_side_heads
from argmap.vocabulary import STANCE_WORDS, counted

STEPS_AROUND = 2
"""Steps around a focus unless a depth is given."""


class Selection(NamedTuple):
    """The claims and tensions to show, and a caption that says which part of the map they are.

    ``claims`` may have ids of missing claims that links refer to. ``tension`` is the tension that the selection is
    about; an ``overview`` shows all tensions. ``unanswered`` are the objections that the selected stakeholder has not
    answered, ``in_focus`` is the claim that the selection is about. ``part_of`` says to which larger part it belongs.
    """

    claims: frozenset[str]
    tensions: frozenset[str] = frozenset()
    caption: str = ""
    tension: str | None = None
    overview: bool = False
    unanswered: frozenset[str] = frozenset()
    in_focus: str | None = None
    part_of: str = ""


def whole(index: Index) -> Selection:
    """The whole map, with the ids of missing claims that links refer to."""
    named = {end for reason in index.reasons.values() for end in (*reason.linked, reason.target) if "->" not in end}
    return Selection(frozenset(named | set(index.claims)), frozenset(index.tensions))


def tension(index: Index, tension_id: str, depth: int | None = None) -> Selection:
    """A tension: the claims on its sides, and the reasons for and against them, all or up to ``depth`` links away.
    Raises MapError for an unknown id.
    """
    must_be("tension", tension_id, index.tensions, index)
    found = tension_up_to(index, tension_id, inf, depth)
    assert found is not None
    return found


def tension_up_to(index: Index, tension_id: str, most: float, depth: int | None = None) -> Selection | None:
    """The selection of a tension; None if more than ``most`` claims belong to it."""
    seeds = {claim.id for claim in index.claims_in.get(tension_id, ())}
    shown = _with_reasons(index, seeds, depth, most)
    if len(shown) > most:
        return None
    title = tension_name(index.tensions[tension_id])
    caption = f"Tension: {told_again(title)}"
    return Selection(closed(index, shown, seeds), frozenset({tension_id}), caption, tension_id)


def focus(index: Index, claim_id: str, depth: int = STEPS_AROUND) -> Selection:
    """A claim, the reasons for and against it up to ``depth`` links away, and the claims that it is a reason for.
    Raises MapError for an unknown id.
    """
    must_be("claim", claim_id, index.claims, index)
    shown = _with_reasons(index, {claim_id}, depth)
    reached, level = {claim_id}, {claim_id}
    for _ in range(depth):
        level = {end for name in level for end in _argued_about(index, name)} - reached
        reached |= level
    caption = f"Around: {told_again(index.claims[claim_id].text)}"
    return Selection(closed(index, shown | reached, reached), frozenset(), caption, in_focus=claim_id)


def stakeholder(index: Index, stakeholder_id: str) -> Selection:
    """The claims that a stakeholder has positions on, the reasons for and against them, and what they are reasons
    for.

    An objection to a claim that the stakeholder agrees with is unanswered unless the stakeholder agrees with an
    objection to it or an undercut of it. Raises MapError for an unknown id.
    """
    holder = index.stakeholders[must_be("stakeholder", stakeholder_id, index.stakeholders, index)]
    held = {claim.id for claim, _ in index.positions_of.get(stakeholder_id, ())}
    about = {end for name in held for end in _argued_about(index, name)}
    around = _with_reasons(index, held, depth=1) | about
    stances = Counter(position.stance for _, position in index.positions_of.get(stakeholder_id, ()))
    unanswered = frozenset(_unanswered(index, stakeholder_id))
    counts = ", ".join(f"{words.on} {stances[one]}" for one, words in STANCE_WORDS.items() if stances[one])
    caption = f"Positions of {holder.name or stakeholder_id}: {counts or 'none yet'}"
    caption += f"; {counted(len(unanswered), 'unanswered objection')}" if unanswered else ""
    return Selection(closed(index, around, held | about), frozenset(), caption, unanswered=unanswered)


def _unanswered(index: Index, stakeholder_id: str) -> Iterator[str]:
    """The premises of the objections to claims that a stakeholder agrees with, and of the undercuts of their links,
    that no claim it agrees with objects to or undercuts.
    """
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
    """The claims with a tag, and the claims that they are reasons for. Raises MapError for an unknown tag."""
    found = {claim.id for claim in index.claims.values() if tag in claim.tags}
    if not found:
        must_be("tag", tag, sorted({tag for claim in index.claims.values() for tag in claim.tags}), index)
    around = found | {end for name in found for end in _argued_about(index, name)}
    return Selection(closed(index, around, around), frozenset(), f"Tag: {tag}")


_BY_NAME: dict[str, Callable[[Index, str], Selection]] = {
    "tension": tension,
    "stakeholder": stakeholder,
    "tag": tagged,
}

_focus, _tension = focus, tension


def selected(
    index: Index,
    *,
    tension: str | None = None,
    focus: str | None = None,
    depth: int | None = None,
    stakeholder: str | None = None,
    tag: str | None = None,
) -> Selection | None:
    """The part of a map that options ask for; None is the whole. ``depth`` is the number of levels around a focus,
    or of reasons in a tension.

    Raises MapError for an id or tag that the map does not have, for more than one part, and for a depth without a
    focus or tension.
    """
    options = {"tension": tension, "focus": focus, "stakeholder": stakeholder, "tag": tag}
    given = [(option, name) for option, name in options.items() if name is not None]
    if len(given) > 1:
        raise MapError(f"One part of a map is drawn at a time: give one of {', '.join(options)}.")
    if depth is not None and focus is None and tension is None:
        raise MapError("depth is the number of levels around a claim or of a tension: give focus or tension as well.")
    if focus is not None:
        return _focus(index, focus, STEPS_AROUND if depth is None else depth)
    if tension is not None:
        return _tension(index, tension, depth)
    return next((_BY_NAME[option](index, name) for option, name in given), None)


def around(index: Index, claims: Iterable[str], caption: str) -> Selection:
    """Some claims, the reasons for and against them, and the claims that they are reasons for."""
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
    """The main claims and the reasons up to ``depth`` links away; all claims of a map without links."""
    seeds = set(main_claims(index) or index.claims)
    shown = closed(index, _with_reasons(index, seeds, depth), seeds)
    reasons = f" and {counted(depth, 'level')} of reasons" if depth else ""
    return Selection(
        shown, frozenset(), f"Main claims{reasons} ({len(shown)} of {counted(len(index.claims), 'claim')})"
    )


class ArgumentWalk:
    """The arguments about the claims of a map: a claim and all reasons below it, down to other claims that state the
    sides of tensions.

    The undercuts of the links of those claims are included, as the pages of tensions do not show these links.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._stops = frozenset(_all_side_heads(index))
        self._main = main_claims(index)
        self._found: dict[str, set[str]] = {}

    def about(self, claim_id: str, most: float = inf) -> Selection | None:
        """The argument about a claim; None if more than ``most`` claims belong to it."""
        shown = level = {claim_id}
        while level and len(shown) <= most:
            found = (premises_on(self._index, name) if name == claim_id else self._below(name) for name in level)
            level = set().union(*found) - shown
            shown = shown | level
        if len(shown) > most:
            return None
        return Selection(closed(self._index, shown, {claim_id}))

    def separate(self) -> Iterator[str]:
        """The main claims that state no side, one of those that are argued with each other; linear in the map."""
        among, walked = frozenset(self._main), set(self._stops)
        for claim_id in self._main:
            if claim_id in walked:
                continue
            yield claim_id
            waiting = [claim_id]
            while waiting:
                name = waiting.pop()
                if name not in walked:
                    walked.add(name)
                    waiting += self._below(name) & among

    def _below(self, name: str) -> set[str]:
        """The claims that lead to another one, looked up once, as very many arguments may share it."""
        if name not in self._found:
            find = undercutting if name in self._stops else premises_on
            self._found[name] = find(self._index, name)
        return self._found[name]


def _with_reasons(index: Index, seeds: set[str], depth: int | None, most: float = inf) -> set[str]:
    """``seeds`` and the premises of the reasons for and against them, up to ``depth`` links away (None:
    any number), or until they are more than ``most``.
    """
    shown, level = set(seeds), set(seeds)
    while level and len(shown) <= most and (depth is None or depth > 0):
        depth = depth - 1 if depth is not None else None
        level = {premise for name in level for premise in premises_on(index, name)} - shown
        shown |= level
    return shown


def premises_on(index: Index, claim_id: str) -> set[str]:
    """The premises of the reasons for and against a claim, and of the undercuts of its own links."""
    aimed = {premise for reason in index.reasons_for.get(claim_id, ()) for premise in reason.premises}
    return aimed | undercutting(index, claim_id)


def undercutting(index: Index, claim_id: str) -> set[str]:
    """The premises of the undercuts of a claim's own links."""
    claim = index.claims.get(claim_id)
    own = claim.reasons if claim else ()
    return {premise for reason in own for undercut in index.undercuts_of(reason) for premise in undercut.premises}


def _argued_about(index: Index, claim_id: str) -> set[str]:
    """The claims that a claim is a reason for, alone or with other premises; of an undercut, both ends of
    the link.
    """
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
    """``claims`` with the linked premises of the links between them, and without claims whose links all lead
    elsewhere.

    ``seeds`` are always kept.
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
    """Whether a link of the claim, or one that it is a linked premise of, leads to shown claims."""
    reasons = (*index.claims[claim_id].reasons, *index.linked_in.get(claim_id, ()))
    return any(_ends(index, reason) <= shown for reason in reasons)


def shows_link(index: Index, selection: Selection, reason: Reason) -> bool:
    """Whether a link of a selected claim is selected: so are the ends of all links that it undercuts in turn.

    A link to a missing claim is selected, which shows that its target is missing; an undercut of a missing link is
    not.
    """
    while reason.kind == "undercuts":
        undercut = index.reasons.get(reason.target)
        if undercut is None or undercut is reason or undercut.premise not in selection.claims:
            return False
        reason = undercut
    return reason.target in selection.claims or reason.target not in index.claims


def cut(index: Index, selection: Selection) -> Map:
    """The map reduced to a selection: its claims, the links between them, and its tensions; for outputs in words."""
    map = index.map
    claims = tuple(_cut_claim(index, claim, selection) for claim in map.claims if claim.id in selection.claims)
    return rebuilt(
        map,
        summary=selection.caption or map.summary,
        tensions=tuple(tension for tension in map.tensions if tension.id in selection.tensions),
        claims=claims,
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
        if shows_link(index, selection, reason)
    )
    if claim.tension not in selection.tensions:
        claim = rebuilt(claim, tension=None, side=None)
    return rebuilt(claim, reasons=kept)


Step = tuple[str, ...]
"""The premises of links, and of the undercuts of them, of these, and so on."""


def steps_on(index: Index, claim_id: str) -> tuple[Step, ...]:
    """The links to a claim with their undercuts, objections last, without links all of whose premises an earlier one
    has: where that is shown, they are shown as well.
    """
    return tuple(step for _, step in steps_by_kind(index, claim_id))


def steps_by_kind(index: Index, claim_id: str) -> tuple[tuple[Kind, Step], ...]:
    """The same with the kind of each, that of its first link."""
    found: list[tuple[Kind, Step]] = []
    places: dict[str, list[int]] = {}
    for reason in index.reasons_for.get(claim_id, ()):
        taken = tuple(dict.fromkeys(_taken_by(index, reason)))
        if any(set(found[place][1]).issuperset(taken) for place in places.get(taken[0], ())):
            continue
        for name in taken:
            places.setdefault(name, []).append(len(found))
        found.append((reason.kind, taken))
    return tuple(sorted(found, key=lambda one: one[0] == "objects_to"))


def claims_with_all_links(index: Index, claims: Collection[str]) -> Iterator[str]:
    """The claims among ``claims`` that have links to them, all of which are shown with their undercuts."""
    for name in claims:
        steps = steps_on(index, name)
        if steps and all(part in claims for step in steps for part in step):
            yield name


def _taken_by(index: Index, reason: Reason) -> Iterator[str]:
    waiting = [reason]
    while waiting:
        taken = waiting.pop()
        yield from taken.premises
        waiting += reversed(index.undercuts_of(taken))
