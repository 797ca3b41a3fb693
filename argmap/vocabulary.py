"""The words that users see for what a map is made of, each written here once.

Texts, pictures, pages, reports and the editor take their words from here, so that one thing has one name wherever it
is met. A word in a sentence is lower case; :func:`capital` begins a line with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

THINGS: Mapping[str, str] = {
    "tensions": "tension",
    "stakeholders": "stakeholder",
    "claims": "claim",
    "sources": "source",
}
"""Section of a map's file -> the word for one of its entries, in the order of the file."""


FIELDS: Mapping[str, str] = {
    "short": "short text",
    "part_of": "group",
    "accessed": "date of access",
    "url": "web address",
    "locator": "location",
    "copy_sha256": "digest of the copy",
    "linked": "linked premises",
}
"""The words for a field that the file calls otherwise."""


class RelationWords(NamedTuple):
    """How one claim relates to another, or to a link: its sign and its words."""

    sign: str
    noun: str
    verb: str
    """One claim does it: ``supports``."""
    verb_of_several: str
    """Several claims do it together: ``support``."""
    past: str
    on_box: str
    """In short, as on the box of a claim or beside its row: ``objects``."""
    lead: str
    """Before the claim that does it, in an outline: ``Supported by:``."""


RELATIONS: Mapping[Literal["supports", "objects_to", "undercuts"], RelationWords] = {
    "supports": RelationWords("+", "support", "supports", "support", "supported", "supports", "Supported by:"),
    "objects_to": RelationWords("−", "objection", "objects to", "object to", "objected to", "objects", "Objection:"),
    "undercuts": RelationWords("⊘", "undercut", "undercuts", "undercut", "undercut", "undercuts", "Undercut:"),
}

ON_BOXES: Mapping[str, str] = {
    "claim": "claim",
    **{kind: words.on_box for kind, words in RELATIONS.items()},
    "main": "main claim",
    "tension": "tension",
    "side": "side",
    "missing": "missing claim",
    "stub": "shown elsewhere",
}
"""The word on a box of a diagram by its kind; ``missing`` is a claim that is only named."""

CONTINUED = "continued"
"""On a box or row that is repeated, where what is below the first one goes on."""
GOES_ON_BELOW = "goes on below"
"""On the first box, where the box that repeats it is below it."""

STEP = "the link"
"""What an undercut is aimed at: ``undercuts the link from … to …``."""

LINKED_SIGN, LINKED, LINKED_LEAD = "&", "together with", "Together with:"
"""A linked premise."""

SIDE_SIGN, SIDE_MEANING = "◆", "side of a tension"
"""The sign before the name of a side, and what it means, for keys."""

USUAL_FOLDER = "exports"
"""The folder in the working folder for exports where no other is named."""

EXPORTS: Mapping[str, str] = {
    "brief": "one page of main claims with reasons for and against",
    "pages": "an overview and linked pages of readable size",
    "tension": "one tension: its sides and their reasons",
    "focus": "one claim with its reasons and parents",
    "stakeholder": "one stakeholder: claims it agrees or disagrees with, and objections it has not answered",
}
"""What an export can show instead of the whole map in one picture, besides the charts."""

NO_CLAIMS = "no claims yet"
"""After the name of a side that no claim takes, and of a tension without claims."""

SEE: Mapping[Literal["above", "below"], str] = {"above": "see above", "below": "see below"}
"""After a claim that an outline has in full elsewhere."""

TENSION_LEAD, SIDE_LEAD = "Tension:", "Side:"


class StanceWords(NamedTuple):
    """A stance in words: its sign and its words."""

    sign: str
    letter: str
    """In a table that is read aloud or is wide."""
    verb: str
    view: str
    """After the name of one or several who take it: ``Ann: mixed views``."""
    held_by: str
    """Before their names: ``disagree: Ann, Bo``."""
    on: str
    """Between a name and a claim: ``Ann disagrees with “Jobs come back”``."""


STANCE_WORDS: Mapping[Literal["agrees", "disagrees", "mixed"], StanceWords] = {
    "agrees": StanceWords("✓", "A", "agrees", "agrees", "agree:", "agrees with"),
    "disagrees": StanceWords("✗", "D", "disagrees", "disagrees", "disagree:", "disagrees with"),
    "mixed": StanceWords("±", "M", "mixed", "mixed views", "mixed:", "has mixed views on"),
}

UNSOURCED_SIGN, UNSOURCED = "*", "no source"
"""After the name of a stakeholder whose position has no source, and what that means."""

NOT_RECORDED: Literal["not recorded"] = "not recorded"
"""In a table of positions, where a stakeholder has none on a claim."""

ASSUMED = "assumed"

CONFLICT = "CONFLICT"
"""What the comment of an open conflict in a file begins with."""

CHANGE_WORDS: Mapping[Literal["+", "−", "~", "»", "→", "!"], str] = {
    "+": "added",
    "−": "removed",
    "~": "changed",
    "»": "moved",
    "→": "renamed",
    "!": "look",
}
"""A sign of a change in a word; ``look`` marks what a reviewer looks at first."""


Status = Literal[
    "supported",
    "assumed",
    "answered",
    "no reasons",
    "challenged",
    "support lost",
    "contested",
    "circular",
    "accepted",
    "rejected",
]
"""What a map says about one of its claims; the last two are set by a what-if.

:func:`argmap.semantics.status.status` computes it.
"""


class StatusWords(NamedTuple):
    """A status in words, at the lengths that there is room for."""

    sign: str
    label: str
    """Alone, or before the sentence that explains it: ``Support lost``."""
    badge: str
    """With the sign, in at most 12 cells, as beside a row of the editor."""
    verb: str
    """After one claim, in a sentence: ``is challenged``."""
    verb_of_several: str
    becomes: str
    """After one claim, when a change gives it the status: ``becomes challenged``."""
    of_several: str
    """After a number of claims, in a total: ``5 with no reasons yet``."""
    meaning: str
    """What the status means, in a legend or a glossary."""


STATUSES: Mapping[Status, StatusWords] = {
    "supported": StatusWords(
        "✓",
        "Supported",
        "✓ supported",
        "is supported",
        "are supported",
        "becomes supported",
        "supported",
        "has a support or a source, and no unanswered objection",
    ),
    "assumed": StatusWords(
        "=",
        "Assumed",
        "= assumed",
        "is assumed",
        "are assumed",
        "becomes assumed",
        "assumed",
        "the map takes it as given",
    ),
    "answered": StatusWords(
        "·",
        "Objections answered",
        "· answered",
        "has its objections answered",
        "have their objections answered",
        "has its objections answered now",
        "with objections answered",
        "no support, but its objections are answered",
    ),
    "no reasons": StatusWords(
        "·",
        "No reasons yet",
        "· no reasons",
        "has no reasons yet",
        "have no reasons yet",
        "has no reasons any more",
        "with no reasons yet",
        "nobody has added a reason for or against it",
    ),
    "challenged": StatusWords(
        "!",
        "Challenged",
        "! challenged",
        "is challenged",
        "are challenged",
        "becomes challenged",
        "challenged",
        "has an unanswered objection",
    ),
    "support lost": StatusWords(
        "○",
        "Support lost",
        "○ lost supp.",
        "has lost its support",
        "have lost their support",
        "loses its support",
        "support lost",
        "all its supports are challenged or undercut",
    ),
    "contested": StatusWords(
        "?",
        "Contested",
        "? contested",
        "is contested",
        "are contested",
        "becomes contested",
        "contested",
        "depends on an open dispute",
    ),
    "circular": StatusWords(
        "?",
        "Circular",
        "? circular",
        "has only circular support",
        "have only circular support",
        "is left with circular support",
        "circular",
        "supported only through a claim that it supports",
    ),
    "accepted": StatusWords(
        "✓",
        "Accepted",
        "✓ accepted",
        "is accepted",
        "are accepted",
        "becomes accepted",
        "accepted",
        "accepted in this what-if",
    ),
    "rejected": StatusWords(
        "✗",
        "Rejected",
        "✗ rejected",
        "is rejected",
        "are rejected",
        "becomes rejected",
        "rejected",
        "rejected in this what-if",
    ),
}

NOT_CHALLENGED: frozenset[Status] = frozenset({"supported", "assumed", "answered", "no reasons"})
"""The statuses of claims that a total counts as not challenged, unless a what-if sets them."""

COUNTS: Mapping[Literal["in", "out", "undecided"], str] = {
    "in": "counts",
    "out": "does not count",
    "undecided": "contested",
}
"""Whether a link counts, by its label."""

CAVEAT = "Based only on this map. Something missing may not have been added yet."

GRID_JUDGED = "Power and interest as judged by the authors of this map"

GRID_FIELDS: Mapping[tuple[str, str], str] = {
    ("high", "high"): "High power, high interest",
    ("high", "low"): "High power, low interest",
    ("low", "high"): "Low power, high interest",
    ("low", "low"): "Low power, low interest",
}
"""The name of each field of the grid, by power and interest: its axes alone, as a map is shown to those on it."""

COVERAGE_CAVEAT = "These counts show how much the map records for each side, not which side is stronger."


def counted(number: int, noun: str, plural: str | None = None, *, zero: str = "no") -> str:
    """``1 claim``, ``2 claims``, ``1,200 claims``, ``no claims``."""
    return f"{f'{number:,}' if number else zero} {noun if number == 1 else plural or noun + 's'}"


def shown_of(shown: int, total: int) -> str:
    """How much of a map is shown: ``Shown: 11 of 58 claims``."""
    return f"Shown: {shown:,} of {counted(total, 'claim')}"


def capital(words: str) -> str:
    """``words`` with a capital first letter."""
    return words[:1].upper() + words[1:]


Outcome = Literal["found", "not found", "not checked"]
"""What became of a quotation that was looked for in the copy of its source."""

QuotationMarks = Mapping[tuple[str | None, str], Outcome]
"""What became of quotations, by source and words."""

NO_MARKS: QuotationMarks = MappingProxyType({})
"""The marks where no quotation was looked for."""

QUOTATION_WORDS: Mapping[Outcome, str] = {
    "found": "found in the copy",
    "not found": "not in the copy",
    "not checked": "not checked",
}
"""An outcome after its sign."""

QUOTATION_SIGNS: Mapping[Outcome, str] = {
    "found": "✓",
    "not found": "✗",
    "not checked": "·",
}


def quotation_mark(outcome: Outcome) -> str:
    """An outcome with its sign: ``✓ found in the copy``."""
    return f"{QUOTATION_SIGNS[outcome]} {QUOTATION_WORDS[outcome]}"


def quotations_in_words(counts: Mapping[Outcome, int]) -> str:
    """``48 quotations: 46 found in their copy, 1 not found, 1 not checked``; empty where there are none."""
    number = sum(counts.values())
    found = "found in its copy" if number == 1 else "found in their copy"
    told = [f"{counts[outcome]} {found if outcome == 'found' else outcome}" for outcome in counts if counts[outcome]]
    return f"{counted(number, 'quotation')}: {', '.join(told)}" if number else ""
