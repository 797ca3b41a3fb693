"""The Word document: all claims, quotes as footnotes, nothing that acts, the same bytes."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import given

from argmap.draw.isolation import END, FROM_LEFT, FROM_RIGHT
from argmap.draw.office.document import write_docx
from argmap.draw.office.markup import LEFT_TO_RIGHT
from argmap.escape import one_line
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Position, Source, Stakeholder
from tests.draw.office.opened import parts_of, shown_by_libreoffice, texts_of
from tests.escape.hostile import TURNS, hostile_map
from tests.escape.judges import is_link, is_xml
from tests.examples import examples
from tests.strategies import maps

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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


def from_the_right(claim: str) -> list[str]:
    """The paragraphs of a document whose names and sources are read from the right, with ``<`` and ``>`` around what
    is isolated, ``[`` before what is read from the left, ``^`` for the mark of a note, ``/`` for a line's end."""
    held = (
        Position(stakeholder="a", stance="agrees", source="one", quote="כן"),
        Position(stakeholder="b", stance="agrees", source="two"),
        Position(stakeholder="c", stance="mixed", source="two"),
    )
    map = Map(
        title="Market",
        claims=(Claim(id="main", text=claim, positions=held),),
        sources=(
            Source(id="one", title="صحيفة الشرق", url="https://example.org/a", author="לוי", date="2026-01-02"),
            Source(id="two", title="הארץ — מוסף"),
        ),
        stakeholders=tuple(
            [Stakeholder(id=id, name=name) for id, name in (("a", "איגוד, 2"), ("b", "לשכה"), ("c", "Ann"))]
        ),
    )
    part = parts_of(write_docx(Index.build(map)))["word/document.xml"]
    marks = {f"{WORD}br": "/", f"{WORD}footnoteReference": "^", f"{WORD}tab": " "}
    shown = str.maketrans({FROM_RIGHT: "<", FROM_LEFT: "[", END: ">", LEFT_TO_RIGHT: ""})
    paragraphs = ElementTree.fromstring(part).iter(f"{WORD}p")
    return [
        "".join([marks.get(node.tag, node.text or "") for node in paragraph.iter()]).translate(shown)
        for paragraph in paragraphs
    ]


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        ("כן AI", "1 כן AI/[✓ Agrees: <איגוד, 2>^, <לשכה>^>/[± Mixed views: Ann^>"),
        ("AI", "1 AI ✓ Agrees: <איגוד, 2>^, <לשכה>^ ± Mixed views: Ann^"),
    ],
)
def test_each_stance_stands_together_whatever_the_claim_and_the_names_are_read_from(claim: str, shown: str) -> None:
    assert shown in from_the_right(claim)


def test_the_parts_of_sources_that_are_read_from_the_right_are_isolated() -> None:
    assert from_the_right("AI")[-2:] == ["[1] <صحيفة الشرق>, <לוי>, 2026-01-02, example.org/a", "[2] <הארץ — מוסף>"]


@pytest.mark.needs("libreoffice", "pdftotext")
def test_libreoffice_shows_every_claim(tmp_path: Path) -> None:
    pages = shown_by_libreoffice("map.docx", write_docx(SAMPLE), tmp_path)
    assert len(pages) <= 5
    shown = " ".join(" ".join(pages).split())
    for claim in SAMPLE.map.claims:
        assert all(word in shown for word in claim.text.split() if "-" not in word)
    assert "Positions" in shown
