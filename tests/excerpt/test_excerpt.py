"""Sentences get one full stop."""

from __future__ import annotations

import pytest

from argmap.excerpt import ended, without_middle


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


def test_a_name_without_its_middle_has_its_beginning_and_its_end() -> None:
    name = "The federation of the owners of small shops and of the market traders in the northern counties"
    assert without_middle(name, 60) == "The federation of the owners of small… northern counties"
    assert without_middle(name, 100) == name
    assert without_middle("字" * 50, 20) == "字" * 12 + "… " + "字" * 5
