"""The slides: native shapes with names, texts that stay inside, nothing that acts, the same bytes."""

from __future__ import annotations

import functools
import io
import re
import sys
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from typing import Any

import pptx
import pytest
from hypothesis import given
from pptx.enum.text import PP_ALIGN

from argmap.draw.isolation import END, FROM_RIGHT
from argmap.draw.measure import HELVETICA
from argmap.draw.office.canvas import LINE, MARGIN, TALL, WIDE, TextRun, height
from argmap.draw.office.columns import LEAST
from argmap.draw.office.rows import DEEPEST
from argmap.draw.office.slides import write_pptx
from argmap.escape import one_line
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.views.wording import quotation
from tests.draw.office.opened import parts_of, shown_by_libreoffice
from tests.escape.hostile import TURNS, hostile_map
from tests.escape.judges import is_link, is_xml
from tests.examples import examples
from tests.strategies import maps

ROOT = Path(__file__).resolve().parents[3]
GALLERY = sorted((ROOT / "docs" / "gallery").glob("*.yaml"))


def index_of(file: Path) -> Index:
    return Index.build(read(file.read_bytes(), file.name).map)


SAMPLE_FILE = ROOT / "maps" / "uk_openai.yaml"
SAMPLE = index_of(SAMPLE_FILE)


LONG = ("words go on " * 500)[:5_000].strip()
"""A text that no slide holds."""


def slides_of(data: bytes) -> list[Any]:
    return list(pptx.Presentation(io.BytesIO(data)).slides)


def slides_from(text: str, *, pages: bool = False) -> list[Any]:
    return slides_of(write_pptx(Index.build(read(text.encode(), "a.yaml").map), pages=pages))


@functools.cache
def slides_in(file: Path, *, pages: bool = False) -> list[Any]:
    """The slides of a map that several tests look at."""
    return slides_of(write_pptx(index_of(file), pages=pages))


def notes_of(slides: list[Any]) -> list[str]:
    return [slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide]


def assert_nothing_is_below(slides: list[Any]) -> None:
    assert all(sum(extent(shape)[1::2]) <= TALL * 12_700 + 2 for slide in slides for shape in slide.shapes)


def texts(slide: Any) -> Iterator[tuple[Any, str]]:
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text:
            yield shape, shape.text_frame.text


def extent(shape: Any) -> tuple[float, float, float, float]:
    """Left, top, width and height of a shape as it is shown, which a quarter turn changes."""
    if not shape.element.xpath("./p:spPr/a:xfrm/@rot"):
        return shape.left, shape.top, shape.width, shape.height
    across, down = shape.height, shape.width
    return shape.left + (down - across) / 2, shape.top + (across - down) / 2, across, down


@examples(30)
@given(maps())
def test_the_slides_open_and_their_pages_have_every_claim(map: Map) -> None:
    index = Index.build(map)
    data = write_pptx(index, pages=True)
    assert write_pptx(index, pages=True) == data
    shapes = [shape for slide in slides_of(data) for shape in slide.shapes]
    assert not any(shape.width for shape in shapes if shape.name.endswith("to the one before it")), "bars go down"
    assert lost_from(index, slides_of(data)) == []


def many_claims(number: int, words: str, quotes: int = 0, *, links: str = "", sides: int = 0) -> Index:
    """A map with ``number`` claims without reasons, each quoted; with ``links`` all reasons of one claim."""
    lines = [
        "argmap: 1",
        "title: Many",
        "stakeholders: {s0: {name: Ann}, s1: {name: Bo}, s2: {name: Cy}}",
        "sources: {q: {title: Paper}}",
    ]
    if sides:
        names = ", ".join(f"g{n}: Side {n}" for n in range(sides))
        lines.append(f"tensions: {{t: {{title: TT, sides: {{{names}}}}}}}")
    lines += ["claims:", *(["  top: {text: The top.}"] if links else [])]
    for n in range(number):
        said = ", ".join(f"s{s}: {{stance: agrees, source: q, quote: Quote {n} of {s}.}}" for s in range(quotes))
        more = f", {links}: [top]" if links else ""
        more += f", tension: t, side: g{n % sides}" if sides else ""
        lines.append(f"  c{n}: {{text: Claim {n} {words}., positions: {{{said}}}{more}}}")
    return Index.build(read("\n".join(lines).encode(), "a.yaml").map)


def words_of(text: str) -> str:
    """A text of a slide or its notes without what they add to it: marks around words from the right, and spaces."""
    return " ".join(re.sub("[\u2066-\u2069]", "", text).replace("\u00a0", " ").split())


def lost_from(index: Index, slides: list[Any]) -> list[str]:
    """The texts of claims that are on no slide, and the quotes that no notes of a slide with their claim have."""
    notes = [slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "" for slide in slides]
    shown = [
        words_of(" ".join([*(text for _, text in texts(slide)), note]))
        for slide, note in zip(slides, notes, strict=True)
    ]
    told = [words_of(note) for note in notes]
    lost = []
    for claim in index.map.claims:
        having = [place for place, text in enumerate(shown) if words_of(one_line(claim.text)) in text]
        lost += [] if having else [claim.text]
        quotes = filter(None, [one.quote for one in [*claim.positions, *claim.sources]])
        lost += [
            quote
            for quote in quotes
            if not any(words_of(one_line(quotation(quote))) in told[place] for place in having)
        ]
    return lost


@pytest.mark.parametrize(
    ("number", "words"),
    [(19, "is here"), (100, "is here"), (40, "says " + "the council ought to do it " * 4), (9, "words go on " * 90)],
    ids=["some", "many", "of two lines", "long"],
)
@pytest.mark.parametrize("kind", ["main", "supports", "sides"])
def test_the_pages_have_every_claim_and_quote_however_many_there_are(number: int, words: str, kind: str) -> None:
    links, sides = ("supports" if kind == "supports" else ""), (3 if kind == "sides" else 0)
    index = many_claims(number, words.strip(), 3, links=links, sides=sides)
    slides = slides_of(write_pptx(index, pages=True))
    assert lost_from(index, slides) == []
    assert_nothing_is_below(slides)
    for slide in slides:
        for shape, text in texts(slide):
            assert len(text) == 1 or min(run.font.size.pt for run in shape.text_frame.paragraphs[0].runs) >= LEAST


def test_short_claims_that_go_on_share_further_slides_in_two_columns_as_long_as_each_other() -> None:
    first, further, *_ = slides_of(write_pptx(many_claims(66, "is here"), pages=True))
    begun, rows = numbers_on(first), numbers_on(further)
    assert sorted(map(int, begun | rows)) == list(range(1, 67)) and not begun & rows
    lefts = [extent(shape)[0] for shape, text in texts(further) if shape.name.startswith("Claim ") and len(text) > 1]
    assert len(set(lefts)) == 2
    assert abs(lefts.count(lefts[0]) - lefts.count(lefts[-1])) <= 2
    assert further.shapes.title.text_frame.text == f"Claims: {min(map(int, rows))}–66"


def flat(number: int, words: str = "is here") -> str:
    lines = (f"  c{n}: {{text: Claim {n} {words}., short: Short {n}}}\n" for n in range(1, number + 1))
    return f"argmap: 1\ntitle: Park\nquestion: What now?\nclaims:\n{''.join(lines)}"


def lefts(slide: Any) -> list[float]:
    """The left edges of the rows of claims, in reading order."""
    return [extent(shape)[0] for shape, text in texts(slide) if shape.name.startswith("Claim ") and len(text) > 1]


def said_on(slide: Any) -> list[str]:
    return [text.replace("\u00a0", " ") for _, text in texts(slide) if len(text) > 1]


@pytest.mark.parametrize(("number", "in_first"), [(1, 1), (12, 12), (19, 10), (20, 10), (35, 18)])
def test_claims_that_are_too_many_for_one_column_stand_in_two_as_tall_as_each_other(
    number: int, in_first: int
) -> None:
    (slide,) = slides_from(flat(number))
    assert slide.shapes.title.text_frame.text == "What now?"
    found = lefts(slide)
    assert (len(found), found.count(found[0])) == (number, in_first)
    assert len(set(found)) == (1 if in_first == number else 2)


def test_of_very_many_claims_the_last_column_counts_those_that_are_left() -> None:
    (slide,) = slides_from(flat(60))
    shown = len(lefts(slide))
    assert said_on(slide)[-2:] == [f"{60 - shown} more", f"Shown: {shown} of 60 claims"]
    assert lefts(slide).count(lefts(slide)[0]) == (shown + 1) // 2, "the last line of the other column"


def test_reasons_of_one_kind_stand_in_two_columns_with_a_heading_each() -> None:
    reasons = flat(40).replace("}\n", ", supports: [top]}\n")
    first, _ = slides_from(reasons + "  top: {text: The top.}\n", pages=True)
    bands = [text for _, text in texts(first) if text.startswith("Reasons")]
    assert bands == ["Reasons for", "Reasons for, continued"]


WORDY = "says " + "the council ought to do it " * 4


@pytest.mark.parametrize(("number", "short"), [(4, 0), (34, 34)])
def test_short_labels_come_before_rows_are_left_out(number: int, short: int) -> None:
    (slide,) = slides_from(flat(number, WORDY.strip()))
    said = said_on(slide)
    assert len(lefts(slide)) == number
    assert [WORDY.strip() in one for one in said[1 : number + 1]] == [not short] * number
    assert ("Claim 3" in " ".join(notes_of([slide]))) is bool(short), "the whole text is in the notes"


def test_the_deepest_rows_have_short_labels_first() -> None:
    deep = [f"  r{n}: {{text: Reason {n} {WORDY}., short: R{n}, supports: [top]}}\n" for n in range(4)]
    deep += [f"  s{n}: {{text: Below {n} {WORDY}., short: S{n}, supports: [r{n % 4}]}}\n" for n in range(24)]
    (slide,) = slides_from(f"argmap: 1\ntitle: Deep\nclaims:\n  top: {{text: The top.}}\n{''.join(deep)}")
    said = " ".join(said_on(slide))
    assert all(f"Reason {n} says" in said for n in range(4))
    assert all(f"S{n}" in said for n in range(24)) and "Below" not in said


def test_claims_without_a_slide_of_their_own_are_whole_on_the_first_or_a_further_one() -> None:
    slides = slides_from(flat(40, WORDY.strip()), pages=True)
    said = " ".join(text for slide in slides for text in said_on(slide))
    assert all(f"Claim {n} {WORDY.strip()}" in said for n in range(1, 41))
    assert "Short" not in said


@pytest.mark.parametrize(("claims", "said"), [(66, "{} more (slide 2)"), (250, "{} more (slides 2–{})")])
def test_claims_that_are_counted_are_on_the_slides_that_are_named(claims: int, said: str) -> None:
    first, *others = slides_from(flat(claims), pages=True)
    assert said.format(claims - len(lefts(first)), 1 + len(others)) in said_on(first)


def test_reasons_that_are_counted_are_on_the_slides_that_are_named() -> None:
    slides = slides_in(SAMPLE_FILE, pages=True)
    counted = re.compile(r"^(?:. )?(\d+) .*?(\d+) more \(slide (\d)\)$")
    found = [counted.match(text) for text in said_on(slides[0])]
    places = [(one[1], int(one[2]), int(one[3])) for one in found if one]
    assert len(places) == 9
    for number, below, slide in places:
        rows = [one for one in numbers_on(slides[slide - 1]) if one.startswith(f"{number}.")]
        assert len(rows) == below


def test_both_of_two_spaces_between_texts_have_room() -> None:
    runs = [TextRun("5  ", 12), TextRun("words", 12, bold=True)]
    room = 2 * 5 + (HELVETICA.width("5  words", 12, "bold") - 0.5) / 0.99
    assert height(runs, room) > 2 * 12 * LINE
    assert height(runs, room + 6) < 2 * 12 * LINE


@pytest.mark.parametrize("file", [SAMPLE_FILE, *GALLERY], ids=lambda file: file.stem)
def test_the_pages_of_real_maps_have_every_claim_and_quote(file: Path) -> None:
    assert lost_from(index_of(file), slides_in(file, pages=True)) == []


@pytest.mark.parametrize("file", [SAMPLE_FILE, *GALLERY], ids=lambda file: file.stem)
def test_every_text_stays_inside_its_shape_and_every_shape_on_the_slide(file: Path) -> None:
    slides = slides_in(file, pages=True)
    assert slides
    for slide in slides:
        for shape in slide.shapes:
            left, top, width, height = extent(shape)
            assert min(left, top) >= 0
            assert left + width <= WIDE * 12_700 + 2
            assert top + height <= TALL * 12_700 + 2, shape.name
        for shape, text in texts(slide):
            runs = shape.text_frame.paragraphs[0].runs
            sizes = [run.font.size.pt for run in runs]
            if len(text) == 1:
                continue  # the sign of a disc
            assert min(sizes) >= LEAST
            room = (shape.width - shape.text_frame.margin_left - shape.text_frame.margin_right) / 12_700
            weight = "bold" if all(run.font.bold for run in runs) else "regular"
            large = len(sizes) - sizes[::-1].index(max(sizes))
            tall = 0.0
            for part in filter(None, (runs[:large], runs[large:])):
                size = max(run.font.size.pt for run in part)
                words = "".join(run.text for run in part).replace("\u00a0", "i")
                tall += len(HELVETICA.wrapped(words, room, size, weight)) * size * 1.15
            one_size = HELVETICA.wrapped(text.replace("\u00a0", "i"), room, max(sizes), weight)
            assert min(tall, len(one_size) * max(sizes) * 1.15) <= shape.height / 12_700, (shape.name, text)


def test_every_slide_has_a_title_of_its_own_and_every_disc_a_description() -> None:
    slides = slides_in(SAMPLE_FILE, pages=True)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert titles[0] == SAMPLE.map.question
    for slide in slides:
        assert slide.shapes[0] == slide.shapes.title  # read first
        for shape in slide.shapes:
            described = shape.element.xpath("./*/p:cNvPr/@descr")
            words = shape.text_frame.text if shape.has_text_frame else ""
            assert len(words) > 1 or described


SIDED = """\
argmap: 1
title: Buses
tensions:
  night:
    title: Night or day
    sides:
      late: {text: Buses run all night, short: All night}
      early: {text: Buses end at ten, short: Until ten}
claims:
  run: {text: Run buses all night., tension: night, side: late}
  safe: {text: They are safe., supports: [run], tension: night, side: late}
  dear: {text: They are dear., objects_to: [run], tension: night, side: early}
  full: {text: They are full., supports: [run]}
"""


@pytest.mark.parametrize(
    ("text", "strip"),
    [
        (SIDED, "Night or day  ◆\u00a0All night\u00a0the main claim, 1  ◆\u00a0Until ten\u00a03"),
        (
            SIDED.replace(", short: Until ten", ""),
            "Night or day  ◆\u00a0All night\u00a0the main claim, 1  ◆\u00a0Buses end at ten\u00a03",
        ),
        (
            SIDED.replace(", tension: night, side: early", ""),
            "Night or day  ◆\u00a0All night\u00a0the main claim, 1  ◆\u00a0Until ten\u00a0no claims yet",
        ),
    ],
    ids=["short names", "a side without one", "a side without claims"],
)
def test_a_tension_shows_which_claims_are_on_which_side(text: str, strip: str) -> None:
    index = Index.build(read(text.encode(), "map.yaml").map)
    (slide,) = slides_of(write_pptx(index, pages=False))
    assert {shape.name: text for shape, text in texts(slide)}["Tension: Night or day"] == strip


def test_a_slide_of_sides_without_their_sign_does_not_explain_it() -> None:
    claims = "  a: {text: A., tension: t, side: south}\n  b: {text: B., tension: t, side: north}\n"
    tensions = "  t: {title: Where, sides: {south: South, north: North}}\n"
    text = f"argmap: 1\ntitle: m\nclaims:\n{claims}tensions:\n{tensions}"
    (slide,) = slides_of(write_pptx(Index.build(read(text.encode(), "map.yaml").map), pages=False))
    said = {shape.name: text for shape, text in texts(slide)}
    assert "◆" not in "".join(said.values()), said


def test_the_one_slide_says_what_the_signs_of_sides_mean_and_names_the_sources() -> None:
    cited = SIDED.replace("{text: They are full.,", "{text: They are full., sources: [{source: s12}, {source: s2}],")
    many = "".join(f"  s{place}: {{title: A survey of night buses {place}}}\n" for place in range(30))
    index = Index.build(read(f"{cited}sources:\n{many}".encode(), "map.yaml").map)
    (slide,) = slides_of(write_pptx(index, pages=False))
    said = {shape.name: text for shape, text in texts(slide)}
    assert "◆ side of a tension" in said["Legend"]
    assert said["Sources"] == "Sources: [1] A survey of night buses 12; [2] A survey of night buses 2"
    everything = cited.replace("[{source: s12}, {source: s2}]", "[" + ", ".join(f"s{n}" for n in range(30)) + "]")
    index = Index.build(read(f"{everything}sources:\n{many}".encode(), "map.yaml").map)
    (slide,) = slides_of(write_pptx(index, pages=False))
    said = {shape.name: text for shape, text in texts(slide)}
    assert re.search(r"\[3\] A survey of night buses 2; .* and 2\d more$", said["Sources"])
    first = slides_of(write_pptx(index, pages=True))[0]
    assert "Sources" not in {shape.name for shape, _ in texts(first)}


def test_many_sides_of_a_tension_are_in_rows_on_as_few_slides_as_hold_them() -> None:
    sides = ", ".join(f"s{n}: Way {n} through the town" for n in range(14))
    claims = "".join(f"  c{n}: {{text: Take way {n}., tension: t, side: s{n}}}\n" for n in range(14))
    slides = slides_from(
        f"argmap: 1\ntitle: T\ntensions: {{t: {{title: Way, sides: {{{sides}}}}}}}\nclaims:\n{claims}", pages=True
    )
    (of_tension,) = [slide for slide in slides if slide.shapes.title.text_frame.text == "Way"][-1:]
    bands = [shape for shape, text in texts(of_tension) if re.fullmatch(r"Way \d+ through the town", text)]
    assert [shape.text_frame.text for shape in bands] == [f"Way {n} through the town" for n in range(14)]
    assert [len({shape.left for shape in bands}), len({shape.top for shape in bands})] == [4, 4]


def test_lines_are_glued_to_the_discs_that_they_join() -> None:
    part = next(
        part for name, part in parts_of(write_pptx(SAMPLE, pages=True)).items() if name.endswith("slide2.xml")
    )
    ends = part.count("<p:cxnSp>")
    assert ends > 3
    assert part.count("<a:stCxn ") == part.count("<a:endCxn ") == ends


def test_the_premises_of_a_link_are_below_each_other_and_joined() -> None:
    slide = slides_in(SAMPLE_FILE, pages=True)[4]
    assert slide.shapes.title.text_frame.text == "Reasons against: 9–10"
    rows = [text.split() for shape, text in texts(slide) if shape.name.startswith("Claim ") and len(text) > 1]
    assert [number for number, *_ in rows] == [
        "9",
        "10",
        "9.1",
        "9.2",
        "9.3",
        "9.3.1",
        "9.3.2",
        "9.4",
        "9.4.1",
        "9.4.2",
    ]
    assert [number for number, word, *_ in rows if word == "and"] == ["10", "9.2"]
    names = [shape.name for shape in slide.shapes]
    assert names.count("From claim 10 to the one before it") == 1
    assert names.index("From claim 9.1 up") < names.index("Claim 10 goes with the claim before it"), (
        "its line runs behind the disc that is in its way"
    )


def test_a_slide_and_its_number_stay_on_one_line() -> None:
    said = [text for slide in slides_in(SAMPLE_FILE, pages=True) for _, text in texts(slide)]
    found = [text for text in said if "(slide" in text]
    assert found and all("(slide\u00a0" in text for text in found)


def test_quotes_are_in_the_notes() -> None:
    assert any(position.quote for claim in SAMPLE.map.claims for position in claim.positions)
    said = " ".join(
        slide.notes_slide.notes_text_frame.text
        for slide in slides_in(SAMPLE_FILE, pages=True)
        if slide.has_notes_slide
    )
    for claim in SAMPLE.map.claims:
        for position in claim.positions:
            assert position.quote is None or one_line(position.quote) in said


def test_a_slide_without_a_main_claim_is_called_as_in_the_brief() -> None:
    without = SIDED.split("  safe:")[0] + "  end: {text: End them at ten., tension: night, side: early}\n"
    index = Index.build(read(without.encode(), "map.yaml").map)
    assert [slide.shapes.title.text_frame.text for slide in slides_of(write_pptx(index))] == ["Night or day"]


def numbers_on(slide: Any) -> set[str]:
    """The numbers of the claims on a slide, by the names of their rows."""
    found = {shape.name.removeprefix("Claim ") for shape in slide.shapes if shape.name.startswith("Claim ")}
    return {name for name in found if re.fullmatch(r"[A-Z]?[\d.]+", name)}


@pytest.mark.parametrize("pages", [True, False])
@pytest.mark.parametrize("file", [SAMPLE_FILE, *GALLERY], ids=lambda file: file.stem)
def test_a_link_names_the_slide_or_the_text_of_a_claim_that_is_not_beside_it(file: Path, pages: bool) -> None:
    slides = slides_in(file, pages=pages)
    link = re.compile(r"(?:also \w+(?: to)?|together with)(?: the link of)? ([A-Z]?\d[\d.]*)(?: \(slide\s(\d+)\))?")
    assert sum(len(numbers_on(slide)) for slide in slides) > 2
    for slide in slides:
        for _, text in texts(slide):
            for number, other in link.findall(text):
                assert number.rstrip(".") in numbers_on(slides[int(other) - 1] if other else slide)


def test_a_claim_that_is_on_no_slide_is_named_by_its_text() -> None:
    (slide,) = slides_in(SAMPLE_FILE)
    said = " ".join(text for _, text in texts(slide))
    assert "also objects to “Copyright should be relaxed for AI”" in said
    assert "◆\u00a0Relax\u00a01 claim under 12" in said


def test_the_rows_of_a_slide_fill_it_in_text_that_is_as_large_as_fits() -> None:
    slides = slides_in(SAMPLE_FILE, pages=True)
    assert len(slides) > 6
    for slide in slides[1:-1]:
        rows = [shape for shape, text in texts(slide) if shape.name.startswith("Claim ") and len(text) > 1]
        if not slide.shapes.title.text_frame.text.startswith("Reasons"):
            continue
        (size,) = {max(run.font.size.pt for run in shape.text_frame.paragraphs[0].runs) for shape in rows}
        bottom = max(shape.top + shape.height for shape in rows) / 12_700
        assert size == 18 or bottom > 0.8 * TALL


def test_tensions_and_sources_share_a_slide_where_they_fit() -> None:
    slide = slides_in(SAMPLE_FILE, pages=True)[-1]
    assert slide.shapes.title.text_frame.text == "Tensions and sources"
    said = [text for _, text in texts(slide)]
    assert {one.title for one in SAMPLE.map.tensions} < {*said}
    assert sum(source.title in text for source in SAMPLE.map.sources for text in said) == len(SAMPLE.map.sources)


def test_no_text_of_a_slide_is_smaller_than_can_be_read_from_a_chair() -> None:
    slides = slides_in(SAMPLE_FILE, pages=True)
    assert sum(1 for slide in slides for _ in texts(slide)) > 58
    for slide in slides:
        for shape, _ in texts(slide):
            assert min(run.font.size.pt for run in shape.text_frame.paragraphs[0].runs) >= LEAST


def test_one_main_claim_with_few_reasons_is_one_slide() -> None:
    assert len(slides_in(SAMPLE_FILE)) == 1


MAP_WITH_A_LONG_CLAIM = """\
argmap: 1
title: A long claim
claims:
  top: {{text: Close the street.}}
  long: {{text: "{long}", objects_to: [top]}}
  short: {{text: It is short., supports: [long]}}
  other: {{text: It is not., objects_to: [long]}}
"""


def test_a_word_wider_than_a_line_has_a_line_more() -> None:
    """Programs begin a new line with it, after the number of the row."""
    word = "a" * 200
    lines = 1 + ceil(HELVETICA.width(word, 12) / 290)
    assert height([TextRun("1  ", 12), TextRun(word, 12)], 300) >= lines * 12 * LINE


@pytest.mark.parametrize("pages", [False, True])
def test_a_long_chain_stays_on_its_slides(pages: bool) -> None:
    """Rows that are deeper than rows are set in have a straight line from the row right above them."""
    links = "".join(f"  c{n}: {{text: Step {n}., supports: [c{n - 1}]}}\n" for n in range(1, 40))
    map = read(f"argmap: 1\ntitle: T\nclaims:\n  c0: {{text: Top.}}\n{links}".encode(), "a.yaml").map
    slides = slides_of(write_pptx(Index.build(map), pages=pages))
    for slide in slides:
        lines = [shape for shape in slide.shapes if shape.name.startswith("From claim")]
        rows = [
            shape.name.removeprefix("Claim ") for shape in slide.shapes if re.fullmatch(r"Claim [\d.]+", shape.name)
        ]
        below = [f"From claim {number} up" for number in rows if number.rpartition(".")[0] in rows]
        assert [line.name for line in lines] == below and (lines or slide is not slides[0])
        straight = [line.name for line in lines if not line.width]
        assert straight == [name for name in below if name.count(".") > DEEPEST]
        assert all(line.height > 0 and line.line.width.pt == 1 for line in lines)
    assert ("Step 39." in " ".join(text for slide in slides for _, text in texts(slide))) is pages


@pytest.mark.parametrize("words", ["words go on ", "x", "字"])
@pytest.mark.parametrize("place", ["top", "reason", "deeper"])
@pytest.mark.parametrize("pages", [False, True])
def test_a_text_that_no_slide_holds_is_cut_and_whole_in_the_notes(words: str, place: str, pages: bool) -> None:
    long = (words * 5_000)[:5_000].strip()
    said = {"top": "Top", "reason": "Reason", "deeper": "Deeper"} | {place: long}
    links = {"reason": "top", "other": "top", "deeper": "reason"}
    claims = [f"  {name}: {{text: {text}}}\n" for name, text in said.items() if name == "top"]
    claims += [f"  {name}: {{text: {said.get(name, 'Other')}, supports: [{to}]}}\n" for name, to in links.items()]
    map = read(f"argmap: 1\ntitle: T\nclaims:\n{''.join(claims)}".encode(), "a.yaml").map
    slides = slides_of(write_pptx(Index.build(map), pages=pages))
    assert_nothing_is_below(slides)
    shown = [text for slide in slides for _, text in texts(slide)]
    notes = notes_of(slides)
    is_shown = place != "deeper" or pages
    assert any(long[:20] in text and "…" in text for text in shown) is is_shown
    assert any(long in text for text in notes) is is_shown


@pytest.mark.parametrize("place", ["tension", "source"])
def test_a_long_question_or_title_is_cut_and_whole_in_the_notes(place: str) -> None:
    said = {"tension": "Which?", "source": "Paper"} | {place: LONG}
    text = (
        "argmap: 1\ntitle: T\n"
        f"tensions: {{t: {{title: TT, question: {said['tension']}, sides: {{g: G, k: K}}}}}}\n"
        "claims:\n  top: {text: Top}\n"
        "  a: {text: A, supports: [top], tension: t, side: g, sources: [{source: s}]}\n"
        f"sources: {{s: {{title: {said['source']}}}}}\n"
    )
    slides = slides_from(text, pages=True)
    assert_nothing_is_below(slides)
    notes = notes_of(slides)
    assert sum(LONG in text for text in notes) >= 1


@pytest.mark.parametrize(("words", "is_cut"), [(230, False), (400, True)])
def test_the_notes_have_the_titles_of_just_the_sources_that_the_slide_cuts(words: int, is_cut: bool) -> None:
    """Below tensions sources are smaller than on a slide of their own, so that longer titles are whole."""
    title = ("Paper " * words).strip()
    text = (
        "argmap: 1\ntitle: T\ntensions: {t: {title: TT, sides: {g: G, k: K}}}\n"
        "claims:\n  top: {text: Top}\n  a: {text: A, supports: [top], tension: t, side: g}\n"
        f"sources: {{s: {{title: {title}}}}}\n"
    )
    last = slides_from(text, pages=True)[-1]
    assert last.shapes.title.text == "TT and sources"
    assert any(title in shown for _, shown in texts(last)) is not is_cut
    assert any(title in note for note in notes_of([last])) is is_cut


def test_the_first_slide_names_in_full_whom_and_what_it_names_in_short() -> None:
    title = ("A tension " * 120).strip()
    text = (
        "argmap: 1\ntitle: T\n"
        "stakeholders: {foa: {name: Friends of the Archive, short: FoA}, b: {name: Bo}}\n"
        f"tensions: {{t: {{title: {title}, sides: {{g: G, k: K}}}}}}\n"
        "claims:\n  top: {text: Top, positions: {b: agrees, foa: disagrees}}\n"
        "  a: {text: A, supports: [top], tension: t, side: g, sources: [{source: s}]}\n"
        "sources: {s: {title: Paper, url: 'https://www.example.org/a?b=1', accessed: 2026-11-23}}\n"
    )
    first = slides_from(text)[0]
    (line,) = [shape.text_frame.text for shape in first.shapes if shape.name == "Stakeholders"]
    assert line == "Stakeholders: FoA (Friends of the Archive)"
    (strip,) = [shape.text_frame.text for shape in first.shapes if shape.name.startswith("Tension")]
    (notes,) = notes_of([first])
    assert strip.startswith("A tension A tension") and "…" in strip
    assert title in notes
    assert "[1] Paper, example.org/a?b=1, accessed 2026-11-23" in notes


def test_a_claim_that_a_large_tension_cuts_or_leaves_out_is_whole_in_the_notes() -> None:
    claims = "".join(f"  c{n}: {{text: Claim {n} is one of many., tension: t, side: g}}\n" for n in range(40))
    text = (
        "argmap: 1\ntitle: T\ntensions: {t: {title: TT, sides: {g: G, k: K}}}\n"
        f"claims:\n{claims}  long: {{text: {LONG}, tension: t, side: k}}\n"
    )
    slides = slides_from(text, pages=True)
    (slide,) = [slide for slide in slides if slide.shapes.title.text == "TT" and slide.has_notes_slide][-1:]
    shown, notes = " ".join(text for _, text in texts(slide)), slide.notes_slide.notes_text_frame.text
    assert LONG not in shown and LONG in notes
    for n in range(40):
        assert (f"Claim {n} is" in shown) != (f"Claim {n} is" in notes)


def test_a_long_main_claim_is_one_line_above_its_reasons() -> None:
    text = MAP_WITH_A_LONG_CLAIM.format(long="So.").replace("Close the street.", "Close the street. " * 40)
    _, page = slides_from(text, pages=True)
    (above,) = (words for _, words in texts(page) if words.startswith("Close"))
    assert above.endswith("…")
    assert HELVETICA.width(above, 12, "regular") < WIDE - 2 * MARGIN


def test_a_text_in_hebrew_is_written_from_the_right() -> None:
    text = MAP_WITH_A_LONG_CLAIM.format(long="הממשלה צריכה לבנות בינה מלאכותית עם OpenAI.")
    (slide,) = slides_from(text)
    directions = {
        words: shape.element.xpath(".//a:pPr[@rtl='1']") != []
        for shape, words in texts(slide)
        if shape.name.startswith("Claim ")
    }
    assert [from_right for words, from_right in directions.items() if "OpenAI" in words] == [True]
    assert [from_right for words, from_right in directions.items() if "It is" in words] == [False, False]


def test_a_slide_whose_rows_go_on_below_a_row_that_fills_one_is_named_by_them() -> None:
    text = MAP_WITH_A_LONG_CLAIM.format(long="Words of a claim. " * 300)
    slides = slides_from(text, pages=True)
    assert [slide.shapes.title.text for slide in slides][1:] == ["Reasons against: 1", "Reasons against: 1.1–1.2"]


@pytest.mark.parametrize("turn", TURNS)
def test_nothing_of_a_map_acts_in_slides(turn: int) -> None:
    parts = parts_of(write_pptx(Index.build(read(hostile_map(turn), "map.yaml").map), pages=True))
    assert "pwned" in parts["ppt/slides/slide1.xml"]
    for name, part in parts.items():
        if re.match(r"ppt/(slides|notesSlides)/\w+\.xml$|docProps/core.xml$", name):
            is_xml(part.partition("?>")[2])
        for address in re.findall(r'Target="([^"]*)" TargetMode="External"', part):
            is_link(address)


def test_without_the_package_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(MapError, match=r"pip install 'argmap\[office\]'"):
        write_pptx(SAMPLE)


@pytest.mark.needs("libreoffice", "pdftotext")
def test_libreoffice_shows_a_page_for_each_slide_with_its_rows(tmp_path: Path) -> None:
    data = write_pptx(SAMPLE, pages=True)
    pages = shown_by_libreoffice("map.pptx", data, tmp_path)
    slides = slides_of(data)
    assert len(pages) == len(slides) > 5
    for slide, page in zip(slides, pages, strict=True):
        for _, text in texts(slide):
            assert all(word in page for word in text.split() if word.isascii() and word.isalpha())


def crowded(main: str, title: str, names: int) -> list[Any]:
    """The slides of a map with long names: ``names`` of them on the main claim and on one of its reasons."""
    holders = "".join(
        f'  s{n}: {{name: "The International Confederation, Branch {n}, {"of Bodies " * 5}"}}\n' for n in range(25)
    )
    held = ", ".join(f"s{n}: {'disagrees' if n % 3 else 'agrees'}" for n in range(names))
    reasons = "".join(
        f"  r{n}: {{text: Reason {n}., supports: [top], tension: t, side: g, positions: {{{held}}}}}\n"
        for n in range(6)
    )
    text = (
        f"argmap: 1\ntitle: {title}\nstakeholders:\n{holders}"
        f"tensions: {{t: {{title: {title}, sides: {{g: {{text: G, short: {'Growth ' * 40}}}, k: K}}}}}}\n"
        f"claims:\n  top: {{text: {main}, positions: {{{held}}}}}\n{reasons}"
    )
    return slides_from(text, pages=True)


@pytest.mark.parametrize("main", ["Close it.", "words go on " * 125, "w" * 240])
@pytest.mark.parametrize("title", ["T", "long title " * 45])
@pytest.mark.parametrize("names", [0, 25])
def test_a_slide_holds_long_texts_and_many_names(main: str, title: str, names: int) -> None:
    slides = crowded(main, title, names)
    assert_nothing_is_below(slides)
    for slide in slides:
        for shape, text in texts(slide):
            assert len(text) == 1 or min(run.font.size.pt for run in shape.text_frame.paragraphs[0].runs) >= LEAST
    notes = slides[0].notes_slide.notes_text_frame.text if slides[0].has_notes_slide else ""
    box = next(text for shape, text in texts(slides[0]) if shape.name == "Main claim")
    assert main.strip() in box or main.strip() in notes
    assert all(f"Branch {n}," in notes for n in range(names))
    assert (title.strip() in notes) or title == "T"
    assert not names or re.search(r" and \d+\smore", box)
    assert not any(re.search(r"more and \d", text) for _, text in texts(slides[0]))


def test_a_long_main_claim_is_whole_where_its_reasons_leave_room() -> None:
    long = ("words go on " * 125).strip()
    text = f"argmap: 1\ntitle: T\nclaims: {{top: {{text: {long}}}, r: {{text: R., supports: [top]}}}}"
    (slide,) = slides_from(text)
    assert any(long in text for _, text in texts(slide))


BELOW_A_TENSION = "tensions: {which: {title: Which, sides: {one: {text: One}, two: {text: Two}}}}"


@pytest.mark.parametrize(
    ("pages", "tension"),
    [(False, BELOW_A_TENSION), (True, BELOW_A_TENSION), (True, "")],
    ids=["on one slide", "below a tension", "on a slide of their own"],
)
def test_sources_that_are_read_from_the_right_keep_their_places_and_dates(pages: bool, tension: str) -> None:
    side = "tension: which, side: one," if tension else ""
    text = f"""
argmap: 1
title: Market
stakeholders: {{a: {{name: Ann}}}}
{tension}
sources:
  first: {{title: صحيفة الشرق, date: "2026-01-02", url: "https://example.org/a"}}
  second: {{title: הארץ — מוסף, date: "2025"}}
claims:
  main:
    {{text: It should, {side} sources: [second], positions: {{a: {{stance: agrees, source: first}}}}}}
"""
    slides = slides_from(text, pages=pages)
    found = [pair for slide in slides for pair in texts(slide) if "صحيفة" in pair[1]]
    assert found
    for shape, shown in found:
        assert f"{FROM_RIGHT}صحيفة الشرق{END}, 2026-01-02" in shown
        paragraph = shape.text_frame.paragraphs[0]
        assert paragraph.alignment == PP_ALIGN.LEFT
        assert not shape.element.xpath(".//a:pPr[@rtl]")
        linked = [run.text for run in paragraph.runs if run.hyperlink.address]
        assert "صحيفة الشرق" in linked
        assert not {FROM_RIGHT, END} & set("".join(linked))
