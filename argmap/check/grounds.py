"""Rules about the grounds of claims: sources and supports. These are notes; a good map may have many."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import listed, path_of_claim, quoted
from argmap.model.index import Index
from argmap.model.types import Claim
from argmap.semantics.components import components


def _no_objection_cites(subject: Subject, found: list[Problem]) -> Problem | None:
    if len(found) < sum(bool(_against(claim)) for claim in subject.map.claims):
        return None
    message = f"None of the {len(found)} objections on the map gives a source or a support."
    return Problem(("claims",), message, "Cite a source, support them, or mark them 'assumed: true'.")


def _no_claim_cites(subject: Subject, found: list[Problem]) -> Problem | None:
    if any(claim.sources for claim in subject.map.claims):
        return None
    message = f"No claim on the map cites a source, and nothing supports {len(found)} of them."
    return Problem(
        ("claims",), message, "Cite sources with 'sources', or mark what is taken as given 'assumed: true'."
    )


@rule("AM201", "objection-without-source", "note", once=_no_objection_cites)
def objection_without_source(subject: Subject) -> Iterator[Problem]:
    """A claim that objects to another rests on nothing: no source, no support, not marked as assumed.

    Where this is so of all objections it is said once, for the map.

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
            sources:
              - article
    """
    for claim in subject.map.claims:
        if _rests_on_nothing(subject, claim) and _against(claim):
            message = f"{quoted(claim.id)} objects to {listed(_against(claim))} and gives no source or support."
            yield Problem(path_of_claim(claim.id), message, "Cite a source, support it, or mark it 'assumed: true'.")


@rule("AM202", "claim-without-source", "note", once=_no_claim_cites)
def claim_without_source(subject: Subject) -> Iterator[Problem]:
    """A claim rests on nothing: no source, no support, not marked as assumed.

    Objections are reported by AM201 instead. Where no claim of the map cites a source this is said once.

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            sources:
              - article
    """
    for claim in subject.map.claims:
        if _rests_on_nothing(subject, claim) and not _against(claim):
            message = f"{quoted(claim.id)} has no source and nothing supports it."
            yield Problem(path_of_claim(claim.id), message, "Cite a source, support it, or mark it 'assumed: true'.")


def _rests_on_nothing(subject: Subject, claim: Claim) -> bool:
    if claim.sources or claim.assumed:
        return False
    return not any(reason.kind == "supports" for reason in subject.index.reasons_for.get(claim.id, ()))


def _against(claim: Claim) -> list[str]:
    return [reason.target for reason in claim.reasons if reason.kind != "supports"]


@rule("AM206", "single-source", "note")
def single_source(subject: Subject) -> Iterator[Problem]:
    """A claim with supports rests, all the way down, on one source alone.

    Several reasons that come from one article are one witness, not several. In a map that lists only one
    source this is said once, for the map.

    Bad:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
          early-access:
            text: Early access helps testing.
            supports:
              - sign-the-deal
            sources:
              - article
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            supports:
              - sign-the-deal
            sources:
              - article
        sources:
          article:
            title: What the partnership means
          report:
            title: Report of the committee

    Good:
        claims:
          sign-the-deal:
            text: The partnership should be signed.
          early-access:
            text: Early access helps testing.
            supports:
              - sign-the-deal
            sources:
              - article
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            supports:
              - sign-the-deal
            sources:
              - report
        sources:
          article:
            title: What the partnership means
          report:
            title: Report of the committee
    """
    found = rests_on(subject.index)
    alone = [claim for claim in subject.map.claims if found.get(claim.id) and subject.index.supports_of(claim.id)]
    if len(subject.map.sources) == 1 and alone:
        source = subject.map.sources[0].id
        message = f"Every claim that cites anything rests on {quoted(source)}, the only source of the map."
        yield Problem(("sources", source), message, "Add a source that is independent of it.")
        return
    for claim in alone:
        message = f"All support for {quoted(claim.id)} comes from one source, {quoted(found[claim.id] or '')}."
        yield Problem(path_of_claim(claim.id), message, "Look for a source that is independent of it.")


@rule("AM207", "circular-support", "note")
def circular_support(subject: Subject) -> Iterator[Problem]:
    """Claims support one another in a circle, so each rests in part on itself.

    People do argue in circles, and a map may show it; whether anything else holds the circle up is worth asking.

    Bad:
        claims:
          trust:
            text: The public trusts the service.
            supports:
              - use
          use:
            text: The public uses the service.
            supports:
              - trust

    Good:
        claims:
          trust:
            text: The public trusts the service.
            supports:
              - use
          use:
            text: The public uses the service.
    """
    for circle in circles_of_support(subject.index):
        first = path_of_claim(circle[0])
        message = f"{listed(list(circle), most=5)} support one another in a circle."
        hint = "Take out the step that is not meant, or say what else the circle rests on."
        yield Problem(first, message, hint, tuple(map(path_of_claim, circle[1:])))


SEVERAL = ""
"""Means more than one source; no source has an empty id."""


def circles_of_support(index: Index) -> tuple[tuple[str, ...], ...]:
    """The cycles of two or more claims that support each other, in file order; linear in the map.

    A claim that supports itself is left to its own rule.
    """
    ids = list(index.claims)
    number = index.order
    below = _below(index)
    found = components(range(len(ids)), lambda node: [number[one] for one in below.get(ids[node], ())])
    circles = sorted(sorted(members) for members in found if len(members) > 1)
    return tuple(tuple(ids[node] for node in members) for members in circles)


def rests_on(index: Index) -> dict[str, str]:
    """By claim: the one source at the end of all its supports, or ``SEVERAL``; no entry for none.

    A claim's value only rises, from none through one to several, so this is linear in the map.
    """
    above: dict[str, list[str]] = {}
    for claim_id, premises in _below(index).items():
        for premise in premises:
            above.setdefault(premise, []).append(claim_id)
    found: dict[str, str] = {}
    waiting: list[str] = []
    for claim_id, source in _cited_directly(index):
        if _raised(found, claim_id, source):
            waiting.append(claim_id)
    while waiting:
        claim_id = waiting.pop()
        for upper in above.get(claim_id, ()):
            if _raised(found, upper, found[claim_id]):
                waiting.append(upper)
    return found


def _raised(found: dict[str, str], claim_id: str, source: str) -> bool:
    """Record that ``source`` is reached from the claim; returns whether its value changed."""
    before = found.get(claim_id)
    if before in (SEVERAL, source):
        return False
    found[claim_id] = source if before is None else SEVERAL
    return True


def _below(index: Index) -> dict[str, list[str]]:
    """By claim: the existing premises of its supports."""
    below: dict[str, list[str]] = {}
    for claim in index.map.claims:
        for reason in claim.reasons:
            if reason.kind == "supports" and reason.target in index.claims:
                below.setdefault(reason.target, []).extend(one for one in reason.premises if one in index.claims)
    return below


def _cited_directly(index: Index) -> list[tuple[str, str]]:
    """Claims with the sources they cite, and with those that the links supporting them cite."""
    pairs = [(claim.id, citation.source) for claim in index.map.claims for citation in claim.sources]
    for claim in index.map.claims:
        for reason in claim.reasons:
            if reason.kind == "supports" and reason.target in index.claims:
                pairs.extend((reason.target, citation.source) for citation in reason.sources)
    return pairs
