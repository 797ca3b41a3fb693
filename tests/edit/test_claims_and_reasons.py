"""Where new claims go, what goes with a deleted one, and how arguments are moved."""

from __future__ import annotations

import pytest

from argmap.edit import claims, reasons, rename
from argmap.model.types import Claim
from tests.edit.written import short, written

TRAINS = "build / quick +build / tested +quick / dear -build / jobs +build"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("build", "build / quick +build / tested +quick / dear -build / jobs +build / new +build"),
        ("quick", "build / quick +build / tested +quick / new +quick / dear -build / jobs +build"),
        ("dear", "build / quick +build / tested +quick / dear -build / new +dear / jobs +build"),
    ],
)
def test_a_new_reason_follows_what_bears_on_the_same_claim(target: str, expected: str) -> None:
    assert short(claims.add_support(written(TRAINS), target, "new", "x")) == expected


def test_a_linked_premise_with_no_reasons_of_its_own_belongs_to_the_block() -> None:
    map = written("build / quick +build&flat / flat / dear")
    assert (
        short(claims.add_objection(map, "build", "new", "x"))
        == "build / quick +build&flat / flat / new -build / dear"
    )


def test_an_undercut_follows_the_premise_of_its_step() -> None:
    map = claims.add_undercut(written(TRAINS), "quick -> build", "new", "x")
    assert short(map) == "build / quick +build / tested +quick / new ⊘quick>build / dear -build / jobs +build"


def test_a_sibling_does_what_its_model_does() -> None:
    map = claims.add_sibling(written(TRAINS), "dear", "new", "x", "dear -> build")
    assert short(map) == "build / quick +build / tested +quick / dear -build / new -build / jobs +build"


def test_a_sibling_of_a_contention_stands_in_its_tension() -> None:
    map = claims.add_claim(written("a / b"), "c", "x", after="a", tension="t", side="s")
    new = claims.add_sibling(map, "c", "d", "x").claims[2]
    assert new == Claim(id="d", text="x", tension="t", side="s")


def test_a_claim_on_its_own_goes_to_the_end() -> None:
    assert short(claims.add_claim(written("a / b"), "c", "x")) == "a / b / c"


def test_a_text_is_kept_to_the_letter() -> None:
    text = "  [/] \x85 ‮ two\n lines\t"
    assert claims.add_claim(written("a"), "b", text).claims[1].text == text


@pytest.mark.parametrize(
    ("before", "gone", "after", "ids"),
    [
        (TRAINS, "quick", "build / dear -build / jobs +build", {"quick", "tested"}),
        (TRAINS, "build", "", {"build", "quick", "tested", "dear", "jobs"}),
        ("a / b / c +a +b", "a", "b / c +b", {"a"}),
        ("a / b / c +a +b / d +c", "a", "b / c +b / d +c", {"a"}),
        ("a / b +a / c +b +d / d +c", "a", "", {"a", "b", "c", "d"}),
        ("a / b +a / u ⊘b>a", "a", "", {"a", "b", "u"}),
        ("a / z / b +a +z / u ⊘b>a", "a", "z / b +z", {"a", "u"}),
        ("a / z / b +a +z / u ⊘b>a +z / v ⊘u>b>a", "a", "z / b +z / u +z", {"a", "v"}),
        ("a / b +a&q / q", "a", "", {"a", "b", "q"}),
        ("a / b +a&q / q / z +x&q / x", "a", "q / z +x&q / x", {"a", "b"}),
        ("a / b +a&q / q / r +q", "b", "a", {"b", "q", "r"}),
        ("a / b +a&q / q", "q", "a / b +a", {"q"}),
    ],
)
def test_a_branch_takes_along_what_bears_on_nothing_else(before: str, gone: str, after: str, ids: set[str]) -> None:
    removed = claims.delete_branch(written(before), gone)
    assert (short(removed.map), {claim.id for claim in removed.claims}) == (after, ids)


def test_a_long_chain_that_also_bears_on_something_else_stays() -> None:
    chain = " / ".join(f"c{n} +c{n - 1}" for n in range(1, 30))
    assert short(claims.delete_branch(written(f"a / z / c0 +a +z / {chain}"), "a").map) == f"z / c0 +z / {chain}"


def test_a_claim_deleted_alone_leaves_what_bore_on_it() -> None:
    removed = claims.delete_claim(written("a / b +a / c +b / u ⊘b>a / v ⊘c>b +a / w ⊘v>c>b"), "b")
    assert short(removed.map) == "a / c / u / v +a / w"
    assert (str(removed), removed.references) == ("1 claim removed", 4)


def test_what_was_removed_is_counted() -> None:
    assert str(claims.delete_branch(written(TRAINS), "build")) == "5 claims removed"


def test_a_moved_reason_takes_its_undercuts_along() -> None:
    map = written("a / b / c +a / u ⊘c>a / v ⊘u>c>a")
    assert short(reasons.move_reason(map, "c -> a", "b")) == "a / b / c +b / u ⊘c>b / v ⊘u>c>b"


def test_unlinking_takes_the_undercuts_of_the_step_away() -> None:
    assert short(reasons.unlink(written("a / c +a / u ⊘c>a / v ⊘u>c>a +a"), "c -> a")) == "a / c / u / v +a"


def test_flipping_keeps_supports_before_objections() -> None:
    assert short(reasons.flip(written("a / b / c +a +b"), "c -> a")) == "a / b / c +b -a"
    assert short(reasons.flip(written("a / b / c +a -b"), "c -> b")) == "a / b / c +a +b"


def test_links_to_what_is_missing_are_removed_and_no_others() -> None:
    broken = written("a / c +a +gone / u ⊘c>a ⊘c>gone ⊘gone>a")
    assert short(reasons.unlink_missing(broken, "c")) == "a / c +a / u ⊘c>a ⊘gone>a"
    assert short(reasons.unlink_missing(broken, "u")) == "a / c +a +gone / u ⊘c>a ⊘c>gone"
    assert reasons.unlink_missing(broken, "a") == broken


def test_premises_are_linked_once_each_and_unlinked() -> None:
    map = reasons.set_linked(written("a / b +a / c / d"), "b -> a", ["d", "c", "d"])
    assert short(map) == "a / b +a&d&c / c / d"
    assert short(reasons.set_linked(map, "b -> a", [])) == "a / b +a / c / d"


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        (
            lambda m: claims.move_before(m, "dear", "quick"),
            "build / dear -build / quick +build / tested +quick / jobs +build",
        ),
        (
            lambda m: claims.move_after(m, "quick", "dear"),
            "build / dear -build / quick +build / tested +quick / jobs +build",
        ),
        (lambda m: claims.move_after(m, "dear", "quick"), TRAINS),
        (lambda m: claims.move_before(m, "tested", "tested"), TRAINS),
        (lambda m: claims.move_after(m, "build", "jobs"), TRAINS),
    ],
)
def test_a_claim_moves_with_its_block(move, expected: str) -> None:  # type: ignore[no-untyped-def]
    assert short(move(written(TRAINS))) == expected


def test_a_claim_is_renamed_in_reasons_addresses_and_links() -> None:
    map = written("a / b +a&c / c / u ⊘b>a / v ⊘u>b>a / w -u&b")
    assert short(rename.rename(map, "b", "x")) == "a / x +a&c / c / u ⊘x>a / v ⊘u>x>a / w -u&x"
    assert short(rename.rename(map, "a", "x")) == "x / b +x&c / c / u ⊘b>x / v ⊘u>b>x / w -u&b"
    assert short(rename.rename(map, "c", "x")) == "a / b +a&x / x / u ⊘b>a / v ⊘u>b>a / w -u&b"


def test_renaming_leaves_other_claims_the_same_objects() -> None:
    map = written("a / b +a / u ⊘b>a / z")
    new = rename.rename(map, "z", "zoo")
    assert [one is other for one, other in zip(map.claims, new.claims, strict=True)] == [True, True, True, False]
