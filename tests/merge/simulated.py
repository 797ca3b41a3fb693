"""Maps and edits made at random from a seed: what two people do to one map on two branches."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from argmap.edit.reasons import retarget
from argmap.model.ids import ARROW, unused
from argmap.model.index import Index
from argmap.model.types import (
    STANCES,
    Citation,
    Claim,
    Map,
    Part,
    Position,
    Reason,
    Side,
    Source,
    Stakeholder,
    Tension,
    rebuilt,
)

WORDS = (
    "adoption agency audit bargain capacity cloud compute contract courts data delay dependence domestic "
    "duty energy enforcement evidence exit export firms growth health independent investment jobs judges "
    "labour law licence local market ministers model office oversight partner price privacy procurement "
    "public regulator research risk safety schools services skills sovereignty speed standards starved "
    "state supply talent taxpayers terms trade transparency "
).split()


def sentence(rng: random.Random, tag: str = "") -> str:
    """A sentence that no other call makes (its tag, or a number, is in it)."""
    words = [rng.choice(WORDS) for _ in range(rng.randint(5, 14))]
    return f"{' '.join(words).capitalize()} {tag or rng.randrange(10**9)}."


def simulated_map(rng: random.Random, size: int) -> Map:
    """A sound map of ``size`` claims: a forest of reasons with some undercuts, positions and citations."""
    stakeholders = tuple(Stakeholder(id=f"holder-{n}", name=f"Holder {n}") for n in range(max(3, size // 10)))
    sources = tuple(Source(id=f"source-{n}", title=sentence(rng), date="2025") for n in range(max(3, size // 6)))
    tensions = tuple(
        Tension(
            id=f"tension-{n}",
            title=f"Tension {n}",
            sides=(Side(id="for", title="For"), Side(id="against", title="Not")),
        )
        for n in range(max(1, size // 20))
    )
    claims: list[Claim] = []
    for number in range(size):
        claims.append(_claim(rng, f"claim-{number}", claims, stakeholders, sources, tensions))
    return Map(
        title="Simulated",
        question="What is best?",
        tensions=tensions,
        stakeholders=stakeholders,
        claims=_beside_targets(claims),
        sources=sources,
    )


def _claim(rng, claim_id, earlier, stakeholders, sources, tensions) -> Claim:
    reasons: tuple[Reason, ...] = ()
    tension = side = None
    if earlier and rng.random() < 0.9:
        reasons = (_reason(rng, claim_id, earlier),)
    else:
        tension, side = rng.choice(tensions).id, rng.choice(("for", "against"))
    return Claim(
        id=claim_id,
        text=sentence(rng),
        tension=tension,
        side=side,
        reasons=reasons,
        positions=tuple(
            Position(stakeholder=one.id, stance=rng.choice(STANCES), source=rng.choice(sources).id)
            for one in rng.sample(stakeholders, rng.choice((0, 1, 1, 2)))
        ),
        sources=tuple(Citation(source=one.id) for one in rng.sample(sources, rng.choice((0, 1, 2)))),
        note=sentence(rng) if rng.random() < 0.2 else None,
    )


def _reason(rng, premise: str, others) -> Reason:
    target = rng.choice(others)
    if target.reasons and target.reasons[0].kind != "undercuts" and rng.random() < 0.15:
        return Reason(premise=premise, kind="undercuts", target=target.reasons[0].address)
    return Reason(premise=premise, kind=rng.choice(("supports", "objects_to")), target=target.id)


def _beside_targets(claims) -> tuple[Claim, ...]:
    """Claims in the order of an outline: each behind what it bears on."""
    below: dict[str, list[Claim]] = {}
    for claim in claims:
        target = claim.reasons[0].target.split(ARROW)[0] if claim.reasons else ""
        below.setdefault(target, []).append(claim)
    found: list[Claim] = []
    waiting = list(reversed(below.get("", [])))
    while waiting:
        found.append(waiting.pop())
        waiting.extend(reversed(below.get(found[-1].id, [])))
    return tuple(found)


# --- edits -----------------------------------------------------------------------------------------------------


def with_claim(map: Map, claim: Claim) -> Map:
    return rebuilt(map, claims=tuple(claim if one.id == claim.id else one for one in map.claims))


def reword(rng, map: Map, tag: str) -> Map:
    claim = rng.choice(map.claims)
    words = claim.text.rstrip(".").split()
    words[min(rng.randrange(len(words)), len(words) - 2)] = f"{rng.choice(WORDS)}-{in_letters(tag)}"
    return with_claim(map, rebuilt(claim, text=" ".join(words) + "."))


def in_letters(tag: str) -> str:
    """A tag without figures: another figure would be another meaning."""
    return "".join(chr(ord("a") + int(character)) if character.isdigit() else character for character in tag)


def deny(rng, map: Map, tag: str) -> Map:
    """A rewording that turns the meaning."""
    claim = rng.choice(map.claims)
    words = claim.text.rstrip(".").split()
    words.insert(rng.randrange(1, len(words)), f"not {rng.choice(WORDS)}-{in_letters(tag)}")
    return with_claim(map, rebuilt(claim, text=" ".join(words) + "."))


def move_reason(rng, map: Map, tag: str) -> Map:
    """A reason gets another target, one that stands before it, so that no circle comes about in one map."""
    places = [at for at, claim in enumerate(map.claims) if at > 1 and _movable(claim)]
    if not places:
        return map
    at = rng.choice(places)
    claim, target = map.claims[at], map.claims[rng.randrange(at)].id
    old = _movable(claim)[0]
    if any(reason.target == target for reason in claim.reasons):
        return map
    return retarget(map, old.address, target)


def _movable(claim: Claim) -> list[Reason]:
    return [reason for reason in claim.reasons if reason.kind != "undercuts"]


def rewrite_note(rng, map: Map, tag: str) -> Map:
    claim = rng.choice(map.claims)
    return with_claim(map, rebuilt(claim, note=sentence(rng, tag)))


def add_claim(rng, map: Map, tag: str) -> Map:
    """A new claim, behind the claim it bears on; people name alike what they think of alike, so ids may clash."""
    parent = rng.choice(map.claims)
    taken = Index.build(map).taken_ids
    claim_id = unused(f"new-{rng.randrange(4000)}", taken)
    claim = Claim(id=claim_id, text=sentence(rng, tag), reasons=(_reason(rng, claim_id, [parent]),))
    at = map.claims.index(parent) + 1
    return rebuilt(map, claims=(*map.claims[:at], claim, *map.claims[at:]))


def add_reason(rng, map: Map, tag: str) -> Map:
    """A further reason from a claim to one that stands before it, so that no circle comes about in one map."""
    if len(map.claims) < 2:
        return map
    at = rng.randrange(1, len(map.claims))
    claim, target = map.claims[at], map.claims[rng.randrange(at)]
    if any(reason.target == target.id for reason in claim.reasons):
        return map
    reason = Reason(premise=claim.id, kind=rng.choice(("supports", "objects_to")), target=target.id)
    return with_claim(map, _sorted_reasons(claim, (*claim.reasons, reason)))


def _sorted_reasons(claim: Claim, reasons) -> Claim:
    order = ("supports", "objects_to", "undercuts")
    return rebuilt(claim, reasons=tuple(sorted(reasons, key=lambda reason: order.index(reason.kind))))


def turn_reason(rng, map: Map, tag: str) -> Map:
    claims = [claim for claim in map.claims if any(reason.kind != "undercuts" for reason in claim.reasons)]
    if not claims:
        return map
    claim = rng.choice(claims)
    picked = rng.choice([reason for reason in claim.reasons if reason.kind != "undercuts"])
    other = "supports" if picked.kind == "objects_to" else "objects_to"
    reasons = (rebuilt(one, kind=other) if one is picked else one for one in claim.reasons)
    return with_claim(map, _sorted_reasons(claim, reasons))


def set_position(rng, map: Map, tag: str) -> Map:
    claim, holder = rng.choice(map.claims), rng.choice(map.stakeholders)
    others = tuple(one for one in claim.positions if one.stakeholder != holder.id)
    position = Position(stakeholder=holder.id, stance=rng.choice(STANCES), quote=sentence(rng, tag))
    return with_claim(map, rebuilt(claim, positions=(*others, position)))


def cite(rng, map: Map, tag: str) -> Map:
    claim, source = rng.choice(map.claims), rng.choice(map.sources)
    if any(one.source == source.id for one in claim.sources):
        return map
    return with_claim(
        map, rebuilt(claim, sources=(*claim.sources, Citation(source=source.id, quote=sentence(rng, tag))))
    )


def add_source(rng, map: Map, tag: str) -> Map:
    source = Source(id=unused(f"report-{rng.randrange(2000)}", Index.build(map).taken_ids), title=sentence(rng, tag))
    claim = rng.choice(map.claims)
    cited = rebuilt(claim, sources=(*claim.sources, Citation(source=source.id)))
    return rebuilt(with_claim(map, cited), sources=(*map.sources, source))


def drop_source(rng, map: Map, tag: str) -> Map:
    """A source that few claims rest on, mostly; whoever drops one that many cite talks to others first."""
    index = Index.build(map)
    unpopular = [source for source in map.sources if len(index.cited_by.get(source.id, ())) < 2]
    gone = rng.choice(unpopular if unpopular and rng.random() < 0.8 else map.sources).id
    if len(map.sources) < 2:
        return map

    def without(claim: Claim) -> Claim:
        positions = tuple(rebuilt(one, source=None) if one.source == gone else one for one in claim.positions)
        return rebuilt(claim, sources=tuple(one for one in claim.sources if one.source != gone), positions=positions)

    claims = tuple(without(claim) for claim in map.claims)
    return rebuilt(map, claims=claims, sources=tuple(one for one in map.sources if one.id != gone))


def delete_claim(rng, map: Map, tag: str) -> Map:
    """A claim without reasons for it (or, rarely, any claim) goes, with what refers to it."""
    index = Index.build(map)
    leaves = [claim for claim in map.claims if claim.id not in index.reasons_for]
    claim = rng.choice(leaves if leaves and rng.random() < 0.8 else list(map.claims))
    if len(map.claims) < 3:
        return map
    return without_claims(map, {claim.id})


def without_claims(map: Map, gone: set[str]) -> Map:
    def kept(reason: Reason) -> bool:
        return not gone & {reason.premise, *reason.target.split(ARROW), *reason.linked}

    claims = []
    dead: set[str] = set()
    for claim in map.claims:
        dead.update(reason.address for reason in claim.reasons if not kept(reason))
    for claim in map.claims:
        if claim.id not in gone:
            reasons = tuple(one for one in claim.reasons if kept(one) and one.target not in dead)
            claims.append(rebuilt(claim, reasons=reasons))
    return rebuilt(map, claims=tuple(claims))


def rename_claim(rng, map: Map, tag: str) -> Map:
    from argmap.model.renaming import Renaming, renamed

    old = rng.choice(map.claims).id
    new = unused(f"{old.split('-named-')[0]}-named-{rng.randrange(1000)}", Index.build(map).taken_ids)
    return renamed(map, Renaming({("claims", old): new}))


def move_claim(rng, map: Map, tag: str) -> Map:
    claims = list(map.claims)
    claim = claims.pop(rng.randrange(len(claims)))
    claims.insert(rng.randrange(len(claims) + 1), claim)
    return rebuilt(map, claims=tuple(claims))


def set_title(rng, map: Map, tag: str) -> Map:
    return rebuilt(map, summary=sentence(rng, tag))


Edit = Callable[[random.Random, Map, str], Map]

EDITS: tuple[tuple[Edit, int], ...] = (
    (reword, 20),
    (add_claim, 24),
    (add_reason, 8),
    (turn_reason, 4),
    (set_position, 12),
    (cite, 10),
    (add_source, 5),
    (drop_source, 1),
    (delete_claim, 4),
    (rename_claim, 3),
    (rewrite_note, 4),
    (move_claim, 2),
)
"""What people do to a map, by weight: 97 in all, of which 4 deletions and 1 source dropped."""

TURNING = ((deny, 2), (move_reason, 4), *((edit, 18 if edit is reword else weight) for edit, weight in EDITS))
"""The same with one rewording in ten that turns the meaning, and with reasons that are moved elsewhere."""

HARSHER = tuple((edit, {delete_claim: 6, drop_source: 2}.get(edit, weight)) for edit, weight in EDITS)
"""The same with half again as many deletions and twice as many sources dropped: people who tidy a map while others
write in it."""


def edited(rng: random.Random, map: Map, times: int, tag: str, mix: Sequence[tuple[Edit, int]] = EDITS) -> Map:
    """``map`` after ``times`` random edits; every sentence written carries ``tag`` and a number."""
    for number in range(times):
        edit = rng.choices([edit for edit, _ in mix], [weight for _, weight in mix])[0]
        map = edit(rng, map, f"{tag}{number}")
    return map


def texts(part: Part) -> list[str]:
    """Every text in a part of a map, ids aside."""
    found: list[str] = []
    for name, value in part.items():
        if isinstance(value, str) and name in {"text", "note", "quote", "title", "summary", "name", "locator"}:
            found.append(value)
        elif isinstance(value, tuple):
            for one in value:
                found.extend(texts(one) if isinstance(one, Part) else [])
    return found
