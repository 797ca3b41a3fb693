"""Texts on screens, in messages and in pictures have plain words, the terms of the glossary, and a length.

``ui_exceptions.toml`` has the reviewed exceptions, each with its reason.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from argmap.report.findings.pages import pages
from tests.documents.glossary import terms
from tests.house.ui_strings import texts_of, texts_of_page, texts_of_script, ui_strings

EXCEPTIONS = tomllib.loads((Path(__file__).parent / "ui_exceptions.toml").read_text(encoding="utf-8"))
LONGEST = 20
"""Words of a sentence in a message or help text."""

LONGEST_LABEL = 12
"""Words of a label: a line without a full stop, outside help and the account of an import."""

EXPLAINING = ("cli/", "interchange/")

DIALECT = re.compile(
    r"\b(is no (?!longer|source\b)|there (?:is|are) no\b|anew|bears? on|bore on|tells?|told|goes back"
    r"|tak(?:e|es|en) (?:back|away|out)|took out|as mapped|falls?|fallen|stands?|stood|holds?|granted|withdrawn"
    r"|refuted|debunked|wins?|won|even if true|mends?|mended|on record|none is"
    r"|nothing (?:bears|holds|cites|answers))\b",
    re.IGNORECASE,
)
"""Words of an invented dialect, and verdicts on claims."""


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})s?\b", re.IGNORECASE)


@cache
def replaced(room: str) -> re.Pattern[str]:
    """The other names of terms in the glossary, except those that argmap or the room uses for something else."""
    own = EXCEPTIONS["formats"].get(room, ())
    return _any_of({other for term in terms() for other in term.others} - {*EXCEPTIONS["words"], *own})


def faults(text: str, file: str = "") -> list[str]:
    """What is wrong with a text, in words."""
    found = [f"“{word[0]}”" for word in (*DIALECT.finditer(text), *replaced(room_of(file)).finditer(text))]
    for part in re.split(r"(?<=[.?!:;])\s|\n|\s{2,}", text):
        words, is_label = len(part.split()), not re.search(r"[.?!:;][”’)\"']*$", part.strip())
        if words > (LONGEST_LABEL if is_label and not file.startswith(EXPLAINING) else LONGEST):
            found.append(f"{words} words")
    return found


def room_of(file: str) -> str:
    """The part of the package that reads and writes a format with words of its own, which this file belongs to."""
    return max((room for room in EXCEPTIONS["formats"] if file.startswith(room)), key=len, default="")


def shown_texts() -> list[tuple[str, str]]:
    return [*ui_strings(), *(("check/rules.py", f"{page.sentence} {page.why}") for page in pages().values())]


def test_texts_are_plain_and_short() -> None:
    wrong = [
        f"{file}: {text!r}: {', '.join(said)}"
        for file, text in shown_texts()
        if not any(file.startswith(path) for path in EXCEPTIONS["files"])
        and text not in EXCEPTIONS["texts"]
        and (said := faults(text, file))
    ]
    assert wrong == []


def test_every_exception_is_needed_and_has_a_reason() -> None:
    others = {name for term in terms() for name in term.others}
    faulty = {(file, text) for file, text in ui_strings() if faults(text, file)}
    assert set(EXCEPTIONS["texts"]) <= {text for _, text in faulty}
    assert [file for file in EXCEPTIONS["files"] if not any(name.startswith(file) for name, _ in faulty)] == []
    assert all(reason.strip() for kind in ("files", "texts", "words") for reason in EXCEPTIONS[kind].values())
    assert set(EXCEPTIONS["words"]) <= others
    for room, words in EXCEPTIONS["formats"].items():
        said = " ".join(text for file, text in ui_strings() if room_of(file) == room)
        assert [word for word in words if word not in others or not _any_of([word]).search(said)] == [], room


def test_many_texts_are_seen() -> None:
    seen = Counter(file.split("/")[0] for file, _ in ui_strings())
    assert seen.total() > 1_700
    assert {"action.yml", "editors", "action"} <= set(seen)
    assert {
        ("draw/html/assets/walk.js", "This is a main claim."),
        ("draw/html/assets/page.html", "How to read this map"),
        ("draw/html/assets/page.html", "Search the claims"),
        ("editors/vscode/extension.js", "The language server 'x' did not start. x"),
        ("editors/vscode/package.json", "Restart the language server"),
    } <= set(ui_strings())


@pytest.mark.parametrize(
    "text",
    [
        "What bears on this claim",
        "The claim falls, as mapped",
        "'x' is no date.",
        "the contention of the map",
        "This sentence has " + "very " * 18 + "many words.",
        "A label of " + "very " * 9 + "many words",
        "It stands in this tension",
    ],
)
def test_a_fault_is_seen(text: str) -> None:
    assert faults(text)
    tree = ast.parse(f'"""A docstring that is told."""\nsay({text!r}, f"{{name}} is told", "one")')
    assert list(texts_of(tree)) == [text, "x is told"]
    assert list(texts_of_page(f"<p title={text!r}>{text}</p>")) == [text, text]


def test_the_strings_of_a_script_are_found() -> None:
    script = """// it's "not" one
    const quote = /["'`]/g; say("No claim", 'is `told`'); // don't
    say(`Folded: ${counted(2, "claim")} hidden.`); /* 'nor "this' */"""
    assert list(texts_of_script(script)) == ["No claim", "is `told`", "Folded: x hidden."]
