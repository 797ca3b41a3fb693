"""Rules about the texts of claims: unique, one statement each, short.

Near-duplicates are found in linear time. A false hit is worse than a miss, as merging two claims that only look alike
loses one of them. So two texts are never alike if they differ in negations, numbers, modal verbs or words of
judgement and direction, or if the same words have other roles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache, reduce
from operator import xor
from typing import NamedTuple

from argmap.check.rule import Problem, Subject, is_often, rule
from argmap.check.wording import path_of_claim, quoted
from argmap.excerpt import excerpts_apart
from argmap.semantics.wording import named
from argmap.sentences import has_several

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_EMPTY = frozenset(
    "a an the of to in on for and or by with from at as is are be been was were has have had do does did that this "
    "these those it its their his her our there also any some such being am".split()
)
_DENIALS = frozenset(
    "no not never none nor neither nobody nothing without hardly rarely seldom barely scarcely "
    "nicht kein keine keinen keiner nie ohne pas non jamais sans sin nunca tampoco não nem sem niet geen zonder "
    "inte ikke ingen aldrig nie nije не нет без".split()
)
_MODALS = {
    **{word: word for word in ("must", "should", "may", "can", "will", "need")},
    **{"ought": "should", "shall": "will", "would": "will", "might": "may", "could": "can"},
}
_AMOUNTS = frozenset(
    "all every each most many some few fewer several any only just both half more less least fewest nobody everybody "
    "always often sometimes usually too enough over under above below before after until since than if unless "
    "one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion first "
    "second third once twice double triple".split()
) - {"any", "some"}

_OPPOSITES = """
good bad better worse best worst right wrong true false fair unfair just unjust safe dangerous risky harmful
harmless useful useless strong weak high low higher lower big small large tiny great little rich poor cheap dear
expensive affordable early late old new young fast slow easy hard simple complex possible impossible legal
illegal lawful unlawful public private open closed free paid local foreign domestic national international
global central rural urban left west east north south male female men women boy girl adult child parent employer
employee worker owner tenant landlord buyer seller lender borrower teacher pupil student doctor patient voter
increase decrease raise cut rise fall grow shrink gain lose loss win improve worsen help harm benefit hurt
damage protect threaten strengthen weaken support oppose allow ban permit forbid prohibit refuse grant deny
accept reject include exclude begin end start stop continue build demolish create destroy keep abolish open
close buy sell lend borrow give take import export join leave enter exit hire fire reward punish encourage
discourage promote prevent cause solve enable hinder ease burden praise blame trust doubt remember forget love
hate agree disagree succeed fail success failure victory defeat war peace friend enemy hope fear pro con
advantage disadvantage strength weakness opportunity threat cost saving profit surplus deficit majority minority
myth lie fact lack absence presence abundance shortage sufficient insufficient adequate inadequate mandatory
voluntary compulsory optional temporary permanent partial total relative absolute equal unequal same different
similar opposite past future present former latter maximum minimum majority minimal maximal full empty inside
outside near far effective ineffective efficient inefficient necessary unnecessary likely unlikely certain
uncertain for against pro anti democratic undemocratic liberal conservative progressive reliable unreliable
transparent opaque
""".split()

_PREFIXES = re.compile(r"(?:un|in|im|il|ir|dis|non|mis|anti|de|over|under|re|pre|post|counter|pro|ex|sub|super)")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b[^.;]{0,60}\bby\b")
_CONTRACTIONS = (("can't", "can not"), ("won't", "will not"), ("shan't", "shall not"), ("cannot", "can not"),
                 ("n't", " not"))  # fmt: skip
_SPELLINGS = ((re.compile(r"iz(?=e|ing|ation|$)"), "is"), (re.compile(r"our(?=\w*$)(?<=\w{3})"), "or"),
              (re.compile(r"(?<=en)c(?=e?$)"), "s"), (re.compile(r"ogram$"), "ogramm"), (re.compile(r"tr$"), "ter"),
              (re.compile(r"(?:ie|i|y)$"), "i"))  # fmt: skip
"""British and American spellings of a stem, and singular and plural of words in ``-y``, made the same."""

MOST_FILED = 16
"""The most texts kept under one key; more with the same words exist only in artificial maps."""


class Gist(NamedTuple):
    """The content words of a text without their endings, in ``order``, each once.

    ``fixed`` are those that must be the same (negations, numbers, modal verbs, words with opposites), sorted, and
    ``words`` the others. ``passive``: the text is in the passive voice.
    """

    order: tuple[str, ...]
    words: frozenset[str]
    fixed: tuple[str, ...]
    passive: bool

    @property
    def tells_enough(self) -> bool:
        """Whether it has three content words, the fewest that are compared."""
        return bool(self.words) and len(self.words) + len(self.fixed) >= 3


def gist(text: str) -> Gist:
    """The content of a text, without function words, endings, capitals and spelling variants."""
    plain = text.lower().replace("’", "'")
    for short, long in _CONTRACTIONS if "n" in plain else ():
        plain = plain.replace(short, long)
    sorts = [_sort(word) for word in _WORD.findall(plain)]
    order = tuple(dict.fromkeys(word for word, _ in sorts if word))
    words = frozenset(word for word, is_fixed in sorts if word and not is_fixed)
    fixed = tuple(sorted(word for word, is_fixed in sorts if is_fixed))
    return Gist(order, words, fixed, _PASSIVE.search(plain) is not None)


@lru_cache(maxsize=1 << 16)
def _sort(word: str) -> tuple[str, bool]:
    """The stem of a word, empty for a function word; and whether it must be the same."""
    if word in _DENIALS or word in _AMOUNTS or word[0].isdigit():
        return word, True
    if word in _MODALS:
        return _MODALS[word], True
    if word in _EMPTY or len(word) == 1:
        return "", False
    stem = _stem(word)
    return stem, word in _DECIDING or stem in _DECIDING or _stem(_PREFIXES.sub("", word, count=1)) in _DECIDING


def _stem(word: str) -> str:
    """A word without common English endings; a coarse form of step 1 of Porter's stemmer (Porter 1980)."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    stem = word.rstrip("e") if len(word) > 4 else word
    for spelling, same in _SPELLINGS:
        stem = spelling.sub(same, stem)
    return stem


_DECIDING = frozenset(_OPPOSITES) | frozenset(map(_stem, _OPPOSITES))
"""Words with opposites: a text that has one more of them says something else."""


def alike(gists: list[Gist]) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) of places in ``gists`` whose texts say the same or nearly, one for each later text.

    Their content words are the same, or one has one word more. Each gist is filed under all its words and under its
    words without each one (a deletion neighbourhood), so the time is linear in the words of all texts.
    """
    filed_whole: dict[int, list[int]] = {}
    filed_without_one: dict[int, list[int]] = {}
    sharing = Counter(one.fixed for one in gists)
    for place, one in enumerate(gists):
        if not one.tells_enough or sharing[one.fixed] == 1:
            continue
        whole, without_one = _keys(one)
        near = [other for key in (whole, *without_one) for other in filed_whole.get(key, ())]
        near += filed_without_one.get(whole, ())
        earlier = min((other for other in near if nearly_the_same(gists[other], one)), default=None)
        if earlier is not None:
            yield place, earlier
        _file(filed_whole, whole, place)
        for key in without_one:
            _file(filed_without_one, key, place)


def _file(filed: dict[int, list[int]], key: int, place: int) -> None:
    there = filed.setdefault(key, [])
    if len(there) < MOST_FILED:
        there.append(place)


def _keys(one: Gist) -> tuple[int, list[int]]:
    # XOR takes a word out of the whole in one step. Python's hash differs from run to run, and what is found does
    # not: every hit is compared word by word.
    hashes = [hash(word) for word in one.words]
    whole = reduce(xor, hashes, hash(one.fixed))
    return whole, [whole ^ each for each in hashes]


def nearly_the_same(one: Gist, other: Gist) -> bool:
    """Whether two gists differ by at most one additional word, and their words have the same roles."""
    return one.fixed == other.fixed and len(one.words ^ other.words) <= 1 and _in_like_roles(one, other)


def _in_like_roles(one: Gist, other: Gist) -> bool:
    """Whether agents and objects are the same in both texts, judged by word order.

    "The UK follows the EU" differs from "The EU follows the UK". Parts of a sentence may be swapped, and the passive
    voice reverses the order.
    """
    common = one.words & other.words | frozenset(one.fixed)
    first, second = ([word for word in each.order if word in common] for each in (one, other))
    rotated = f" {' '.join(second)} " in f" {' '.join(first + first)} "
    return rotated != (one.passive != other.passive)


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
            hint = "Make them one with 'argmap unite': it moves links, positions and notes."
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
            later_words, earlier_words = excerpts_apart(other.text, one.text)
            message = f"“{later_words}” is nearly the same as “{earlier_words}”."
            hint = "Make them one with 'argmap unite', or make the difference clear."
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
