"""Rules about the state of the debate: what the map leaves open. These are notes; a good map may have many."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import path_of, path_of_claim, quoted


def _held_by_nobody(subject: Subject, found: list[Problem]) -> Problem | None:
    if len(found) < len(subject.map.claims):
        return None
    hint = "Add 'positions' to a claim where a source gives one."
    return Problem(("claims",), "No stakeholder has a position on any claim.", hint)


@rule("AM203", "claim-without-holder", "note", once=_held_by_nobody)
def claim_without_holder(subject: Subject) -> Iterator[Problem]:
    """No position on a claim is recorded: the map does not say who holds it or who rejects it.

    In a map without any position this is said once, for the map.

    Bad:
        stakeholders:
          dsit:
            name: Department for Science, Innovation and Technology
        claims:
          sign-the-deal:
            text: The partnership should be signed.

    Good:
        stakeholders:
          dsit:
            name: Department for Science, Innovation and Technology
        claims:
          sign-the-deal:
            text: The partnership should be signed.
            positions:
              dsit: agrees
    """
    for claim in subject.map.claims:
        if not claim.positions:
            message = f"Nobody's position on {quoted(claim.id)} is recorded."
            yield Problem(path_of_claim(claim.id), message, "Add 'positions' where a source gives one.")


def _all_alone(subject: Subject, found: list[Problem]) -> Problem | None:
    if len(found) < len(subject.map.claims):
        return None
    hint = "Say what each supports or objects to, or which tension it belongs to."
    return Problem(("claims",), "No claim is joined to another.", hint)


@rule("AM204", "claim-without-connection", "note", once=_all_alone)
def claim_without_connection(subject: Subject) -> Iterator[Problem]:
    """A claim stands alone: no reason leads to or from it, and it belongs to no tension.

    In a map whose claims all stand alone this is said once, for the map.

    Bad:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
          exit-terms:
            text: Exit terms limit dependence on one supplier.

    Good:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            supports:
              - sign-the-deal
    """
    index = subject.index
    for claim in subject.map.claims:
        joined = claim.reasons or claim.tension or claim.id in index.reasons_for or claim.id in index.linked_in
        if not joined and len(subject.map.claims) > 1:
            message = f"{quoted(claim.id)} is joined to nothing on the map."
            hint = "Say what it supports or objects to, or which tension it belongs to."
            yield Problem(path_of_claim(claim.id), message, hint)


def _none_answered(subject: Subject, found: list[Problem]) -> Problem | None:
    objections = sum(reason.kind == "objects_to" for claim in subject.map.claims for reason in claim.reasons)
    if len(found) < objections:
        return None
    message = f"None of the {objections} objections on the map is answered."
    return Problem(("claims",), message, "Add what answers them, if somebody has.")


@rule("AM205", "unanswered-objection", "note", once=_none_answered)
def unanswered_objection(subject: Subject) -> Iterator[Problem]:
    """An objection stands, as mapped: nothing on the map answers it.

    An objection is answered when one of its premises falls or the step is undercut. That an objection is
    unanswered says nothing about whether it is right: nobody may have added the answer yet. In a map without any
    answer to three objections or more this is said once, for the map.

    Bad:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
          dependence:
            text: The partnership makes the state depend on one supplier.
            objects_to:
              - sign-the-deal

    Good:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
          dependence:
            text: The partnership makes the state depend on one supplier.
            objects_to:
              - sign-the-deal
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            undercuts:
              - dependence -> sign-the-deal
    """
    labels = subject.labels
    for claim in subject.map.claims:
        for reason in claim.reasons:
            if reason.kind == "objects_to" and labels.of_reason(reason.address) == "in":
                message = f"Nothing answers the objection of {quoted(claim.id)} to {quoted(reason.target)}."
                hint = "Add what answers it, if somebody has: an objection to it, or an undercut."
                yield Problem(path_of(reason), message, hint, (path_of_claim(reason.target),))
