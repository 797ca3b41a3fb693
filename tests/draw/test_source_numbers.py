"""One rule numbers the sources in every form, from 1 and without gaps."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given

from argmap.draw.brief.fitting import picture
from argmap.draw.brief.options import BriefOptions
from argmap.draw.display_list import Text, flattened
from argmap.draw.html.outline import source_items
from argmap.draw.office.document import write_docx
from argmap.draw.office.slides import write_pptx
from argmap.draw.scene.builder import SceneOptions, build_scene
from argmap.draw.writers.markdown import write
from argmap.draw.writers.text import listing
from argmap.interchange.outline.opml import write_opml
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.views.selection import focus
from argmap.views.source_numbers import source_numbers
from tests.draw.office.opened import parts_of, texts_of
from tests.examples import examples
from tests.strategies import maps

MAP = """\
argmap: 1
title: The harbour at night
stakeholders:
  town: {name: The town council}
claims:
  quiet:
    text: Nobody sleeps near a harbour at work.
    objects_to: [open]
    sources: [{source: survey}]
  fresh:
    text: Fish landed at night is sold fresh.
    supports: [{claim: open, sources: [{source: ledger}]}]
    sources: [{source: market}]
  open:
    text: The harbour stays open at night.
    positions: {town: {stance: disagrees, source: minutes, quote: Never}}
    sources: [{source: plan}]
sources:
  unread: {title: Unread book}
  ledger: {title: Ledger of sales}
  minutes: {title: Minutes of the council}
  survey: {title: Survey of sleep}
  market: {title: Market report}
  plan: {title: Plan of the harbour}
"""
FOUND_ONLINE = "{title: Plan, url: 'https://www.example.org/plans?year=2026', accessed: 2026-11-23}"
INDEX = Index.build(read(MAP.encode(), "map.yaml").map)
NUMBERS = {"plan": 1, "market": 2, "survey": 3, "minutes": 4, "ledger": 5, "unread": 6}


def words_of(index: Index, options: BriefOptions) -> str:
    return " ".join(item.text for item in flattened(picture(index, options).items) if isinstance(item, Text))


def marks(quotes: bool) -> str:
    scene = build_scene(INDEX, None, SceneOptions(quotes=quotes))
    return "\n".join(f"[{mark.number}] {mark.in_full}" for mark in scene.sources)


def of_slides() -> str:
    slides = parts_of(write_pptx(INDEX, pages=True))
    return " ".join(
        texts_of(slides[name]) for name in sorted(slides) if re.fullmatch(r"ppt/slides/slide\d+.xml", name)
    )


FORMS: dict[str, tuple[Callable[[], str], int]] = {
    "diagram": (lambda: marks(quotes=False), 3),
    "diagram with quotes": (lambda: marks(quotes=True), 4),
    "brief with quotes": (lambda: words_of(INDEX, BriefOptions(quotes=True)), 5),
    "outline of a page": (lambda: "\n".join(source_items(INDEX, source_numbers(INDEX))), 6),
    "markdown": (lambda: write(INDEX), 6),
    "text": (lambda: listing(INDEX, quotes=True), 6),
    "opml": (lambda: write_opml(INDEX), 6),
    "document": (lambda: texts_of(parts_of(write_docx(INDEX))["word/document.xml"]), 6),
    "slides": (of_slides, 6),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_the_same_numbers_without_gaps(form: str) -> None:
    written, number = FORMS[form]
    titles = {INDEX.sources[name].title: place for name, place in NUMBERS.items() if place <= number}
    text = written()
    found = {title: int(match[1]) for title in titles if (match := re.search(rf"(\d)\D{{1,40}}{title}", text))}
    assert found == titles
    assert ("Unread book" in text) == (number == 6)


FOUND = Index.build(read(MAP.replace("{title: Plan of the harbour}", FOUND_ONLINE).encode(), "map.yaml").map)


@pytest.mark.parametrize("form", FORMS)
def test_a_list_of_sources_says_where_and_when_each_was_found(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "INDEX", FOUND)
    text = FORMS[form][0]()
    words = re.sub(r"<[^>]*>|\\", "", text)
    place = "https://www.example.org/plans?year=2026" if form == "text" else "example.org/plans?year=2026"
    assert place in (text if form == "opml" else words).replace("\u2060", "")
    assert form == "opml" or "accessed 2026-11-23" in words


@pytest.mark.parametrize("form", ["text", "opml"])
def test_an_outline_tells_what_a_link_cites_from_what_its_claim_cites(form: str) -> None:
    text = FORMS[form][0]()
    assert "The link cites [5]" in text
    assert "Cites [2]" in text


def test_the_rows_of_a_brief_with_quotes_say_what_they_cite() -> None:
    words = words_of(INDEX, BriefOptions(quotes=True))
    assert all(f"[{number}]" in words.partition("Sources:")[0] for number in (1, 3, 4))
    assert "[2][5]" in words  # in the order of the numbers, whichever the claim cites first
    assert "[1]" not in words_of(INDEX, BriefOptions())


def test_a_part_of_a_map_is_numbered_from_1() -> None:
    part = focus(INDEX, "quiet", 0)
    scene = build_scene(INDEX, part)
    assert [(mark.number, mark.source) for mark in scene.sources] == [(1, "survey")]
    in_series = build_scene(INDEX, part, SceneOptions(series=True))
    assert [mark.number for mark in in_series.sources] == [NUMBERS["survey"]]


@examples(100)
@given(maps())
def test_numbers_run_from_1_and_leave_no_source_out(map: Map) -> None:
    index = Index.build(map)
    numbers = source_numbers(index)
    assert list(numbers.values()) == [*range(1, len(index.sources) + 1)]
    assert numbers.keys() == index.sources.keys()
    marked = {mark.number for mark in build_scene(index).sources}
    assert marked == {*range(1, len(marked) + 1)}
    some = source_numbers(index, frozenset(list(index.claims)[::2]))
    assert list(some.values()) == [*range(1, len(some) + 1)]
