"""Sentences get one full stop, and what is cut can still be told apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.excerpt import LABEL, ended, excerpt, excerpt_among, excerpts_apart, told_again, without_middle
from tests.examples import examples


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("It works", "It works."),
        ("It works.", "It works."),
        ("Does it work?", "Does it work?"),
        ("A leaflet, “How it works.”", "A leaflet, “How it works.”"),
        ("A leaflet, “How does it work?”", "A leaflet, “How does it work?”"),
        ("A leaflet, “How it works”", "A leaflet, “How it works”."),
        ("A leaflet (in two parts.)", "A leaflet (in two parts.)"),
        ("Said so (page 3)", "Said so (page 3)."),
    ],
)
def test_a_sentence_ends_with_one_mark(words: str, sentence: str) -> None:
    assert ended(words) == sentence
    assert ended(sentence) == sentence


@pytest.mark.parametrize(("most", "cut"), [(60, excerpt), (400, told_again)])
def test_only_what_is_longer_than_there_is_room_for_is_cut(most: int, cut: Callable[[str], str]) -> None:
    for letters in ("x" * most, f"{'x' * (most - 2)} x"):
        assert cut(letters) == letters
    assert cut("x" * (most + 1)) == "x" * (most - 1) + "…"
    assert cut(f"{'x' * (most - 1)} x") == "x" * (most - 1) + "…"
    assert cut(f"{'x' * (most - 2)} xx") == "x" * (most - 2) + "…"


def test_a_name_without_its_middle_has_its_beginning_and_its_end() -> None:
    name = "The federation of the owners of small shops and of the market traders in the northern counties"
    assert without_middle(name, 60) == "The federation of the owners of small… northern counties"
    assert without_middle(name, 100) == name
    assert without_middle("字" * 50, 20) == "字" * 12 + "… " + "字" * 5


BEGINNING = "The council should close the high street to all cars on every day of the week"


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("Close it.", "Open it.", ("Close it", "Open it")),
        (f"{BEGINNING}.", f"Now {BEGINNING}.", (excerpt(BEGINNING), excerpt(f"Now {BEGINNING}"))),
        (
            f"{BEGINNING} from May.",
            f"{BEGINNING} from June on, as in  the town.",
            ("…day of the week from May", "…day of the week from June on, as in the town"),
        ),
        (BEGINNING, f"{BEGINNING} but one.", ("…every day of the week", "…every day of the week but one")),
        (
            f"{BEGINNING} or {'long ' * 20}",
            f"{BEGINNING} and {'long ' * 20}",
            (
                "…every day of the week or long long long long long long long…",
                "…every day of the week and long long long long long long…",
            ),
        ),
        ("字" * 80 + "甲", "字" * 80 + "乙", ("…" + "字" * 24 + "甲", "…" + "字" * 24 + "乙")),
        (f"{'x' * 70} a {'y' * 90}", f"{'x' * 70} a {'y' * 80}", (f"…{'y' * 34}", f"…{'y' * 24}")),
        ("Close  it", "Close it.", ("Close it", "Close it")),
    ],
)
def test_texts_that_begin_alike_are_shown_from_where_they_differ(
    one: str, other: str, shown: tuple[str, str]
) -> None:
    assert excerpts_apart(one, other) == shown
    assert excerpts_apart(other, one) == shown[::-1]


WORDS = st.lists(st.text("ab", min_size=1, max_size=12), max_size=30).map(" ".join)


@examples(60)
@given(WORDS, WORDS, WORDS)
def test_different_texts_have_different_excerpts(start: str, one: str, other: str) -> None:
    one, other = f"{start} {one}".strip(), f"{start} {other}".strip()
    found = excerpts_apart(one, other)
    assert (found[0] != found[1]) == (one != other)
    assert max(map(len, found)) <= LABEL + 1


def test_each_of_several_long_texts_can_be_told_from_the_others() -> None:
    begins = "The council should buy the land beside the station and build homes on it, of which "
    texts = [
        f"{begins}half are let.",
        f"{begins}half are sold at cost, north.",
        f"{begins}half are sold at cost, south.",
    ]
    found = [excerpt_among(text, texts) for text in texts]
    assert len(set(found)) == 3
    assert [excerpt_among("Build.", ["Build.", "Wait."]), excerpt_among(texts[0], texts[:1])] == [
        "Build",
        excerpt(texts[0]),
    ]
