from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.draw import svg
from argmap.draw.anatomy import Measures
from argmap.draw.drawing import Drawing
from argmap.draw.formats import FORMATS
from argmap.draw.picture import Link, Outline, Picture, Text, line
from argmap.draw.staging import stage
from argmap.model.index import Index
from argmap.model.types import Claim, Map, rebuilt
from tests.draw.drawn import svg_of
from tests.draw.small_maps import ALL, HELD, HOSTILE, PLAIN, STEPS
from tests.strategies import maps

SVG = "{http://www.w3.org/2000/svg}"
HARMLESS = {"svg", "title", "desc", "style", "g", "rect", "path", "text", "a"}


def simple_svg(map: Map) -> str:
    return svg.write(Drawing(stage(Index.build(map))).simply("For a test.").picture())


def assert_harmless(text: str) -> ElementTree.Element:
    root = ElementTree.fromstring(text)
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in HARMLESS, element.tag
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), name
            if name == "href":
                assert re.match(r"https?://|mailto:", value), value
            else:
                assert "url(" not in value
    style = root.find(f"{SVG}style")
    assert style is not None
    assert "@import" not in (style.text or "")
    assert "url(" not in (style.text or "")
    return root


@given(maps())
@settings(max_examples=60)
def test_any_map_gives_harmless_xml(map: Map) -> None:
    assert_harmless(simple_svg(map))


@pytest.mark.parametrize("name", ALL)
def test_small_maps_give_harmless_xml(name: str) -> None:
    assert_harmless(svg_of(ALL[name]))


def test_what_is_written_ahead_is_the_same() -> None:
    drawing = Drawing(stage(Index.build(STEPS)))
    for _ in FORMATS["svg"].prepare(drawing):
        pass
    picture = drawing.simply("For a test.").picture()
    assert len(drawing.written) == len(drawing.scene.boxes) + len(drawing.scene.arrows)
    assert svg.write(picture, "auto", drawing.written) == svg.write(picture)


def test_what_was_written_ahead_for_wider_boxes_is_not_taken() -> None:
    wide = Drawing(stage(Index.build(STEPS)))
    narrow = replace(wide, measures=Measures(claim=180.0))
    for _ in FORMATS["svg"].prepare(wide):
        pass
    picture = narrow.simply("For a test.").picture()
    assert svg.write(picture, "auto", wide.written) == svg.write(picture)


def test_hostile_text_arrives_as_text() -> None:
    root = assert_harmless(svg_of(HOSTILE))
    words = "".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))
    assert '<script>alert("1")</script>' in words.replace("\n", "")
    assert "\x1b" not in words
    assert "\u202e" not in words


@given(st.text(max_size=40))
def test_only_known_links_are_links(tail: str) -> None:
    for url in (
        f"javascript:{tail}",
        f"data:{tail}",
        f"file:{tail}",
        f"//{tail}",
        f"vbscript:{tail}",
        f" https:{tail}",
    ):
        picture = Picture(10, 10, "t", "", (Link(url, "x", (Text(0, 0, "x", 9, "ink"),)),))
        assert "<a " not in svg.write(picture)


def test_source_marks_lead_to_their_source() -> None:
    root = ElementTree.fromstring(svg_of(HELD))
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ["https://example.org/paper?a=1&b=2"] * 2


def test_a_doi_leads_to_its_resolver() -> None:
    picture = Picture(10, 10, "t", "", (Link("doi:10.1000/182", "x", (Text(0, 0, "x", 9, "ink"),)),))
    assert 'href="https://doi.org/10.1000/182"' in svg.write(picture)


def test_things_are_named_for_those_who_cannot_see_them() -> None:
    root = ElementTree.fromstring(svg_of(PLAIN))
    assert root.get("role") == "graphics-document"
    assert root.findtext(f"{SVG}title") == "Cycle lanes on the high street: Should the council build them?"
    objects = {
        element.get("id"): element for element in root.iter(f"{SVG}g") if element.get("role") == "graphics-object"
    }
    assert set(objects) == {
        *(f"claim-{name}" for name in ("build", "safer", "trade", "surveys")),
        *(f"reason-{name}" for name in ("safer--build", "trade--build", "surveys--trade")),
    }
    for element in objects.values():
        assert element.findtext(f"{SVG}title")
    trade = objects["claim-trade"]
    assert trade.findtext(f"{SVG}title") == "Objects: Lost parking costs shops their trade."
    assert trade.findtext(f"{SVG}desc") == (
        "Objects to: The council should build protected cycle lanes on the high street."
    )
    arrow = objects["reason-safer--build"].findtext(f"{SVG}title") or ""
    assert arrow.startswith("“Protected lanes make cycling safer” supports “The council should build")


def test_descriptions_say_who_holds_a_claim_and_what_it_rests_on() -> None:
    root = ElementTree.fromstring(svg_of(HELD))
    claim = next(element for element in root.iter() if element.get("id") == "claim-at-once")
    assert claim.findtext(f"{SVG}desc") == (
        "Taken as given. On the side: Move at once. Agreed by Department for Transport. "
        "Rejected by Shopkeepers (HSTA) of the high street. Mixed views from Riders. "
        "Sources: A paper, The council; A talk."
    )


def test_reading_order_is_that_of_the_outline() -> None:
    root = ElementTree.fromstring(svg_of(STEPS))
    claims = [element.get("id") for element in root.iter(f"{SVG}g") if (element.get("id") or "").startswith("claim-")]
    assert claims == [
        f"claim-{name}"
        for name in ("conclusion", "funded", "not-the-point", "in-time", "opposed", "few-asked", "enough")
    ]


def test_ids_are_unique_in_every_small_map() -> None:
    for map in ALL.values():
        found = re.findall(r' id="([^"]+)"', svg_of(map))
        assert len(found) == len(set(found))


PRINT_ALL = """
import sys
from tests.draw.drawn import svg_of
from tests.draw.small_maps import ALL
sys.stdout.buffer.write("".join(svg_of(map) for map in ALL.values()).encode())
"""


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    def written(seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        root = Path(__file__).resolve().parents[2]
        done = subprocess.run(
            [sys.executable, "-c", PRINT_ALL], env=environment, cwd=root, capture_output=True, check=True, timeout=120
        )
        return done.stdout

    first = written("1")
    assert len(first) > 20_000
    assert written("2") == first


def test_one_claim_more_leaves_other_ids_and_words_alone() -> None:
    before = svg_of(PLAIN)
    more = Claim(id="more", text="One more.")
    after = svg_of(Map(title=PLAIN.title, question=PLAIN.question, claims=(*PLAIN.claims, more)))
    words = re.compile(r"<title>[^<]*</title>|<text[^>]*>([^<]*)</text>")
    assert set(words.findall(before)) <= set(words.findall(after))


def boxes(written: str) -> dict[str, str]:
    """What the boxes of a picture are made of, by id: everything but where they are."""
    root = ElementTree.fromstring(written)
    found = {}
    for group in root.iter(f"{SVG}g"):
        if (group.get("class") or "").startswith("box "):
            group.attrib.pop("transform", None)
            found[group.attrib["id"]] = ElementTree.tostring(group, "unicode").strip()
    return found


def test_a_box_that_moves_is_written_the_same_but_for_where_it_is() -> None:
    first = Claim(id="first-of-all", text="One more claim, and a long one. " * 9)
    before, after = svg_of(HELD), svg_of(rebuilt(HELD, claims=(first, *HELD.claims)))
    assert len(boxes(before)) > len(HELD.claims)
    assert boxes(before).items() <= boxes(after).items()
    assert re.findall("translate.*", before) != re.findall("translate.*", after)[1:]


LENGTHS = st.floats(-1e6, 1e6) | st.integers(-20_000, 20_000).map(lambda twentieths: twentieths / 20)


@given(st.lists(st.tuples(LENGTHS, LENGTHS), min_size=1, max_size=5))
def test_lengths_are_written_to_a_tenth_and_without_a_tenth_that_is_none(points: list[tuple[float, float]]) -> None:
    written = re.split("[ML,]", svg.outline_data(Outline(line(*points), "ink")))[1:]
    lengths = [length for point in points for length in point]
    assert [f"{float(text):.1f}" for text in written] == [
        f"{length:.1f}".replace("-0.0", "0.0") for length in lengths
    ]
    assert all(re.fullmatch(r"0|-?[1-9]\d*|-?\d+\.[1-9]", text) for text in written)
