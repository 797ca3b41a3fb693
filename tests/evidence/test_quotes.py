"""What a copy holds and what not: a table, every change of a word, and every layout of the same words."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.evidence.comparison import normal
from argmap.evidence.quotations import Copy, QuoteCheck
from argmap.evidence.quotes import CopySearch, Quote
from argmap.model.content_words import is_negation
from tests.evidence.corpus import copy_of, evidence, holds
from tests.examples import examples

HERE = Path(__file__).parent
CHECKS = list(evidence().checks.values())


def table(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    shown = [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]
    return [(copy, quote) for copy, _, quote in (_unescaped(line).partition("|") for line in shown)]


def _unescaped(line: str) -> str:
    first, *rest = line.split("\\u")
    return first + "".join(chr(int(part[:4], 16)) + part[4:] for part in rest)


def copy_in(text: str) -> Copy:
    is_pdf = text.startswith("pdf: ")
    return copy_of(unicodedata.normalize("NFC", text.removeprefix("pdf: ")), "pdf" if is_pdf else "text")


@pytest.mark.parametrize(("copy", "quote"), table("held.txt"))
def test_held(copy: str, quote: str) -> None:
    assert holds(copy_in(copy), quote)
    assert holds(copy_in(f"Before it. {copy} After it." if not copy.startswith("pdf: ") else copy), quote)


@pytest.mark.parametrize(("copy", "quote"), table("not_held.txt"))
def test_not_held(copy: str, quote: str) -> None:
    assert not holds(copy_in(copy), quote)


# Every word of every quote


def changed(quote: str) -> Iterator[str]:
    """A quote with each of its words replaced, left out, denied, doubled, and changed for the next one."""
    words = quote.split()
    for place, word in enumerate(words):
        before, after = words[:place], words[place + 1 :]
        yield " ".join([*before, other_than(word), *after])
        if before and after:  # without its first word, a quote is a shorter one
            yield " ".join([*before, *after])
        yield " ".join([*before, "not", word, *after])
        yield " ".join([*before, word, word, *after])
        if after and after[0] != word:
            yield " ".join([*before, after[0], word, *after[1:]])


def other_than(word: str) -> str:
    digits = [place for place, char in enumerate(word) if char.isdigit()]
    if digits:
        place = digits[-1]
        return word[:place] + str((int(word[place]) + 1) % 10) + word[place + 1 :]
    return "never" if word.strip(".,").lower() != "never" else "always"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: "-".join(check.quotation.path[1:]))
def test_every_changed_word_is_found_out(check: QuoteCheck) -> None:
    copy = evidence().copy_of(check.quotation)
    assert copy is not None
    assert check.outcome == "found"
    parts = check.quotation.quote.split(" [...] ")
    variants = [
        " [...] ".join([*parts[:place], one, *parts[place + 1 :]])
        for place, part in enumerate(parts)
        for one in changed(part)
    ]
    assert len(variants) > 20
    assert [one for one in variants if holds(copy, one)] == []


def test_every_changed_letter_of_a_quote_is_found_out() -> None:
    check = CHECKS[0]
    copy, quote = evidence().copy_of(check.quotation), check.quotation.quote
    assert copy is not None
    variants = [quote[:at] + "x" + quote[at + 1 :] for at, char in enumerate(quote) if char not in "x"]
    variants += [quote[:at] + quote[at + 1 :] for at in range(1, len(quote) - 1)]
    assert [one for one in variants if holds(copy, one)] == []


# The same words in another layout

SAME = {
    " ": [" ", "\n", "  ", "\u00a0", "\u2009", " \n ", "\n\n", "\t"],
    "'": ["'", "’", "‘", "ʼ"],
    '"': ['"', "“", "”", "„"],
    "-": ["-", "‐", "‑"],
    "fi": ["fi", "ﬁ"],
    "ff": ["ff", "ﬀ"],
    "fl": ["fl", "ﬂ"],
    " - ": [" - ", "—", " – ", " — ", "--"],
}


def laid_out(text: str, random: random.Random) -> str:
    """The same words, as another printer or word processor writes them."""
    made = []
    at = 0
    while at < len(text):
        key = next((key for key in sorted(SAME, key=len, reverse=True) if text.startswith(key, at)), None)
        if key is not None:
            made.append(random.choice(SAME[key]))
            at += len(key)
            continue
        made.append(text[at])
        divides = text[at].isalpha() and text[at + 1 : at + 2].isalpha() and text[at + 1].islower()
        if divides and random.random() < 0.05:
            made.append(random.choice(["-\n", "\u00ad", "\u00ad\n", "-\n  "]))
        at += 1
    form = random.choice(["NFC", "NFD"])
    return unicodedata.normalize("NFC", unicodedata.normalize(form, "".join(made)))


@examples(200)
@given(st.sampled_from(CHECKS), st.integers(0, 2**32).map(random.Random))
def test_a_right_quote_is_found_in_every_layout(check: QuoteCheck, random: random.Random) -> None:
    copy = evidence().copy_of(check.quotation)
    assert copy is not None
    assert copy.text is not None
    again = copy_of("Before it: " + laid_out(copy.normal.text, random), copy.text.kind)
    assert holds(again, check.quotation.quote)


@examples(200)
@given(st.sampled_from(CHECKS), st.integers(0, 2**32).map(random.Random), st.integers(1, 40))
def test_any_words_of_a_copy_are_held_by_it(check: QuoteCheck, random: random.Random, length: int) -> None:
    """From any word to any other, as they are in the file, across lines, columns and pages."""
    copy = evidence().copy_of(check.quotation)
    assert copy is not None
    words = copy.normal.words
    start = random.randrange(len(words))
    quote = " ".join(words[start : start + length]).strip()
    if any(map(str.isalnum, quote)):
        assert holds(copy, quote)
        found = copy.search.match(Quote(quote))[0]
        first, last = copy.span(*found[:2])
        assert copy.text is not None
        assert normal(copy.text.text[first:last]).compact == normal(quote).compact


@given(st.text(alphabet="abc ﬁﬀ—–-\u00ad\n’“”«» [12]².ｶﾞ\u00a0\u200b…", max_size=60))
def test_every_character_leads_back_to_its_own(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    made = normal(text)
    back = [made.origin(at) for at in range(len(made.text))]
    assert back == sorted(back)
    assert all(0 <= at < len(text) for at in back)
    plain = [(char, text[at]) for char, at in zip(made.text, back, strict=True) if char.isalpha() and char.isascii()]
    assert all(one == other or not other.isascii() for one, other in plain)


@given(st.text(alphabet="ab c-", max_size=40), st.text(alphabet="ab c-", max_size=8))
def test_many_at_once_are_found_as_one_by_one(text: str, quote: str) -> None:
    alone, together = CopySearch(normal(text), False), CopySearch(normal(text), False)
    together.expect([Quote(quote), Quote(text)])
    assert together.match(Quote(quote)) == alone.match(Quote(quote))


def test_the_shortest_passage_is_taken_for_a_quote_with_an_ellipsis() -> None:
    copy = copy_of("The town pays. " + "word " * 30 + "The town pays nothing for the roof.")
    (match,) = copy.search.match(Quote("The town pays ... the roof"))
    assert copy.normal.text[match.start : match.end] == "The town pays nothing for the roof"


def test_negations_in_many_languages() -> None:
    assert [word for word in "not isn’t nicht pas nunca Non, nessuno never.".split() if not is_negation(word)] == []
    assert [word for word in "note knot notable paste and".split() if is_negation(word)] == []


@given(st.text("ab A.", min_size=60, max_size=300), st.integers(0, 200), st.integers(3, 90))
def test_parts_that_are_looked_for_together_are_found_as_one_by_one(text: str, start: int, length: int) -> None:
    """Also where a text repeats itself and its parts overlap."""
    copy = normal((text * 3).strip())
    quotes = [
        Quote(copy.text[start : start + length].strip()),
        Quote("ab" * length),
        Quote(copy.text[start:].swapcase()),
    ]
    together = CopySearch(copy, loose_spaces=False)
    together.expect(quotes)
    assert [together.match(one) for one in quotes] == [
        CopySearch(copy, loose_spaces=False).match(one) for one in quotes
    ]


def test_half_width_letters_are_those_that_they_make() -> None:
    made = normal("\uff41 \uff76\uff9e\uff7d\uff8a\uff9f x")
    assert made.text == "a \u30ac\u30b9\u30d1 x"
    assert [made.origin(at) for at in range(len(made.text))] == [0, 1, 2, 4, 5, 7, 8]


def test_a_letter_of_the_text_without_spaces_leads_back_past_hyphens() -> None:
    made = normal("ab-cd -e f")
    assert (made.text, made.compact) == ("ab-cd -e f", "abcdef")
    assert [made.from_compact(at) for at in range(len(made.compact))] == [0, 1, 3, 4, 7, 9]
