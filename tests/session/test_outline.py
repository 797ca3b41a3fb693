"""The outline on maps written out by hand: what stands where, circles, depth, and keeping the place."""

from __future__ import annotations

import pytest

from argmap.edit import claims, reasons, rename, tensions
from argmap.edit import text as words
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason, Side, Tension
from argmap.session.outline.outline import Outline
from argmap.session.outline.rows import HOME_ROW_FIRST, jump_labels
from argmap.session.session import changed_claim
from tests.edit.written import written


def outline(map: Map | str) -> Outline:
    return Outline.build(Index.build(written(map) if isinstance(map, str) else map))


def shown(outline: Outline) -> str:
    """The visible rows, a tree in brackets: ``a(+b(⊘c) −d)``; ``*`` for a claim shown elsewhere, ``…`` for a fold."""
    words, depth = "", 0
    for number in range(len(outline)):
        row = outline.row(number)
        words += "(" * (row.depth - depth) if row.depth > depth else ")" * (depth - row.depth) + " "
        name = row.claim_id or f"#{row.tension_id or 's'}"
        words += f"{row.sign}{name}{'*' if row.kind == 'also' else ''}{'…' if row.folded and row.children else ''}"
        depth = row.depth
    return words.strip() + ")" * depth


@pytest.mark.parametrize(
    ("map", "expected"),
    [
        ("", ""),
        ("a / b", "a b"),
        ("b +a / a / c -a", "a(+b −c)"),
        ("a / b / c +a -b", "a(+c) b(−c*)"),
        ("a / b +a / u ⊘b>a / v ⊘u>b>a", "a(+b(⊘u(⊘v)))"),
        ("a / z / b +a -z / u ⊘b>z", "a(+b) z(−b*(⊘u))"),
        ("a / b +a&q&r / q / r +q", "a(+b(&q(+r) &r*))"),
        ("a / b +a&q / q / r +q", "a(+b(&q(+r)))"),
        ("a / q / b +a&q / c -a&q", "a(+b(&q) −c(&q*))"),
        ("a / b +a&a2 / a2 +a", "a(+b(&a2*) +a2)"),
        ("a +missing / b +a", "a(+b)"),
        ("a / u ⊘b>a", "a u"),
        ("a / b +a&missing", "a(+b(&missing*))"),
        ("a +b / b +a", "a(+b*) b(+a*)"),
        ("x -y / y -x / c +x / d -y", "x(+c −y*) y(−x* −d)"),
        ("o -a / s +a / a", "a(+s −o)"),
        ("a +a", "a(+a*)"),
        ("a +b / b +c / c +a / d +b / z", "a(+c*) b(+a* +d) c(+b*) z"),
        ("a +b +z / b +a / z", "z(+a(+b(+a*)))"),
        ("a / b +a ⊘u>a / u ⊘b>a", "a(+b(⊘u))"),
    ],
)
def test_what_stands_where(map: str, expected: str) -> None:
    assert shown(outline(map)) == expected


def disputed() -> Map:
    sides = (Side(id="fast", title="Fast"), Side(id="cheap", title="Cheap"))
    map = written("build / quick +build / dear -build / wait / other")
    map = tensions.add_tension(map, Tension(id="speed", title="Speed or cost", sides=sides))
    map = tensions.add_tension(map, Tension(id="empty"))
    for claim_id, side in (("wait", "cheap"), ("quick", "fast"), ("other", None)):
        map = tensions.set_tension(map, claim_id, "speed", side)
    return map


def test_tensions_come_after_the_main_claims_with_their_claims_by_side() -> None:
    assert shown(outline(disputed())) == "build(+quick −dear) #s(#speed(quick* wait other) #empty)"


def test_a_main_claim_that_takes_a_side_is_at_the_top_and_referred_to_in_its_tension() -> None:
    map = tensions.add_tension(written("ask / share / found -share"), Tension(id="openness"))
    map = tensions.set_tension(tensions.set_tension(map, "ask", "openness"), "share", "openness")
    rows = outline(map)
    assert shown(rows) == "share(−found) #openness(ask share*)"
    argued = claims.add_support(map, "ask", "few", "Few agree.")
    assert shown(rows.after(rows.shape.index.after(argued))) == "ask(+few) share(−found) #openness(ask* share*)"


def test_a_row_below_its_tension_names_the_side_it_takes() -> None:
    map = written("build / quick +build / own")
    map = tensions.add_tension(map, Tension(id="t", title="T", sides=(Side(id="pro", title="In favour"),)))
    map = tensions.set_tension(tensions.set_tension(map, "quick", "t", "pro"), "own", "t")
    lines = outline(map)
    takes = {lines.key(n): lines.row(n).takes for n in range(len(lines))}
    assert takes == {"#t": "", "%t%quick": "In favour", "own": "", "build": "", "quick": ""}


def test_a_map_opens_with_the_argument() -> None:
    assert shown(outline(disputed()).opened()) == "build(+quick −dear) #s…"
    assert shown(outline("a / b").opened()) == "a b"
    many = "a / " + " / ".join(f"s{number} +a / t{number} +s{number}" for number in range(10))
    assert shown(outline(many).opened()) == f"a({' '.join(f'+s{number}…' for number in range(10))})"


@pytest.mark.parametrize(("rows", "all_are_shown"), [(16, True), (17, False)])
def test_of_a_small_map_all_rows_are_shown_when_it_is_opened(rows: int, all_are_shown: bool) -> None:
    lines = outline("a / b +a / " + " / ".join(f"c{number} +b" for number in range(rows - 2)))
    assert len(lines) == rows
    assert len(lines.opened()) == (rows if all_are_shown else 2)


def test_a_row_says_side_counts_and_where_else() -> None:
    rows = outline(disputed())
    speed = next(number for number in range(len(rows)) if rows.key(number) == "#speed")
    assert [rows.row(speed + number).side for number in (1, 2, 3)] == ["Fast", "Cheap", ""]
    assert rows.row(speed + 1).also == ("build",)
    cross = outline("a / b / c +a -b")
    assert cross.row(1).also == ("b",)
    assert (cross.row(3).also, cross.row(3).word) == (("a",), "objects")


def test_texts_are_on_one_line_and_safe() -> None:
    rows = outline(Map(title="x", claims=(Claim(id="a", text="two\nlines \x1b[31m\t[/]"),)))
    assert rows.row(0).text == "two lines <U+001B>[31m [/]"


TREE = "a / b +a / c +b / d +c / e -a / f"


def test_folding() -> None:
    rows = outline(TREE)
    assert shown(rows) == "a(+b(+c(+d)) −e) f"
    assert shown(rows.fold("b")) == "a(+b… −e) f"
    assert shown(rows.fold("b").fold("a")) == "a… f"
    assert shown(rows.fold("b").fold("a").unfold("a")) == "a(+b… −e) f"
    assert shown(rows.fold("nothing")) == shown(rows)
    assert shown(rows.fold("b").fold("c").unfold("b")) == shown(rows.fold("c"))
    assert [shown(rows.fold_to(level)) for level in (1, 2, 3, 0)] == [
        "a… f",
        "a(+b… −e) f",
        "a(+b(+c…) −e) f",
        shown(rows),
    ]
    assert shown(rows.fold_to(1).reveal("d")) == shown(rows)


def test_focus_shows_one_row_with_what_is_below_it() -> None:
    rows = outline(TREE).focused("b")
    assert shown(rows) == "+b(+c(+d))"
    assert shown(rows.fold_to(1)) == "+b…"
    assert shown(rows.focused(None)) == shown(outline(TREE))
    assert rows.reveal("e").focus is None
    removed = rows.after(rows.shape.index.after(claims.delete_branch(rows.shape.index.map, "b").map))
    assert shown(removed) == "a(−e) f"


def test_filter() -> None:
    rows = outline(words.set_text(words.set_text(written(TREE), "d", "Trains run LATE"), "f", "late buses"))
    assert shown(rows.filtered("late")) == "a(+b(+c(+d))) f"
    assert shown(rows.filtered("TRAIN late")) == "a(+b(+c(+d)))"
    assert shown(rows.filtered("nothing like it")) == shown(rows)
    assert [rows.filtered(words).matches for words in ("late", "nothing like it", " ")] == [2, 0, 0]
    assert shown(rows.fold_to(1).filtered("late train")) == "a…(+b…(+c…(+d)))"
    assert shown(rows.filtered("late").reveal("e")) == shown(rows)


def test_filter_follows_edits() -> None:
    rows = outline(TREE).filtered("trains")
    assert (rows.matches, len(rows)) == (0, 6)
    added = claims.add_support(written(TREE), "e", "new", "Trains!")
    rows = rows.after(rows.shape.index.after(added))
    assert shown(rows) == "a(−e(+new))"
    rows = rows.after(rows.shape.index.after(words.set_text(added, "new", "Buses")))
    assert (rows.matches, len(rows)) == (0, 7)


def test_find_goes_round_in_both_directions() -> None:
    rows = outline("late-1 / b / late-2 / c / late-3")
    assert [rows.find("late", start) for start in (0, 2, 4)] == [2, 4, 0]
    assert [rows.find("late", start, -1) for start in (0, 2, 4)] == [4, 0, 2]
    assert rows.find("missing", 0) is None


def test_moving_about() -> None:
    rows = outline(TREE)
    assert [rows.parent(number) for number in range(6)] == [None, 0, 1, 2, 0, None]
    assert [rows.first_child(number) for number in range(6)] == [1, 2, 3, None, None, None]
    assert [rows.sibling(number, 1) for number in range(6)] == [5, 4, None, None, None, None]
    assert [rows.sibling(number, -1) for number in range(6)] == [None, None, None, None, 1, 0]


@pytest.mark.parametrize(
    ("key", "edit", "expected"),
    [
        ("b", lambda m: words.set_text(m, "b", "x"), "b"),
        ("b", lambda m: claims.delete_branch(m, "b").map, "e"),
        ("f", lambda m: claims.delete_claim(m, "f").map, "e"),
        ("d", lambda m: claims.delete_branch(m, "a").map, "f"),
        ("c", lambda m: reasons.move_reason(m, "c -> b", "f"), "c"),
        ("f", lambda m: rename.rename(m, "f", "g"), "e"),
        ("a", lambda m: Map(title="x"), None),
    ],
)
def test_the_cursor_keeps_its_place(key: str, edit, expected: str | None) -> None:  # type: ignore[no-untyped-def]
    before = outline(TREE)
    after = before.after(before.shape.index.after(edit(before.shape.index.map)))
    assert after.kept(key, before) == expected


def test_from_a_row_that_went_the_cursor_goes_to_the_claim_in_full() -> None:
    before = outline("a / b / c +a -b")
    after = before.after(before.shape.index.after(reasons.unlink(before.shape.index.map, "c -> b")))
    assert after.kept("@c -> b", before) == "c"


def test_an_undo_leads_to_what_it_changed() -> None:
    before = outline(TREE).shape.index
    after = before.after(claims.delete_branch(before.map, "c").map)
    assert changed_claim(before, after) == "b"
    assert changed_claim(after, before) == "c"
    assert changed_claim(before, before) is None
    assert changed_claim(before, before.after(claims.move_before(before.map, "f", "a"))) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a / b +a / q / z", "a / b +a&q / q / z"),
        ("a / b +a&q / q / z +q", "a / b +a / q / z +q"),
        ("a / b +a +z / z / u ⊘b>z", "a / b +z / z / u ⊘b>z"),
        ("a +missing / b +a / u ⊘a>missing", "missing / a +missing / b +a / u ⊘a>missing"),
        ("a / b +a&c / c +missing / z", "a / b +a&c / c +missing / z / missing"),
        ("a / u ⊘b>a / v ⊘u>b>a", "a / b +a / u ⊘b>a / v ⊘u>b>a"),
    ],
)
def test_what_follows_from_another_claim_follows_it(before: str, after: str) -> None:
    """Claims that an edit leaves as they are can stand elsewhere for it."""
    old, new = written(before), written(after)
    same = {claim.id: claim for claim in old.claims}
    new = Map(title="Test", claims=tuple(same[one.id] if one == same.get(one.id) else one for one in new.claims))
    there = outline(old).after(outline(old).shape.index.after(new))
    assert there.flat == outline(new).flat
    assert there.after(there.shape.index.after(old)).flat == outline(old).flat


def chain(length: int) -> Map:
    first = Claim(id="c0", text="c0")
    rest = (
        Claim(id=f"c{n}", text=f"c{n}", reasons=(Reason(premise=f"c{n}", kind="supports", target=f"c{n - 1}"),))
        for n in range(1, length)
    )
    return Map(title="Deep", claims=(first, *rest))


def test_a_chain_of_3000_claims() -> None:
    map = chain(3000)
    rows = outline(map)
    assert rows.row(2999).depth == 2999
    assert len(rows.fold_to(1)) == 1
    assert rows.fold_to(1).reveal("c2999").number("c2999") == 2999
    added = claims.add_support(map, "c2999", "new", "x")
    after = rows.after(rows.shape.index.after(added))
    assert after.row(3000).depth == 3000
    cut = claims.delete_branch(added, "c1500")
    assert len(cut.claims) == 1501
    assert len(after.after(after.shape.index.after(cut.map))) == 1500


def test_a_circle_of_3000_claims() -> None:
    map = chain(3000)
    closed = reasons.link(map, "c0", "c2999", "supports")
    rows = outline(map)
    rows = rows.after(rows.shape.index.after(closed))
    assert rows.flat == outline(closed).flat
    assert (rows.key(0), len(rows)) == ("c0", 6000)  # each is a main claim, with a reference to the one before
    opened = rows.after(rows.shape.index.after(map))
    assert opened.flat == outline(map).flat


@pytest.mark.parametrize(("count", "length"), [(0, 0), (1, 1), (26, 1), (27, 2), (676, 2), (677, 3)])
def test_jump_labels_are_all_of_one_length_and_different(count: int, length: int) -> None:
    labels = jump_labels(count)
    assert len(set(labels)) == count
    assert {len(label) for label in labels} <= {length}
    assert "".join(labels[: len(HOME_ROW_FIRST)]) == HOME_ROW_FIRST[:count] or length > 1
