"""A diagram in plain words: what a screen reader says, and a tooltip shows, for each box and arrow.

Other claims are named by their first words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from argmap.excerpt import NAME, ended, excerpt, told_again
from argmap.model.index import Index
from argmap.model.names import source_line, tension_name, words_of
from argmap.model.types import Claim, Position, Reason, Tension
from argmap.semantics.wording import stakeholder_named
from argmap.views.wording import position_said
from argmap.vocabulary import ASSUMED, LINKED, RELATIONS, STANCE_WORDS, STEP, UNSOURCED, capital, counted


def about(index: Index, claims: Sequence[str], tensions: int) -> str:
    """The diagram in one or two sentences: its title, and how many claims, stakeholders and tensions it shows."""
    map = index.map
    question = f" {ended(told_again(map.question).strip())}" if map.question else ""
    holders = {position.stakeholder for claim in claims for position in index.claims[claim].positions}
    parts = {"claim": len(claims), "stakeholder": len(holders), "tension": tensions}
    drawn = [counted(number, thing) for thing, number in parts.items() if number]
    return f"Argument map of {ended(told_again(map.title).strip())}{question} {_listed(drawn)}."


def claim(index: Index, claim: Claim) -> str:
    """What a claim is a reason for, who agrees and disagrees with it, and its sources."""
    said = [ended(f"{capital(_verb(reason))}: {_target(index, reason)}".strip()) for reason in claim.reasons]
    for linked in index.linked_in.get(claim.id, ()):
        said.append(ended(f"Linked premise for: {_text(index, linked.premise)}".strip()))
    if claim.assumed:
        said.append(f"{capital(ASSUMED)}.")
    if side := _side_title(index, claim):
        said.append(ended(f"On the side: {side}".strip()))
    for stance, words in STANCE_WORDS.items() if claim.positions else ():
        held = [position.stakeholder for position in claim.positions if position.stance == stance]
        if names := [stakeholder_named(index, who) for who in held]:
            said.append(f"{capital(words.held_by)} {_listed(names)}.")
    cited = (index.sources.get(name) for name in dict.fromkeys(item.source for item in claim.sources))
    sources = [excerpt(source_line(source), NAME) for source in cited if source]
    if sources:
        said.append(ended(f"Source{'s' if len(sources) > 1 else ''}: {'; '.join(sources)}".strip()))
    return " ".join(said)


def reason(index: Index, reason: Reason) -> str:
    """A reason as a sentence."""
    premises = f" {LINKED} ".join(f"“{_text(index, premise)}”" for premise in reason.premises)
    return f"{premises} {_verb(reason, len(reason.premises))} {_target(index, reason, quoted=True)}." + (
        f" {ended(reason.note.strip())}" if reason.note else ""
    )


def left_out(index: Index, reason: Reason) -> str:
    """A link whose target a diagram leaves out: ``objects to “The UK can buy in AI…”, not shown``."""
    return f"{_verb(reason)} {_target(index, reason, quoted=True)}, not shown"


def position(index: Index, position: Position) -> str:
    """Who takes which position, in what words, when and where they said it."""
    said = position_said(index, position)
    source = index.sources.get(position.source or "")
    where = excerpt(source_line(source), NAME) if source else "" if position.source else UNSOURCED
    return f"{said} ({where})" if where else said


def tension(index: Index, tension: Tension) -> str:
    """A tension with its sides and the number of claims on each."""
    claims = index.claims_in.get(tension.id, ())
    taking = Counter(claim.side for claim in claims)
    counts = [f"{excerpt(side.title)} ({counted(taking[side.id], 'claim')})" for side in tension.sides]
    title = f"{ended(tension.title.strip())} " if tension.title and tension.question else ""
    return f"{title}Sides: {'; '.join(counts)}." if counts else title.strip()


def side(tension: Tension) -> str:
    """A side, with the tension that it belongs to."""
    return ended(f"A side of: {excerpt(tension_name(tension))}".strip())


def states_side(title: str) -> str:
    """The line from a claim to the box of its side."""
    return ended(f"States the side: {excerpt(title)}".strip())


def _verb(reason: Reason, premises: int = 1) -> str:
    words = RELATIONS[reason.kind]
    verb = words.verb if premises == 1 else words.verb_of_several
    return f"{verb} {STEP}" if reason.kind == "undercuts" else verb


def _target(index: Index, reason: Reason, quoted: bool = False) -> str:
    attacked = index.reasons.get(reason.target) if reason.kind == "undercuts" else None
    if attacked is None:
        text = _text(index, reason.target)
        return f"“{text}”" if quoted else text
    premise = f"from “{_text(index, attacked.premise)}”"
    if attacked.kind == "undercuts":
        return f"{premise} to another link"
    return f"{premise} to {_target(index, attacked, quoted=True)}"


def _text(index: Index, claim_id: str) -> str:
    found = index.claims.get(claim_id)
    return excerpt(found.text) if found else words_of(claim_id)


def _side_title(index: Index, claim: Claim) -> str:
    tension = index.tensions.get(claim.tension or "")
    return next((excerpt(side.title) for side in tension.sides if side.id == claim.side), "") if tension else ""


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nothing yet"
