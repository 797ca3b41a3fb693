from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

import pytest
from hypothesis import given

from argmap.draw.writers.text import listing
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason
from argmap.views.outline.build import outline
from tests.draw.small_maps import CIRCLE, HELD, HOSTILE, PLAIN, STEPS
from tests.strategies import maps


@given(maps())
def test_every_claim_is_told_once_and_then_only_pointed_at(map: Map) -> None:
    told = [
        entry.id
        for entry in outline(Index.build(map))
        if entry.role not in {"tension", "side"} and entry.elsewhere is None
    ]
    assert len(told) == len(set(told))
    assert {claim.id for claim in map.claims} <= set(told)


@given(maps())
def test_every_reason_between_claims_is_told(map: Map) -> None:
    index = Index.build(map)
    told = {entry.reason.address for entry in outline(index) if entry.role == "premise" and entry.reason}
    assert {address for address, reason in index.reasons.items() if reason.target in index.claims} <= told


TWO_CIRCLES = (
    "a: {text: A, supports: [b]}\nb: {text: B, supports: [a, main]}\nmain: {text: M}\nz: {text: Z, supports: [x]}\n"
)


@pytest.mark.parametrize(
    "claims",
    [
        f"{TWO_CIRCLES}x: {{text: X, supports: [z, a]}}\n",
        f"{TWO_CIRCLES}x: {{text: X, supports: [z], undercuts: [a -> b]}}\n",
        f"{TWO_CIRCLES}x: {{text: X, supports: [z], undercuts: [c -> a]}}\nc: {{text: C, supports: [main, a]}}\n",
        f"{TWO_CIRCLES}x: {{text: X, supports: [z]}}\nc: {{text: C, supports: [main, {{claim: a, with: [x]}}]}}\n",
    ],
    ids=["at a claim", "at a link of a claim", "at the row of a link", "beside a claim"],
)
def test_a_circle_that_hangs_on_another_is_told_whichever_claim_comes_first(claims: str) -> None:
    def told(lines: Iterable[str]) -> tuple[str, ...]:
        text = "argmap: 1\ntitle: T\nclaims:\n" + "".join(f"  {line}\n" for line in lines)
        index = Index.build(read(text.encode(), "map.yaml").map)
        return tuple(sorted(entry.id for entry in outline(index) if entry.elsewhere is None))

    names = (line.partition(":")[0] for line in claims.splitlines())
    assert {told(lines) for lines in permutations(claims.splitlines())} == {tuple(sorted(names))}


def test_a_chain_of_ten_thousand_claims_is_told() -> None:
    chain = tuple(
        Claim(
            id=f"c{n}",
            text="x",
            reasons=(Reason(premise=f"c{n}", kind="supports", target=f"c{n - 1}"),) if n else (),
        )
        for n in range(10_000)
    )
    assert max(entry.depth for entry in outline(Index.build(Map(title="t", claims=chain)))) == 9_999


def test_plain_listing() -> None:
    assert listing(Index.build(PLAIN)) == (
        "Cycle lanes on the high street\n"
        "Should the council build them?\n"
        "\n"
        "The council should build protected cycle lanes on the high street.\n"
        "  Supported by: Protected lanes make cycling safer.\n"
        "  Objection: Lost parking costs shops their trade.\n"
        "    Objection: Surveys find that most shoppers come on foot.\n"
    )


def test_steps_are_told_with_what_undercuts_them() -> None:
    assert listing(Index.build(STEPS), ids=True).splitlines()[2:] == [
        "The scheme should go ahead. [conclusion]",
        "  Supported by: The grant covers the cost. [funded]",
        "    Together with: The grant can be spent in time. [in-time]",
        "    Undercut: A grant is no reason to build. [not-the-point]",
        "  Objection: Residents oppose it. [opposed]",
        "    Undercut: Few were asked. [few-asked]",
        "      Undercut: Enough were asked. [enough]",
    ]


def test_holders_and_sides_are_told() -> None:
    text = listing(Index.build(HELD))
    assert "Tension: Speed versus scrutiny. How fast?\n  Side: Move at once\n" in text
    assert "agree: Department for Transport; disagree: Shopkeepers (HSTA) of the high street" in text


def test_depth_limits_steps() -> None:
    assert "Surveys" not in listing(Index.build(PLAIN), depth=1)


def test_circles_end_and_missing_claims_are_named() -> None:
    text = listing(Index.build(CIRCLE))
    assert text.count("First.") >= 1
    assert "(see above)" in text


def test_hostile_text_cannot_move_the_cursor() -> None:
    text = listing(Index.build(HOSTILE))
    assert "\x1b" not in text
    assert "\u202e" not in text


@given(maps())
def test_lines_wrapped_for_a_terminal_hold_the_same_words(map: Map) -> None:
    index = Index.build(map)
    assert "".join(listing(index, width=60).split()) == "".join(listing(index).split())


def test_lines_are_wrapped_to_a_terminal_and_go_on_deeper() -> None:
    assert listing(Index.build(PLAIN), width=40).splitlines()[3:7] == [
        "The council should build protected cycle",
        "    lanes on the high street.",
        "  Supported by: Protected lanes make",
        "      cycling safer.",
    ]
