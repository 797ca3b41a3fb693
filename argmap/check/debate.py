"""Rules about the state of the debate: what the map leaves open, and what its claims are grounded on.

These are suggestions; a good map may have many.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.rule import Problem, Subject, is_often, rule
from argmap.check.wording import listed, path_of, path_of_claim
from argmap.model.index import Index
from argmap.model.types import Claim
from argmap.semantics.components import components
from argmap.semantics.wording import named, source_named


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


ADD_GROUNDS = "Cite a source, add a support, or mark it as assumed."


def _no_objection_cites(subject: Subject, found: list[Problem]) -> Problem | None:
    if len(found) < sum(bool(_against(claim)) for claim in subject.map.claims):
        return None
    message = f"None of the {len(found)} objections has a source or support."
    return Problem(("claims",), message, "Cite sources, add supports, or mark them as assumed.")


def _no_claim_cites(subject: Subject, found: list[Problem]) -> Problem | None:
    if any(claim.sources for claim in subject.map.claims):
        return None
    has_sources = any(position.source for claim in subject.map.claims for position in claim.positions)
    cited = "Sources are cited for positions but for no claim" if has_sources else "No claim cites a source"
    message = f"{cited}, and {len(found)} have no support."
    return Problem(("claims",), message, "Cite sources, or mark claims that the map takes as given as assumed.")


@rule(
    "AM201",
    "objection-without-source",
    "suggestion",
    "objections have no source or support",
    once=_no_objection_cites,
)
def objection_without_source(subject: Subject) -> Iterator[Problem]:
    """An objection has no source or support, and is not assumed.

    Where this is so of all objections, one finding says so for the whole map.

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
        if _has_no_grounds(subject, claim) and _against(claim):
            message = f"The objection {named(subject.index, claim.id)} has no source or support."
            yield Problem(path_of_claim(claim.id), message, ADD_GROUNDS)


@rule("AM202", "claim-without-source", "suggestion", "claims have no source or support", once=_no_claim_cites)
def claim_without_source(subject: Subject) -> Iterator[Problem]:
    """A claim has no source or support, and is not assumed.

    AM201 reports objections. Where no claim cites a source, one finding says so for the whole map.

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
        if _has_no_grounds(subject, claim) and not _against(claim):
            message = f"{named(subject.index, claim.id)} has no source or support."
            yield Problem(path_of_claim(claim.id), message, ADD_GROUNDS)


def _has_no_grounds(subject: Subject, claim: Claim) -> bool:
    if claim.sources or claim.assumed:
        return False
    return not any(reason.kind == "supports" for reason in subject.index.reasons_for.get(claim.id, ()))


def _against(claim: Claim) -> list[str]:
    return [reason.target for reason in claim.reasons if reason.kind != "supports"]


@rule("AM206", "single-source", "suggestion", "claims have all their support from one source")
def single_source(subject: Subject) -> Iterator[Problem]:
    """A claim with supports relies on a single source, at the end of all of them.

    Several reasons from one article are one witness. In a map with only one source, one finding says so for the
    whole map.

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
        message = f"All citations use the same source, {source_named(subject.index, source)}."
        yield Problem(("sources", source), message, "Add an independent source.")
        return
    for claim in alone:
        source = source_named(subject.index, found[claim.id])
        message = f"All support for {named(subject.index, claim.id)} comes from one source, {source}."
        yield Problem(path_of_claim(claim.id), message, "Add an independent source.")


@rule("AM207", "circular-support", "suggestion", "circles of claims support each other")
def circular_support(subject: Subject) -> Iterator[Problem]:
    """Claims support each other in a circle.

    A map may show that people argue in a circle. Check whether there is support from outside the circle.

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
        message = f"{listed([named(subject.index, one) for one in circle])} support each other in a circle."
        hint = "Remove the wrong link, or add support from outside the circle."
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
