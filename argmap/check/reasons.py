"""Rules about links between claims: their ends exist, and they do not contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.references import ReferableIds
from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import ids_listed, link_named, listed, quoted, target_named
from argmap.model.findings import Path
from argmap.model.ids import split_address
from argmap.model.impostors import correction
from argmap.model.index import Index
from argmap.model.types import Reason
from argmap.semantics.contradictions import for_and_against, repeated_reasons, undercuts_of_itself
from argmap.semantics.wording import named
from argmap.vocabulary import RELATIONS, capital


@rule("AM101", "unknown-claim", "error", "links lead to missing claims")
def unknown_claim(subject: Subject) -> Iterator[Problem]:
    """A link leads to a claim, or has a linked premise, that is not in the map.

    Until the reference is fixed, diagrams show the claim as missing and the link does not count for status.

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            supports:
              - sing-the-deal

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            supports:
              - sign-the-deal
    """
    claims = subject.index.claims
    section = ReferableIds(subject.index, "claim", claims)
    for path, reason in subject.reasons:
        if reason.kind != "undercuts" and reason.target not in claims:
            yield section.missing(
                path, f"{named(subject.index, reason.premise)} {RELATIONS[reason.kind].verb}", reason.target
            )
        for premise in reason.linked:
            if premise not in claims:
                who = f"{capital(link_named(subject.index, reason.address))} has the linked premise"
                yield section.missing((*path, "with", premise), who, premise)


@rule("AM102", "unknown-link", "error", "undercuts are of missing links")
def unknown_link(subject: Subject) -> Iterator[Problem]:
    """An undercut is of a link that is not in the map.

    The target of an undercut is a link, written ``premise -> target``.

    Bad:
        claims:
          terms-rarely-enforced:
            text: Exit terms are rarely enforced.
            undercuts:
              - sign-the-deal -> exit-terms

    Good:
        claims:
          terms-rarely-enforced:
            text: Exit terms are rarely enforced.
            undercuts:
              - exit-terms -> sign-the-deal
    """
    reasons = subject.index.reasons
    for path, reason in subject.reasons:
        if reason.kind == "undercuts" and reason.target not in reasons:
            who = named(subject.index, reason.premise)
            message = f"{who} undercuts {quoted(reason.target, 130)}, which does not exist."
            yield Problem(path, message, _meant_by(subject, reason.target))


def _meant_by(subject: Subject, address: str) -> str:
    index = subject.index
    ends = split_address(address)
    if address in index.claims:
        return f"{quoted(address)} is a claim. Use 'objects_to', or name a link: 'premise -> {address}'."
    if odd := correction(address):
        return odd
    if ends is None:
        return "Name a link: 'premise -> target'."
    premise, target = ends
    if f"{premise} -> {target}" in index.reasons:
        return f"Put one space on each side of the arrow: {quoted(f'{premise} -> {target}', 130)}."
    if f"{target} -> {premise}" in index.reasons:
        return f"Did you mean {quoted(f'{target} -> {premise}', 130)}?"
    claim = index.claims.get(premise)
    if claim is None:
        near = subject.nearest_claims.to(premise)
        return f"The claim {quoted(premise)} is not in the map." + (f" Did you mean {quoted(near)}?" if near else "")
    if claim.reasons:
        return f"{quoted(premise)} is linked to {ids_listed([one.target for one in claim.reasons])} only."
    return f"{quoted(premise)} is not linked to any claim."


@rule("AM110", "reason-for-itself", "error", "claims are linked to themselves")
def reason_for_itself(subject: Subject) -> Iterator[Problem]:
    """A claim is a reason for or against itself, is its own linked premise, or undercuts its own link.

    A link from a claim to itself adds nothing. A claim cannot undercut a link that it is part of.

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
    for path, reason in subject.reasons:
        yield from _for_itself(subject.index, path, reason)
    for denied, undercut in undercuts_of_itself(subject.reasons):
        message = f"{named(subject.index, undercut.reason.premise)} undercuts a link that it is part of."
        yield Problem(undercut.path, message, "Remove one of the two.", (denied.path,))


def _for_itself(index: Index, path: Path, reason: Reason) -> Iterator[Problem]:
    if reason.target == reason.premise:
        message = f"{named(index, reason.premise)} {RELATIONS[reason.kind].verb} itself."
        yield Problem(path, message, "Change the target to another claim.")
    for premise in reason.linked:
        if premise in {reason.premise, reason.target}:
            what = "its own claim" if premise == reason.premise else "its target"
            message = f"{capital(link_named(index, reason.address))} has {what} as a linked premise."
            yield Problem((*path, "with", premise), message, "Remove it from the linked premises.")


@rule("AM111", "same-reason-twice", "error", "links are repeated")
def same_reason_twice(subject: Subject) -> Iterator[Problem]:
    """Two links have the same premises, kind and target.

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
    for earlier, later in repeated_reasons(subject.reasons):
        hint = f"Keep the link of one claim, such as {named(subject.index, earlier.reason.premise)}."
        same_claim = earlier.reason.premise == later.reason.premise
        message = _twice(subject.index, later.reason)
        yield Problem(later.path, message, "Keep one of the two." if same_claim else hint, (earlier.path,))


def _twice(index: Index, reason: Reason) -> str:
    premises = [named(index, one) for one in dict.fromkeys(reason.premises)]
    words = RELATIONS[reason.kind]
    verb = words.verb if len(premises) == 1 else words.verb_of_several
    return f"{listed(premises)} {verb} {target_named(index, reason)} twice."


@rule("AM112", "contradictory-reasons", "error", "claims are reasons both for and against the same claim")
def contradictory_reasons(subject: Subject) -> Iterator[Problem]:
    """A claim is a reason both for and against the same claim.

    If both links are right, the claim has two meanings: split it in two.

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
    reported: set[tuple[str, str]] = set()
    for premise, earlier, later in for_and_against(subject.reasons):
        target = later.reason.target
        if (premise, target) not in reported:
            reported.add((premise, target))
            message = (
                f"{named(subject.index, premise)} is a reason both for and against {named(subject.index, target)}."
            )
            hint = "Keep one of the two links, or split the claim in two."
            yield Problem(later.path, message, hint, (earlier.path,))
