"""Uniting two claims that say the same: one of them keeps its id and text, and gets everything that the other has.

Nothing is lost: links, linked premises, undercuts, positions, citations, tags and notes go over, and so do comments
in the file. What can be there only once and is given twice, such as the wording, goes into the note. What would
contradict itself in one claim is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from argmap.edit.parts import claim_named, in_order, with_claims
from argmap.edit.rename import claims_that_name
from argmap.mapfile.document import Document
from argmap.mapfile.encode import spell
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.patch.spread import lists_in_lines, spread
from argmap.merge.comments import with_united_comments
from argmap.merge.twins import in_one
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.renaming import Renaming, renamed_part
from argmap.model.types import Citation, Claim, Map, Position, Reason, rebuilt
from argmap.semantics.contradictions import (
    for_and_against,
    positions_at,
    reasons_at,
    torn_positions,
    undercuts_of_itself,
)
from argmap.vocabulary import RELATIONS, STANCE_WORDS, counted


@dataclass(frozen=True, slots=True)
class United:
    """A map in which one claim has become part of another, and what it brought along."""

    map: Map
    kept: Claim
    """The claim that stays, as it is now."""
    gone: Claim
    """The claim that became part of it, as it was."""
    brought: tuple[str, ...]
    """What came over, such as ``2 links`` and ``1 position``."""

    def __str__(self) -> str:
        """Such as ``2 links and 1 position``; ``nothing else`` when the claim had only its text."""
        *most, last = self.brought or ("nothing else",)
        return f"{', '.join(most)} and {last}" if most else last


def unite(map: Map, kept: str, gone: str) -> United:
    """Make the claim ``gone`` part of the claim ``kept``, wherever it is named.

    Raises MapError when there is no such claim, and when one claim cannot have what both have: links between them,
    a reason for and against one claim, other linked premises for one link, two stances of one stakeholder, two
    tensions or sides.
    """
    one, two = claim_named(map, kept), claim_named(map, gone)
    if kept == gone:
        raise MapError(f"'{kept}' cannot be united with itself. Name two claims.")
    _refuse_links_between(map, one, two)
    index, renaming = Index.of(map), Renaming({("claims", gone): kept})
    claim = _united(index, one, renamed_part(two, renaming, "claims"), two)
    named = claims_that_name(index, gone) & index.claims.keys()
    before = in_order((*one.reasons, *two.reasons))
    new = with_claims(map, _claims(map, renaming, named, claim, before, gone))
    _refuse_contradictions(map, new)
    return United(new, Index.of(new).claims[kept], two, tuple(_brought(index, two)))


def unite_in(document: Document, kept: str, gone: str) -> Document:
    """The document with the claim ``gone`` made part of the claim ``kept``; comments are beside what they are about.

    A list in brackets that gets items of a list in lines is laid out in lines. Raises MapError as :func:`unite` does,
    and when the file cannot be made to say so.
    """
    united = unite(document.map, kept, gone)
    before, after = spell(claim_named(document.map, kept)), spell(united.kept)
    longer = {name for name in lists_in_lines(document, gone) if before.get(name) != after.get(name)}
    roomy = spread(document, kept, longer)
    return with_united_comments(revise(roomy, united.map), roomy, kept, gone)


def _claims(
    map: Map, renaming: Renaming, named: set[str], claim: Claim, before: tuple[Reason, ...], gone: str
) -> Iterator[Claim]:
    """The claims of the united map. ``before`` are the reasons of ``claim`` in the ids of before."""
    for old in map.claims:
        if old.id == claim.id:
            new = renamed_part(claim, renaming, "claims")
            yield rebuilt(new, reasons=_one_of_each(before, new.reasons))
        elif old.id in named and old.id != gone:
            new = renamed_part(old, renaming, "claims")
            yield rebuilt(new, reasons=_one_of_each(old.reasons, new.reasons))
        elif old.id != gone:
            yield old


# One claim of two


def _united(index: Index, one: Claim, two: Claim, as_it_was: Claim) -> Claim:
    """``one`` with everything that ``two`` has, which has the id of ``one`` and was ``as_it_was`` before."""
    positions, extra = _positions(index, one, two, as_it_was)
    tension, side = _place(one, as_it_was)
    return rebuilt(
        one,
        short=one.short or two.short,
        tension=tension,
        side=side,
        reasons=in_order((*one.reasons, *two.reasons)),
        positions=positions,
        sources=_all(one.sources, two.sources),
        assumed=one.assumed or two.assumed,
        tags=tuple(dict.fromkeys((*one.tags, *two.tags))),
        note=_note(one.note, two.note, *_other_words(one, two), *extra),
    )


def _all(one: tuple[Citation, ...], two: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The citations of both; one that only names a source is left out where another of the same source says more."""
    both = tuple(dict.fromkeys((*one, *two)))
    told = {citation.source for citation in both if citation.quote or citation.locator}
    return tuple(cited for cited in both if cited in one or cited.quote or cited.locator or cited.source not in told)


def _note(*parts: str | None) -> str | None:
    given = tuple(dict.fromkeys(part for part in parts if part))
    between = "\n" if any("\n" in part for part in given) else " "
    return between.join(given) or None


def _other_words(one: Claim, two: Claim) -> Iterator[str]:
    """The words of the second claim that the first has no place for."""
    if _plain(one.text) != _plain(two.text):
        yield f"Also worded: “{two.text}”"
    if one.short and two.short and one.short != two.short:
        yield f"Also in short: “{two.short}”"


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def _place(one: Claim, two: Claim) -> tuple[str | None, str | None]:
    """The tension and side of both. Raises MapError when they are in two."""
    if None not in (one.tension, two.tension) and one.tension != two.tension:
        raise MapError(
            f"'{one.id}' is in the tension '{one.tension}' and '{two.id}' in '{two.tension}'. A claim can be in one "
            "tension: take one of them out first."
        )
    if None not in (one.side, two.side) and one.side != two.side:
        raise MapError(
            f"'{one.id}' is on the side '{one.side}' and '{two.id}' on the side '{two.side}'. Put them on one side "
            "first."
        )
    return one.tension or two.tension, one.side or two.side


# Positions


def _positions(index: Index, one: Claim, two: Claim, as_it_was: Claim) -> tuple[tuple[Position, ...], list[str]]:
    """The positions on both, and sentences for the evidence that has no place in them."""
    found = {position.stakeholder: position for position in one.positions}
    extra = []
    for position in two.positions:
        known = found.setdefault(position.stakeholder, position)
        if known.stance != position.stance:
            views = [STANCE_WORDS[each.stance].on for each in (known, position)]
            both = f"'{known.stakeholder}' {views[0]} '{one.id}' and {views[1]} '{as_it_was.id}'"
            raise MapError(f"{both}. Choose one position first.")
        found[position.stakeholder], more = in_one(index, known, position)
        extra += more
    return tuple(found.values()), extra


# Links


def _refuse_links_between(map: Map, one: Claim, two: Claim) -> None:
    """Raise MapError when the claims are at two ends of a link, as the claim would be its own reason."""
    for claim, other in ((one, two), (two, one)):
        for reason in claim.reasons:
            if reason.target == other.id:
                raise MapError(f"'{claim.id}' {RELATIONS[reason.kind].verb} '{other.id}'. Remove that link first.")
    for reason in (reason for claim in map.claims for reason in claim.reasons):
        ends = {one.id, two.id}
        if reason.target in ends and ends & set(reason.linked):
            raise MapError(
                f"'{reason.premise}' has one of the two as its linked premise and the other as its target. Remove "
                "the linked premise first."
            )


def _one_of_each(before: Iterable[Reason], after: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons with one for each target; ``before`` are the same in the ids of before. Raises MapError for two of one
    target that cannot be one."""
    found: dict[str, tuple[Reason, Reason]] = {}
    for old, new in zip(before, after, strict=True):
        premises = dict.fromkeys(premise for premise in new.linked if premise != new.premise)
        plain = rebuilt(new, linked=tuple(premises))
        known = found.get(plain.target)
        found[plain.target] = (old, plain) if known is None else (known[0], _joined(known[1], plain, known[0], old))
    return in_order(reason for _, reason in found.values())


def _joined(one: Reason, two: Reason, old: Reason, other: Reason) -> Reason:
    """Two reasons of one premise for one target as one. ``old`` and ``other`` are the same in the ids of before."""
    if one.kind != two.kind:
        verbs = [f"'{was.premise}' {RELATIONS[was.kind].verb} '{was.target}'" for was in (old, other)]
        raise MapError(f"{verbs[0]}, and {verbs[1]}. Remove one of the links first.")
    if set(one.linked) != set(two.linked):
        raise MapError(
            f"The links '{old.address}' and '{other.address}' would be one, and have different linked premises. Give "
            "them the same first."
        )
    scheme = f"Scheme: {two.scheme}." if one.scheme and two.scheme and one.scheme != two.scheme else None
    return rebuilt(
        one,
        scheme=one.scheme or two.scheme,
        note=_note(one.note, two.note, scheme),
        sources=_all(one.sources, two.sources),
    )


def _refuse_contradictions(old: Map, new: Map) -> None:
    """Raise MapError for a contradiction that only the united map has."""
    for find in (_in_links, _in_positions):
        known = set(find(old))
        for sentence in find(new):
            if sentence not in known:
                raise MapError(sentence)


def _in_links(map: Map) -> Iterator[str]:
    reasons = list(reasons_at(map))
    for premise, earlier, later in for_and_against(reasons):
        target = later.reason.target
        both = f"{RELATIONS[earlier.reason.kind].noun} and {RELATIONS[later.reason.kind].noun}"
        yield f"'{premise}' would be a premise of both a {both} of '{target}'. Remove one of the links first."
    for denied, undercut in undercuts_of_itself(reasons):
        link = denied.reason.address
        yield f"'{undercut.reason.premise}' would undercut its own link '{link}'. Remove the undercut first."


def _in_positions(map: Map) -> Iterator[str]:
    for _, later in torn_positions(positions_at(map)):
        who = later.position.stakeholder
        yield f"'{who}' would agree and disagree with the same text. Choose one position first."


# The account


def _brought(index: Index, gone: Claim) -> Iterator[str]:
    """What a claim brings along, in words."""
    aimed = len(index.reasons_for.get(gone.id, ())) + len(index.linked_in.get(gone.id, ()))
    on_its_links = sum(len(index.reasons_for.get(reason.address, ())) for reason in gone.reasons)
    counts: dict[str, int] = {
        "link": len(gone.reasons) + aimed + on_its_links,
        "position": len(gone.positions),
        "citation": len(gone.sources),
        "tag": len(gone.tags),
    }
    yield from (counted(count, noun) for noun, count in counts.items() if count)
    told: dict[str, Callable[[Claim], object]] = {
        "its place in a tension": lambda claim: claim.tension,
        "the note": lambda claim: claim.note,
    }
    yield from (words for words, given in told.items() if given(gone))
