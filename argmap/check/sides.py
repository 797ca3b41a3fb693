"""Rules about tensions and their sides."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import ids_listed, quoted, tension_named
from argmap.model.lookup import Nearest
from argmap.semantics.wording import named
from argmap.semantics.wording import quoted as quoted_text


@rule("AM106", "unknown-side", "error", "claims have a side that their tension does not have")
def unknown_side(subject: Subject) -> Iterator[Problem]:
    """A claim has a side that its tension does not have.

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
            where = f"which is not in the tension {tension_named(tension)}"
            message = f"{named(subject.index, claim.id)} has the side {quoted(claim.side)}, {where}."
            near = Nearest(sides).to(claim.side)
            hint = f"Did you mean {quoted(near)}?" if near else f"Use one of its sides: {ids_listed(sides)}."
            yield Problem(("claims", claim.id, "side"), message, hint if sides else "Add sides to the tension.")


@rule("AM107", "side-without-tension", "error", "claims have a side but no tension")
def side_without_tension(subject: Subject) -> Iterator[Problem]:
    """A claim has a side but no tension.

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
            hint = f"Add 'tension: {having[0]}'." if len(having) == 1 else "Add 'tension', or remove 'side'."
            message = f"{named(subject.index, claim.id)} has the side {quoted(claim.side)} but no tension."
            yield Problem(("claims", claim.id, "side"), message, hint)


@rule("AM114", "too-few-sides", "warning", "tensions have fewer than two sides")
def too_few_sides(subject: Subject) -> Iterator[Problem]:
    """A tension has fewer than two sides.

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
            message = f"The tension {tension_named(tension)} has {has}."
            yield Problem(("tensions", tension.id), message, "Add sides until it has two or more.")


@rule("AM208", "side-without-claims", "suggestion", "sides have no claims")
def side_without_claims(subject: Subject) -> Iterator[Problem]:
    """A side of a tension has no claims.

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
                message = f"The side {quoted_text(side.title)} of {tension_named(tension)} has no claims."
                hint = "Add a claim for this side, or set the side of an existing claim."
                yield Problem(("tensions", tension.id, "sides", side.id), message, hint)
