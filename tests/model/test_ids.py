"""Ids: what may be one, and how one is made from words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.ids import MAX_LENGTH, is_id, problem_with, slug, split_address, unused


@pytest.mark.parametrize("text", ["a", "c12", "homegrown-starved", "a" * 64, "yes-men", "on-call", "a-", "a--b"])
def test_ids(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "small letters"),
        ("A", "small letters"),
        ("1st", "small letters"),
        ("-a", "small letters"),
        ("a_b", "small letters"),
        ("a b", "small letters"),
        ("é", "small letters"),
        ("\u0430bc", "small letters"),  # a Cyrillic a
        ("a\n", "small letters"),
        ("a" * 65, "longer than 64"),
        ("yes", "true or false"),
        ("n", "true or false"),
        ("null", "true or false"),
    ],
)
def test_what_is_no_id_and_why(text: str, why: str) -> None:
    assert why in (problem_with(text) or "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Relying on international firms starves research", "relying-international-firms-starves"),
        ("The UK's labs", "uk-labs"),
        ("The bridge does not have lights.", "bridge-not-lights"),
        ("Lessons with phone use have not improved", "lessons-phone-use"),
        ("Encryption doesn't make disclosure useless", "encryption-not-make-disclosure"),
        ("Not all heroes wear capes", "not-all-heroes-wear"),
        ("Upkeep is paid by the region.", "upkeep-paid-region"),
        ("Upkeep is not paid by the region", "upkeep-not-paid-region"),
        ("Upkeep can be paid by the region only if the county agrees", "upkeep-paid-region"),
        ("Upkeep is paid by the region until 2030", "upkeep-paid-region"),
        ("Upkeep falls to the town because the region refuses", "upkeep-falls-town"),
        ("Phones distract pupils unless they are locked away", "phones-distract-pupils"),
        ("A ban is only useful if it is enforced", "ban-only-useful-enforced"),
        ("Homes are less safe than offices", "homes-less-safe"),
        ("Costs fell while trust rose", "costs-fell"),
        ("Unless the region pays, the ferry stops", "unless-region-pays-ferry"),
        ("Das Verbot hilft nur, wenn es gilt", "verbot-hilft"),
        ("Die Gemeinde zahlt, weil das Land ablehnt", "gemeinde-zahlt"),
        ("La région paie l'entretien sauf en hiver", "region-paie-entretien"),
        ("El pueblo paga aunque la región se niegue", "pueblo-paga"),
        ("Gli uffici restano chiusi finché la regione è contraria", "uffici-restano-chiusi"),
        ("De stad betaalt omdat het rijk weigert", "stad-betaalt"),
        ("Man sollte kein Fleisch essen.", "kein-fleisch-essen"),
        ("Es ist ganz natürlich, dass Tiere gejagt werden", "ganz-natuerlich-tiere-gejagt"),
        ("Le pont n’est pas nécessaire.", "pont-pas-necessaire"),
        ("L'État doit garder les données chez lui", "etat-garder-donnees"),
        ("El puente no es necesario", "puente-no-necesario"),
        ("Государство хранит данные", "gosudarstvo-hranit-dannye"),
        ("It cuts costs. Therefore build the bridge.", "cuts-costs"),
        ("Écoles à Paris", "ecoles-paris"),
        ("yes", "claim-yes"),
        ("2 billion", "billion"),
        ("东京", "claim"),
        ("", "claim"),
        ("The of and", "the-of-and"),
    ],
)
def test_slugs_are_telling(words: str, expected: str) -> None:
    assert slug(words) == expected.rstrip("-")


@given(st.text(max_size=200), st.sets(st.text(max_size=10)))
def test_every_slug_is_an_unused_id(words: str, taken: set[str]) -> None:
    first = slug(words, taken)
    assert is_id(first)
    assert first not in taken
    second = slug(words, taken | {first})
    assert is_id(second)
    assert second not in taken | {first}


@given(st.integers(1, 70))
def test_a_suffix_never_makes_an_id_too_long(length: int) -> None:
    base = "a" * min(length, MAX_LENGTH)
    assert is_id(unused(base, {base, f"{base}-2"}))


@pytest.mark.parametrize(
    ("address", "parts"),
    [("a -> b", ("a", "b")), ("a->b", ("a", "b")), ("a", None), ("a ->", None), ("-> b", None), ("", None)],
)
def test_addresses(address: str, parts: tuple[str, str] | None) -> None:
    assert split_address(address) == parts
