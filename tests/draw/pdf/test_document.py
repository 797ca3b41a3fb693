"""PDFs are tagged: what they hold can be read in the order of the outline, by people who do not see the picture."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from argmap.cli.export.command import main
from argmap.draw.display_list import Hyperlink, Picture, Rect, ShapeGroup, Text
from argmap.draw.pdf.document import DEEPEST
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.views.outline.build import outline
from tests.draw.drawn import picture
from tests.draw.pdf.pdfs import bookmarks, elements, links, opened, pdf_of, pdf_of_pictures
from tests.draw.small_maps import HELD, PLAIN, STEPS, claim
from tests.draw.test_committed_words import MAPS, index_of

pytestmark = pytest.mark.needs("typst", "pikepdf")


FURTHER = {"uk_openai", "night-flights", "river-dam", "school-phones"}
"""Larger maps of the same kinds as others."""


def structure_text(file: Path) -> str:
    """What Poppler reads of the structure tree, in its order."""
    done = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, check=True)
    return done.stdout.decode(errors="replace")  # it prints titles as they are


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.needs("pdfinfo", "fonts")
@pytest.mark.parametrize(
    "file",
    [pytest.param(file, id=file.stem, marks=[pytest.mark.slow] if file.stem in FURTHER else []) for file in MAPS],
)
def test_claims_are_read_in_the_order_of_the_outline(file: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "map.pdf"
    assert main([str(file), "-o", str(pdf)]) == 0
    with opened(pdf.read_bytes()) as read:
        told = [squeezed(title) for _, title in bookmarks(read)]
    index, at = index_of(file), 0
    for entry in outline(index):
        if entry.id in index.claims and entry.role not in {"tension", "side"} and not entry.elsewhere:
            words = squeezed(index.claims[entry.id].text)[:40]
            at = next(place for place, title in enumerate(told) if place >= at and words in title)
    assert "Document" in structure_text(pdf)


@pytest.mark.needs("pdfinfo")
def test_the_words_of_a_box_are_one_heading(tmp_path: Path) -> None:
    file = tmp_path / "map.pdf"
    file.write_bytes(pdf_of(PLAIN))
    told = re.sub(r"\s+", " ", structure_text(file))
    assert re.search(r'H1 "[^"]*" \(block\) "[^"]*"', told)
    assert re.search(r'H3 "[^"]*" \(block\) "OBJECTS " "Lost parking costs shops their trade', told)


def test_each_thing_of_the_map_is_a_bookmark_as_deep_as_in_the_outline() -> None:
    with opened(pdf_of(PLAIN)) as file:
        found = bookmarks(file)
    assert found[0][0] == 0
    by_text = {title.partition(": ")[2]: level for level, title in found[1:]}
    assert by_text["Lost parking costs shops their trade"] == 2
    assert min(by_text.values()) == 1


def test_lines_and_badges_say_what_they_mean() -> None:
    with opened(pdf_of(HELD)) as file:
        alternatives = [element.alternative for element in elements(file) if element.kind == "Figure"]
    assert all(alternatives)
    assert any("objects to" in alternative for alternative in alternatives)
    assert any("agrees, “without delay”, 2025 (A paper" in alternative for alternative in alternatives)


def test_links_lead_to_sources_and_say_where() -> None:
    with opened(pdf_of(HELD)) as file:
        found = links(file)
        addresses = {str(link.A.URI) for link in found}
        assert addresses == {"https://example.org/paper?a=1&b=2"}
        assert all(str(link.Contents) for link in found)
        for link in found:
            left, bottom, right, top = map(float, link.Rect)
            assert right - left > 4
            assert top - bottom > 4
        assert sum(element.kind == "Link" for element in elements(file)) == len(found)


def test_only_links_that_may_be_opened_are_links() -> None:
    items = tuple(
        Hyperlink(url, "Here", (Text(10, 20 + 10 * place, url, 8, "ink"),))
        for place, url in enumerate(["javascript:alert(1)", "file:///etc/passwd", "other.svg", "doi:10.1/a"])
    )
    with opened(pdf_of_pictures([Picture(100, 80, "Links", "", items)])) as file:
        assert [str(link.A.URI) for link in links(file)] == ["https://doi.org/10.1/a"]


def test_the_document_says_its_title_and_language_and_is_marked() -> None:
    with opened(pdf_of(Map(title="Ein Titel (1)", claims=(claim("a", "Eins."),), language="de-CH"))) as file:
        assert str(file.docinfo["/Title"]) == "Ein Titel (1)"
        assert file.Root.ViewerPreferences.DisplayDocTitle is True
        assert file.Root.MarkInfo.Marked is True
        assert str(file.Root.Lang) == "de-CH"
        assert "/CreationDate" not in file.docinfo


def test_all_that_is_painted_is_tagged_or_an_artifact() -> None:
    with opened(pdf_of(STEPS)) as file:
        inside, outside, depth = 0, 0, 0
        for one in pikepdf.parse_content_stream(file.pages[0]):
            operator = str(one.operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
            if operator in {"Tj", "TJ", "f", "S", "B", "f*", "B*", "Do"}:
                inside, outside = inside + (depth > 0), outside + (depth == 0)
    assert inside > 20
    assert outside == 0


def test_headings_never_skip_a_level() -> None:
    def thing(level: int) -> ShapeGroup:
        words = Text(10, 20.0 + 12 * level, f"Level {level}", 8, "ink")
        return ShapeGroup((words,), role="graphics-object", title=f"Level {level}", level=level)

    items = (Text(10, 10, "Title", 10, "ink"), *map(thing, (5, 1, 9, 9, 9, 9, 9, 9, 2)))
    with opened(pdf_of_pictures([Picture(200, 200, "Title", "", items)])) as file:
        levels = [int(element.kind[1:]) for element in elements(file) if re.fullmatch(r"H\d", element.kind)]
    assert levels == [1, 2, 2, 3, 4, 5, DEEPEST, DEEPEST, DEEPEST, 3]


def test_every_page_begins_with_its_title() -> None:
    first, second = (Picture(90, 50, f"Page {n}", "", (Text(5, 20, f"Page {n}", 9, "ink"),)) for n in (1, 2))
    with opened(pdf_of_pictures([first, second])) as file:
        assert bookmarks(file) == [(0, "Page 1"), (0, "Page 2")]
        assert [tuple(map(float, page.mediabox)) for page in file.pages] == [(0, 0, 90, 50)] * 2


def test_a_picture_on_paper_has_the_size_of_the_paper() -> None:
    small = Picture(100, 50, "Title", "", (Rect(0, 0, 100, 50, 0, "paper"),), page=(200.0, 100.0))
    with opened(pdf_of_pictures([small])) as file:
        assert tuple(map(float, file.pages[0].mediabox)) == (0, 0, 200, 100)


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("step", [20, 15], ids=["apart", "in a paragraph"])
def test_a_line_stands_where_the_picture_has_it(tmp_path: Path, step: int) -> None:
    texts = (
        Text(20, 30, "start", 10, "ink"),
        Text(100, 30 + step, "middle", 10, "ink", anchor="middle"),
        Text(180, 30 + 2 * step, "finish", 10, "ink", anchor="end"),
        Text(180, 30 + 3 * step, "שלום", 10, "ink", from_right=True),
    )
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_of_pictures([Picture(200, 100, "Lines", "", texts)]))
    done = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True)
    boxes = [tuple(map(float, found)) for found in re.findall(r'xMin="(.*?)" .*xMax="(.*?)"', done.stdout)]
    assert boxes[0][0] == pytest.approx(20, abs=0.5)
    assert sum(boxes[1]) / 2 == pytest.approx(100, abs=0.5)
    assert boxes[2][1] == pytest.approx(180, abs=0.5)
    assert boxes[3][1] == pytest.approx(180, abs=0.5)


def test_every_claim_of_a_part_is_in_it() -> None:
    with opened(pdf_of_pictures([picture(HELD)])) as file:
        titles = " ".join(title for _, title in bookmarks(file))
    missing = [one.text for one in Index.build(HELD).claims.values() if one.text.rstrip(".") not in titles]
    assert missing == []


def test_no_page_is_larger_than_readers_show() -> None:
    wide = Picture(20_000, 100, "Wide", "", (Rect(0, 0, 20_000, 100, 0, "paper"),))
    with opened(pdf_of_pictures([wide])) as read:
        assert [float(one) for one in read.pages[0].MediaBox] == pytest.approx([0, 0, 14_400, 72])
