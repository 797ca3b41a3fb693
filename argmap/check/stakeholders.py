"""Rules about stakeholders: their positions, and the groups that they are part of."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.references import ReferableIds
from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import quoted
from argmap.model.findings import Path
from argmap.semantics.contradictions import circles_of_groups, positions_at, torn_positions


@rule("AM113", "contradictory-positions", "error")
def contradictory_positions(subject: Subject) -> Iterator[Problem]:
    """One stakeholder both agrees and disagrees with the same statement.

    The same words in two claims are the same statement. A stakeholder that holds part of it is 'mixed'.

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            positions:
              dsit: agrees
          exit-terms-2:
            text: Exit terms limit dependence on one supplier.
            positions:
              dsit: disagrees

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            positions:
              dsit: agrees
    """
    for earlier, later in torn_positions(positions_at(subject.map)):
        who, claim_id = quoted(later.position.stakeholder), quoted(later.claim_id)
        same_claim = later.claim_id == earlier.claim_id
        again = "it too" if same_claim else f"{quoted(earlier.claim_id)}, which says the same"
        message = f"{who} {later.position.stance} with {claim_id} and {earlier.position.stance} with {again}."
        hint = "Keep the position that its source supports, or write 'mixed'."
        yield Problem(later.path, message, hint, (earlier.path,))


def _none_cited(subject: Subject, found: list[Problem]) -> Problem | None:
    positions = sum(len(claim.positions) for claim in subject.map.claims)
    if len(found) < positions:
        return None
    message = f"None of the {positions} positions on the map cites a source."
    return Problem(("claims",), message, "Write them in the long form, with 'stance' and 'source'.")


@rule("AM209", "position-without-citation", "note", once=_none_cited)
def position_without_citation(subject: Subject) -> Iterator[Problem]:
    """A position says where a stakeholder stands and not where they said so.

    In a map of which no position cites a source this is said once, for the map.

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


@rule("AM108", "unknown-group", "error")
def unknown_group(subject: Subject) -> Iterator[Problem]:
    """A stakeholder is part of a stakeholder that the map does not list.

    Bad:
        stakeholders:
          dsit:
            name: Department for Science, Innovation and Technology
            part_of: goverment

    Good:
        stakeholders:
          government:
            name: UK government
          dsit:
            name: Department for Science, Innovation and Technology
            part_of: government
    """
    stakeholders = subject.index.stakeholders
    section = ReferableIds(subject.index, "stakeholder", stakeholders)
    for one in subject.map.stakeholders:
        if one.part_of is not None and one.part_of not in stakeholders:
            path = ("stakeholders", one.id, "part_of")
            yield section.missing(path, f"{quoted(one.id)} is part of", one.part_of)


@rule("AM109", "circular-groups", "error")
def circular_groups(subject: Subject) -> Iterator[Problem]:
    """A stakeholder is, through one or more steps, part of itself.

    Bad:
        stakeholders:
          government:
            part_of: dsit
          dsit:
            part_of: government

    Good:
        stakeholders:
          government:
            name: UK government
          dsit:
            part_of: government
    """
    yield from map(_circle_of_groups, circles_of_groups(subject.map))


def _circle_of_groups(circle: tuple[str, ...]) -> Problem:
    path: Path = ("stakeholders", circle[0], "part_of")
    if len(circle) == 1:
        return Problem(path, f"{quoted(circle[0])} is part of itself.", "Take 'part_of' out.")
    ring = " is part of ".join(quoted(one) for one in [*circle[:5], *(["…"] if len(circle) > 5 else []), circle[0]])
    related = tuple(("stakeholders", one, "part_of") for one in circle[1:])
    return Problem(path, f"{ring}: a circle.", "Take one 'part_of' out.", related)
