"""Rules about tensions and their sides."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import listed, quoted
from argmap.model.nearest import Nearest


@rule("AM106", "unknown-side", "error")
def unknown_side(subject: Subject) -> Iterator[Problem]:
    """A claim takes a side that its tension does not have.

    Bad:
        tensions:
          reliance:
            title: Home capability or foreign suppliers
            sides:
              home: Build at home
              abroad: Buy abroad
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            tension: reliance
            side: foreign

    Good:
        tensions:
          reliance:
            title: Home capability or foreign suppliers
            sides:
              home: Build at home
              abroad: Buy abroad
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            tension: reliance
            side: abroad
    """
    for claim in subject.map.claims:
        tension = subject.index.tensions.get(claim.tension or "")
        if tension is None or claim.side is None:
            continue
        sides = [side.id for side in tension.sides]
        if claim.side not in sides:
            message = (
                f"{quoted(claim.id)} takes the side {quoted(claim.side)}, which {quoted(tension.id)} does not have."
            )
            near = Nearest(sides).to(claim.side)
            hint = f"Did you mean {quoted(near)}?" if near else f"Its sides: {listed(sides)}."
            yield Problem(("claims", claim.id, "side"), message, hint if sides else "It has no sides yet.")


@rule("AM107", "side-without-tension", "error")
def side_without_tension(subject: Subject) -> Iterator[Problem]:
    """A claim takes a side but does not say of which tension.

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            side: abroad

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            tension: reliance
            side: abroad
    """
    for claim in subject.map.claims:
        if claim.side is not None and claim.tension is None:
            having = [one.id for one in subject.map.tensions if any(side.id == claim.side for side in one.sides)]
            hint = f"{listed(having)} has that side." if len(having) == 1 else "Add 'tension', or take 'side' out."
            message = f"{quoted(claim.id)} takes the side {quoted(claim.side)} but names no tension."
            yield Problem(("claims", claim.id, "side"), message, hint)


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


@rule("AM208", "side-without-claims", "note")
def side_without_claims(subject: Subject) -> Iterator[Problem]:
    """No claim on the map takes a side of a tension.

    Bad:
        tensions:
          reliance:
            title: Home capability or foreign suppliers
            sides:
              home: Build at home
              abroad: Buy abroad
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            tension: reliance
            side: abroad

    Good:
        tensions:
          reliance:
            title: Home capability or foreign suppliers
            sides:
              home: Build at home
              abroad: Buy abroad
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            tension: reliance
            side: abroad
          starved:
            text: Foreign suppliers starve home research of talent.
            tension: reliance
            side: home
    """
    for tension in subject.map.tensions:
        claims = subject.index.claims_in.get(tension.id, ())
        taken = {claim.side for claim in claims}
        for side in tension.sides:
            if claims and side.id not in taken:
                message = f"No claim takes the side {quoted(side.id)} of {quoted(tension.id)}."
                hint = "Add what is said for that side, or mark the claims that take it."
                yield Problem(("tensions", tension.id, "sides", side.id), message, hint)
