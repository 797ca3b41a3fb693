"""Rules about stakeholders and the positions they take."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import quoted


@rule("AM209", "position-without-citation", "note")
def position_without_citation(subject: Subject) -> Iterator[Problem]:
    """A position says where a stakeholder stands and not where they said so.

    Bad:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
            positions:
              dsit: agrees

    Good:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
            positions:
              dsit:
                stance: agrees
                source: article
    """
    for claim in subject.map.claims:
        for position in claim.positions:
            if position.source is None:
                message = f"The position of {quoted(position.stakeholder)} on {quoted(claim.id)} cites no source."
                hint = "Write it in the long form, with 'stance' and 'source'."
                yield Problem(("claims", claim.id, "positions", position.stakeholder), message, hint)


@rule("AM210", "agrees-with-an-objection", "note")
def agrees_with_an_objection(subject: Subject) -> Iterator[Problem]:
    """A stakeholder agrees with a claim and with all that an objection to that claim says.

    People do hold both, often by weighing them; then an undercut or a note can say how.

    Bad:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
            positions:
              dsit: agrees
          dependence:
            text: The partnership makes the state depend on one supplier.
            objects_to:
              - sign-the-deal
            positions:
              dsit: agrees

    Good:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
            positions:
              dsit: agrees
          dependence:
            text: The partnership makes the state depend on one supplier.
            objects_to:
              - sign-the-deal
            positions:
              dsit: mixed
    """
    agreeing = {
        claim.id: [one.stakeholder for one in claim.positions if one.stance == "agrees"]
        for claim in subject.map.claims
        if claim.positions
    }
    for claim in subject.map.claims:
        for reason in claim.reasons:
            if reason.kind == "objects_to" and claim.id in agreeing and reason.target in agreeing:
                others = [set(agreeing.get(one, ())) for one in (reason.target, *reason.linked)]
                for who in dict.fromkeys(agreeing[claim.id]):
                    if all(who in holders for holders in others):
                        yield _torn(who, claim.id, reason.target)


def _torn(who: str, objection: str, target: str) -> Problem:
    message = f"{quoted(who)} agrees with {quoted(target)} and with the objection to it, {quoted(objection)}."
    hint = "Look again at what the sources say; 'mixed' is a stance too."
    related = (("claims", target, "positions", who),)
    return Problem(("claims", objection, "positions", who), message, hint, related)


@rule("AM212", "unused-stakeholder", "note")
def unused_stakeholder(subject: Subject) -> Iterator[Problem]:
    """A stakeholder is listed, takes no position, and nobody is part of it.

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
    groups = {one.part_of for one in subject.map.stakeholders}
    for one in subject.map.stakeholders:
        if one.id not in subject.index.positions_of and one.id not in groups:
            message = f"{quoted(one.id)} takes no position on the map."
            yield Problem(("stakeholders", one.id), message, "Record where it stands if a source says so.")
