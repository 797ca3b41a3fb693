"""The status of a claim in words, with the reason for it. Structure, not truth.

Sentences contain text of the map: escape them with ``argmap.escape`` before output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from argmap.model.types import Reason
from argmap.semantics.labels import Label, Labels
from argmap.semantics.status import Answer, answer, status
from argmap.semantics.wording import argued, claims_listed, listed, named, source_named
from argmap.vocabulary import STATUSES, Status


def sentence(labels: Labels, claim_id: str) -> str:
    """The status of a claim and the reason for it, in one sentence or two that name the claims it comes from.

    Raises KeyError for an id that is no claim of the map.
    """
    explain: Mapping[Status, Callable[[Labels, str], str]] = {
        "supported": _why_supported,
        "assumed": _why_assumed,
        "answered": _which_are_answered,
        "no reasons": _why_without_reasons,
        "challenged": _which_objections,
        "support lost": _how_support_was_lost,
        "contested": _which_dispute,
        "circular": _which_circle,
    }
    found = status(labels, claim_id)
    said = explain[found](labels, claim_id) if found in explain else f"{STATUSES[found].label} in this what-if"
    return f"{said}."


def _labelled(labels: Labels, reasons: Iterable[Reason], wanted: Label) -> list[Reason]:
    return [reason for reason in reasons if labels.of_reason(reason.address) == wanted]


def _grounds(labels: Labels, claim_id: str) -> list[str]:
    """The supports and sources of a claim that count."""
    grounds = [argued(labels.index, reason) for reason in _labelled(labels, labels.supports_of(claim_id), "in")]
    return grounds + [
        f"the source {source_named(labels.index, source)}"
        for source in labels.sources_of(claim_id)
        if source not in labels.forces.rejected_sources
    ]


def _why_supported(labels: Labels, claim_id: str) -> str:
    return f"Supported by {listed(_grounds(labels, claim_id))}{_objections_met(labels, claim_id)}"


def _why_assumed(labels: Labels, claim_id: str) -> str:
    grounds = _grounds(labels, claim_id)
    also = f". Also supported by {listed(grounds)}" if grounds else ""
    return f"Assumed: the map takes this as given{also}{_objections_met(labels, claim_id)}"


def _which_are_answered(labels: Labels, claim_id: str) -> str:
    return f"Objections answered: {_became(labels, claim_id)}"


def _why_without_reasons(labels: Labels, claim_id: str) -> str:
    """A rejected claim answers nothing, so an objection that a what-if rejects is not answered."""
    if labels.objections_to(claim_id):
        return f"No longer objected to: {_became(labels, claim_id)}"
    return "No reasons yet: nobody has added a reason for or against it"


_MET: Mapping[Answer, tuple[str, str]] = {
    "answered": ("is answered", "are answered"),
    "rejected": ("is rejected", "are rejected"),
    "support lost": ("has lost its support", "have lost their support"),
}
"""What became of one objection to a claim that is not challenged, and of several."""


def _met(labels: Labels, claim_id: str) -> Iterator[tuple[int, str, str]]:
    """The objections to a claim that is in, by what became of them: their number, their texts, and the verb."""
    by_answer: dict[Answer, list[str]] = {}
    for reason in labels.objections_to(claim_id):
        by_answer.setdefault(answer(labels, reason), []).append(argued(labels.index, reason))
    for became, those in by_answer.items():
        yield len(those), listed(those), _MET[became][len(those) > 1]


def _objections_met(labels: Labels, claim_id: str) -> str:
    met = (f"Its objection{'s' if many > 1 else ''} {those} {verb}" for many, those, verb in _met(labels, claim_id))
    return "".join(f". {one}" for one in met)


def _became(labels: Labels, claim_id: str) -> str:
    return " and ".join(f"{those} {verb}" for _, those, verb in _met(labels, claim_id))


def _which_objections(labels: Labels, claim_id: str) -> str:
    those = [argued(labels.index, reason) for reason in _labelled(labels, labels.objections_to(claim_id), "in")]
    many = f"{len(those)} unanswered objections" if len(those) > 1 else "an unanswered objection"
    return f"Challenged: has {many}, {listed(those)}"


def _how_support_was_lost(labels: Labels, claim_id: str) -> str:
    supports, sources = labels.supports_of(claim_id), labels.sources_of(claim_id)
    losses = [_loss(labels, reason) for reason in supports]
    losses += [(f"the source {source_named(labels.index, source)}", "is rejected") for source in sources]
    if len(losses) == 1:
        lost, became = losses[0]
        kind = "source" if sources else "support"
        return f"Support lost: its only {kind}, {lost.removeprefix('the source ')}, {became}"
    return f"Support lost: {listed(f'{lost} {became}' for lost, became in losses)}"


def _loss(labels: Labels, support: Reason) -> tuple[str, str]:
    """What was lost of a support that does not count: the claim, and what became of it."""
    index = labels.index
    lost = [premise for premise in support.premises if labels.of(premise) == "out"]
    if lost:
        rejected = [premise for premise in lost if premise in labels.forces.rejected]
        premise = (rejected or lost)[0]
        return named(index, premise), STATUSES[status(labels, premise)].verb
    undercut = _labelled(labels, labels.undercuts_of(support), "in")[0]
    return argued(index, support), f"is undercut by {argued(index, undercut)}"


def _which_dispute(labels: Labels, claim_id: str) -> str:
    node = labels.network.claims[claim_id]
    dispute = labels.dispute_behind(node)
    among = [name for name in labels.claims_of_disputes[dispute] if name != claim_id]
    names = claims_listed(labels.index, among)
    if node not in dispute:
        if not labels.circles.isdisjoint(dispute):
            return f"Contested: depends on {named(labels.index, among[0])}, which has only circular support"
        return f"Contested: depends on an open dispute about {names}"
    return f"Contested: in an open dispute with {names}" if among else "Contested: objects to itself"


def _which_circle(labels: Labels, claim_id: str) -> str:
    undecided = _labelled(labels, labels.supports_of(claim_id), "undecided")
    through = [
        named(labels.index, premise)
        for reason in undecided
        for premise in reason.premises
        if premise != claim_id and labels.of(premise) == "undecided"
    ]
    if not through:
        return "Circular: supported only by itself"
    return f"Circular: supported only through {listed(through)}, which it supports"
