"""The glossary has one term for one thing, and the words that the program uses for what a map is made of."""

from __future__ import annotations

from collections import Counter

from argmap import vocabulary
from tests.documents.glossary import PAGE, terms

TERMS = terms()
NAMES = [name for term in TERMS for name in term.names]


def test_a_term_stands_once() -> None:
    assert len(TERMS) == PAGE.read_text(encoding="utf-8").count("\n| ") - 2 * 6
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []


def test_no_term_is_another_name_of_a_second_one() -> None:
    for term in TERMS:
        assert set(term.others).isdisjoint(term.names), term.names


def test_the_words_of_the_program_are_terms() -> None:
    assert set(vocabulary.THINGS.values()) <= set(NAMES)
    assert {words.noun for words in vocabulary.RELATIONS.values()} <= set(NAMES)


def test_meanings_are_short_sentences() -> None:
    sentences = [sentence for term in TERMS for sentence in term.meaning.split(". ")]
    assert len(sentences) > 40
    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []
