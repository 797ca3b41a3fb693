"""The numbered brief: every claim once, every link told, numbers that follow the tree."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given

from argmap.model.index import Index
from argmap.model.types import Citation, Claim, Kind, Map, Position, Reason, Side, Source, Tension
from argmap.views.brief import (
    DEEPEST,
    BriefRow,
    CrossLink,
    brief,
    citations_of,
    heading,
    in_reading_order,
    lead,
    position_note,
)
from argmap.views.main_claims import main_claims
from argmap.views.wording import quotation, side_name
from tests.examples import examples
from tests.strategies import maps


def claim(name: str, *links: tuple[Kind, str], linked: tuple[str, ...] = ()) -> Claim:
    reasons = tuple(Reason(premise=name, kind=kind, target=target, linked=linked) for kind, target in links)
    return Claim(id=name, text=f"{name}.", reasons=reasons)


def numbered(*claims: Claim) -> dict[str, str]:
    return dict(brief(Index.build(Map(title="m", claims=claims))).numbers)


def test_a_brief_and_its_main_claims_are_found_once() -> None:
    index = Index.build(Map(title="m", claims=(claim("a"), claim("b", ("supports", "a")))))
    assert brief(index) is brief(index)
    assert main_claims(index) is main_claims(index)
    assert main_claims(index) == ("a",)


def each_claim_stands_once_with_its_own_number(map: Map) -> None:
    index = Index.build(map)
    made = brief(index)
    mains = [section.claim.id for section in made.sections if section.claim is not None]
    rows = list(made.rows())
    assert sorted([*mains, *(row.claim.id for row in rows)]) == sorted(index.claims)
    numbers = [made.numbers[name] for name in index.claims]
    assert len(set(numbers)) == len(numbers)
    assert all(made.numbers[row.claim.id] == row.number for row in rows)


def each_link_is_where_its_claim_stands_or_is_told_there(map: Map) -> None:
    index = Index.build(map)
    made = brief(index)
    also = {row.claim.id: row.also for row in made.rows()}
    also |= {section.claim.id: section.also for section in made.sections if section.claim is not None}
    here = {row.claim.id: row.reason for row in made.rows()}
    for one in index.claims.values():
        known = [link for link in one.reasons if link.target.partition(" -> ")[0] in index.claims]
        others = [link for link in known if link is not here.get(one.id)]
        expected = [(link.kind, made.numbers[link.target.partition(" -> ")[0]]) for link in others]
        assert list(also[one.id]) == expected


def a_row_names_the_side_of_its_claim_unless_the_heading_above_it_is_that_side(map: Map) -> None:
    index = Index.build(map)
    names = {(one.id, side.id): side_name(one, side) for one in map.tensions for side in one.sides}
    for section in brief(index).sections:
        for group in section.groups:
            headed = group.rows if section.tension is not None else ()
            for row in (below for top in group.rows for below in top.all()):
                side = (row.claim.tension or "", row.claim.side or "")
                assert row.side == ("" if row in headed else names.get(side, ""))
                assert row not in headed or side == (section.tension, group.side or "")


def test_a_claim_under_the_heading_of_its_side_does_not_repeat_it_and_a_reason_names_its_own() -> None:
    tension = Tension(id="t", title="Where", sides=(Side(id="s", title="South"), Side(id="n", title="North")))
    of_side = replace(claim("a"), tension="t", side="s")
    reason = replace(claim("b", ("supports", "c")), tension="t", side="n")
    made = brief(Index.build(Map(title="m", tensions=(tension,), claims=(of_side, claim("c"), reason))))
    assert {row.claim.id: row.side for row in made.rows()} == {"a": "", "b": "North"}


def a_row_that_goes_with_another_comes_directly_after_a_premise_of_its_link(map: Map) -> None:
    for section in brief(Index.build(map)).sections:
        for group in section.groups:
            read = [row for row, _ in in_reading_order(group.rows)]
            assert sorted(row.number for row in read) == sorted(row.number for top in group.rows for row in top.all())
            assert not read[0].goes_with_row_before
            assert all(
                before.reason is row.reason and row.linked
                for before, row in pairwise(read)
                if row.goes_with_row_before
            )


def the_numbers_below_a_row_begin_with_its_own(map: Map) -> None:
    def below(row: BriefRow) -> None:
        assert [one.number for one in row.rows] == [f"{row.number}.{place}" for place in range(1, len(row.rows) + 1)]
        for one in row.rows:
            below(one)

    for section in brief(Index.build(map)).sections:
        for group in section.groups:
            for row in group.rows:
                below(row)


@examples(200)
@given(maps())
def test_the_laws_of_a_brief_hold(map: Map) -> None:
    """Each map is drawn once for all of them, which takes longer than they do."""
    each_claim_stands_once_with_its_own_number(map)
    each_link_is_where_its_claim_stands_or_is_told_there(map)
    a_row_names_the_side_of_its_claim_unless_the_heading_above_it_is_that_side(map)
    a_row_that_goes_with_another_comes_directly_after_a_premise_of_its_link(map)
    the_numbers_below_a_row_begin_with_its_own(map)


def test_a_claim_is_below_its_nearest_target_and_names_the_others() -> None:
    assert numbered(
        claim("main"),
        claim("first", ("supports", "main")),
        claim("far", ("objects_to", "first"), ("objects_to", "main")),
        claim("deep", ("supports", "far")),
    ) == {"main": "the main claim", "first": "1", "far": "2", "deep": "2.1"}


def test_several_main_claims_have_letters_before_the_numbers_of_their_reasons() -> None:
    found = numbered(
        claim("one"), claim("two"), claim("for-one", ("supports", "one")), claim("for-two", ("supports", "two"))
    )
    assert found == {"one": "A", "two": "B", "for-one": "A1", "for-two": "B1"}


def test_an_undercut_stands_below_the_claim_that_states_the_link() -> None:
    made = brief(
        Index.build(
            Map(
                title="m",
                claims=(
                    claim("main"),
                    claim("reason", ("supports", "main")),
                    claim("doubt", ("undercuts", "reason -> main")),
                ),
            )
        )
    )
    (row,) = [row for row in made.rows() if row.claim.id == "doubt"]
    assert (row.number, row.kind) == ("1.1", "undercuts")


def test_linked_premises_follow_each_other_and_one_elsewhere_is_named() -> None:
    made = brief(
        Index.build(
            Map(
                title="m",
                claims=(
                    claim("main"),
                    claim("a", ("supports", "main"), linked=("b",)),
                    claim("b"),
                    claim("c", ("supports", "a"), linked=("b",)),
                ),
            )
        )
    )
    rows = {row.claim.id: row for row in made.rows()}
    assert [rows[name].number for name in ("a", "b", "c")] == ["1", "2", "1.1"]
    assert [rows[name].linked for name in ("a", "b", "c")] == [False, True, False]
    assert rows["c"].together == ("2",)


def test_the_premises_of_a_link_are_read_one_after_the_other_before_what_is_below_each() -> None:
    made = brief(
        Index.build(
            Map(
                title="m",
                claims=(
                    claim("main"),
                    claim("a", ("supports", "main"), linked=("b",)),
                    claim("b"),
                    claim("other", ("supports", "main")),
                    claim("below-a", ("supports", "a")),
                    claim("below-b", ("supports", "b")),
                ),
            )
        )
    )
    (group,) = made.sections[0].groups
    found = [(row.claim.id, level) for row, level in in_reading_order(group.rows)]
    assert found == [("a", 0), ("b", 0), ("below-a", 1), ("below-b", 1), ("other", 0)]


def test_premises_of_a_link_whose_first_is_elsewhere_go_together() -> None:
    made = brief(
        Index.build(
            Map(
                title="m",
                claims=(
                    claim("main"),
                    claim("a", ("supports", "main"), ("supports", "reason"), linked=("b", "c")),
                    claim("b"),
                    claim("c"),
                    claim("reason", ("supports", "main")),
                    claim("d", ("supports", "reason"), linked=("a", "e", "f")),
                    claim("e"),
                    claim("f"),
                ),
            )
        )
    )
    rows = {row.claim.id: row for row in made.rows()}
    assert [rows[name].goes_with_row_before for name in ("d", "e", "f")] == [False, True, True]
    assert [rows[name].together for name in ("d", "e", "f")] == [("1",), (), ()]


def test_a_long_chain_goes_on_in_new_trees() -> None:
    chain = [claim("c0"), *(claim(f"c{place}", ("supports", f"c{place - 1}")) for place in range(1, 3000))]
    made = brief(Index.build(Map(title="m", claims=tuple(chain))))
    assert max(row.depth for row in made.rows()) == DEEPEST
    assert len(list(made.rows())) == 2999
    assert max(map(len, made.numbers.values())) < 30
    alone = claim("alone")
    index = Index.build(Map(title="m", claims=(*chain[:30], alone)))
    made = brief(index)
    headings = [heading(index, made, section) for section in made.sections]
    assert headings == ["Main claim", "Reasons, continued", "Other claims"]
    assert [row.claim.id for row in made.sections[1].rows()] == [f"c{place}" for place in range(10, 30)]


def test_what_goes_on_begins_with_where_it_comes_from() -> None:
    chain = [claim("c0"), *(claim(f"c{place}", ("supports", f"c{place - 1}")) for place in range(1, 10))]
    chain[3] = claim("c3", ("supports", "c2"), ("supports", "c12"))
    goes_on = claim("c10", ("objects_to", "c9"), ("supports", "c12"), linked=("with",))
    further = (claim("c11", ("undercuts", "c10 -> c9")), claim("c12", ("supports", "c11")), claim("with"))
    index = Index.build(Map(title="m", claims=(*chain, goes_on, *further)))
    made = brief(index)
    rows = {row.claim.id: row for row in made.rows()}
    assert rows["c10"].continues == CrossLink("objects_to", made.numbers["c9"])
    assert lead(rows["c10"], headed=True) == f"Objects to {made.numbers['c9']}:"
    assert [link.number for link in rows["c10"].also] == [made.numbers["c12"]]
    assert rows["c10"].together == (made.numbers["with"],)
    assert rows["c11"].continues is None
    assert [rows[f"c{place}"].continues for place in range(1, 10)] == [None] * 9


def test_a_full_stop_of_a_quote_is_left_to_the_sentence() -> None:
    holder = Position(
        stakeholder="them", stance="disagrees", quote="It is a tax on worship.", date="2025", source="s"
    )
    cited = Citation(source="s", locator="page 3", quote="We said so…")
    index = Index.build(
        Map(
            title="m",
            claims=(Claim(id="a", text="A.", positions=(holder,), sources=(cited,)),),
            sources=(Source(id="s", title="Survey of churchgoers"),),
        )
    )
    note = position_note(index, holder, {"s": 2})
    assert note == "them: disagrees, “It is a tax on worship”, 2025. Survey of churchgoers [2]."
    assert citations_of(index, index.claims["a"], {"s": 2})[1] == "Survey of churchgoers [2], page 3: “We said so…”."


@pytest.mark.parametrize(
    ("quote", "shown"), [("Yes.", "“Yes”"), ("Yes?", "“Yes?”"), ("Well...", "“Well...”"), ("Well…", "“Well…”")]
)
def test_only_a_single_full_stop_goes(quote: str, shown: str) -> None:
    assert quotation(quote) == shown
