"""Rules about how reasons, positions and groups fit together: what contradicts itself cannot stand in a map."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import DOES, listed, path_of, path_of_claim, quoted
from argmap.model.findings import Path
from argmap.model.types import Kind, Position, Reason


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
    parent = {one.id: one.part_of for one in subject.map.stakeholders if one.part_of is not None}
    settled: set[str] = set()
    for start in parent:
        trail: dict[str, None] = {}
        step: str | None = start
        while step in parent and step not in settled and step not in trail:
            trail[step] = None
            step = parent[step]
        if step in trail:
            circle = list(trail)[list(trail).index(step) :]
            yield _circle_of_groups(circle)
        settled.update(trail)


def _circle_of_groups(circle: list[str]) -> Problem:
    path: Path = ("stakeholders", circle[0], "part_of")
    if len(circle) == 1:
        return Problem(path, f"{quoted(circle[0])} is part of itself.", "Take 'part_of' out.")
    ring = " is part of ".join(quoted(one) for one in [*circle[:5], *(["…"] if len(circle) > 5 else []), circle[0]])
    related = tuple(("stakeholders", one, "part_of") for one in circle[1:])
    return Problem(path, f"{ring}: a circle.", "Take one 'part_of' out.", related)


@rule("AM110", "reason-for-itself", "error")
def reason_for_itself(subject: Subject) -> Iterator[Problem]:
    """A claim is given as a reason for or against itself, or as its own linked premise, or undercuts its own step.

    A step from a claim to the same claim says nothing. A claim that undercuts a reason it is a premise of
    takes back with one hand what it gives with the other.

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            supports:
              - exit-terms

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            supports:
              - sign-the-deal
    """
    for claim in subject.map.claims:
        for reason in claim.reasons:
            yield from _turned_on_itself(subject, reason)


def _turned_on_itself(subject: Subject, reason: Reason) -> Iterator[Problem]:
    path = path_of(reason)
    if reason.target == reason.premise:
        yield Problem(path, f"{quoted(reason.premise)} {DOES[reason.kind]} itself.", "Name the claim that is meant.")
    if reason.kind == "undercuts":
        denied = subject.index.reasons.get(reason.target)
        if denied is not None and reason.premise in denied.premises:
            message = f"{quoted(reason.premise)} undercuts {quoted(reason.target, 130)}, of which it is a premise."
            yield Problem(path, message, "Take one of the two out.", (path_of(denied),))
    for premise in reason.linked:
        if premise in {reason.premise, reason.target}:
            what = "the claim that gives it" if premise == reason.premise else "its target"
            message = f"The reason {quoted(reason.address, 130)} has {what} as a linked premise too."
            yield Problem((*path, "with", premise), message, "Take it out of 'with'.")


@rule("AM111", "same-reason-twice", "error")
def same_reason_twice(subject: Subject) -> Iterator[Problem]:
    """Two reasons have the same premises, the same kind and the same target: one reason, written twice.

    Bad:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            supports:
              - claim: sign-the-deal
                with: [terms-enforced]
          terms-enforced:
            text: Exit terms are enforced.
            supports:
              - claim: sign-the-deal
                with: [exit-terms]

    Good:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            supports:
              - claim: sign-the-deal
                with: [terms-enforced]
          terms-enforced:
            text: Exit terms are enforced.
    """
    first: dict[tuple[frozenset[str], Kind, str], Reason] = {}
    for claim in subject.map.claims:
        for reason in claim.reasons:
            earlier = first.setdefault((frozenset(reason.premises), reason.kind, reason.target), reason)
            if earlier is not reason:
                where = "in the same claim" if earlier.premise == reason.premise else f"in {quoted(earlier.premise)}"
                message = f"{_what(reason)} is written twice: here and {where}."
                yield Problem(path_of(reason), message, "Keep one of the two.", (path_of(earlier),))


def _what(reason: Reason) -> str:
    premises = listed(list(dict.fromkeys(reason.premises)))
    return f"The reason from {premises}, which {DOES[reason.kind]} {quoted(reason.target, 130)},"


@rule("AM112", "contradictory-reasons", "error")
def contradictory_reasons(subject: Subject) -> Iterator[Problem]:
    """One claim is a premise both for and against the same claim.

    If both steps are meant, they rest on different readings of the claim: split it into two.

    Bad:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            supports:
              - sign-the-deal
          terms-unenforced:
            text: Exit terms are rarely enforced.
            objects_to:
              - claim: sign-the-deal
                with: [exit-terms]

    Good:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            supports:
              - sign-the-deal
          terms-unenforced:
            text: Exit terms are rarely enforced.
            undercuts:
              - exit-terms -> sign-the-deal
    """
    held: dict[tuple[str, str], Reason] = {}
    reported: set[tuple[str, str]] = set()
    for claim in subject.map.claims:
        for reason in claim.reasons:
            for premise in reason.premises:
                pair = (premise, reason.target)
                earlier = held.setdefault(pair, reason)
                if earlier.kind != reason.kind and pair not in reported:
                    reported.add(pair)
                    message = f"{quoted(premise)} is a premise both for and against {quoted(reason.target)}."
                    hint = "Keep one of the two, or split the claim into what speaks for and what speaks against."
                    yield Problem(path_of(reason), message, hint, (path_of(earlier),))


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
    held: dict[tuple[str, str], tuple[str, Position]] = {}
    for claim in subject.map.claims:
        for position in claim.positions:
            if position.stance == "mixed":
                continue
            statement = (position.stakeholder, " ".join(claim.text.casefold().split()).rstrip("."))
            earlier_claim, earlier = held.setdefault(statement, (claim.id, position))
            if earlier.stance != position.stance:
                yield _torn(claim.id, position, earlier_claim, earlier)


def _torn(claim_id: str, position: Position, earlier_claim: str, earlier: Position) -> Problem:
    again = "it too" if claim_id == earlier_claim else f"{quoted(earlier_claim)}, which says the same"
    message = (
        f"{quoted(position.stakeholder)} {position.stance} with {quoted(claim_id)} and {earlier.stance} with {again}."
    )
    path = ("claims", claim_id, "positions", position.stakeholder)
    related = (("claims", earlier_claim, "positions", earlier.stakeholder),)
    return Problem(path, message, "Keep the position that its source supports, or write 'mixed'.", related)


@rule("AM114", "too-few-sides", "warning")
def too_few_sides(subject: Subject) -> Iterator[Problem]:
    """A tension has fewer than two sides, so nothing in it pulls against anything.

    Bad:
        tensions:
          reliance:
            title: Home capability or foreign suppliers
            sides:
              home: Build at home

    Good:
        tensions:
          reliance:
            title: Home capability or foreign suppliers
            sides:
              home: Build at home
              abroad: Buy abroad
    """
    for tension in subject.map.tensions:
        if len(tension.sides) < 2:
            has = "only one side" if tension.sides else "no sides"
            message = f"The tension {quoted(tension.id)} has {has}."
            yield Problem(("tensions", tension.id), message, "Name at least two under 'sides'.")


@rule("AM115", "no-words", "error")
def no_words(subject: Subject) -> Iterator[Problem]:
    """A claim's text has no letter or digit in it, so there is nothing to agree or disagree with.

    Bad:
        claims:
          exit-terms:
            text: "..."

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
    """
    for claim in subject.map.claims:
        if not any(char.isalnum() for char in claim.text):
            yield Problem((*path_of_claim(claim.id), "text"), f"{quoted(claim.id)} says nothing.", "Write the claim.")


@rule("AM309", "repeated-citation", "warning")
def repeated_citation(subject: Subject) -> Iterator[Problem]:
    """One list of sources has the same citation twice.

    Two places in one source are two citations: they differ in 'locator'.

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            sources:
              - article
              - article

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            sources:
              - source: article
                locator: para 4
              - source: article
                locator: para 9
    """
    for claim in subject.map.claims:
        here: Path = ("claims", claim.id)
        for owner, citations in [(here, claim.sources), *((path_of(one), one.sources) for one in claim.reasons)]:
            if len(citations) < 2 or len(set(citations)) == len(citations):
                continue
            for place, citation in enumerate(citations):
                if citation in citations[:place]:
                    count = sum(one.source == citation.source for one in citations[: place + 1])
                    path = (*owner, "sources", f"{citation.source}#{count}")
                    message = f"{quoted(claim.id)} cites the same place in {quoted(citation.source)} twice."
                    yield Problem(path, message, "Keep one of the two.")
