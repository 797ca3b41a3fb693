"""Texts on screens, in messages and in pictures have plain words, the terms of the glossary, and a length.

``ui_exceptions.toml`` has the reviewed exceptions, each with its reason, and the rooms whose texts are still being
rewritten, each with a number that may only shrink.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from argmap.report.findings.pages import pages
from tests.documents.glossary import terms
from tests.house.ui_strings import texts_of, ui_strings

EXCEPTIONS = tomllib.loads((Path(__file__).parent / "ui_exceptions.toml").read_text(encoding="utf-8"))
LONGEST = 20
"""Words of a sentence in a message or help text."""

DIALECT = re.compile(
    r"\b(is no (?!longer|source\b)|anew|bears? on|bore on|told|goes back|tak(?:e|es|en) (?:back|away|out)|took out"
    r"|as mapped|falls?|fallen|(?:claim|it|which|what) stands?|refuted|debunked"
    r"|nothing (?:bears|holds|cites|answers))\b",
    re.IGNORECASE,
)
"""Words of an invented dialect, and verdicts on claims."""


def replaced() -> re.Pattern[str]:
    """The other names of terms in the glossary, except those that this project uses for something else."""
    others = {other for term in terms() for other in term.others} - set(EXCEPTIONS["words"])
    return re.compile(rf"\b({'|'.join(sorted(map(re.escape, others), key=len, reverse=True))})s?\b", re.IGNORECASE)


REPLACED = replaced()


def faults(text: str) -> list[str]:
    """What is wrong with a text, in words."""
    found = [f"“{word[0]}”" for word in (*DIALECT.finditer(text), *REPLACED.finditer(text))]
    for sentence in re.split(r"(?<=[.?!:;])\s|\n|\s{2,}", text):
        if len(sentence.split()) > LONGEST:
            found.append(f"{len(sentence.split())} words")
    return found


def found() -> dict[str, list[str]]:
    """By file, the texts with faults that no reviewed exception covers."""
    texts = [*ui_strings(), *(("check/rules.py", f"{page.sentence} {page.why}") for page in pages().values())]
    wrong: dict[str, list[str]] = defaultdict(list)
    for file, text in texts:
        allowed = any(file.startswith(path) for path in EXCEPTIONS["files"]) or text in EXCEPTIONS["texts"]
        if not allowed and (said := faults(text)):
            wrong[file].append(f"{text!r}: {', '.join(said)}")
    return wrong


def room_of(file: str) -> str:
    return max((room for room in EXCEPTIONS["rooms"] if file.startswith(room)), key=len, default="")


def test_texts_are_plain_and_short() -> None:
    wrong = found()
    assert [f"{file}: {one}" for file, those in wrong.items() for one in those if not room_of(file)] == []


def test_rooms_that_are_not_done_do_not_grow() -> None:
    counts = Counter(room_of(file) for file, those in found().items() for _ in those)
    grown = {room: counts[room] for room, most in EXCEPTIONS["rooms"].items() if counts[room] > most}
    assert grown == {}, "mend the new text; found() lists them"


def test_every_exception_is_needed_and_has_a_reason() -> None:
    texts = {text for _, text in ui_strings()}
    assert [text for text in EXCEPTIONS["texts"] if text not in texts or not faults(text)] == []
    assert all(reason.strip() for kind in ("files", "texts", "words") for reason in EXCEPTIONS[kind].values())
    others = {other for term in terms() for other in term.others}
    assert set(EXCEPTIONS["words"]) <= others


def test_many_texts_are_seen() -> None:
    assert sum(1 for _ in ui_strings()) > 1_500


@pytest.mark.parametrize(
    "text",
    [
        "What bears on this claim",
        "The claim falls, as mapped",
        "'x' is no date.",
        "the contention of the map",
        "This sentence has " + "very " * 18 + "many words.",
    ],
)
def test_a_fault_is_seen(text: str) -> None:
    assert faults(text)
    tree = ast.parse(f'"""A docstring that is told."""\nsay({text!r}, f"{{name}} is told", "one")')
    assert list(texts_of(tree)) == [text, "x is told"]
