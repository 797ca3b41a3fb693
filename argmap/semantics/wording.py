"""Labels in words: the status of a claim, and one sentence on why it has it. Structure, not truth.

Sentences contain text of the map: escape them with ``argmap.escape`` before output.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from argmap.excerpt import NAME, excerpt
from argmap.model.index import Index
from argmap.model.source_names import source_name
from argmap.model.types import Reason
from argmap.semantics.labels import Labels
from argmap.semantics.objections import Answer, answer
from argmap.semantics.status import status
from argmap.vocabulary import (
    ACCEPTED,
    ASSUMED,
    CHALLENGED,
    CIRCULAR,
    CONTESTED,
    NO_REASONS,
    REJECTED,
    STEP,
    SUPPORT_LOST,
    SUPPORTED,
    Headline,
    Status,
)

LONGEST_QUOTE = 160
LONGEST_TITLE = 60
"""Characters of a claim's text and of a source's title that a sentence quotes before an ellipsis cuts them."""


def headline(labels: Labels, claim_id: str) -> Headline:
    """The status of a claim in a few words, such as ``Stands, as mapped``."""
    return _HEADLINES[status(labels, claim_id)]


_HEADLINES: Mapping[Status, Headline] = {
    "supported": SUPPORTED,
    "assumed": SUPPORTED,
    "answered": NO_REASONS,
    "no reasons": NO_REASONS,
    "challenged": CHALLENGED,
    "support lost": SUPPORT_LOST,
    "contested": CONTESTED,
    "circular": CIRCULAR,
    "accepted": ACCEPTED,
    "rejected": REJECTED,
}


def sentence(labels: Labels, claim_id: str) -> str:
    """Why a claim of the map has its label, in one sentence that names the claims it comes from.

    Raises KeyError for an id that is no claim of the map.
    """
    said = headline(labels, claim_id)
    explain = {
        SUPPORTED: _why_it_stands,
        NO_REASONS: _why_it_stands_bare,
        CHALLENGED: _which_objection,
        SUPPORT_LOST: _how_support_was_lost,
        CONTESTED: _what_it_depends_on,
        CIRCULAR: _how_it_comes_back,
    }.get(said)
    return f"{said}{explain(labels, claim_id)}." if explain else f"{said}."


def quoted(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Text in quotation marks on one line, cut at a word when it is longer than ``longest`` characters."""
    return f"“{excerpt(text, longest)}”"


def named(index: Index, claim_id: str) -> str:
    """A claim named by its quoted text, or by its id when the map has no such claim."""
    return quoted(index.claims[claim_id].text) if claim_id in index.claims else claim_id


def stakeholder_named(index: Index, stakeholder_id: str) -> str:
    """A stakeholder's name, as long as a sentence has room for, or the id when it has none."""
    stakeholder = index.stakeholders.get(stakeholder_id)
    return excerpt((stakeholder and stakeholder.name) or stakeholder_id, NAME)


def source_named(index: Index, source_id: str) -> str:
    """A source named by its quoted title, or as :func:`argmap.model.source_names.source_name` has it without one."""
    source = index.sources.get(source_id)
    if source is None:
        return source_id
    return quoted(source.title, LONGEST_TITLE) if source.title else excerpt(source_name(source), LONGEST_TITLE)


def listed(items: Iterable[str], shown: int = 2) -> str:
    """``a``, ``a and b``, ``a, b and 3 more``: each different item once."""
    different = list(dict.fromkeys(items))
    kept, rest = different[:shown], len(different) - shown
    *first, last = [*kept, f"{rest} more"] if rest > 0 else kept or [""]
    return f"{', '.join(first)} and {last}" if first else last


def argued(index: Index, reason: Reason) -> str:
    """The premises of a reason: ``“a”``, or ``“a” with “b”`` when they are linked."""
    first, *linked = (named(index, premise) for premise in dict.fromkeys(reason.premises))
    return f"{first} with {listed(linked)}" if linked else first


def _labelled(labels: Labels, reasons: Iterable[Reason], wanted: str) -> list[Reason]:
    return [reason for reason in reasons if labels.of_reason(reason.address) == wanted]


def _why_it_stands(labels: Labels, claim_id: str) -> str:
    index = labels.index
    grounds = [argued(index, reason) for reason in _labelled(labels, labels.supports_of(claim_id), "in")]
    grounds += [
        f"the source {source_named(index, source)}"
        for source in labels.sources_of(claim_id)
        if source not in labels.forces.withdrawn_sources
    ]
    taken = f"it is {ASSUMED}" if index.claims[claim_id].assumed else ""
    why = " and ".join(part for part in (taken, f"supported by {listed(grounds)}" if grounds else "") if part)
    return f": {why}{_objections_answered(labels, claim_id)}"


def _why_it_stands_bare(labels: Labels, claim_id: str) -> str:
    answered = _objections_answered(labels, claim_id)
    return f": it stands, as mapped{answered or ', because no objection to it is recorded either'}"


def _objections_answered(labels: Labels, claim_id: str) -> str:
    """How the objections to a claim that is in are answered."""
    by_answer: dict[Answer, list[str]] = {}
    for reason in labels.objections_to(claim_id):
        by_answer.setdefault(answer(labels, reason), []).append(argued(labels.index, reason))
    told = ""
    for became, those in by_answer.items():
        one, many = _BECAME[became]
        told += f", and its {many if len(those) > 1 else one}: {listed(those)}"
    return told


_BECAME: Mapping[Answer, tuple[str, str]] = {
    "answered": ("objection is answered on this map", "objections are answered on this map"),
    "withdrawn": ("objection is withdrawn", "objections are withdrawn"),
    "support lost": ("objection has lost support", "objections have lost support"),
}
"""What became of one objection to a claim that stands, and of several."""


def _which_objection(labels: Labels, claim_id: str) -> str:
    unanswered = _labelled(labels, labels.objections_to(claim_id), "in")
    return f": {listed(argued(labels.index, reason) for reason in unanswered)}"


def _how_support_was_lost(labels: Labels, claim_id: str) -> str:
    losses = [_how_it_fell(labels, reason) for reason in labels.supports_of(claim_id)]
    losses += [
        f"the source {source_named(labels.index, source)} is withdrawn" for source in labels.sources_of(claim_id)
    ]
    return f": {listed(losses)}"


def _how_it_fell(labels: Labels, reason: Reason) -> str:
    fallen = [premise for premise in reason.premises if labels.of(premise) == "out"]
    if fallen:
        withdrawn = [premise for premise in fallen if premise in labels.forces.withdrawn]
        became = "is withdrawn" if withdrawn else "has fallen"
        return f"{named(labels.index, (withdrawn or fallen)[0])} {became}"
    undercut = _labelled(labels, labels.undercuts_of(reason), "in")[0]
    return f"{STEP} from {argued(labels.index, reason)} is undercut by {argued(labels.index, undercut)}"


def _what_it_depends_on(labels: Labels, claim_id: str) -> str:
    reasons = (*labels.objections_to(claim_id), *labels.supports_of(claim_id))
    undecided = _labelled(labels, reasons, "undecided")
    deeper = [
        undercut for reason in undecided for undercut in _labelled(labels, labels.undercuts_of(reason), "undecided")
    ]
    premises: Sequence[str] = [
        premise
        for reason in (*undecided, *deeper)
        for premise in reason.premises
        if labels.of(premise) == "undecided"
    ]
    others = [premise for premise in premises if premise != claim_id]
    names = [named(labels.index, premise) for premise in others]
    return f": depends on {listed(names)}" if names else ": depends on itself"


def _how_it_comes_back(labels: Labels, claim_id: str) -> str:
    undecided = _labelled(labels, labels.supports_of(claim_id), "undecided")
    through = [
        named(labels.index, premise) for reason in undecided for premise in reason.premises if premise != claim_id
    ]
    return f": its reasons come back to it through {listed(through)}" if through else ": its reasons come back to it"
