from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.display_list import Hyperlink, Picture, Text, VectorPath, line, looks_in
from argmap.draw.drawing import Drawing
from argmap.draw.formats import FORMATS
from argmap.draw.measure import is_right_to_left
from argmap.draw.scene.boxes import BoxWidths
from argmap.draw.scene.builder import build_scene
from argmap.draw.theme import DARK, LIGHT, PRINT, THEMES, Look, ThemeName, looks_of
from argmap.draw.writers import svg
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Side, Tension, rebuilt
from argmap.views.selection import whole
from tests.draw.committed import EACH
from tests.draw.drawn import picture as picture_of
from tests.draw.drawn import svg_of
from tests.draw.small_maps import ALL, HELD, HOSTILE, PLAIN, SCRIPTS, STEPS
from tests.examples import examples
from tests.strategies import maps

SVG = "{http://www.w3.org/2000/svg}"
HARMLESS = {"svg", "title", "desc", "style", "g", "rect", "path", "text", "a"}


def simple_svg(map: Map) -> str:
    return svg.write(Drawing(build_scene(Index.build(map))).with_fallback("For a test.").picture())


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
@examples(60)
def test_any_map_gives_harmless_xml(map: Map) -> None:
    assert_harmless(simple_svg(map))


@pytest.mark.parametrize("name", ALL)
def test_small_maps_give_harmless_xml(name: str) -> None:
    assert_harmless(svg_of(ALL[name]))


def test_what_is_written_ahead_is_the_same() -> None:
    drawing = Drawing(build_scene(Index.build(STEPS)))
    for _ in FORMATS["svg"].prepare(drawing, "auto"):
        pass
    picture = drawing.with_fallback("For a test.").picture()
    assert len(drawing.markup_cache) == len(drawing.scene.boxes) + len(drawing.scene.arrows)
    assert svg.write(picture, "auto", drawing.markup_cache) == svg.write(picture)


def test_what_was_written_ahead_for_wider_boxes_is_not_taken() -> None:
    wide = Drawing(build_scene(Index.build(STEPS)))
    narrow = replace(wide, box_widths=BoxWidths(claim=180.0))
    for _ in FORMATS["svg"].prepare(wide, "auto"):
        pass
    picture = narrow.with_fallback("For a test.").picture()
    assert svg.write(picture, "auto", wide.markup_cache) == svg.write(picture)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_what_is_written_ahead_for_another_theme_is_not_taken(theme: ThemeName) -> None:
    drawing = Drawing(build_scene(Index.build(STEPS)))
    for _ in FORMATS["svg"].prepare(drawing, "auto"):
        pass
    picture = drawing.with_fallback("For a test.").picture()
    assert svg.write(picture, theme, drawing.markup_cache) == svg.write(picture, theme)


def shapes(root: ElementTree.Element, given: Mapping[str, str] = MappingProxyType({})) -> Iterator[Painted]:
    """Each shape and text of a picture with its attributes and those that it takes from the groups around it."""
    attributes = {**{name: value for name, value in given.items() if name not in {"class", "id"}}, **root.attrib}
    if root.tag in {f"{SVG}rect", f"{SVG}path", f"{SVG}text"}:
        yield root, attributes
    for element in root:
        yield from shapes(element, attributes)


Painted = tuple[ElementTree.Element, dict[str, str]]


def as_look(attributes: Mapping[str, str]) -> Look:
    """What attributes alone say of a shape: that is all that many readers of SVG know of."""
    fill, stroke = attributes["fill"], attributes.get("stroke")
    return Look(
        fill=None if fill == "none" else fill,
        stroke=stroke,
        width=float(attributes["stroke-width"]) if stroke else 0.0,
        dash=tuple(map(float, attributes.get("stroke-dasharray", "").split())),
        round=attributes.get("stroke-linecap") == "round",
    )


def to_a_tenth(look: Look) -> Look:
    return look._replace(width=float(f"{look.width:.1f}") if look.stroke else 0.0)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ALL)
def test_every_shape_is_painted_by_its_attributes(name: str, theme: ThemeName) -> None:
    looks = looks_of({"dark": DARK, "print": PRINT}.get(theme, LIGHT))
    found = list(shapes(ElementTree.fromstring(svg.write(picture_of(ALL[name]), theme))))
    assert len(found) > 5
    for element, attributes in found:
        assert as_look(attributes) == to_a_tenth(looks[attributes["class"]])
        if element.tag == f"{SVG}text":
            assert attributes["font-family"].startswith("Helvetica, Arial,")
            assert float(attributes["font-size"]) >= 7


@EACH
def test_a_committed_picture_is_light_by_its_attributes(file: Path) -> None:
    looks = looks_of(LIGHT)
    painted = list(shapes(ElementTree.parse(file).getroot()))
    assert len(painted) > 10
    for _, attributes in painted:
        assert as_look(attributes) == to_a_tenth(looks[attributes["class"]])


@EACH
def test_attributes_of_paint_are_a_quarter_of_a_picture_at_most(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    bare = re.sub(r' (?:fill|stroke|stroke-[a-z]+|font-family)="[^"]*"', "", written)
    assert len(bare) < len(written) < len(bare) / 0.75


@EACH
def test_everything_drawn_stands_in_one_group(file: Path) -> None:
    root = ElementTree.parse(file).getroot()
    assert [element.tag.removeprefix(SVG) for element in root] == ["title", "desc", "style", "g"]


@pytest.mark.parametrize("theme", THEMES)
def test_a_style_sheet_only_overrides(theme: ThemeName) -> None:
    """LibreOffice 7.4 follows rules inside of a media query, also in light, but for those that begin with ``:is``."""
    picture = picture_of(STEPS)
    rules = [line for line in svg.style(picture, theme).splitlines() if line]
    assert rules[0] == ".argmap a:hover text{text-decoration:underline}"
    if theme != "auto":
        assert len(rules) == 1
        return
    media, ground, *recoloured, end = rules[1:]
    assert (media, end) == ("@media screen and (prefers-color-scheme:dark){", "}")
    assert ground == f":root.argmap{{background:{DARK.paper}}}"
    assert {re.match(r"\.argmap :is\(\.([a-z0-9_-]+)\)\{", rule)[1] for rule in recoloured} == looks_in(picture.items)  # type: ignore[index]


def test_no_text_is_stretched_as_few_readers_can() -> None:
    """rsvg ignores ``textLength``, and LibreOffice moves the letters apart unevenly."""
    assert "textLength" not in svg_of(HELD)


def test_text_that_is_read_from_the_right_ends_where_it_is_placed_in_every_reader() -> None:
    """resvg and LibreOffice know no ``direction``; all of them know the characters that embed."""
    root = ElementTree.fromstring(svg_of(SCRIPTS))
    found = [text for text in root.iter(f"{SVG}text") if is_right_to_left(text.text or "")]
    assert len(found) > 1
    for text in found:
        assert text.get("direction") is None
        assert text.get("text-anchor") in {"end", "middle"}
        assert re.fullmatch("\u202b[^\u202a-\u202e]+\u202c", text.text or "")


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
        picture = Picture(10, 10, "t", "", (Hyperlink(url, "x", (Text(0, 0, "x", 9, "ink"),)),))
        assert "<a " not in svg.write(picture)


def test_source_marks_lead_to_their_source() -> None:
    root = ElementTree.fromstring(svg_of(HELD))
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ["https://example.org/paper?a=1&b=2"] * 2


def test_a_doi_leads_to_its_resolver() -> None:
    picture = Picture(10, 10, "t", "", (Hyperlink("doi:10.1000/182", "x", (Text(0, 0, "x", 9, "ink"),)),))
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
    assert trade.findtext(f"{SVG}desc") == ("Objects to: The council should build protected cycle lanes on the high…")
    arrow = objects["reason-safer--build"].findtext(f"{SVG}title") or ""
    assert arrow.startswith("“Protected lanes make cycling safer” supports “The council should build")


def test_a_picture_counts_what_is_drawn_of_the_map() -> None:
    index = Index.build(HELD)
    part = Drawing(build_scene(index, whole(index)._replace(claims=frozenset({"at-once"}), tensions=frozenset())))
    assert len(HELD.claims) > 1
    assert ElementTree.fromstring(svg.write(part.with_fallback("For a test.").picture())).findtext(f"{SVG}desc") == (
        "Argument map of Who holds what. 1 claim, 3 stakeholders and 1 tension."
    )
    alone = rebuilt(HELD, claims=(Claim(id="it", text="Nobody has a view on it."),))
    assert picture_of(alone).description == "Argument map of Who holds what. 1 claim and 1 tension."


def test_the_long_name_of_a_side_is_one_name() -> None:
    long = Side(id="a", title="Adopt.", short="Promoting adoption instead of birth")
    sides = (long, Side(id="b", title="Do not."))
    states = Claim(id="it", text="It works.", tension="best", side="b")
    map = Map(title="Sides", tensions=(Tension(id="best", title="What is best?", sides=sides),), claims=(states,))
    titles = [title.text for title in ElementTree.fromstring(svg_of(map)).iter(f"{SVG}title")]
    assert "Promoting adoption instead of birth: Adopt." in titles


def test_descriptions_say_who_holds_a_claim_and_what_it_rests_on() -> None:
    root = ElementTree.fromstring(svg_of(HELD))
    claim = next(element for element in root.iter() if element.get("id") == "claim-at-once")
    assert claim.findtext(f"{SVG}desc") == (
        "Assumed. On the side: Move at once. Agree: Department for Transport. "
        "Disagree: Shopkeepers (HSTA) of the high street. Mixed: Riders. "
        "Sources: A paper, The council; A talk."
    )


def test_reading_order_is_that_of_the_outline() -> None:
    root = ElementTree.fromstring(svg_of(STEPS))
    claims = [element.get("id") for element in root.iter(f"{SVG}g") if (element.get("id") or "").startswith("claim-")]
    assert claims == [
        f"claim-{name}"
        for name in ("conclusion", "funded", "in-time", "not-the-point", "opposed", "few-asked", "enough")
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
        root = Path(__file__).resolve().parents[3]
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
    written = re.split("[ML,]", svg.path_data(VectorPath(line(*points), "ink")))[1:]
    lengths = [length for point in points for length in point]
    assert [f"{float(text):.1f}" for text in written] == [
        f"{length:.1f}".replace("-0.0", "0.0") for length in lengths
    ]
    assert all(re.fullmatch(r"0|-?[1-9]\d*|-?\d+\.[1-9]", text) for text in written)
