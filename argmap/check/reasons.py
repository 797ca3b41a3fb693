"""Rules about links between claims: their ends exist, and they do not contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.check.references import ReferableIds
from argmap.check.rule import Problem, Subject, rule
from argmap.check.wording import listed, quoted
from argmap.model.characters import correction
from argmap.model.findings import Path
from argmap.model.ids import split_address
from argmap.model.types import Reason
from argmap.semantics.contradictions import for_and_against, repeated_reasons, undercuts_of_itself
from argmap.vocabulary import RELATIONS


@rule("AM101", "unknown-claim", "error")
def unknown_claim(subject: Subject) -> Iterator[Problem]:
    """A reason's target or linked premise is a claim that the map does not have.

    The reason takes no part in the diagram or in what stands until the reference is mended.

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
            yield section.missing(path, f"{quoted(reason.premise)} {RELATIONS[reason.kind].verb}", reason.target)
        for premise in reason.linked:
            if premise not in claims:
                who = f"The reason {quoted(reason.address)} has the linked premise"
                yield section.missing((*path, "with", premise), who, premise)


@rule("AM102", "unknown-reason", "error")
def unknown_reason(subject: Subject) -> Iterator[Problem]:
    """An undercut denies a reason that the map does not have.

    An undercut's target is the address of a reason, ``premise -> target``: it denies the step, not a claim.

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
            message = f"{quoted(reason.premise)} undercuts {quoted(reason.target, 130)}, and there is no such reason."
            yield Problem(path, message, _meant_by(subject, reason.target))


def _meant_by(subject: Subject, address: str) -> str:
    index = subject.index
    ends = split_address(address)
    if address in index.claims:
        return (
            f"{quoted(address)} is a claim: write 'objects_to' to deny it, or name the step, 'premise -> {address}'."
        )
    if odd := correction(address):
        return odd
    if ends is None:
        return "The target of an undercut is the address of a reason: 'premise -> target'."
    premise, target = ends
    if f"{premise} -> {target}" in index.reasons:
        return f"Write it with one space on each side of the arrow: {quoted(f'{premise} -> {target}', 130)}."
    if f"{target} -> {premise}" in index.reasons:
        return f"Did you mean {quoted(f'{target} -> {premise}', 130)}?"
    claim = index.claims.get(premise)
    if claim is None:
        near = subject.nearest_claims.to(premise)
        return f"There is no claim {quoted(premise)}." + (f" Did you mean {quoted(near)}?" if near else "")
    if claim.reasons:
        return f"{quoted(premise)} gives reasons for or against {listed([one.target for one in claim.reasons])}."
    return f"{quoted(premise)} gives no reasons."


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
    for path, reason in subject.reasons:
        yield from _for_itself(path, reason)
    for denied, undercut in undercuts_of_itself(subject.reasons):
        premise, target = undercut.reason.premise, undercut.reason.target
        message = f"{quoted(premise)} undercuts {quoted(target, 130)}, of which it is a premise."
        yield Problem(undercut.path, message, "Take one of the two out.", (denied.path,))


def _for_itself(path: Path, reason: Reason) -> Iterator[Problem]:
    if reason.target == reason.premise:
        yield Problem(
            path, f"{quoted(reason.premise)} {RELATIONS[reason.kind].verb} itself.", "Name the claim that is meant."
        )
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
    for earlier, later in repeated_reasons(subject.reasons):
        premise = earlier.reason.premise
        where = "in the same claim" if premise == later.reason.premise else f"in {quoted(premise)}"
        message = f"{_what(later.reason)} is written twice: here and {where}."
        yield Problem(later.path, message, "Keep one of the two.", (earlier.path,))


def _what(reason: Reason) -> str:
    premises = listed(list(dict.fromkeys(reason.premises)))
    return f"The reason from {premises}, which {RELATIONS[reason.kind].verb} {quoted(reason.target, 130)},"


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
    reported: set[tuple[str, str]] = set()
    for premise, earlier, later in for_and_against(subject.reasons):
        target = later.reason.target
        if (premise, target) not in reported:
            reported.add((premise, target))
            message = f"{quoted(premise)} is a premise both for and against {quoted(target)}."
            hint = "Keep one of the two, or split the claim into what speaks for and what speaks against."
            yield Problem(later.path, message, hint, (earlier.path,))
