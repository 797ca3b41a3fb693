"""What a merge decides by itself, what it leaves to a person, and what each decision gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from argmap.merge.conflicts import (
    AddedTwice,
    BothChanged,
    Clash,
    MergedMap,
    RemovedButNeeded,
    RenamedTwice,
    Retargeted,
    renamed_conflict,
)
from argmap.merge.resolution import picks, resolve, reworded
from argmap.merge.three_way import merge
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.references import dangling
from argmap.model.renaming import Renaming
from argmap.model.types import Citation, Claim, Map, Position, Reason, Side, Source, Stakeholder, Tension, rebuilt
from argmap.report.conflicts.versions import rows
from tests.merge.test_diff import claim, reason


def map_of(*claims: Claim, **sections: object) -> Map:
    sections.setdefault("stakeholders", (Stakeholder(id="dsit", name="DSIT"), Stakeholder(id="treasury")))
    return Map(title="t", claims=claims, **sections)  # type: ignore[arg-type]


def only(merged: MergedMap, kind: type) -> object:
    (conflict,) = merged.conflicts
    assert isinstance(conflict, kind)
    return conflict


def ids(map: Map) -> list[str]:
    return [one.id for one in map.claims]


ROOT = claim("root")
A = claim("a", "First words.", reasons=(reason("a", "supports", "root"),))
B = claim("b", "Second words.", reasons=(reason("b", "objects_to", "root"),))
BASE = map_of(ROOT, A, B)


def test_changes_to_different_things_and_fields_go_together() -> None:
    ours = map_of(ROOT, claim("a", "First words, better.", reasons=A.reasons), B)
    theirs = map_of(ROOT, claim("a", "First words.", reasons=A.reasons, note="Careful."), claim("b", B.text))
    merged = merge(BASE, ours, theirs)
    assert merged.clean
    assert merged.map.claims == (
        ROOT,
        claim("a", "First words, better.", reasons=A.reasons, note="Careful."),
        claim("b", B.text),
    )


def test_new_claims_of_both_sides_stand_beside_what_they_stood_beside() -> None:
    ours = map_of(ROOT, A, claim("x"), B)
    theirs = map_of(ROOT, A, claim("y"), claim("y2"), B, claim("z"))
    assert ids(merge(BASE, ours, theirs).map) == ["root", "a", "x", "y", "y2", "b", "z"]


def test_what_one_side_moved_moves() -> None:
    assert ids(merge(BASE, map_of(ROOT, A, B, claim("x")), map_of(B, ROOT, A)).map) == ["b", "root", "a", "x"]


def test_a_text_reworded_twice_is_a_conflict_that_keeps_both_wordings() -> None:
    merged = merge(BASE, map_of(ROOT, claim("a", "Ours."), B), map_of(ROOT, claim("a", "Theirs."), B))
    conflict = only(merged, BothChanged)
    assert conflict == BothChanged(("claims", "a"), ("text",), ("First words.",), ("Ours.",), ("Theirs.",))
    texts = {pick: resolve(merged, conflict, pick).map.claims[1].text for pick in picks(conflict)}
    assert texts == {"ours": "Ours.", "theirs": "Theirs.", "both": "Ours. Theirs."}
    assert resolve(merged, conflict, "ours", wording="Mine.").map.claims[1].text == "Mine."
    with pytest.raises(MapError, match="decided already"):
        resolve(resolve(merged, conflict, "ours"), conflict, "theirs")


def test_the_same_change_on_both_sides_is_none() -> None:
    both = map_of(ROOT, claim("a", "Same new words."), B)
    assert merge(BASE, both, both) == MergedMap(both)


def test_prose_merges_by_sentence() -> None:
    def noted(note: str) -> Map:
        return map_of(claim("a", note=note))

    base, ours = noted("One. Two. Three. Four."), noted("One, ours. Two. Three. Four.")
    merged = merge(base, ours, noted("One. Two. Three. Four, theirs."))
    assert merged == MergedMap(noted("One, ours. Two. Three. Four, theirs."))
    assert not merge(base, ours, noted("One, theirs. Two. Three. Four.")).clean


def test_evidence_never_joins_the_stance_of_the_other_side() -> None:
    def held(stance: str, **said: str) -> Map:
        return map_of(claim("a", positions=(Position(stakeholder="dsit", stance=stance, **said),)))  # type: ignore[arg-type]

    merged = merge(held("mixed"), held("disagrees"), held("mixed", quote="On balance yes."))
    conflict = only(merged, BothChanged)
    assert isinstance(conflict, BothChanged) and conflict.theirs[2] == "On balance yes."
    assert picks(conflict) == ("ours", "theirs")
    assert resolve(merged, conflict, "theirs").map == held("mixed", quote="On balance yes.")
    with pytest.raises(MapError, match="Pick one side"):
        resolve(merged, conflict, "both")


STANCES = tuple(Position(stakeholder="dsit", stance=stance) for stance in ("mixed", "agrees", "disagrees"))  # type: ignore[arg-type]
VALUES: dict[str, tuple[Map, Map, Map]] = {
    "stance": tuple(map_of(claim("a", positions=(held,))) for held in STANCES),  # type: ignore[dict-item]
    "locator and quote": tuple(
        map_of(claim("a", sources=(Citation(source="s", locator=one, quote=f"{one}."),)), sources=(Source(id="s"),))
        for one in "abc"
    ),  # type: ignore[dict-item]
    "date": tuple(map_of(ROOT, sources=(Source(id="s", date=day),)) for day in ("2023", "2024", "2025")),  # type: ignore[dict-item]
    "url": tuple(map_of(ROOT, sources=(Source(id="s", url=f"https://{day}.org"),)) for day in "abc"),  # type: ignore[dict-item]
    "group": tuple(
        map_of(ROOT, stakeholders=(*(Stakeholder(id=one) for one in "xyz"), Stakeholder(id="w", part_of=group)))
        for group in "xyz"
    ),  # type: ignore[dict-item]
    "power": tuple(
        map_of(ROOT, stakeholders=(Stakeholder(id="w", power=power),))
        for power in (None, "high", "low")  # type: ignore[arg-type]
    ),  # type: ignore[dict-item]
}


@pytest.mark.parametrize("name", VALUES)
def test_only_texts_can_be_joined_or_written_anew(name: str) -> None:
    merged = merge(*VALUES[name])
    conflict = only(merged, BothChanged)
    assert isinstance(conflict, BothChanged)
    assert picks(conflict) == ("ours", "theirs") and reworded(conflict) is None
    with pytest.raises(MapError, match="Pick one side"):
        resolve(merged, conflict, "both")
    with pytest.raises(MapError, match="not a text"):
        resolve(merged, conflict, "ours", wording="in two minds")


def test_a_side_never_joins_the_tension_of_the_other_side() -> None:
    tensions = tuple(Tension(id=name, sides=(Side(id=f"{name}-x", title="X"),)) for name in ("t1", "t2"))
    base, ours, theirs = (
        map_of(claim("a", tension=tension, side=side), tensions=tensions)
        for tension, side in (("t1", None), ("t2", None), ("t1", "t1-x"))
    )
    assert not merge(base, ours, theirs).clean


def test_a_turned_reason_and_a_new_warrant_are_a_conflict() -> None:
    ours = map_of(ROOT, claim("a", A.text, reasons=(reason("a", "objects_to", "root"),)), B)
    theirs = map_of(ROOT, claim("a", A.text, reasons=(reason("a", "supports", "root", note="Because."),)), B)
    assert only(merge(BASE, ours, theirs), BothChanged).path == ("claims", "a", "objects_to", "root")  # type: ignore[attr-defined]


# --- removed on one side -----------------------------------------------------------------------------------------


def test_removing_what_the_other_side_left_alone_removes_it() -> None:
    assert merge(BASE, map_of(ROOT, A), BASE).map == map_of(ROOT, A)
    assert ids(merge(BASE, map_of(ROOT, A), map_of(ROOT, A, B, claim("c"))).map) == ["root", "a", "c"]


def test_removing_what_the_other_side_only_thinned_out_removes_it() -> None:
    assert merge(BASE, map_of(ROOT, A), map_of(ROOT, A, claim("b", B.text))).clean


@pytest.mark.parametrize("swapped", [False, True])
def test_removing_what_the_other_side_reworded_is_a_conflict(swapped: bool) -> None:
    removed, reworded = map_of(ROOT, A), map_of(ROOT, A, claim("b", "Better words."))
    merged = merge(BASE, reworded, removed) if swapped else merge(BASE, removed, reworded)
    conflict = only(merged, RemovedButNeeded)
    assert isinstance(conflict, RemovedButNeeded)
    assert conflict.removed_by == ("theirs" if swapped else "ours")
    assert merged.map.claims[2].text == "Better words."
    assert ids(resolve(merged, conflict, conflict.removed_by).map) == ["root", "a"]


def test_removing_what_the_other_side_newly_refers_to_brings_it_back() -> None:
    ours, theirs = map_of(ROOT, A), map_of(ROOT, A, B, claim("c", reasons=(reason("c", "supports", "b"),)))
    merged = merge(BASE, ours, theirs)
    conflict = only(merged, RemovedButNeeded)
    assert isinstance(conflict, RemovedButNeeded)
    assert conflict.needed_by == (("claims", "c", "supports", "b"),)
    assert ids(merged.map) == ["root", "a", "b", "c"]
    without = resolve(merged, conflict, "ours").map
    assert ids(without) == ["root", "a", "c"]
    assert not dangling(without)


def test_a_whole_branch_comes_back_when_its_leaf_is_needed() -> None:
    base = map_of(ROOT, A, claim("deep", reasons=(reason("deep", "supports", "a"),)))
    reply = claim("reply", reasons=(reason("reply", "objects_to", "deep"),))
    merged = merge(base, map_of(ROOT), map_of(*base.claims, reply))
    assert ids(merged.map) == ["root", "a", "deep", "reply"]
    assert not dangling(merged.map)
    assert len(merged.conflicts) == 2


def test_an_undercut_brings_back_the_step_it_denies() -> None:
    bare = claim("a", A.text)
    undercut = claim("u", reasons=(reason("u", "undercuts", "a -> root"),))
    merged = merge(BASE, map_of(ROOT, bare, B), map_of(ROOT, A, B, undercut))
    assert only(merged, RemovedButNeeded).path == ("claims", "a", "supports", "root")  # type: ignore[attr-defined]
    assert merged.map.claims[1] == A


REFERENCES: dict[str, Callable[[], tuple[Map, Map, Map]]] = {
    "source": lambda: (
        map_of(ROOT, sources=(Source(id="s"),)),
        map_of(ROOT),
        map_of(claim("root", sources=(Citation(source="s"),)), sources=(Source(id="s"),)),
    ),
    "stakeholder": lambda: (
        BASE,
        map_of(ROOT, A, B, stakeholders=(Stakeholder(id="dsit", name="DSIT"),)),
        map_of(ROOT, A, claim("b", B.text, positions=(Position(stakeholder="treasury", stance="agrees"),))),
    ),
    "group": lambda: (
        BASE,
        map_of(ROOT, stakeholders=(Stakeholder(id="treasury"),)),
        map_of(ROOT, stakeholders=(Stakeholder(id="dsit", name="DSIT"), Stakeholder(id="treasury", part_of="dsit"))),
    ),
    "tension": lambda: (
        map_of(ROOT, tensions=(Tension(id="t"),)),
        map_of(ROOT),
        map_of(claim("root", tension="t"), tensions=(Tension(id="t"),)),
    ),
    "side": lambda: (
        map_of(ROOT, tensions=(Tension(id="t", sides=(Side(id="x", title="X"),)),)),
        map_of(ROOT, tensions=(Tension(id="t"),)),
        map_of(claim("root", tension="t", side="x"), tensions=(Tension(id="t", sides=(Side(id="x", title="X"),)),)),
    ),
    "linked premise": lambda: (
        BASE,
        map_of(ROOT, A),
        map_of(ROOT, claim("a", A.text, reasons=(reason("a", "supports", "root", linked=("b",)),)), B),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFERENCES)
def test_every_kind_of_new_reference_to_what_is_gone_is_a_conflict(name: str) -> None:
    base, ours, theirs = REFERENCES[name]()
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert any(isinstance(conflict, RemovedButNeeded) for conflict in merged.conflicts)
        assert not dangling(merged.map)


def test_a_reference_that_a_side_had_broken_itself_is_left_alone() -> None:
    ours = map_of(ROOT, claim("a", "Other.", reasons=(reason("a", "supports", "nowhere"),)), B)
    merged = merge(BASE, ours, map_of(ROOT, A, B, claim("c")))
    assert merged.clean
    assert [one.to for one in dangling(merged.map)] == [("claims", "nowhere")]


def test_a_decision_settles_the_conflicts_about_what_goes_with_it() -> None:
    def held(*positions: Position, sources: tuple[Stakeholder, ...]) -> Map:
        return map_of(claim("root", positions=positions), stakeholders=sources)

    dsit = (Stakeholder(id="dsit"),)
    base = held(Position(stakeholder="dsit", stance="agrees"), sources=dsit)
    merged = merge(base, held(sources=()), held(Position(stakeholder="dsit", stance="mixed"), sources=dsit))
    about = {conflict.path: conflict for conflict in merged.conflicts}
    assert len(about) == 2
    assert resolve(merged, about["stakeholders", "dsit"], "ours") == MergedMap(held(sources=()))


# --- names -------------------------------------------------------------------------------------------------------


def test_a_new_reference_follows_what_the_other_side_renamed() -> None:
    ours = map_of(ROOT, claim("alpha", A.text, reasons=(reason("alpha", "supports", "root"),)), B)
    theirs = map_of(ROOT, A, B, claim("c", reasons=(reason("c", "objects_to", "a"),)))
    for merged in (merge(BASE, ours, theirs), merge(BASE, theirs, ours)):
        assert merged.clean
        assert next(one for one in merged.map.claims if one.id == "c").reasons[0].target == "alpha"
        assert "a" not in ids(merged.map)


def test_a_rename_and_a_rewording_of_one_claim_go_together() -> None:
    ours = map_of(ROOT, claim("alpha", A.text, reasons=(reason("alpha", "supports", "root"),)), B)
    theirs = map_of(ROOT, claim("a", "Reworded wholly, quite.", reasons=A.reasons), B)
    merged = merge(BASE, ours, theirs)
    assert merged.clean
    assert (merged.map.claims[1].id, merged.map.claims[1].text) == ("alpha", "Reworded wholly, quite.")


def test_one_thing_renamed_twice_is_a_conflict() -> None:
    ours, theirs = (
        map_of(ROOT, claim(name, A.text, reasons=(reason(name, "supports", "root"),)), B) for name in ("xx", "yy")
    )
    merged = merge(BASE, ours, theirs)
    conflict = only(merged, RenamedTwice)
    assert ids(merged.map) == ["root", "xx", "b"]
    assert ids(resolve(merged, conflict, "theirs").map) == ["root", "yy", "b"]  # type: ignore[arg-type]
    assert ids(resolve(merged, conflict, "ours", wording="zz").map) == ["root", "zz", "b"]  # type: ignore[arg-type]
    with pytest.raises(MapError, match="cannot be an id"):
        resolve(merged, conflict, "ours", wording="Not An Id")  # type: ignore[arg-type]


def test_a_side_of_a_tension_renamed_twice_is_a_conflict() -> None:
    def sided(name: str) -> Map:
        tension = Tension(
            id="t", title="T", sides=(Side(id=name, title="For it"), Side(id="against", title="Against it"))
        )
        return map_of(ROOT, claim("c", "Of a side.", tension="t", side=name), tensions=(tension,))

    def sides(map: Map) -> list[str | None]:
        return [*(side.id for side in map.tensions[0].sides), *(one.side for one in map.claims)]

    merged = merge(sided("yes"), sided("xx"), sided("yy"))
    conflict = only(merged, RenamedTwice)
    assert sides(merged.map) == ["xx", "against", None, "xx"]
    assert sides(resolve(merged, conflict, "theirs").map) == ["yy", "against", None, "yy"]  # type: ignore[arg-type]
    assert sides(resolve(merged, conflict, "ours", wording="zz").map) == ["zz", "against", None, "zz"]  # type: ignore[arg-type]
    with pytest.raises(MapError, match="the name of something else"):
        resolve(merged, conflict, "ours", wording="against")  # type: ignore[arg-type]
    same = merge(sided("yes"), sided("xx"), sided("xx"))
    assert (sides(same.map), same.conflicts) == (["xx", "against", None, "xx"], ())


def test_one_new_id_for_two_claims_keeps_both_and_their_references_apart() -> None:
    ours = map_of(ROOT, A, claim("new", "Ours."), B)
    theirs = map_of(
        ROOT, A, B, claim("new", "Theirs."), claim("on-it", reasons=(reason("on-it", "supports", "new"),))
    )
    merged = merge(BASE, ours, theirs)
    conflict = only(merged, AddedTwice)
    assert conflict == AddedTwice(("claims", "new"), ("claims", "new-2"))
    assert ids(merged.map) == ["root", "a", "new", "b", "new-2", "on-it"]
    assert merged.map.claims[-1].reasons[0].target == "new-2"
    kept = resolve(merged, conflict, "theirs").map  # type: ignore[arg-type]
    assert [one.text for one in kept.claims if one.id == "new"] == ["Theirs."]
    assert kept.claims[-1].reasons[0].target == "new"
    assert resolve(merged, conflict, "ours").map.claims[-1].reasons[0].target == "new"  # type: ignore[arg-type]
    assert resolve(merged, conflict, "both").map == merged.map  # type: ignore[arg-type]


@pytest.mark.parametrize("renamer", ["ours", "theirs"])
def test_of_two_claims_of_one_id_the_picked_one_stays_also_beside_a_renaming(renamer: str) -> None:
    def side(name: str) -> Map:
        a = "alpha" if name == renamer else "a"
        claims = (ROOT, claim(a, A.text, reasons=(reason(a, "supports", "root"),)), B, claim("new", f"Of {name}."))
        return map_of(*claims)

    merged = merge(BASE, side("ours"), side("theirs"))
    assert merged.conflicts == (AddedTwice(("claims", "new"), ("claims", "new-2")),)
    assert ids(merged.map) == ["root", "alpha", "b", "new", "new-2"]
    for pick in ("ours", "theirs"):
        kept = resolve(merged, merged.conflicts[0], pick).map  # type: ignore[arg-type]
        assert [(one.id, one.text) for one in kept.claims[3:]] == [("new", f"Of {pick}.")]


@pytest.mark.parametrize("renamer", ["ours", "theirs"])
def test_of_two_things_that_clash_the_picked_one_stays_also_beside_a_renaming(renamer: str) -> None:
    def side(name: str) -> Map:
        b = "beta" if name == renamer else "b"
        kind = "supports" if name == "ours" else "objects_to"
        at, linked = ("a", (b,)) if name == "ours" else (b, ("a",))
        reasons = {at: (reason(at, kind, "root", linked=linked),)}
        return map_of(
            ROOT, *(claim(one, text, reasons=reasons.get(one, ())) for one, text in (("a", "A."), (b, B.text)))
        )

    merged = merge(map_of(ROOT, claim("a", "A."), claim("b", B.text)), side("ours"), side("theirs"))
    for conflict in merged.conflicts:
        assert conflict.path == ("claims", "a", "supports", "root")
        assert conflict.other == ("claims", "beta", "objects_to", "root")  # type: ignore[union-attr]
    kept = {pick: resolve(merged, merged.conflicts[0], pick).map for pick in ("ours", "theirs")}  # type: ignore[arg-type]
    assert [one.reasons[0].kind for one in kept["ours"].claims if one.reasons] == ["supports"]
    assert [one.reasons[0].kind for one in kept["theirs"].claims if one.reasons] == ["objects_to"]


def test_picking_one_of_two_takes_out_what_denied_a_step_of_the_other() -> None:
    ours = map_of(
        claim("root", reasons=(reason("root", "undercuts", "new -> root"),)),
        claim("new", "Ours.", reasons=(reason("new", "supports", "root"),)),
    )
    merged = merge(map_of(ROOT), ours, map_of(ROOT, claim("new", "Theirs.")))
    kept = resolve(merged, merged.conflicts[0], "theirs").map
    assert kept.claims == (ROOT, claim("new", "Theirs."))


def test_picking_one_of_two_takes_out_what_denied_a_step_that_the_other_does_not_take() -> None:
    theirs = map_of(
        ROOT,
        claim("new", "Theirs.", reasons=(reason("new", "supports", "root"),)),
        claim("no", reasons=(reason("no", "undercuts", "new -> root"),)),
    )
    merged = merge(map_of(ROOT), map_of(ROOT, claim("new", "Ours.")), theirs)
    kept = resolve(merged, merged.conflicts[0], "ours").map
    assert kept.claims == (ROOT, claim("new", "Ours."), claim("no"))


@pytest.mark.parametrize("pick", ["ours", "theirs"])
def test_steps_to_two_claims_of_one_id_are_one_step_when_one_claim_is_picked(pick: str) -> None:
    def side(text: str, note: str) -> Map:
        step = Reason(premise="same", kind="supports", target="new", note=note)
        return map_of(ROOT, claim("same", reasons=(step,)), claim("new", text))

    merged = merge(map_of(ROOT), side("Ours.", "Why."), side("Theirs.", "And why."))
    [conflict] = [one for one in merged.conflicts if isinstance(one, AddedTwice)]
    kept = resolve(merged, conflict, pick).map  # type: ignore[arg-type]
    [step] = kept.claims[1].reasons
    assert (step.target, step.note) == ("new", "Why. And why.")


@pytest.mark.parametrize(("pick", "kind"), [("ours", "objects_to"), ("theirs", "supports")])
def test_of_contradicting_steps_to_two_claims_of_one_id_the_picked_one_stays(pick: str, kind: str) -> None:
    def side(text: str, kind: str) -> Map:
        return map_of(ROOT, claim("same", reasons=(reason("same", kind, "new"),)), claim("new", text))  # type: ignore[arg-type]

    merged = merge(map_of(ROOT), side("Ours.", "objects_to"), side("Theirs.", "supports"))
    [conflict] = [one for one in merged.conflicts if isinstance(one, AddedTwice)]
    kept = resolve(merged, conflict, pick).map  # type: ignore[arg-type]
    assert [(one.kind, one.target) for one in kept.claims[1].reasons] == [(kind, "new")]


@pytest.mark.parametrize(("pick", "stance"), [("ours", "agrees"), ("theirs", "disagrees")])
def test_positions_of_two_holders_of_one_id_are_the_picked_ones(pick: str, stance: str) -> None:
    def side(name: str, stance: str) -> Map:
        held = rebuilt(ROOT, positions=(Position(stakeholder="they", stance=stance),))  # type: ignore[arg-type]
        return rebuilt(map_of(held), stakeholders=(Stakeholder(id="they", name=name),))

    merged = merge(map_of(ROOT), side("The shops", "agrees"), side("The drivers", "disagrees"))
    [conflict] = [one for one in merged.conflicts if isinstance(one, AddedTwice)]
    kept = resolve(merged, conflict, pick).map  # type: ignore[arg-type]
    assert [(one.stakeholder, one.stance) for one in kept.claims[0].positions] == [("they", stance)]


def test_one_new_id_in_two_sections_is_a_conflict() -> None:
    ours = map_of(ROOT, claim("report", "A claim."))
    theirs = map_of(claim("root", sources=(Citation(source="report"),)), sources=(Source(id="report", title="R"),))
    merged = merge(map_of(ROOT), ours, theirs)
    assert only(merged, AddedTwice) == AddedTwice(("claims", "report"), ("sources", "report-2"))
    assert merged.map.claims[0].sources[0].source == "report-2"
    assert not dangling(merged.map)


def test_one_new_source_added_by_both_is_merged_by_field() -> None:
    ours = map_of(ROOT, sources=(Source(id="s", title="Report", date="2025"),))
    theirs = map_of(ROOT, sources=(Source(id="s", title="Report", url="https://example.org"),))
    merged = merge(map_of(ROOT), ours, theirs)
    assert merged.clean
    assert merged.map.sources == (Source(id="s", title="Report", date="2025", url="https://example.org"),)


# --- what contradicts only together --------------------------------------------------------------------------------


def test_a_circle_of_groups_that_neither_side_has() -> None:
    def groups(dsit: str | None, treasury: str | None) -> Map:
        who = (Stakeholder(id="dsit", part_of=dsit), Stakeholder(id="treasury", part_of=treasury))
        return map_of(ROOT, stakeholders=who)

    merged = merge(groups(None, None), groups("treasury", None), groups(None, "dsit"))
    conflict = only(merged, Clash)
    assert conflict == Clash(
        ("stakeholders", "dsit", "part_of"), ("stakeholders", "treasury", "part_of"), "circle of groups"
    )
    assert resolve(merged, conflict, "ours").map == groups("treasury", None)  # type: ignore[arg-type]
    assert resolve(merged, conflict, "theirs").map == groups(None, "dsit")  # type: ignore[arg-type]


def test_a_premise_for_and_against_one_target() -> None:
    base = map_of(ROOT, claim("a", "A."), claim("b", "B."))
    ours = map_of(ROOT, claim("a", "A.", reasons=(reason("a", "supports", "root"),)), claim("b", "B."))
    objection = reason("b", "objects_to", "root", linked=("a",))
    theirs = map_of(ROOT, claim("a", "A."), claim("b", "B.", reasons=(objection,)))
    merged = merge(base, ours, theirs)
    conflict = only(merged, Clash)
    assert resolve(merged, conflict, "ours").map == ours  # type: ignore[arg-type]
    assert resolve(merged, conflict, "theirs").map == theirs  # type: ignore[arg-type]


def test_a_support_and_an_objection_added_for_one_pair_are_a_conflict() -> None:
    base = map_of(ROOT, claim("a", "A."))
    ours, theirs = (
        map_of(ROOT, claim("a", "A.", reasons=(reason("a", kind, "root"),))) for kind in ("supports", "objects_to")
    )
    assert only(merge(base, ours, theirs), BothChanged).fields == ("kind", "note")  # type: ignore[attr-defined]


def test_a_copy_and_the_digest_of_another_are_a_conflict() -> None:
    base = Map(title="M", sources=(Source(id="s", copy="a.txt", copy_sha256="0a" * 32),))
    ours = rebuilt(base, sources=(rebuilt(base.sources[0], copy="b.txt"),))
    theirs = rebuilt(base, sources=(rebuilt(base.sources[0], copy_sha256="0b" * 32, title="S"),))
    merged = merge(base, ours, theirs)
    assert only(merged, BothChanged).fields == ("copy", "copy_sha256")  # type: ignore[attr-defined]
    assert merged.map.sources[0].title == "S"


# --- what the other choice of a conflict needs -------------------------------------------------------------------


def in_tension(tension: str | None, side: str | None, *tensions: Tension) -> Map:
    return map_of(claim("a", tension=tension, side=side), tensions=tensions)


@pytest.mark.parametrize("side", ["x", "missing"])
def test_a_removed_tension_stays_while_a_choice_refers_to_it(side: str) -> None:
    two_sided = Tension(id="t", sides=(Side(id="x", title="X"),))
    base, removed, sided = in_tension("t", None, two_sided), in_tension(None, None), in_tension("t", side, two_sided)
    for ours, theirs, remover in ((removed, sided, "ours"), (sided, removed, "theirs")):
        merged = merge(base, ours, theirs)
        kinds = {type(conflict): conflict for conflict in merged.conflicts}
        assert kinds.keys() == {BothChanged, RemovedButNeeded}
        choice, removal = kinds[BothChanged], kinds[RemovedButNeeded]
        other = "theirs" if remover == "ours" else "ours"
        assert resolve(merged, choice, other).map == sided
        gone = resolve(merged, removal, remover)  # type: ignore[arg-type]
        assert gone == MergedMap(removed)


# --- additions of both that do not exclude each other ------------------------------------------------------------


def test_two_passages_of_one_source_stand_side_by_side() -> None:
    def cited(*quotes: str) -> Map:
        citations = tuple(Citation(source="s", quote=quote) for quote in quotes)
        return map_of(claim("root", sources=citations), sources=(Source(id="s"),))

    assert merge(cited(), cited("One."), cited("Two.")) == MergedMap(cited("One.", "Two."))
    assert merge(cited(), cited("One.", "Two."), cited("Two.", "One.")).clean
    assert not merge(cited("Zero."), cited("One."), cited("Two.")).clean


def test_two_first_notes_on_a_claim_are_both_kept() -> None:
    merged = merge(map_of(ROOT), map_of(claim("root", note="One.")), map_of(claim("root", note="Two.")))
    assert merged == MergedMap(map_of(claim("root", note="One. Two.")))
    assert not merge(*(map_of(claim("root", note=note)) for note in ("Zero.", "One.", "Two."))).clean


def test_an_undercut_brings_back_the_claim_whose_step_it_denies() -> None:
    undercut = claim("u", reasons=(reason("u", "undercuts", "a -> root"),))
    merged = merge(BASE, map_of(ROOT, B), map_of(ROOT, A, B, undercut))
    needed = ("claims", "u", "undercuts", "a -> root")
    assert merged.conflicts == (RemovedButNeeded(("claims", "a"), "ours", A, (needed,)),)
    assert ids(merged.map) == ["root", "a", "b", "u"]
    assert merged.map.claims[1] == A


def test_of_several_links_the_one_with_the_same_content_has_moved() -> None:
    goals = [claim(f"t{number}", f"Goal number {number}.") for number in range(5)]

    def with_links(*links: tuple[int, str | None]) -> Map:
        made = tuple(reason("a", "supports", f"t{goal}", note=note) for goal, note in links)
        return map_of(*goals, claim("a", reasons=made))

    base = with_links((1, "One."), (2, "Two."))
    theirs = with_links((4, "One."), (2, "Two."))
    merged = merge(base, with_links((3, "One.")), theirs)
    assert only(merged, Retargeted) == Retargeted(("claims", "a", "supports", "t3"), "t1", "t3", "t4")
    for ambiguous in (with_links((3, "One."), (0, "One.")), with_links((3, None))):
        assert not any(isinstance(one, Retargeted) for one in merge(base, ambiguous, theirs).conflicts)


def test_a_conflict_on_a_side_follows_its_renaming() -> None:
    fields = ("tension", "side")
    conflict = BothChanged(("claims", "a"), fields, ("t", "x"), ("t", "y"), (None, None))
    renaming = Renaming({("tensions", "t"): "new"}, sides={("t", "x"): "z"})
    assert renamed_conflict(conflict, renaming) == BothChanged(
        ("claims", "a"), fields, ("new", "z"), ("new", "y"), (None, None)
    )


def test_what_is_no_longer_there_cannot_be_decided() -> None:
    held = tuple(Position(stakeholder="dsit", stance=stance) for stance in ("agrees", "mixed", "disagrees"))
    base, ours, theirs = (map_of(claim("a", positions=(one,))) for one in held)
    merged = merge(base, ours, theirs)
    conflict = only(merged, BothChanged)
    gone = replace(merged, map=map_of(claim("a")))
    with pytest.raises(MapError) as refused:
        resolve(gone, conflict, "theirs")  # type: ignore[arg-type]
    assert str(refused.value) == ("There is nothing at positions / dsit any more. Look at the conflict again.")


def test_a_link_that_is_kept_is_told_with_its_ends() -> None:
    undercut = claim("u", "No.", reasons=(reason("u", "undercuts", "a -> root"),))
    merged = merge(BASE, map_of(ROOT, claim("a", A.text), B), map_of(ROOT, A, B, undercut))
    found = rows(only(merged, RemovedButNeeded), Index.build(merged.map), None)  # type: ignore[arg-type]
    assert [tuple(row) for row in found] == [
        ("kept", None, "“First words” supports “The text of root and nothing else”"),
        ("theirs", None, "+ “No” undercuts the link from “First words” to “The text of root and nothing else”"),
    ]


def test_a_kept_link_follows_the_renaming_of_its_ends() -> None:
    kept = RemovedButNeeded(
        ("claims", "a", "supports", "root"), "ours", reason("a", "supports", "root", linked=("b",)), ()
    )
    renaming = Renaming({("claims", "a"): "x", ("claims", "b"): "y", ("claims", "root"): "z"})
    now = reason("x", "supports", "z", linked=("y",))
    assert renamed_conflict(kept, renaming) == RemovedButNeeded(("claims", "x", "supports", "z"), "ours", now, ())
