"""Main claims: what they are, and that every output has the same ones in the same order."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from argmap.draw.html.outline import outline_items
from argmap.draw.scene.builder import build_scene
from argmap.draw.writers.text import listing
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Map, Side, Tension, rebuilt
from argmap.session.outline.outline import Outline
from argmap.views.main_claims import conclusion, main_claims
from argmap.views.outline.build import build_tree, outline
from argmap.views.selection import overview, within
from tests.edit.written import written
from tests.examples import examples
from tests.strategies import maps
from tests.views.outline_order import claims_in_order

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = sorted([*ROOT.glob("maps/*.yaml"), *ROOT.glob("docs/**/*.yaml")])
UNREAD = {"base.yaml", "ours.yaml", "theirs.yaml"}


@pytest.mark.parametrize(
    ("map", "expected"),
    [
        ("", ""),
        ("a / b", ""),
        ("a / b +a", "a"),
        ("a / b -a / c +b", "a"),
        ("a / b +a / c / d -c / e", "a c"),
        ("x -y / y -x", "x y"),
        ("x -y / y -x / z -y -x", "x y"),
        ("a +b / b +a / b2 +b / m / n +m", "a b m"),
        ("a +b +m / b +a / m", "m"),
        ("a / b +a&q / q", "a"),
        ("a / q / b +a&q / c +q", "a"),
        ("a / b +a / u ⊘b>a / v +u", "a"),
        ("a / b +a / a2 / c +a2 / u ⊘b>a / a2b +u", "a a2"),
        ("a +missing / b +a", "a"),
        ("a +a", "a"),
    ],
)
def test_main_claims_of(map: str, expected: str) -> None:
    assert " ".join(main_claims(Index.build(written(map)))) == expected


@pytest.mark.parametrize(
    ("map", "depth", "caption"),
    [
        ("a / b +a / c +b", 0, "Main claims (1 of 3 claims)"),
        ("a / b +a / c +b", 1, "Main claims and 1 level of reasons (2 of 3 claims)"),
        ("a / b +a / c +b", 2, "Main claims and 2 levels of reasons (3 of 3 claims)"),
        ("a / b", 1, "Main claims and 1 level of reasons (2 of 2 claims)"),
    ],
)
def test_a_part_of_a_map_is_named_by_its_levels_of_reasons(map: str, depth: int, caption: str) -> None:
    assert within(Index.build(written(map)), depth).caption == caption


def reach(index: Index, start: str) -> set[str]:
    """The claims that the links of one lead to, over any number of links."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        claim_id = waiting.pop()
        for reason in index.reasons.values():
            target = conclusion(index, reason)
            if claim_id in reason.premises and target is not None and target not in found:
                found.add(target)
                waiting.append(target)
    return found


def a_main_claim_is_argued_about_and_leads_only_to_what_leads_back(map: Map) -> None:
    index = Index.build(map)
    argued = {conclusion(index, reason) for reason in index.reasons.values()}
    expected = [
        claim_id
        for claim_id in index.claims
        if claim_id in argued and all(claim_id in reach(index, other) for other in reach(index, claim_id))
    ]
    assert list(main_claims(index)) == expected


def tensions_do_not_matter(map: Map) -> None:
    tension = Tension(id="new-tension", title="T", sides=(Side(id="one", title="One"),))
    claims = tuple(rebuilt(claim, tension="new-tension", side="one") for claim in map.claims)
    taking_sides = rebuilt(map, claims=claims, tensions=(tension,))
    assert main_claims(Index.build(taking_sides)) == main_claims(Index.build(map))


def tops_of_text(index: Index, text: str, bullet: str = "") -> list[str]:
    """The claims whose whole text begins a line that is not indented, after a bullet."""
    lines = text.split("\n")
    by_text = {f"{bullet}{' '.join(claim.text.split())}": claim.id for claim in index.claims.values()}
    return [found for line in lines if (found := next((by_text[key] for key in by_text if line.startswith(key)), ""))]


def in_text(index: Index) -> list[str]:
    return tops_of_text(index, listing(index))


def in_html(index: Index) -> list[str]:
    opened = "".join(outline_items(index, {}, {}))
    depth, found = 0, []
    for tag, element in re.findall(r'<(/?ul|a href="#([^"]*)")', opened):
        depth += {"ul": 1, "/ul": -1}.get(tag, 0)
        if element and depth == 0:
            found.append(element.removeprefix("claim-"))
    return found


def in_editor(index: Index) -> list[str]:
    rows = Outline.build(index)
    shown = [rows.row(number) for number in range(len(rows))]
    return [row.claim_id or "" for row in shown if row.depth == 0 and row.kind == "claim"]


def in_reading_order(index: Index) -> list[str]:
    return [entry.id for entry in outline(index) if entry.depth == 0 and entry.role == "claim"]


def in_picture(index: Index) -> list[str]:
    return [box.id for box in build_scene(index).boxes if box.is_main]


def in_overview(index: Index) -> list[str]:
    return [box.id for box in build_scene(index, overview(index)).boxes if box.is_main]


@pytest.mark.parametrize("told", [in_text, in_html, in_editor, in_reading_order, in_picture, in_overview])
@pytest.mark.parametrize("file", [file for file in COMMITTED if file.name not in UNREAD], ids=lambda file: file.stem)
def test_every_output_of_a_committed_map_has_the_same_main_claims(
    file: Path, told: Callable[[Index], list[str]]
) -> None:
    index = Index.build(read(file.read_bytes(), file.name).map)
    main = list(main_claims(index))
    assert main
    assert told(index)[: len(main)] == main


def the_outline_begins_with_the_main_claims(map: Map) -> None:
    index = Index.build(map)
    main = main_claims(index)
    tree, _ = build_tree(index)
    assert tree.children("")[: len(main)] == main
    assert [claim_id for claim_id in index.claims if tree.is_main(claim_id)] == list(main)


def a_picture_and_a_listing_follow_the_order_of_the_outline(map: Map) -> None:
    index = Index.build(map)
    in_full = claims_in_order(index)
    assert sorted(in_full) == sorted(index.claims)
    claims = [entry for entry in outline(index) if entry.role in {"claim", "premise", "linked"}]
    assert tuple(entry.id for entry in claims if entry.elsewhere is None and entry.id in index.claims) == in_full
    assert tuple(box.id for box in build_scene(index).boxes if box.id in index.claims) == in_full
    assert listing(index).count("(see below)") == sum(e.elsewhere == "below" for e in outline(index))


@examples(100)
@given(maps())
def test_the_laws_of_main_claims_hold(map: Map) -> None:
    """Each map is drawn once for all of them, which takes longer than they do."""
    a_main_claim_is_argued_about_and_leads_only_to_what_leads_back(map)
    tensions_do_not_matter(map)
    the_outline_begins_with_the_main_claims(map)
    a_picture_and_a_listing_follow_the_order_of_the_outline(map)
