"""Rules about the texts of claims: unique, one statement each, short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.check.rule import Problem, Subject, is_often, rule
from argmap.check.similarity import alike, gist
from argmap.check.wording import path_of_claim, quoted
from argmap.semantics.wording import named
from argmap.sentences import has_several


@rule("AM115", "no-words", "error", "claims have no words")
def no_words(subject: Subject) -> Iterator[Problem]:
    """The text of a claim has no letters or digits.

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
            message = f"The claim {named(subject.index, claim.id)} has no words."
            yield Problem((*path_of_claim(claim.id), "text"), message, "Write the claim.")


@rule("AM301", "repeated-claim", "warning", "claims have the text of another claim")
def repeated_claim(subject: Subject) -> Iterator[Problem]:
    """Two claims have the same text, apart from capitals and punctuation.

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
          limits-to-dependence:
            text: exit terms limit dependence on one supplier

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
          terms-rarely-enforced:
            text: Exit terms are rarely enforced.
    """
    first: dict[str, str] = {}
    for claim in subject.map.claims:
        words = _bare(claim.text)
        earlier = first.setdefault(words, claim.id) if words else claim.id
        if earlier != claim.id:
            message = f"Two claims have the same text: {named(subject.index, claim.id)}."
            hint = "Keep one, and move the links and positions of the other to it."
            yield Problem((*path_of_claim(claim.id), "text"), message, hint, (path_of_claim(earlier),))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


@rule("AM302", "near-duplicate-claims", "suggestion", "claims have nearly the wording of another claim")
def near_duplicate_claims(subject: Subject) -> Iterator[Problem]:
    """Two claims have nearly the same wording.

    Articles, word endings and spelling are ignored. Numbers, negations, verbs such as 'must' and 'may', words with an
    opposite, and who does what to whom are compared: 'by 2025' differs from 'by 2030', 'good' from 'bad'.

    Bad:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
          exit-term-limits:
            text: Dependence on any one supplier is limited by exit terms.

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
          terms-rarely-enforced:
            text: Exit terms are rarely enforced.
    """
    claims = subject.map.claims
    for later, earlier in alike([gist(claim.text) for claim in claims]):
        one, other = claims[earlier], claims[later]
        if _bare(one.text) != _bare(other.text):
            message = f"{named(subject.index, other.id)} is nearly the same as {named(subject.index, one.id)}."
            hint = "Merge them, or make the difference clear."
            yield Problem((*path_of_claim(other.id), "text"), message, hint, (path_of_claim(one.id),))


_JOINT = re.compile(
    r"(?P<semicolon>;)\s+\w|,\s+(?:and|but|so|while|whereas)\s+(?:it|they|this|these|those|we|he|she|there)\s|"
    r"(?:[,;]\s+(?:and\s+)?(?P<so>therefore|thus|hence)\s+(?!\w+ing\b)|"
    r"(?<!\bjust\s)(?<!\bonly\s)(?<!\bnot\s)(?<!\bsimply\s)(?<!\bmerely\s)(?<!n['’]t\s)"
    r"\b(?P<because>because)\s+(?!of\b))",
    re.IGNORECASE,
)
_MAYBE_TWO = re.compile(r"[;,.!?…\"'”’)»]\s|[。！？؟।۔]|(?i:because)\s|\n")
"""A quick test: texts without a match have no sign of two claims."""


def _often_two(subject: Subject, found: list[Problem]) -> Problem | None:
    claims = len(subject.map.claims)
    if not is_often(len(found), claims):
        return None
    message = f"{len(found)} of {claims} claims may contain two claims."
    hint = "If someone could agree with one half only, split the claim."
    return Problem(("claims",), message, hint, tuple(problem.path for problem in found))


@rule("AM303", "two-claims-in-one", "suggestion", "claims may contain two claims", once=_often_two)
def two_claims_in_one(subject: Subject) -> Iterator[Problem]:
    """A claim may contain two claims, so that someone could agree with one of them only.

    Signs are two sentences, a semicolon, or 'because'. Nobody can object to a reason inside a claim. As a separate
    claim it can be answered. Where many claims show such signs, one finding says so for the whole map.

    Bad:
        claims:
          deal-is-risky:
            text: The partnership is risky because exit terms are rarely enforced.

    Good:
        claims:
          deal-is-risky:
            text: The partnership is risky.
          terms-rarely-enforced:
            text: Exit terms are rarely enforced.
            supports:
              - deal-is-risky
    """
    for claim in subject.map.claims:
        sign = _sign_of_two(claim.text) if _MAYBE_TWO.search(claim.text) else ""
        if sign:
            message = f"{named(subject.index, claim.id)} may contain two claims: {sign}."
            hint = "If someone could agree with one half only, split the claim."
            yield Problem((*path_of_claim(claim.id), "text"), message, hint)


def _sign_of_two(text: str) -> str:
    if has_several(text):
        return "it has more than one sentence"
    joint = next((found for found in _JOINT.finditer(text) if not _divides_list(found)), None)
    if joint is None:
        return ""
    if step := joint["so"] or joint["because"]:
        return f"{quoted(step)} joins a claim to its reason"
    if joint["semicolon"]:
        return "a semicolon joins two statements"
    return f"{quoted(joint[0].strip(', '))} joins two statements"


def _divides_list(joint: re.Match[str]) -> bool:
    """Whether a semicolon separates items of a list after a colon."""
    return bool(joint["semicolon"]) and ": " in joint.string[max(0, joint.start() - 200) : joint.start()]


def _often_long(subject: Subject, found: list[Problem]) -> Problem | None:
    claims = len(subject.map.claims)
    if not is_often(len(found), claims):
        return None
    message = f"{len(found)} of {claims} claims are longer than {subject.settings.longest_text} characters."
    return Problem(("claims",), message, "Shorten them, or set 'longest-text' in the settings.")


@rule("AM304", "long-text", "suggestion", "claims are too long", once=_often_long)
def long_text(subject: Subject) -> Iterator[Problem]:
    """A claim is longer than 500 characters.

    Set another limit with ``longest-text`` in the settings. Where many claims are longer, one finding says so for the
    whole map.

    Bad:
        claims:
          exit-terms:
            text: >-
              Exit terms, which the memorandum of understanding mentions in its fourth section without saying
              what they are, when they take effect, who decides that the conditions are met or what either side
              owes the other on that day, would in the view of several members of the committee, who had read
              the memorandum and heard the department, the supplier and two of its competitors in the spring,
              limit the dependence of departments on one supplier for as long as there are others that could take
              over within a year, which nobody who was heard by the committee was willing to promise in writing.

    Good:
        claims:
          exit-terms:
            text: Exit terms limit dependence on one supplier.
            note: The fourth section of the memorandum mentions them without saying what they are.
    """
    limit = subject.settings.longest_text
    for claim in subject.map.claims:
        if len(claim.text) > limit:
            message = f"{named(subject.index, claim.id)} has {len(claim.text)} characters, over the limit of {limit}."
            hint = "Shorten it, and move the rest to a note or to other claims."
            yield Problem((*path_of_claim(claim.id), "text"), message, hint)
