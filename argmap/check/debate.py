"""Rules about the state of the debate: what the map leaves open. Notes, not faults: a good map may have many."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.rule import Problem, Subject, rule
from argmap.check.support import circles_of_support, rests_on
from argmap.check.wording import listed, path_of, path_of_claim, quoted
from argmap.model.types import Claim


@rule("AM201", "objection-without-source", "note")
def objection_without_source(subject: Subject) -> Iterator[Problem]:
    """A claim that objects to another rests on nothing: no source, no support, not marked as assumed.

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


@rule("AM202", "claim-without-source", "note")
def claim_without_source(subject: Subject) -> Iterator[Problem]:
    """A claim rests on nothing: no source, no support, not marked as assumed.

    Objections are reported by AM201 instead.

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


@rule("AM203", "claim-without-holder", "note")
def claim_without_holder(subject: Subject) -> Iterator[Problem]:
    """No position on a claim is recorded: the map does not say who holds it or who rejects it.

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


@rule("AM204", "claim-without-connection", "note")
def claim_without_connection(subject: Subject) -> Iterator[Problem]:
    """A claim stands alone: no reason leads to or from it, and it belongs to no tension.

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


@rule("AM205", "unanswered-objection", "note")
def unanswered_objection(subject: Subject) -> Iterator[Problem]:
    """An objection stands, as mapped: nothing on the map answers it.

    An objection is answered when one of its premises falls or the step is undercut. That an objection is
    unanswered says nothing about whether it is right: nobody may have added the answer yet.

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


@rule("AM211", "unused-source", "note")
def unused_source(subject: Subject) -> Iterator[Problem]:
    """A source is listed and nothing cites it.

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
        sources:
          report:
            title: Report of the committee

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            sources:
              - report
        sources:
          report:
            title: Report of the committee
    """
    for source in subject.map.sources:
        if source.id not in subject.index.cited_by:
            message = f"Nothing cites the source {quoted(source.id)}."
            yield Problem(("sources", source.id), message, "Cite it where it is relied on, or take it out.")


@rule("AM213", "unused-tension", "note")
def unused_tension(subject: Subject) -> Iterator[Problem]:
    """A tension is listed and no claim belongs to it.

    Bad:
        tensions:
          reliance:
            title: Home capability or foreign suppliers
            sides:
              home: Build at home
              abroad: Buy abroad
        claims:
          starved:
            text: Foreign suppliers starve home research of talent.

    Good:
        tensions:
          reliance:
            title: Home capability or foreign suppliers
            sides:
              home: Build at home
              abroad: Buy abroad
        claims:
          starved:
            text: Foreign suppliers starve home research of talent.
            tension: reliance
            side: home
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            tension: reliance
            side: abroad
    """
    for tension in subject.map.tensions:
        if tension.id not in subject.index.claims_in:
            message = f"No claim belongs to the tension {quoted(tension.id)}."
            hint = "Write 'tension' and 'side' in the claims that belong to it, or take it out."
            yield Problem(("tensions", tension.id), message, hint)
