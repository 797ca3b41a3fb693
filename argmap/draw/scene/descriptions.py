"""A diagram in plain words: what a screen reader says, and a pointer shows, for each box and arrow.

What a box or arrow refers to is named by its first words, as its own box says it in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from argmap.excerpt import NAME, excerpt, told_again
from argmap.model.index import Index
from argmap.model.source_names import source_line
from argmap.model.types import Claim, Position, Reason, Stance, Tension
from argmap.semantics.wording import stakeholder_named
from argmap.views.position_text import position_said

STANCE_PHRASES: dict[Stance, str] = {"agrees": "Agreed by", "disagrees": "Rejected by", "mixed": "Mixed views from"}
VERBS = {"supports": "Supports", "objects_to": "Objects to", "undercuts": "Undercuts the step"}


def about(index: Index, claims: Sequence[str], tensions: int) -> str:
    """The drawing in one or two sentences: what it maps, and how many claims, people and tensions are drawn."""
    map = index.map
    question = f" {_sentence(told_again(map.question))}" if map.question else ""
    holders = {position.stakeholder for claim in claims for position in index.claims[claim].positions}
    parts = [counted(len(claims), "claim"), counted(len(holders), "stakeholder"), counted(tensions, "tension")]
    return (
        f"Argument map of {_sentence(told_again(map.title))}{question} {_listed([part for part in parts if part])}."
    )


def claim(index: Index, claim: Claim) -> str:
    """What the claim does in the map, who holds it, what it rests on."""
    told = [_sentence(f"{VERBS[reason.kind]}: {_target(index, reason)}") for reason in claim.reasons]
    for linked in index.linked_in.get(claim.id, ()):
        told.append(_sentence(f"Needed with another claim: {_text(index, linked.premise)}"))
    if claim.assumed:
        told.append("Taken as given.")
    if side := _side_title(index, claim):
        told.append(_sentence(f"On the side: {side}"))
    for stance, phrase in STANCE_PHRASES.items():
        held = [position.stakeholder for position in claim.positions if position.stance == stance]
        if names := [stakeholder_named(index, who) for who in held]:
            told.append(f"{phrase} {_listed(names)}.")
    cited = (index.sources.get(name) for name in dict.fromkeys(item.source for item in claim.sources))
    sources = [excerpt(source_line(source), NAME) for source in cited if source]
    if sources:
        told.append(_sentence(f"Source{'s' if len(sources) > 1 else ''}: {'; '.join(sources)}"))
    return " ".join(told)


def reason(index: Index, reason: Reason) -> str:
    """One step of argument as a sentence."""
    premises = " together with ".join(f"“{_text(index, premise)}”" for premise in reason.premises)
    verb = {"supports": "supports", "objects_to": "objects to", "undercuts": "undercuts the step"}[reason.kind]
    if len(reason.premises) > 1:
        verb = {"supports": "support", "objects_to": "object to", "undercuts": "undercut the step"}[reason.kind]
    return f"{premises} {verb} {_target(index, reason, quoted=True)}." + (
        f" {_sentence(reason.note)}" if reason.note else ""
    )


def position(index: Index, position: Position) -> str:
    """Who holds what, in what words, when and where they said it."""
    told = position_said(index, position)
    source = index.sources.get(position.source or "")
    return f"{told} ({excerpt(source_line(source), NAME)})" if source else told


def tension(index: Index, tension: Tension) -> str:
    """A tension with its sides and how many claims take each."""
    claims = index.claims_in.get(tension.id, ())
    taking = Counter(claim.side for claim in claims)
    counts = [f"{excerpt(side.title)} ({counted(taking[side.id], 'claim') or 'no claims'})" for side in tension.sides]
    title = f"{_sentence(tension.title)} " if tension.title and tension.question else ""
    return f"{title}Sides: {'; '.join(counts)}." if counts else title.strip()


def side(tension: Tension) -> str:
    """A side, with what it is a side of."""
    return _sentence(f"A side of: {excerpt(tension.title or tension.question or tension.id)}")


def states_side(title: str) -> str:
    """What the line from a claim to the box of its side says."""
    return _sentence(f"States the side: {excerpt(title)}")


def _target(index: Index, reason: Reason, quoted: bool = False) -> str:
    attacked = index.reasons.get(reason.target) if reason.kind == "undercuts" else None
    if attacked is None:
        text = _text(index, reason.target)
        return f"“{text}”" if quoted else text
    premise = f"from “{_text(index, attacked.premise)}”"
    if attacked.kind == "undercuts":
        return f"{premise} to another step"
    return f"{premise} to {_target(index, attacked, quoted=True)}"


def _text(index: Index, claim_id: str) -> str:
    found = index.claims.get(claim_id)
    return excerpt(found.text) if found else claim_id


def _side_title(index: Index, claim: Claim) -> str:
    tension = index.tensions.get(claim.tension or "")
    return next((excerpt(side.title) for side in tension.sides if side.id == claim.side), "") if tension else ""


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def counted(number: int, thing: str) -> str:
    """``1 claim``, ``2 claims``; nothing for 0."""
    return f"{number} {thing}{'' if number == 1 else 's'}" if number else ""


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nothing yet"
