"""Rules about the state of the debate: what the map leaves open. These are suggestions; a good map may have many."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.rule import Problem, Subject, is_often, rule
from argmap.check.wording import path_of, path_of_claim
from argmap.semantics.wording import named


def _held_by_nobody(subject: Subject, found: list[Problem]) -> Problem | None:
    claims = len(subject.map.claims)
    hint = "Add positions where a source states them."
    if len(found) == claims:
        return Problem(("claims",), "No stakeholder has a position on any claim.", hint)
    if is_often(len(found), claims):
        return Problem(("claims",), f"{len(found)} of {claims} claims have no position.", hint)
    return None


@rule("AM203", "claim-without-position", "suggestion", "claims have no position", once=_held_by_nobody)
def claim_without_position(subject: Subject) -> Iterator[Problem]:
    """No stakeholder has a position on a claim.

    Where many claims have no position, one finding says so for the whole map.

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
            message = f"No stakeholder has a position on {named(subject.index, claim.id)}."
            yield Problem(path_of_claim(claim.id), message, "Add a position if a source states one.")


def _all_alone(subject: Subject, found: list[Problem]) -> Problem | None:
    if len(found) < len(subject.map.claims):
        return None
    hint = "Add links between claims, or set their tensions."
    return Problem(("claims",), "No claim is linked to another.", hint)


@rule("AM204", "claim-without-connection", "suggestion", "claims have no links and no tension", once=_all_alone)
def claim_without_connection(subject: Subject) -> Iterator[Problem]:
    """A claim has no links and no tension.

    Where this is so of all claims, one finding says so for the whole map.

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
            message = f"{named(index, claim.id)} has no links and no tension."
            hint = "Link it to another claim, or set its tension."
            yield Problem(path_of_claim(claim.id), message, hint)


def _none_answered(subject: Subject, found: list[Problem]) -> Problem | None:
    objections = sum(reason.kind == "objects_to" for claim in subject.map.claims for reason in claim.reasons)
    if len(found) < objections:
        return None
    message = f"None of the {objections} objections is answered."
    return Problem(("claims",), message, "If someone has answered them, add the answers.")


@rule("AM205", "unanswered-objection", "suggestion", "objections are unanswered", once=_none_answered)
def unanswered_objection(subject: Subject) -> Iterator[Problem]:
    """An objection has no answer on this map.

    An objection is answered when one of its claims is challenged or its link is undercut. An unanswered objection
    need not be right: the answer may not have been added yet. Where none of three or more objections is answered,
    one finding says so for the whole map.

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
                both = f"{named(subject.index, claim.id)} to {named(subject.index, reason.target)}"
                hint = "If someone has answered it, add an objection to it or an undercut."
                yield Problem(
                    path_of(reason), f"The objection {both} is unanswered.", hint, (path_of_claim(reason.target),)
                )
