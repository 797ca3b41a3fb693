"""Sentences get one full stop."""

from __future__ import annotations

import pytest

from argmap.excerpt import ended


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
