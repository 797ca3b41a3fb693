"""Rules about the texts of claims: unique, one statement each, short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.check.rule import Problem, Subject, rule
from argmap.check.similarity import alike, gist
from argmap.check.wording import path_of_claim, quoted
from argmap.sentences import has_several


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


@rule("AM301", "repeated-claim", "warning")
def repeated_claim(subject: Subject) -> Iterator[Problem]:
    """Two claims have the same text, capitals and punctuation aside.

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
            message = f"{quoted(claim.id)} says the same as {quoted(earlier)}: {quoted(claim.text)}"
            hint = "Keep one of the two and let both their reasons and positions point to it."
            yield Problem((*path_of_claim(claim.id), "text"), message, hint, (path_of_claim(earlier),))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


@rule("AM302", "near-duplicate-claims", "note")
def near_duplicate_claims(subject: Subject) -> Iterator[Problem]:
    """Two claims have the same telling words, but for one that only one of them has.

    Small words, endings and spellings are left out of account. Numbers, denials, verbs such as 'must' and 'may',
    words that have an opposite, and who does what to whom count: 'by 2025' is not 'by 2030', 'good' is not 'bad'.

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
            message = f"{quoted(other.id)} says nearly the same as {quoted(one.id)}: {quoted(one.text)}"
            hint = "Merge them, or let the texts say how they differ."
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


MANY_IN_ONE = 8
"""From this many claims that may be two, and a quarter of the map, one finding replaces them."""


def _often_two(subject: Subject, found: list[Problem]) -> Problem | None:
    claims = len(subject.map.claims)
    if len(found) < MANY_IN_ONE or len(found) * 4 < claims:
        return None
    message = f"{len(found)} of {claims} claims may be two claims in one."
    hint = "If one half could be held without the other, make it a claim of its own."
    return Problem(("claims",), message, hint, tuple(problem.path for problem in found))


@rule("AM303", "two-claims-in-one", "note", once=_often_two)
def two_claims_in_one(subject: Subject) -> Iterator[Problem]:
    """A claim's text seems to say two things, of which somebody could hold one and not the other.

    Two sentences, a semicolon, or a 'because' are the signs. A reason inside a text cannot be objected to;
    as a claim of its own it can. Where a quarter of the claims show such signs this is said once, for the map.

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
            message = f"{quoted(claim.id)} may be two claims in one: {sign}."
            hint = "If one half could be held without the other, make it a claim of its own."
            yield Problem((*path_of_claim(claim.id), "text"), message, hint)


def _sign_of_two(text: str) -> str:
    if has_several(text):
        return "it has more than one sentence"
    joint = next((found for found in _JOINT.finditer(text) if not _divides_list(found)), None)
    if joint is None:
        return ""
    if step := joint["so"] or joint["because"]:
        return f"{quoted(step)} joins a conclusion to its reason"
    if joint["semicolon"]:
        return "a semicolon joins two statements"
    return f"{quoted(joint[0].strip(', '))} joins two"


def _divides_list(joint: re.Match[str]) -> bool:
    """Whether a semicolon separates items of a list after a colon."""
    return bool(joint["semicolon"]) and ": " in joint.string[max(0, joint.start() - 200) : joint.start()]


@rule("AM304", "long-text", "warning")
def long_text(subject: Subject) -> Iterator[Problem]:
    """A claim's text is longer than 500 characters, or than the limit that the settings give.

    Set another limit with ``longest-text`` in the settings.

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
            message = f"The text of {quoted(claim.id)} has {len(claim.text)} characters; the limit is {limit}."
            hint = "Say one thing in one sentence, and put the rest in a note or in claims of its own."
            yield Problem((*path_of_claim(claim.id), "text"), message, hint)
