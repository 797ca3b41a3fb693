"""Maps as pages: each can be read, nothing is lost, and links lead where the rest is drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw import pages, pdf
from argmap.draw.dominators import ROOT, dominators
from argmap.draw.drawing import Drawing
from argmap.draw.frame import least_around
from argmap.draw.paper import most_text, text_size, text_size_of, variants
from argmap.draw.paper_sizes import PAPERS, PaperName
from argmap.draw.picture import Group, Item, Link
from argmap.draw.staging import Options, stage
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason
from argmap.text.read import read
from argmap.world.layout_pages import Laid, laid_out
from argmap.world.layout_pictures import Engine
from tests.bench.large_maps import large_map
from tests.draw.small_maps import HELD, STEPS, claim, supports

SAMPLE = Path(__file__).resolve().parents[2] / "maps" / "uk_openai.yaml"

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


def sample() -> Map:
    found = read(SAMPLE.read_bytes(), SAMPLE.name).map
    assert found is not None
    return found


def paged(map: Map, suffix: str = ".svg") -> list[Laid]:
    return list(laid_out(Engine(), Index.build(map), "a4", "map", suffix))


@pytest.mark.parametrize("map", [sample(), CHAIN, MANY, large_map(50, 1.2, 1)], ids=lambda map: map.title)
def test_every_page_can_be_read_on_a4_and_no_claim_or_reason_is_lost(map: Map) -> None:
    found = paged(map)
    assert min(text_size(page.picture, "a4") for page in found) >= 7
    drawn = {name for page in found for name in (*page.drawing.scene.box, *page.drawing.scene.arrow)}
    reachable = {name for part in pages.parts(Index.build(map)) for name in part.selection.claims}
    assert {claim.id for claim in map.claims} & reachable <= drawn
    assert {r.address for c in map.claims for r in c.reasons if r.target in reachable and c.id in reachable} <= drawn


@pytest.mark.parametrize("paper_name", PAPERS)
@pytest.mark.parametrize(
    "map",
    [sample(), CHAIN, MANY, STEPS, HELD, large_map(40, 2.0, 2), large_map(9, 1.0, 3)],
    ids=lambda map: map.title,
)
def test_text_is_never_larger_than_was_known_before_the_layout(map: Map, paper_name: PaperName) -> None:
    drawing = Drawing(stage(Index.build(map)))
    around = least_around(drawing.scene)
    for variant in variants(drawing):
        arranged = variant.arranged(Engine().places(variant))
        said = most_text(variant, around, paper_name)
        assert text_size_of(arranged.size, paper_name) <= said
        picture = arranged.picture()
        assert (picture.width, picture.height) == arranged.size
    assert said > 0


def test_pages_carry_what_stands() -> None:
    index = Index.build(CHAIN)
    options = Options(standings=dict.fromkeys(index.claims, "in"), caveat="A caveat.")
    for page in laid_out(Engine(), index, "a4", "map", ".svg", options):
        assert {box.standing for box in page.drawing.scene.boxes} <= {"in"}
        assert page.drawing.scene.footnote == "A caveat."


def test_every_claim_of_the_sample_is_on_a_page_even_what_undercuts_a_step_to_a_side() -> None:
    drawn = {name for page in paged(sample()) for name in page.drawing.scene.box}
    assert {claim.id for claim in sample().claims} <= drawn


def test_what_goes_on_elsewhere_says_where_and_leads_there_and_back() -> None:
    found = {page.file: page for page in paged(CHAIN)}
    first, second, *_ = (page for page in found.values() if page.file != "map-overview.svg")
    (stub,) = (box for box in first.drawing.scene.boxes if box.hidden)
    assert stub.page is not None
    assert found[stub.page.file] is second
    assert stub.id in second.drawing.scene.box
    assert [link.file for link in second.drawing.scene.back] == [first.file, "map-overview.svg"]


def test_each_step_is_told() -> None:
    steps: list[str] = []
    found = list(laid_out(Engine(), Index.build(CHAIN), "a4", "map", ".svg", tell=steps.append))
    assert steps[0].startswith("Dividing the map into pages: 1 found, ")
    assert steps[-1] == f"Laying out page {len(found)} of {len(found)} ..."


def test_the_overview_lists_every_page() -> None:
    overview, *others = paged(MANY)
    assert [line.page.file for line in overview.drawing.scene.contents] == [page.file for page in others]
    assert {page.file for page in others} <= set(links(overview.picture.items))


def links(items: tuple[Item, ...]) -> list[str]:
    found = []
    for item in items:
        if isinstance(item, Link):
            found.append(item.url)
        elif isinstance(item, Group):
            found += links(item.items)
    return found


def test_links_between_pages_lead_to_pages_of_the_pdf() -> None:
    found = paged(CHAIN, ".pdf")
    data = pdf.write([page.picture for page in found], files=[page.file for page in found])
    page_objects = set(re.findall(rb"(\d+) 0 obj\n<< /Type /Page ", data))
    aims = set(re.findall(rb"/Dest \[(\d+) 0 R /Fit\]", data))
    assert aims == page_objects


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, list[str]]:
    names = [f"n{number}" for number in range(draw(st.integers(1, 9)))]
    return {name: draw(st.lists(st.sampled_from(names), max_size=3, unique=True)) for name in names}


@given(graphs())
def test_a_dominator_is_on_every_way(onto: dict[str, list[str]]) -> None:
    above = dominators(onto, onto)
    assert set(above) == set(onto)
    starts = [name for name, dominator in above.items() if dominator == ROOT]
    for name in onto:
        chain, at = set(), name
        while at != ROOT:
            chain.add(at)
            at = above[at]
        without = {other for other in onto if name not in reached(starts, onto, other)}
        assert without == chain


def reached(starts: list[str], onto: dict[str, list[str]], closed: str) -> set[str]:
    seen = {name for name in starts if name != closed}
    waiting = list(seen)
    while waiting:
        fresh = [tail for tail in onto[waiting.pop()] if tail != closed and tail not in seen]
        seen.update(fresh)
        waiting += fresh
    return seen


def test_pages_of_one_claim_and_its_undercuts_stay_together() -> None:
    undercut = Claim(
        id="u", text="It does not follow.", reasons=(Reason(premise="u", kind="undercuts", target="r0 -> top"),)
    )
    map = Map(title=MANY.title, claims=(*MANY.claims, undercut))
    for page in paged(map)[1:]:
        assert ("u" in page.drawing.scene.box) == ("r0" in page.drawing.scene.box)
