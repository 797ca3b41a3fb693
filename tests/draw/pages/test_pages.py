"""Maps as pages: each can be read, nothing is lost, and links lead where the rest is drawn."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import inf
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.display_list import DisplayItem, Hyperlink, Picture, Rect, ShapeGroup, Text, VectorPath, flattened
from argmap.draw.drawing import Drawing, PlacedDrawing
from argmap.draw.export import ExportPlan, ExportTarget, export
from argmap.draw.isolation import END, FROM_RIGHT
from argmap.draw.layout.strategy import LayoutStrategy
from argmap.draw.measure import HELVETICA
from argmap.draw.pages import scenes as pages
from argmap.draw.pages.fitting import WIDE_BOXES, max_text_size, page_size, text_size, text_size_of, variants
from argmap.draw.pages.layout import LaidOutPage, lay_out_pages
from argmap.draw.pages.pagination import PageSpace, divide
from argmap.draw.pages.scenes import PagePart
from argmap.draw.pages.titles import PageTitles
from argmap.draw.paint.furniture import least_around
from argmap.draw.paper import LEAST_TEXT, PAGE_TEXT, PAPERS, PaperName
from argmap.draw.renderer import Renderer
from argmap.draw.scene.builder import SceneBuilder, SceneOptions, build_scene
from argmap.draw.writers import png
from argmap.excerpt import told_again
from argmap.io.export_tools import export_tools
from argmap.io.graphviz.engines import engine
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason, Side, Tension
from argmap.views.number_ranges import numbers_in_words
from argmap.views.selection import Selection, steps_on
from argmap.views.sides import all_side_heads
from argmap.vocabulary import LINKED_SIGN
from tests.bench.large_maps import large_map
from tests.draw.pdf.pdfs import opened, pdf_of_pictures
from tests.draw.small_maps import HELD, STEPS, claim, objects, supports
from tests.examples import each, examples, slow_but
from tests.strategies import maps

SAMPLE = Path(__file__).resolve().parents[3] / "maps" / "uk_openai.yaml"

CHAIN = Map(
    title="A long chain",
    claims=(
        claim("c0", "The first claim of all."),
        *(claim(f"c{n}", f"Claim {n}.", supports(f"c{n}", f"c{n - 1}")) for n in range(1, 14)),
    ),
)
MANY = Map(
    title="Many reasons on one claim",
    claims=(
        claim("top", "The claim that all others support."),
        *(claim(f"r{n}", f"Reason {n}, which says a little more. " * 3, supports(f"r{n}", "top")) for n in range(40)),
    ),
)


LONG = "A reason that is told at some length, so that it takes room. " * 2


@cache
def sample() -> Map:
    found = read(SAMPLE.read_bytes(), SAMPLE.name).map
    assert found is not None
    return found


@cache
def paged(map: Map, suffix: str = ".svg", paper: PaperName = "a4") -> tuple[LaidOutPage, ...]:
    """The pages of a map. Those of the sample take half a second, and many tests look at them."""
    return tuple(lay_out_pages(Renderer(engine()), Index.build(map), paper, "map", suffix))


@pytest.mark.parametrize("map", [sample(), CHAIN, MANY, large_map(50, 1.2, 1)], ids=lambda map: map.title)
def test_every_page_can_be_read_on_a4_and_no_claim_or_reason_is_lost(map: Map) -> None:
    found = paged(map)
    assert min(text_size(page.picture, "a4") for page in found) >= 7
    drawn = {name for page in found for name in (*page.drawing.scene.box, *page.drawing.scene.arrow)}
    assert {claim.id for claim in map.claims} <= drawn
    assert {reason.address for claim in map.claims for reason in claim.reasons} <= drawn


@cache
def placed_variants(map: Map) -> list[tuple[Drawing, PlacedDrawing]]:
    """The ways to draw a map, each laid out, which no paper changes."""
    strategy = LayoutStrategy(engine())
    found = variants(Drawing(build_scene(Index.build(map))))
    return [(one, one.placed(strategy.positions(one.graph, strategy.ends()))) for one in found]


@pytest.mark.parametrize("paper_name", PAPERS)
@pytest.mark.parametrize(
    "map",
    [sample(), CHAIN, MANY, STEPS, HELD, large_map(40, 2.0, 2), large_map(9, 1.0, 3)],
    ids=lambda map: map.title,
)
def test_text_is_never_larger_than_was_known_before_the_layout(map: Map, paper_name: PaperName) -> None:
    around = least_around(build_scene(Index.build(map)))
    for variant, placed in placed_variants(map):
        said = max_text_size(variant, around, paper_name)
        assert text_size_of(placed.size, paper_name) <= said
        picture = placed.picture()
        assert (picture.width, picture.height) == placed.size
    assert said > 0


def test_a_map_that_can_be_read_on_one_page_has_no_other() -> None:
    (page,) = paged(STEPS)
    assert {*page.drawing.scene.box} == {claim.id for claim in STEPS.claims}
    assert page.file == "map-overview.svg"
    assert text_size(page.picture, "a4") >= 7


@pytest.mark.parametrize("paper", ["a4", "16:9"])
def test_all_pages_have_one_direction_and_text_of_one_size(paper: PaperName) -> None:
    _, *pages = paged(sample(), paper=paper)
    assert len(pages) > 5
    assert {page.drawing.direction for page in pages} == {"RL"}
    sizes = [round(text_size(page.picture, paper), 2) for page in pages]
    usual = max(sizes)
    assert usual >= LEAST_TEXT[paper]
    too_full = [page for page, size in zip(pages, sizes, strict=True) if size < usual]
    assert all(text_size_of((page.bare.width, page.bare.height), paper) < LEAST_TEXT[paper] for page in too_full)
    assert len(too_full) <= 1


@pytest.mark.parametrize(("paper", "has_sources"), [("a4", True), ("16:9", False)])
def test_the_overview_on_paper_says_what_the_map_cites(paper: PaperName, has_sources: bool) -> None:
    overview, *_ = paged(sample(), paper=paper)
    texts = " ".join(item.text for item in flattened(overview.picture.items) if isinstance(item, Text))
    assert ("Sources: Article on the UK\u2013OpenAI partnership" in texts) == has_sources


def test_the_overview_is_a_brief_with_the_contents() -> None:
    overview, *pages = paged(sample())
    rows = [group for group in groups(overview.picture.items) if group.kind.startswith("row ")]
    assert len(rows) == len(sample().claims) - 1
    assert {page.file for page in pages} <= set(links(overview.picture.items))
    assert overview.picture.page == PAPERS["a4"]


def test_pages_carry_the_status_of_claims() -> None:
    index = Index.build(CHAIN)
    options = SceneOptions(statuses=dict.fromkeys(index.claims, "supported"), caveat="A caveat.")
    pages = list(lay_out_pages(Renderer(engine()), index, "a4", "map", ".svg", options))
    assert len(pages) > 1
    for page in pages:
        assert {box.status for box in page.drawing.scene.boxes if not box.continues} == {"supported"}
        assert page.drawing.scene.footnote == "A caveat."


def test_every_claim_of_the_sample_is_on_a_page_even_what_undercuts_a_step_to_a_side() -> None:
    drawn = {name for page in paged(sample()) for name in page.drawing.scene.box}
    assert {claim.id for claim in sample().claims} <= drawn


def trees(number: int) -> Map:
    """Main claims with two reasons each."""
    reason = "A reason that is told at some length, so that it takes room."
    found = []
    for n in range(number):
        found += [
            claim(f"m{n}", f"The proposal number {n} should be taken up."),
            claim(f"a{n}", reason, supports(f"a{n}", f"m{n}")),
            claim(f"b{n}", reason, objects(f"b{n}", f"m{n}")),
        ]
    return Map(title="Many proposals", claims=tuple(found))


@pytest.mark.parametrize(("paper", "most"), each(3, [("a4-landscape", 4), ("a4", 5), ("16:9", 8)]))
def test_small_trees_share_pages_in_the_order_of_the_map(paper: PaperName, most: int) -> None:
    _, *pages = paged(trees(30), paper=paper)
    assert len(pages) <= most
    scenes = [page.drawing.scene for page in pages]
    main = [box.id for scene in scenes for box in scene.boxes if box.is_main]
    assert main == [f"m{n}" for n in range(30)]
    assert scenes[0].caption.startswith("Main claims: A\u2013")
    assert {round(text_size(page.picture, paper), 2) for page in pages} == {PAGE_TEXT[paper]}


def test_reasons_that_cannot_be_divided_have_wide_boxes_rather_than_small_text() -> None:
    parts = [
        claim(f"p{n}", f"The premise number {n} of six takes more than a line of the usual box to tell.")
        for n in range(6)
    ]
    parts[0] = replace(parts[0], reasons=(supports("p0", "top", *(part.id for part in parts[1:])),))
    _, *pages = paged(
        Map(title="Linked", claims=(claim("top", "All of it."), *parts, *trees(12).claims)), paper="16:9"
    )
    assert {round(text_size(page.picture, "16:9"), 2) for page in pages} == {PAGE_TEXT["16:9"]}
    assert max(page.drawing.box_widths.claim for page in pages) in WIDE_BOXES


def test_trees_stand_side_by_side_on_wide_pages() -> None:
    _, page, *_ = paged(trees(30), paper="a4-landscape")
    assert (
        len({item.at[0] for item in page.bare.items if isinstance(item, ShapeGroup) and "Main claim:" in item.title})
        == 2
    )


@pytest.mark.parametrize(("paper", "most"), [("a4", 3), ("16:9", 7)])
def test_a_chain_continues_below_on_its_page(paper: PaperName, most: int) -> None:
    map = Map(
        title="A long chain",
        claims=(
            claim("c0", "The first claim of all."),
            *(claim(f"c{n}", LONG, supports(f"c{n}", f"c{n - 1}")) for n in range(1, 30)),
        ),
    )
    _, *pages = paged(map, paper=paper)
    assert len(pages) <= most
    for page in pages[:-1]:
        boxes = page.drawing.scene.box
        again = [box for box in boxes.values() if box.continues]
        assert again
        for box in again:
            first = boxes[box.continues]
            assert first.goes_on
            assert (first.number, first.kind) == (box.number, box.kind)
            aims = {arrow.target for arrow in page.drawing.scene.arrows if arrow.premises[0] in boxes}
            assert box.id in aims
            assert first.id not in aims
        texts = [item.text for item in flattened(page.bare.items) if isinstance(item, Text)]
        assert (
            texts.count("goes on below") == texts.count("CONTINUED" if paper == "a4" else "Continued") == len(again)
        )


def test_what_goes_on_elsewhere_says_where_and_leads_there_and_back() -> None:
    found = {page.file: page for page in paged(CHAIN, paper="16:9")}
    first, second, *_ = (page for page in found.values() if page.file != "map-overview.svg")
    (stub,) = (box for box in first.drawing.scene.boxes if box.hidden)
    assert stub.page is not None
    assert found[stub.page.file] is second
    assert stub.id in second.drawing.scene.box
    assert [link.file for link in second.drawing.scene.back] == [first.file, "map-overview.svg"]


def test_each_step_is_told() -> None:
    steps: list[str] = []
    found = list(lay_out_pages(Renderer(engine()), Index.build(CHAIN), "a4", "map", ".svg", report=steps.append))
    assert steps[0].startswith("Dividing the map into pages: 1 found, ")
    assert steps[-1] == f"Laying out page {len(found)} of {len(found)}"


def test_the_overview_lists_every_page() -> None:
    overview, *others = paged(MANY)
    assert [line.page.file for line in overview.drawing.scene.contents] == [page.file for page in others]
    assert {page.file for page in others} <= set(links(overview.picture.items))


def test_the_number_of_a_claim_stays_beside_it_in_the_contents_whatever_its_script_is() -> None:
    map = read((SAMPLE.parents[1] / "docs/gallery/deux-langues.yaml").read_bytes(), "deux-langues").map
    assert map is not None
    overview, *_ = paged(map)
    first, second, *_ = overview.drawing.scene.contents[-1].title.split(" \u00b7 ")
    assert first.startswith(f"{FROM_RIGHT}1 ") and first.endswith(END)
    assert second.startswith("5 ")
    texts = [item.text for item in flattened(overview.picture.items) if isinstance(item, Text)]
    (shown,) = (text for text in texts if text.startswith(first))
    assert shown.count(FROM_RIGHT) == shown.count(END)


def groups(items: tuple[DisplayItem, ...]) -> Iterator[ShapeGroup]:
    for item in items:
        if isinstance(item, ShapeGroup):
            yield item
            yield from groups(item.items)


def links(items: tuple[DisplayItem, ...]) -> list[str]:
    found = []
    for item in items:
        if isinstance(item, Hyperlink):
            found.append(item.url)
        elif isinstance(item, ShapeGroup):
            found += links(item.items)
    return found


def test_links_between_pages_lead_to_pages_of_the_pdf() -> None:
    found = paged(CHAIN, ".pdf")
    data = pdf_of_pictures([page.picture for page in found], files=[page.file for page in found])
    with opened(data) as file:
        places = [page.objgen for page in file.pages]
        aims = {link.Dest[0].objgen for page in file.pages for link in page.get("/Annots", ()) if "/Dest" in link}
        assert aims == {*places}


class Narrow(Renderer):
    """A renderer for papers that hold four boxes, whatever is in them."""

    def readable(self, drawing: Drawing, size: PaperName, least: float, enough: float = inf) -> PlacedDrawing | None:
        return drawing.with_fallback("") if len(drawing.scene.boxes) <= 4 or not least else None

    def on_page(
        self, drawing: Drawing, page: tuple[float, float], *, spread: bool = True, in_wide_boxes: bool = False
    ) -> PlacedDrawing | None:
        larger = page[0] > page_size("a4")[0]
        return drawing.with_fallback("") if len(drawing.scene.boxes) <= 4 or larger else None


@examples(60)
@given(maps())
def test_every_claim_and_every_reason_stands_on_a_page_that_the_others_lead_to(map: Map) -> None:
    index = Index.build(map)
    overview, *others = lay_out_pages(Narrow(engine()), index, "a4", "map", ".svg")
    if not others:
        assert {*overview.drawing.scene.box} >= index.claims.keys()
        return
    scenes = [page.drawing.scene for page in others]
    assert {box.id for scene in scenes for box in scene.boxes} >= index.claims.keys()
    drawn = {arrow.id for scene in scenes for arrow in scene.arrows}
    assert drawn >= {reason.address for reason in index.reasons.values()}
    assert [scene.number for scene in scenes] == [*range(2, len(others) + 2)]
    assert {scene.of for scene in scenes} <= {len(others) + 1}
    ways = {page.file: set(links(page.picture.items)) for page in (overview, *others)}
    reached, waiting = {overview.file}, [overview.file]
    while waiting:
        fresh = ways[waiting.pop()] & ways.keys() - reached
        reached |= fresh
        waiting += fresh
    assert reached == ways.keys()


@given(maps(), st.floats(50, 2000))
def test_a_share_tells_each_claim_once_and_in_full(map: Map, tall: float) -> None:
    index = Index.build(map)
    space = PageSpace((900.0, tall), 175.0, 230.0, 68.0, 9.0)
    for topic in pages.topics(index):
        found = divide(topic, lambda name: steps_on(index, name), dict.fromkeys(index.claims, 60.0), space)
        told = [name for share in found for name in share.expanded]
        assert len(told) == len(set(told))
        assert not set(told) & {share.topic.name for share in found if share.topic.kind == "claim"}
        steps = [step for share in found if share.topic.name == topic.name for step in share.topic.steps]
        assert sorted(steps) == sorted(topic.steps)
        shown = set().union(*(share.claims(lambda name: steps_on(index, name)) for share in found))
        full = set(told) | {share.topic.name for share in found}
        assert all(name in full for name in shown if steps_on(index, name))


def test_what_one_page_tells_in_full_is_not_told_again_where_there_is_no_room() -> None:
    tension = Tension(id="t", title="T", sides=(Side(id="a", title="A"), Side(id="b", title="B")))
    sides = [
        Claim(
            id=side,
            text=f"Side {side}.",
            tension="t",
            side=side,
            reasons=(Reason(premise=side, kind="supports", target="top"),),
        )
        for side in "ab"
    ]
    map = Map(title="Shared", tensions=(tension,), claims=(*MANY.claims, *sides))
    found = [page.drawing.scene for page in paged(map)[1:]]
    told = [scene.caption for scene in found if "r5" in scene.box]
    assert len(told) == 1


def test_a_box_is_told_in_full_on_one_page_of_a_series_and_in_short_on_the_others() -> None:
    long = f"{LONG * 12}The end."
    index = Index.build(Map(title="t", claims=(claim("a", long), claim("b", long, supports("b", "a")))))
    texts = {box.id: box.text for box in build_scene(index, options=SceneOptions(series=True, again={"a"})).boxes}
    assert texts == {"a": told_again(long), "b": long}
    assert len(texts["a"]) < len(long)


def test_the_parts_of_an_overview_stand_in_the_order_of_the_map() -> None:
    tensions = tuple(
        Tension(id=f"t{n}", title=f"Tension {n}", sides=(Side(id="a", title="A"), Side(id="b", title="B")))
        for n in range(4)
    )
    claims = tuple(Claim(id=f"c{n}", text=f"Claim {n}.", tension=f"t{n}", side="a") for n in range(4))
    overview, *_ = paged(Map(title="Four", tensions=tensions, claims=claims))
    boxes = {group.id: group.at[1] for group in groups(overview.bare.items)}
    heights = [boxes[f"tension-t{n}"] for n in range(4)]
    assert heights == sorted(heights)


def test_an_overview_of_very_many_pages_lists_those_that_lead_to_the_others() -> None:
    parts = [PagePart(f"p{n}", Selection(frozenset(), caption=f"Part {n}"), min(n % 100, 1)) for n in range(400)]
    builder = SceneBuilder(Index.build(MANY))
    overview = next(iter(pages.overviews(builder.index, parts)))
    first = next(pages.pages(builder, overview, parts, "map", ".svg", lambda left: f"{len(left)} more"))
    listed = [(line.page.number, line.last, line.title) for line in first.scene.contents]
    assert listed[:3] == [(2, 2, "Part 0"), (3, 101, "99 more"), (102, 102, "Part 100")]
    assert listed[-1] == (303, 401, "99 more")
    (by_topic,) = [found for found in pages.overviews(builder.index, parts) if found.depth == 0 and found.by_topic][
        :1
    ]
    first = next(pages.pages(builder, by_topic, parts, "map", ".svg", lambda left: ""))
    assert [(line.page.number, line.last) for line in first.scene.contents] == [
        (2, 101),
        (102, 201),
        (202, 301),
        (302, 401),
    ]


def test_pages_of_one_claim_and_its_undercuts_stay_together() -> None:
    undercut = Claim(
        id="u", text="It does not follow.", reasons=(Reason(premise="u", kind="undercuts", target="r0 -> top"),)
    )
    map = Map(title=MANY.title, claims=(*MANY.claims, undercut))
    pages = paged(map)[1:]
    assert any("u" in page.drawing.scene.box for page in pages)
    for page in pages:
        assert ("u" in page.drawing.scene.box) == ("r0" in page.drawing.scene.box)


def test_a_tension_with_many_sides_is_no_drawing_that_repeats() -> None:
    """The overview is the index of its sides, and each claim that states one is on one page with its reasons."""
    sides = tuple(Side(id=f"s{n}", title=f"Build it at the site number {n}") for n in range(14))
    sites = [claim(f"c{n}", f"The site number {n} is the best.", tension="site", side=f"s{n}") for n in range(14)]
    reasons = [
        claim(
            f"r{n}-{m}",
            LONG,
            supports(f"r{n}-{m}", f"c{n}"),
        )
        for n in range(14)
        for m in range(4)
    ]
    tension = Tension(id="site", title="Fourteen sites", sides=sides)
    overview, *pages = paged(Map(title="Sites", tensions=(tension,), claims=(*sites, *reasons)))
    assert len(pages) == 7
    for number, page in enumerate(pages):
        boxes = page.drawing.scene.box
        both = (2 * number, 2 * number + 1)
        assert {*boxes} == {name for n in both for name in (f"c{n}", *(f"r{n}-{m}" for m in range(4)))}
        ((title, told),) = page.drawing.scene.tensions
        assert title == "Fourteen sites (2 of 14 sides)"
        assert told == tuple((sides[n].title, "") for n in both)
    assert {page.file for page in pages} <= set(links(overview.picture.items))


def shared(number: int) -> Map:
    """Main claims that share a chain of as many reasons."""
    chain = [claim(f"c{n}", f"Reason {n}.", supports(f"c{n}", f"c{n - 1}")) for n in range(1, number)]
    first = claim("c0", "A shared reason.", *(supports("c0", f"m{n}") for n in range(number)))
    return Map(title="Shared", claims=(first, *chain, *(claim(f"m{n}", f"Answer {n}.") for n in range(number))))


def calls_for_pages(map: Map) -> int:
    """The number of calls of functions that dividing a map into pages takes."""
    index, number = Index.build(map), 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal number
        number += event == "call"

    sys.setprofile(count)
    try:
        pages = list(lay_out_pages(Narrow(engine()), index, "a4", "map", ".svg", for_window=True))
    finally:
        sys.setprofile(None)
    assert len(pages) > len(map.claims) / 2
    return number


def test_the_work_grows_with_the_map_where_many_main_claims_share_a_chain() -> None:
    assert calls_for_pages(shared(80)) < 2.2 * calls_for_pages(shared(40))


@pytest.mark.parametrize("paper", ["a4", "16:9"])
def test_each_page_has_a_title_of_its_own_that_says_what_it_shows(paper: PaperName) -> None:
    overview, *pages = paged(sample(), paper=paper)
    titles = [page.drawing.scene.caption for page in pages]
    assert len(set(titles)) == len(titles)
    assert not [title for title in titles if "continued" in title]
    assert titles[0].startswith("Reasons for: 1\u2013")
    listed = [line.title for line in overview.drawing.scene.contents]
    assert any("Reasons against: " in title for title in listed)
    assert any(title.startswith("Tension") for title in listed)
    assert ("Further reasons: 5, 8, 8.2, 9, 9.3, 11.1, \u2026" in listed) == (paper == "16:9")


@pytest.mark.parametrize(("paper", "most", "text"), [("a4", 8, 9.0), ("a4-landscape", 9, 9.0), ("16:9", 19, 12.0)])
def test_the_sample_is_few_pages_with_large_text(paper: PaperName, most: int, text: float) -> None:
    _, *pages = paged(sample(), paper=paper)
    assert len(pages) < most
    assert {round(text_size(page.picture, paper), 2) for page in pages} == {text}
    sizes = {page.drawing.box_widths.text for page in pages}
    assert sizes == {12.0} if paper != "16:9" else sizes <= {12.0, 13.0, 14.0, 15.0, 16.0} and max(sizes) == 16.0
    assert {page.picture.page for page in pages} == {PAPERS[paper]}


@pytest.mark.parametrize(("letters", "is_whole"), [(40, True), (41, False)])
def test_claims_on_the_way_to_a_page_are_told_up_to_forty_letters(letters: int, is_whole: bool) -> None:
    words = "word " * 7
    between = words + "x" * (letters - len(words))
    mid, low = claim("mid", between, supports("mid", "top")), claim("low", "Low.", supports("low", "mid"))
    leaves = tuple(claim(f"leaf-{n}", "Leaf.", supports(f"leaf-{n}", "low")) for n in range(40))
    page = paged(Map(title="Deep", claims=(claim("top", "Top."), mid, low, *leaves)))[-1]
    said = {item.text for item in flattened(page.picture.items) if isinstance(item, Text)}
    assert (f"1 {between}" in said) is is_whole
    assert any(text.startswith(f"1 {words.strip()}") for text in said)


@pytest.mark.parametrize(
    ("map", "paper"),
    [
        *((sample(), paper) for paper in ("a4", "a4-landscape", "16:9")),
        (large_map(60, 1.2, 1), "a4"),
        pytest.param(large_map(60, 1.2, 1), "a4-landscape", marks=pytest.mark.slow),
        pytest.param(large_map(60, 1.2, 1), "16:9", marks=pytest.mark.slow),
    ],
    ids=lambda given: given if isinstance(given, str) else given.title,
)
def test_a_claim_has_its_reasons_on_no_page_before_the_one_that_leads_there(map: Map, paper: PaperName) -> None:
    index = Index.build(map)
    by_number = {number: name for name, number in PageTitles(index).numbers.items()}
    _, *pages = paged(map, paper=paper)
    captions = [page.drawing.scene.caption for page in pages]
    seen: set[str] = set()
    branches = 0
    for page in pages:
        lines = page.drawing.scene.caption_lines
        about = [by_number[line.split(" ")[0]] for line in lines if line.split(" ")[0] in by_number]
        arrows = page.drawing.scene.arrows
        leads = {name for arrow in arrows for name in arrow.premises if arrow.target in index.claims}
        assert (seen | leads).issuperset(about)
        branches += len(about)
        seen |= page.drawing.scene.box.keys()
    assert branches
    # The pages about one claim follow each other.
    topics = [caption.partition(" (")[0] for caption in captions if " of " in caption]
    assert [one for one, two in pairwise(topics) if one != two] == [*dict.fromkeys(topics)][:-1]


def test_several_branches_on_a_page_are_named_a_line_each_in_the_order_of_their_numbers() -> None:
    _, *pages = paged(sample())
    page = next(page for page in pages if len(page.drawing.scene.caption_lines) > 1)
    lines = page.drawing.scene.caption_lines
    numbers = [line.split(" ")[0] for line in lines]
    assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])
    texts = [item.text for item in flattened(page.bare.items) if isinstance(item, Text)]
    assert {*lines} <= {*texts}


@pytest.mark.parametrize("name", slow_but(["night-flights", "school-phones"], "night-flights"))
def test_the_page_of_a_tension_is_filled_with_the_reasons_for_its_sides(name: str) -> None:
    map = read((SAMPLE.parents[1] / f"docs/gallery/{name}.yaml").read_bytes(), name).map
    assert map is not None
    index = Index.build(map)
    (tension,) = map.tensions
    heads = {claim.id for claim in all_side_heads(index, tension.id)}
    _, page, *others = paged(map)
    scene = page.drawing.scene
    assert scene.caption == f"Tension: {tension.title}"
    assert lowest(page.picture) > 2 / 3 * page.picture.height
    again = {box.continues for box in scene.boxes if box.continues}
    assert again < heads
    # What is below the tension bears on one side; the others say where their reasons are.
    drawn = {arrow.target for arrow in scene.arrows if not arrow.loose}
    (elsewhere,) = (scene.box[head] for head in heads - again)
    assert elsewhere.id not in drawn
    assert elsewhere.page is not None
    found = next(one for one in others if one.file == elsewhere.page.file).drawing.scene
    theirs = {reason.address for reason in index.reasons_for[elsewhere.id] if reason.premise not in heads}
    assert elsewhere.hidden == len(theirs)
    assert theirs <= {arrow.id for arrow in found.arrows}


def lowest(picture: Picture) -> float:
    """The lower end of the lowest box of a diagram."""
    boxes = (item for item in picture.items if isinstance(item, ShapeGroup) and item.kind.startswith("box "))
    return max(bottom(box) for box in boxes)


@pytest.mark.parametrize(("name", "has_quotes"), [("deux-langues", False), ("bridge", True)])
def test_no_box_reaches_below_the_line_above_the_legend(name: str, has_quotes: bool) -> None:
    map = read((SAMPLE.parents[1] / f"docs/gallery/{name}.yaml").read_bytes(), name).map
    assert map is not None
    options = SceneOptions(quotes=has_quotes)
    _, *pages = lay_out_pages(Renderer(engine()), Index.build(map), "a4", "map", ".svg", options)
    for page in pages:
        (rule,) = (item for item in page.bare.items if isinstance(item, VectorPath) and item.look == "rule")
        assert lowest(page.bare) < rule.commands[0][1][0][1], page.drawing.scene.caption


def test_a_page_with_all_tensions_is_named_so_and_their_boxes_name_them() -> None:
    _, *pages = paged(sample())
    assert pages[-1].drawing.scene.caption == "Tensions"


@pytest.mark.parametrize("map", [sample(), STEPS, HELD], ids=lambda map: map.title)
def test_no_text_on_a_slide_is_smaller_than_that_of_claims(map: Map) -> None:
    index = Index.build(map)
    options = SceneOptions(statuses=dict.fromkeys(index.claims, "challenged"), caveat="A caveat.", quotes=True)
    pages = list(lay_out_pages(Renderer(engine()), index, "16:9", "map", ".svg", options))
    for page in pages:
        scale = PAPERS["16:9"][0] / page.picture.width
        texts = [item for item in flattened(page.picture.items) if isinstance(item, Text)]
        assert min(round(item.size * scale, 2) for item in texts if item.text != LINKED_SIGN) >= 12


def test_the_overview_of_slides_leads_to_all_pages_and_has_all_reasons_for_the_main_claim() -> None:
    overview, *_ = paged(sample(), paper="16:9")
    found = [*links(overview.picture.items)]
    assert set(found) == {line.page.file for line in overview.drawing.scene.contents}
    assert len(found) == len(set(found)), "tensions are listed once: on their strips"
    assert "It shows 13 of 58 claims." in overview.picture.description


def test_a_diagram_on_a_slide_is_about_in_the_middle_of_its_room() -> None:
    _, *pages = paged(sample(), paper="16:9")
    for page in pages:
        boxes = [group for group in groups(page.bare.items) if group.kind.startswith("box ")]
        tops, bottoms = min(box.at[1] for box in boxes), max(bottom(box) for box in boxes)
        above, below = tops - 50, 540 - bottoms - 60
        assert above < 1.5 * below + 60


def test_a_small_map_is_about_in_the_middle_of_a_slide_and_at_the_top_of_paper() -> None:
    free, three = {}, Index.build(Map(title="Three", claims=CHAIN.claims[:3]))
    for paper in ("16:9", "a4"):
        (page,) = lay_out_pages(Renderer(engine()), three, paper, "map", ".svg")
        picture = page.picture
        tops = [item.at[1] for item in groups(picture.items) if item.kind.startswith("box ")]
        free[paper] = min(tops) / picture.height, 1 - max(tops) / picture.height
    assert 0.5 < free["16:9"][0] / free["16:9"][1] < 1.2
    assert free["a4"][0] / free["a4"][1] < 0.4


def bottom(box: ShapeGroup) -> float:
    """The y of the lower edge of a box."""
    frame = next(item for item in box.items if isinstance(item, Rect))
    return box.at[1] + frame.height


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (["2", "1", "3", "5"], "1\u20133, 5"),
        (["1", "2"], "1, 2"),
        (["A2", "A3", "A4", "B1"], "A2\u2013A4, B1"),
        (["AB", "B", "Z", "A", "AA"], "A, B, Z\u2013AB"),
        (["8.10", "8.9", "8.11"], "8.9\u20138.11"),
        (["1", "3", "5", "7", "9", "11", "13"], "1, 3, 5, 7, 9, 11, \u2026"),
        ([], ""),
    ],
)
def test_numbers_in_a_row_are_a_range(numbers: list[str], said: str) -> None:
    assert numbers_in_words(numbers) == said


def test_a_tension_too_large_for_a_page_has_several_with_text_of_the_usual_size() -> None:
    sides = (Side(id="a", title="One side"), Side(id="b", title="The other"))
    heads = [
        claim(f"c{n}", f"Reason {n}. {LONG}", supports(f"c{n}", "top"), tension="t", side="ab"[n % 2])
        for n in range(30)
    ]
    tension = Tension(id="t", title="Many claims", sides=sides)
    _, *pages = paged(Map(title="Many", tensions=(tension,), claims=(claim("top", "The answer."), *heads)))
    of_tension = [page for page in pages if page.drawing.scene.caption.startswith("Tension: Many claims (")]
    assert len(of_tension) > 1
    assert {round(text_size(page.picture, "a4"), 2) for page in pages} == {9.0}


def test_links_whose_premises_another_link_has_are_shown_with_that() -> None:
    reasons = (Reason(premise="a", kind="supports", target="top", linked=("b",)),)
    alone = Reason(premise="b", kind="supports", target="top")
    against = Reason(premise="c", kind="objects_to", target="top")
    map = Map(
        title="Linked",
        claims=(
            claim("top", "T."), Claim(id="c", text="C.", reasons=(against,)),
            Claim(id="a", text="A.", reasons=reasons), Claim(id="b", text="B.", reasons=(alone,)),
        ),
    )  # fmt: skip
    assert steps_on(Index.build(map), "top") == (("a", "b"), ("c",))


def test_no_gaps_between_words_of_an_overview_in_a_file_that_carries_its_font() -> None:
    index = Index.build(sample())
    overview = next(lay_out_pages(Renderer(engine()), index, "a4", "map", ".pdf", font=HELVETICA)).bare
    words = [item for item in flattened(overview.items) if isinstance(item, Text)]
    follow = [(one, two) for one, two in pairwise(words) if two.follows and two.y == one.y]
    assert len(follow) > 10
    gaps = [two.x - one.x - HELVETICA.width(one.text, one.size, one.weight) for one, two in follow]
    assert all(1 < gap < 5 for gap in gaps)


def test_an_overview_as_png_is_measured_in_the_font_that_it_is_drawn_with() -> None:
    index, engraved = Index.build(sample()), lambda svg, zoom: svg.encode()
    tools = export_tools(lambda sentence: None)._replace(rasterise=engraved)
    file = next(export(index, ExportPlan(pages=True), [ExportTarget("png")], tools))
    overview = next(lay_out_pages(Renderer(engine()), index, "a4", "map", ".png", font=HELVETICA))
    assert file.data == png.write(overview.picture, engraved, theme="auto")


def test_claims_that_belong_to_nothing_fill_their_pages_in_columns() -> None:
    claims = [
        claim(f"c{n}", f"Claim {n} is told in a sentence of a usual length, as most claims are.") for n in range(40)
    ]
    top = (claim("top", "The park is kept."), claim("why", "People like it.", supports("why", "top")))
    laid = paged(Map(title="Park", claims=(*top, *claims)))
    assert [page.drawing.scene.caption for page in laid[2:]] == ["Other claims (1 of 2)", "Other claims (2 of 2)"]
    for page in laid[2:]:
        boxes = [item for item in page.picture.items if isinstance(item, ShapeGroup) and item.id.startswith("claim-")]
        lefts = Counter(box.at[0] for box in boxes)
        assert sum(lefts.values()) == 20 and len(lefts) == 2
        assert max(box.at[1] for box in boxes) > 0.6 * page.picture.height


def test_arguments_fit_beside_each_other_as_their_columns_allow() -> None:
    space = PageSpace((700.0, 500.0), 200.0, 200.0, 40.0, 15.0)
    assert [space.beside(columns) for columns in (0.0, 1.0, 1.5, 2.0, 5.0)] == [2, 2, 1, 1, 1]
    assert space._replace(room=(1300.0, 500.0)).beside(1.0) == 3
