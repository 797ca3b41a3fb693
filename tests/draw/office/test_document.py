"""The Word document: all claims, quotes as footnotes, nothing that acts, the same bytes."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import docx
import pytest
from hypothesis import given

from argmap.draw.office.document import write_docx
from argmap.escape import one_line
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Map
from tests.draw.office.opened import parts_of, shown_by_libreoffice, texts_of
from tests.escape.hostile import TURNS, hostile_map
from tests.escape.judges import is_link, is_xml
from tests.examples import examples
from tests.strategies import maps

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = Index.build(read((ROOT / "maps" / "uk_openai.yaml").read_bytes(), "uk_openai.yaml").map)


@examples(30)
@given(maps())
def test_the_document_opens_and_has_every_claim(map: Map) -> None:
    data = write_docx(Index.build(map))
    assert write_docx(Index.build(map)) == data
    shown = " ".join(texts_of(parts_of(data)["word/document.xml"]).split())
    for claim in map.claims:
        assert one_line(claim.text) in shown
    assert docx.Document(io.BytesIO(data)).core_properties.title == map.title[:255]


def test_each_quote_is_in_a_footnote_that_is_referred_to_once() -> None:
    parts = parts_of(write_docx(SAMPLE))
    marks = re.findall(r'<w:footnoteReference w:id="(\d+)"', parts["word/document.xml"])
    notes = re.findall(r'<w:footnote w:id="(\d+)">', parts["word/footnotes.xml"])
    assert marks == notes == [str(number) for number in range(1, len(notes) + 1)]
    raised = '<w:rStyle w:val="footnotereference"/>'
    assert parts["word/document.xml"].count(raised) == parts["word/footnotes.xml"].count(raised) == len(notes)
    said = texts_of(parts["word/footnotes.xml"])
    for claim in SAMPLE.map.claims:
        for position in claim.positions:
            assert position.quote is None or one_line(position.quote) in said
        for citation in claim.sources:
            assert citation.quote is None or one_line(citation.quote) in said


def test_a_source_is_named_by_the_first_footnote_on_it_and_by_its_number_later() -> None:
    notes = texts_of(parts_of(write_docx(SAMPLE))["word/footnotes.xml"])
    title = "Article on the UK\u2013OpenAI partnership (headline not given)"
    assert notes.count(title) == 1
    assert notes.index(f"{title} [2]") == notes.index("[2]") - len(title) - 1
    assert notes.count("[2]") > 30


def test_headings_are_headings_and_tables_have_heads() -> None:
    document = docx.Document(io.BytesIO(write_docx(SAMPLE)))
    headings = [
        (p.style.name, p.text) for p in document.paragraphs if p.style is not None and "Head" in (p.style.name or "")
    ]
    assert ("Heading 1", "Main claim") in headings
    assert ("Heading 2", "Reasons for") in headings
    assert ("Heading 2", "Reasons against") in headings
    part = parts_of(write_docx(SAMPLE))["word/document.xml"]
    assert part.count("<w:tbl>") == part.count("<w:tblHeader/>") == part.count("<w:tblCaption ") > 0


def test_every_style_that_is_named_is_defined() -> None:
    parts = parts_of(write_docx(SAMPLE))
    defined = set(re.findall(r'w:styleId="([^"]+)"', parts["word/styles.xml"]))
    for part in ("word/document.xml", "word/footnotes.xml"):
        named = set(re.findall(r'<w:[rp]Style w:val="([^"]*)"', parts[part]))
        assert named and named <= defined


@pytest.mark.parametrize("turn", TURNS)
def test_nothing_of_a_map_acts_in_a_document(turn: int) -> None:
    parts = parts_of(write_docx(Index.build(read(hostile_map(turn), "map.yaml").map)))
    assert "pwned" in parts["word/document.xml"]
    for name in ("word/document.xml", "word/footnotes.xml", "word/footer1.xml", "docProps/core.xml"):
        if name in parts:
            is_xml(parts[name].partition("?>")[2])
    assert "w:instrText" not in parts["word/document.xml"]
    for address in re.findall(r'Target="([^"]*)" TargetMode="External"', parts["word/_rels/document.xml.rels"]):
        is_link(address)


def test_without_the_package_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MapError, match=r"pip install 'argmap\[office\]'"):
        write_docx(SAMPLE)


@pytest.mark.needs("libreoffice", "pdftotext")
def test_libreoffice_shows_every_claim(tmp_path: Path) -> None:
    pages = shown_by_libreoffice("map.docx", write_docx(SAMPLE), tmp_path)
    assert len(pages) <= 5
    shown = " ".join(" ".join(pages).split())
    for claim in SAMPLE.map.claims:
        assert all(word in shown for word in claim.text.split() if "-" not in word)
    assert "Positions" in shown
