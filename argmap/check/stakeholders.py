"""Rules about stakeholders: their positions, and the groups that they are part of."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.references import ReferableIds
from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import listed, stakeholder
from argmap.model.findings import Path
from argmap.model.index import Index
from argmap.semantics.contradictions import circles_of_groups, positions_at, torn_positions
from argmap.semantics.wording import named
from argmap.vocabulary import capital, counted


@rule("AM113", "contradictory-positions", "error", "stakeholders both agree and disagree with a claim")
def contradictory_positions(subject: Subject) -> Iterator[Problem]:
    """A stakeholder both agrees and disagrees with the same claim.

    Two claims with the same text count as one. For a stakeholder who agrees in part, use 'mixed'.

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
        who = stakeholder(subject.index, later.position.stakeholder)
        twice = "" if later.claim_id == earlier.claim_id else ", which is in the map twice"
        message = f"{capital(who)} both agrees and disagrees with {named(subject.index, later.claim_id)}{twice}."
        hint = "Keep the position that its source supports, or use 'mixed'."
        yield Problem(later.path, message, hint, (earlier.path,))


def _none_cited(subject: Subject, found: list[Problem]) -> Problem | None:
    positions = sum(len(claim.positions) for claim in subject.map.claims)
    if len(found) < positions:
        return None
    message = f"None of the {counted(positions, 'position')} has a source."
    return Problem(("claims",), message, "Add the sources of the positions.")


@rule("AM209", "position-without-citation", "suggestion", "positions have no source", once=_none_cited)
def position_without_citation(subject: Subject) -> Iterator[Problem]:
    """A position has no source.

    Where no position has a source, one finding says so for the whole map.

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
                who = stakeholder(subject.index, position.stakeholder)
                message = f"The position of {who} on {named(subject.index, claim.id)} has no source."
                hint = "Add the source of the position."
                yield Problem(("claims", claim.id, "positions", position.stakeholder), message, hint)


@rule(
    "AM210", "agrees-with-an-objection", "suggestion", "stakeholders agree with a claim and with an objection to it"
)
def agrees_with_an_objection(subject: Subject) -> Iterator[Problem]:
    """A stakeholder agrees with a claim and with an objection to it.

    People may agree with both because they weigh them. Say how in a note, or with an undercut.

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
                        yield _torn(subject.index, who, claim.id, reason.target)


def _torn(index: Index, who: str, objection: str, target: str) -> Problem:
    name = stakeholder(index, who)
    message = f"{capital(name)} agrees with {named(index, target)} and with its objection {named(index, objection)}."
    hint = "Check the sources. The stance may be 'mixed'."
    related = (("claims", target, "positions", who),)
    return Problem(("claims", objection, "positions", who), message, hint, related)


@rule("AM108", "unknown-group", "error", "stakeholders are part of a missing stakeholder")
def unknown_group(subject: Subject) -> Iterator[Problem]:
    """A stakeholder is part of a stakeholder that is not in the map.

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
            yield section.missing(path, f"{capital(stakeholder(subject.index, one.id))} is part of", one.part_of)


@rule("AM109", "circular-groups", "error", "stakeholders are part of themselves")
def circular_groups(subject: Subject) -> Iterator[Problem]:
    """A stakeholder is part of itself, directly or through other groups.

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
    for circle in circles_of_groups(subject.map):
        yield _circle_of_groups(subject.index, circle)


def _circle_of_groups(index: Index, circle: tuple[str, ...]) -> Problem:
    path: Path = ("stakeholders", circle[0], "part_of")
    if len(circle) == 1:
        return Problem(
            path, f"{capital(stakeholder(index, circle[0]))} is part of itself.", "Remove it from the group."
        )
    names = capital(listed([stakeholder(index, one) for one in circle]))
    related = tuple(("stakeholders", one, "part_of") for one in circle[1:])
    return Problem(
        path, f"{names} are part of each other in a circle.", "Remove one of them from its group.", related
    )
