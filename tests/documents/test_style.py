"""The pages are written in short sentences, in the words of the glossary."""

from __future__ import annotations

import re
from pathlib import Path

from tests.documents.played import DOCS, ROOT

PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
LONGEST = 30
"""Words in a sentence. Guides aim at 25; a list of names in a sentence may need a few more."""

REPLACED = re.compile(
    r"\b(bears? on|bore on|contentions?|warrants?|anew|as mapped|goes back|taken? (?:back|away|out)|told"
    r"|(?:it|claim|reason|objection|link)s? (?:stands?|falls?|fell|holds)|refuted|debunked)\b",
    re.IGNORECASE,
)
"""Words for which the glossary has others, and verdicts on claims."""

SAID_OF_WORDS = {
    "reference/glossary.md": "other names of terms",
    "reference/findings.md": "made from the rules",
    "explanation/argument-maps.md": "where the words come from",
}
"""Pages that name such words, with what they name them for."""


def prose(page: Path) -> str:
    """The text of a page without code, tables, comments, quotations and what the program made."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"<!-- made by the program.*?<!-- end -->", "", text, flags=re.DOTALL)
    text = re.sub(r"```.*?```|<!--.*?-->|“[^”]*”", "", text, flags=re.DOTALL)
    text = re.sub(r"^(\||>).*$", "", text, flags=re.MULTILINE)
    return re.sub(r"!?\[([^]]*)\]\([^)]*\)", r"\1", re.sub(r"`[^`]*`", "x", text))


def test_sentences_are_short() -> None:
    long, seen = [], 0
    for page in PAGES:
        for block in re.split(r"\n\s*\n|\n\s*(?:[-*#]|\d+\.) ?", prose(page)):
            for sentence in re.split(r"(?<=[.?!:])\s", block):
                seen += 1
                if len(sentence.split()) > LONGEST:
                    long.append(f"{page.relative_to(ROOT)}: {' '.join(sentence.split())}")
    assert seen > 500
    assert long == []


def test_the_words_are_those_of_the_glossary() -> None:
    read = [page for page in PAGES if page.relative_to(ROOT).as_posix().removeprefix("docs/") not in SAID_OF_WORDS]
    assert len(read) == len(PAGES) - len(SAID_OF_WORDS) > 20
    found = [f"{page.relative_to(ROOT)}: {word[0]}" for page in read for word in REPLACED.finditer(prose(page))]
    assert found == []
