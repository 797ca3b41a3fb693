"""All that is found in copies, of many copies and many quotes, word for word; ``ARGMAP_GOLDEN=write`` writes it anew.

The tables and laws beside this say what is right. This notices when an answer becomes another.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from argmap.evidence.copy_text import CopyText
from argmap.evidence.figures import figure_keys, figures_in, hidden_in
from argmap.evidence.locations import is_at, location_of, locations_in
from argmap.evidence.nearest import Near
from argmap.evidence.quotations import Copy
from argmap.evidence.quotes import Match, Quote
from argmap.evidence.readers.html import read_html
from argmap.evidence.readers.pdf import copy_of_pages
from argmap.evidence.readers.text import read_markdown, read_text
from argmap.evidence.wording import difference, in_context, listed_words, passage, place_of, whole_words
from tests.evidence.corpus import copy_of, evidence
from tests.evidence.test_quotes import copy_in, table
from tests.evidence.test_readers import docx, read
from tests.golden import kept

HERE = Path(__file__).parent
KEPT = HERE / "kept"

PAIRS = [*table("held.txt"), *table("not_held.txt")]
FIVE = "We pay. " + " ".join(f"w{number}" for number in range(503)) + " All of it."
SIZES = [(FIVE, f"pay ... w{number}") for number in (499, 500, 501)] + [
    (FIVE, f"pay. [{'a'}] w{number}") for number in (5, 6, 7)
]
"""Quotes that leave out as many words as they may, and one more."""


def told(copy: Copy, match: Match) -> str:
    cuts = "".join(f" cut {cut.start}-{cut.end} {cut.bracket!r}" for cut in match.cuts)
    return f"{match.start}-{match.end}{cuts}{' spaces differ' if match.spaces_differ else ''}"


def near_told(near: Near) -> str:
    changes = "; ".join(f"{one.kind} {one.quote!r} {one.copy!r} after {one.after!r}" for one in near.changes)
    return f"{near.start}-{near.end} {near.share:.3f} {changes}"


def matches() -> Iterator[str]:
    """Which quote of the tables is in which copy of them, and where; what is left out there; what is nearest."""
    copies = {text: copy_in(text) for text, _ in [*PAIRS, *SIZES]}
    quotes = {text: Quote(text) for _, text in [*PAIRS, *SIZES]}
    for text, quote in quotes.items():
        parts = " | ".join(f"{part.words.text!r} {part.most_before}" for part in quote.parts)
        joints = [(one.at, one.written, one.sure) for part in quote.parts for one in part.words.joints]
        yield f"{text!r}: {parts}{f' joints {joints}' if joints else ''}"
        for name, copy in copies.items():
            for match in copy.search.match(quote):
                yield f"    in {name[:60]!r} at {told(copy, match)}: {passage(copy, match.start, match.end, 30)!r}"
                if match.cuts:
                    yield f"        left out: {tuple(hidden_in(copy, match))}"


def differences() -> Iterator[str]:
    """What is nearest to quotes that a copy does not have."""
    for text, quote in PAIRS:
        copy = copy_in(text)
        near = None if copy.search.match(Quote(quote)) else copy.words.nearest(Quote(quote).normal.text)
        if near is not None:
            yield f"{quote!r} in {text!r}: {near_told(near)}\n    {difference(near)}"
    report = evidence().copies["report"]
    assert isinstance(report, Copy)
    words = report.normal.words
    for start in range(0, len(words) - 40, 23):
        for length in (5, 6, 12, 30):
            quote = [*words[start : start + length]]
            quote[length // 2] = "otherwise"
            del quote[length // 3]
            for said in (quote, [*quote[:2], "and", "then", *quote[2:]], [*["elsewhere"] * (length // 3), *quote]):
                near = report.words.nearest(" ".join(said))
                yield f"{start} {length} {len(said)}: " + (
                    f"{near_told(near)}\n    {difference(near)}" if near is not None else "nothing"
                )


PLACES = """\
p. 1|p. 2|p. IV|pp. IV–V|page 3|pp. 1-2|pp. 2–3|p. i|p. iv|pp. iv-v|S. 2|Seiten 1 bis 2|pg 2|p. 9|p2|pages 3 to 1
para 1|para 2|paras 1-2|para 2.1|para 2.2|para 3|paragraph 4|¶ 2|¶¶ 1–3|Absatz 2|Rn. 3|para 99|paras 3-9|para iv
§ 1|§ 2|§ 2.1|§§ 1-2|§§ 1–3|section 1|Section 3|chapter 2|Kapitel 3|art. 1|Annex 1|§ 7|ch. 2.1|Abschnitt 2 bis 3
Money|Money and taxes|“Money and taxes”|money and taxes|taxes|and|of towns|Of towns and villages|1 Roads|Roads
p. 1, para 2|p. 2, § 1|para 2 on p. 2|para 1, para 2|§ 2, Money and taxes|line 4|note 3|in the middle|para|p.|"""


def copies() -> dict[str, CopyText]:
    """Copies of each kind with pages, headings of several levels, and paragraphs that are numbered in many ways."""
    pages = [
        "1 Roads\n1. One.\n2. Two\n2.1 Below two.\n2.2 Also.",
        "3. Three.\nMoney and taxes\n[4] Four.",
        "(5) Five.",
    ]
    html = "<h1>1 Roads</h1><p>1. One.<h2>1.1 Of towns</h2><p>2. Two.<h2>Of towns and villages</h2><p>x"
    html += "<h1>2 Money and taxes</h1><p>3. Three.<h1>Chapter 3: Fees</h1><p>4. Four."
    markdown = "# 1 Roads\n\n1.5 One\n\nTwo\n\n## Money and taxes\n\nThree\n\n### Of towns\n\nFour\n\n# 2 Fees\n\n5"
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in ("One", "2. Two", "Three", "4) Four"))
    return {
        "text": read_text("\f".join(page.replace("\n", "\n\n") for page in pages).encode()),
        "one page": read_text(b"First.\n\nSecond.\n\nThird."),
        "html": read_html(html.encode()),
        "markdown": read_markdown(markdown.encode()),
        "docx": read("a.docx", docx(body)),
        "pdf": copy_of_pages([("iv", pages[0]), ("v", pages[1]), (None, pages[2])]),
        "numbered pdf": copy_of_pages([(None, f"- {number} -\n{page}") for number, page in enumerate(pages, 7)]),
        "nothing": read_text(b""),
    }


def structure(copy: CopyText) -> Iterator[str]:
    yield f"    {copy.text!r}"
    yield f"    pages {[tuple(page) for page in copy.pages]}; paragraphs {copy.paragraphs}; body {copy.body}"
    yield f"    headings {[tuple(one) for one in copy.headings]}; numbers {copy.numbers}"


def locations() -> Iterator[str]:
    """What each location names in each copy: y where the paragraph that begins there is at it, n where it is not, and
    a dot where that cannot be told; and the location that each paragraph has."""
    for name, copy in copies().items():
        yield name
        yield from structure(copy)
        starts = sorted({*copy.paragraphs, *(at for at, sign in enumerate(copy.text) if copy.text[at - 1] == "\n")})
        ends = [copy.text.index("\n", start) for start in starts]
        spans = list(zip(starts, ends, strict=True))
        yield f"    {[location_of(copy, start, end) for start, end in spans]}"
        yield f"    {[location_of(copy, start, end) for (start, _), (_, end) in pairwise(spans)]}"
        for place in PLACES.replace("\n", "|").split("|"):
            at = "".join({True: "y", False: "n", None: "."}[is_at(copy, place, *span)] for span in spans)
            named = [tuple(one) for one in locations_in(place, copy)]
            yield f"    {place}: {at} {named}"


def files() -> Iterator[str]:
    """What is read of the small files of each kind, and of the pages of PDF files."""
    (_, styles), *files = map(json.loads, (HERE / "small_copies.jsonl").read_text(encoding="utf-8").splitlines())
    for kind, content in files:
        yield f"{kind} {content!r}"
        yield from structure(
            copy_of_pages(content)
            if kind == "pages"
            else read("a.docx", docx(content, styles))
            if kind == "docx"
            else {"html": read_html, "markdown": read_markdown, "text": read_text}[kind](content.encode())
        )


FIGURES = [
    "1,247 people",
    "1.247,5 and 1 247",
    "12:30 on 3.4.2025",
    "47% of £3.5bn",
    "1'000'000",
    "1,24",
    "10–20",
    "a1b2 3",
    "",
]


def words() -> Iterator[str]:
    """Passages with what is around them, and what sentences list."""
    for number in range(8):
        yield f"{number}: {listed_words([f'w{one}' for one in range(number)])}"
    for text in FIGURES:
        yield f"{text!r}: {[(one, sorted(figure_keys(one))) for one in figures_in(text)]}"
    for text in (
        "coun-\ncil",
        "non-\n Saxon",
        "2019-\n20",
        "o\ufb03ce\u00ad\nx",
        "a -\nb",
        "a‐\nb  c\n\nd",
        "ß-\nß Z-\nZ",
    ):
        yield f"{text!r}: {whole_words(text)!r}"
    for name, copy in evidence().copies.items():
        assert isinstance(copy, Copy) and copy.text is not None
        size = len(copy.normal.text)
        for start in range(0, size - 1, max(size // 40, 1)):
            end = min(start + 7 * (start % 9) + 1, size)
            around = in_context(copy, start, end, 25)
            yield f"{name} {start}-{end} {place_of(copy, start, end)!r} {tuple(around)}"
    small = copy_of("abcde fghij klmno pqrst uvwxy")
    for most in range(13):
        yield f"{most}: {tuple(in_context(small, 12, 17, most))}"


CASES: dict[str, Callable[[], Iterator[str]]] = {
    "matches.txt": matches,
    "differences.txt": differences,
    "locations.txt": locations,
    "files.txt": files,
    "words.txt": words,
}


@pytest.mark.parametrize("name", CASES)
def test_finds_what_it_found(name: str) -> None:
    found = "\n".join(CASES[name]()) + "\n"
    assert found == kept(KEPT / name, found)
