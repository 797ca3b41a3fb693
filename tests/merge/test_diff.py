"""What a difference says: renamings recognised, reasons that turn, things that move."""

from __future__ import annotations

import pytest

from argmap.mapfile.read.read import read
from argmap.merge.changes import Added, Changed, Moved, Removed, Renamed
from argmap.merge.comments import comment_changes
from argmap.merge.diff import apply, diff, revision_diff
from argmap.model.findings import MapError
from argmap.model.types import Citation, Claim, Map, Position, Reason, Side, Source, Stakeholder, Tension


def map_of(*claims: Claim, **sections: object) -> Map:
    return Map(title="t", claims=claims, **sections)  # type: ignore[arg-type]


def claim(id: str, text: str | None = None, **fields: object) -> Claim:
    return Claim(id=id, text=text or f"The text of {id} and nothing else.", **fields)  # type: ignore[arg-type]


def reason(premise: str, kind: str, target: str, **fields: object) -> Reason:
    return Reason(premise=premise, kind=kind, target=target, **fields)  # type: ignore[arg-type]


A, B, C = claim("a"), claim("b", "Something else altogether."), claim("c", "A third matter.")


def test_a_claim_added_removed_and_moved() -> None:
    assert diff(map_of(A), map_of(A, B)).edits == (Added(("claims", "b"), B, "a"),)
    assert diff(map_of(A, B), map_of(B)).edits == (Removed(("claims", "a"), A),)
    assert diff(map_of(A, B, C), map_of(C, A, B)).edits == (Moved(("claims", "c"), None),)


def test_the_fewest_claims_count_as_moved() -> None:
    claims = [claim(f"c{number}", f"Text {number} stands alone.") for number in range(9)]
    moved = diff(map_of(*claims), map_of(*claims[1:6], claims[0], *claims[6:])).edits
    assert [edit.path for edit in moved] == [("claims", "c0")]


def test_a_reason_that_turned_is_one_change_of_kind() -> None:
    old = claim("b", reasons=(reason("b", "supports", "a", note="why"),))
    new = claim("b", reasons=(reason("b", "objects_to", "a", note="why"),))
    path = ("claims", "b", "objects_to", "a", "kind")
    assert diff(map_of(A, old), map_of(A, new)).edits == (Changed(path, "supports", "objects_to"),)


def test_a_position_changed_is_told_by_field() -> None:
    old = claim("a", positions=(Position(stakeholder="dsit", stance="mixed"),))
    new = claim("a", positions=(Position(stakeholder="dsit", stance="disagrees", source="s"),))
    where = ("claims", "a", "positions", "dsit")
    assert diff(map_of(old), map_of(new)).edits == (
        Changed((*where, "stance"), "mixed", "disagrees"),
        Changed((*where, "source"), None, "s"),
    )


def test_the_second_citation_of_a_source_has_a_number() -> None:
    new = claim("a", sources=(Citation(source="s"), Citation(source="s", locator="2")))
    old = claim("a", sources=(Citation(source="s"),))
    assert [edit.path for edit in diff(map_of(old), map_of(new)).edits] == [("claims", "a", "sources", "s#2")]


def test_a_renamed_claim_is_recognised_with_every_reference() -> None:
    undercut = claim("d", reasons=(reason("d", "undercuts", "b -> a"),))
    linked = claim("e", reasons=(reason("e", "supports", "a", linked=("b",)),))
    before = map_of(A, claim("b", "Stays.", reasons=(reason("b", "supports", "a"),)), undercut, linked)
    after = map_of(
        A,
        claim("bee", "Stays.", reasons=(reason("bee", "supports", "a"),)),
        claim("d", reasons=(reason("d", "undercuts", "bee -> a"),)),
        claim("e", reasons=(reason("e", "supports", "a", linked=("bee",)),)),
    )
    changes = diff(before, after)
    assert changes.renames == (Renamed(("claims", "b"), "bee"),)
    assert changes.edits == ()


def test_a_claim_renamed_and_reworded_is_recognised_by_its_links() -> None:
    before = map_of(
        A, claim("b", "Courts will soon enforce the exit terms.", reasons=(reason("b", "supports", "a"),))
    )
    after = map_of(A, claim("b-2", "Courts will enforce the exit terms.", reasons=(reason("b-2", "supports", "a"),)))
    changes = diff(before, after)
    assert changes.renames == (Renamed(("claims", "b"), "b-2"),)
    assert [edit.path for edit in changes.edits] == [("claims", "b-2", "text")]


def test_no_renaming_while_the_old_id_is_still_referred_to() -> None:
    referring = claim("c", reasons=(reason("c", "supports", "b"),))
    changes = diff(map_of(B, referring), map_of(claim("bee", B.text), referring))
    assert changes.renames == ()


def test_no_renaming_between_two_that_look_alike() -> None:
    changes = diff(map_of(claim("x", "Same."), claim("y", "Same.")), map_of(claim("z", "Same.")))
    assert changes.renames == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Courts will enforce the terms.", "COURTS will  enforce\nthe terms."),
        ("Die Straße wird gesperrt.", "Die STRASSE wird gesperrt."),
    ],
)
def test_a_renamed_claim_is_recognised_whatever_its_capitals_and_spaces(before: str, after: str) -> None:
    changes = diff(map_of(A, claim("b", before)), map_of(A, claim("bee", after)))
    assert changes.renames == (Renamed(("claims", "b"), "bee"),)


def test_every_section_can_be_renamed_in() -> None:
    old = Map(
        title="t",
        tensions=(Tension(id="t1", title="T", sides=(Side(id="s1", title="One"), Side(id="s2", title="Two"))),),
        stakeholders=(Stakeholder(id="p", name="Ministry"), Stakeholder(id="q", name="Office", part_of="p")),
        claims=(
            claim(
                "a",
                tension="t1",
                side="s1",
                positions=(Position(stakeholder="p", stance="agrees", source="src"),),
                sources=(Citation(source="src"),),
            ),
        ),
        sources=(Source(id="src", url="https://example.org"),),
    )
    new = Map(
        title="t",
        tensions=(Tension(id="t9", title="T", sides=(Side(id="s9", title="One"), Side(id="s2", title="Two"))),),
        stakeholders=(Stakeholder(id="p9", name="Ministry"), Stakeholder(id="q", name="Office", part_of="p9")),
        claims=(
            claim(
                "a",
                tension="t9",
                side="s9",
                positions=(Position(stakeholder="p9", stance="agrees", source="src9"),),
                sources=(Citation(source="src9"),),
            ),
        ),
        sources=(Source(id="src9", url="https://example.org"),),
    )
    changes = diff(old, new)
    assert changes.edits == ()
    assert {(item.old, item.new) for item in changes.renames} == {
        ("t1", "t9"),
        ("s1", "s9"),
        ("p", "p9"),
        ("src", "src9"),
    }
    assert apply(changes, old) == new


def test_views_of_the_changes() -> None:
    changes = diff(map_of(A, B), map_of(claim("a", "Now reworded."), C))
    assert changes.added() == {"c"}
    assert changes.removed() == {"b"}
    assert changes.altered() == {"a"}
    assert len(changes) == 3
    assert [edit.path for edit in changes.within(("claims", "a"))] == [("claims", "a", "text")]


def test_changes_of_another_map_are_refused_in_a_sentence() -> None:
    with pytest.raises(MapError, match="claims / a"):
        apply(diff(map_of(A), map_of(claim("a", "Other."))), map_of(B))


def test_a_merge_changed_what_differs_from_every_parent() -> None:
    ours, theirs = map_of(A, C), map_of(A, B)
    assert revision_diff([ours, theirs], map_of(A, B, C)).edits == ()
    touched = claim("a", note="Asked.")
    assert revision_diff([ours], map_of(touched, C)).edits == (Changed(("claims", "a", "note"), None, "Asked."),)
    both = revision_diff([ours, theirs], map_of(touched, B, C))
    assert both.edits == (Changed(("claims", "a", "note"), None, "Asked."),)
    renamed = claim("new", A.text)
    assert [one.new for one in revision_diff([map_of(A), map_of(A, B)], map_of(renamed)).renames] == ["new"]
    assert revision_diff([map_of(A), map_of(renamed)], map_of(renamed)).renames == ()
    assert revision_diff([map_of(A), map_of(claim("other", A.text))], map_of(renamed)).renames == ()


def test_a_side_is_recognised_though_a_side_of_another_tension_has_its_id() -> None:
    def sided(side: str) -> Map:
        tensions = (
            Tension(id="t", title="T", sides=(Side(id=side, title="One"), Side(id="two", title="Two"))),
            Tension(id="u", title="U", sides=(Side(id="one", title="Once"), Side(id="first", title="First"))),
        )
        claims = (claim("a", tension="u", side="one"), claim("b", "Another.", tension="u", side="first"))
        return map_of(*claims, tensions=tensions)

    assert diff(sided("one"), sided("first")).renames == (Renamed(("tensions", "t", "sides", "one"), "first"),)


def test_a_side_that_claims_still_take_is_no_renamed_one() -> None:
    def sided(*sides: str) -> Map:
        both = tuple(Side(id=side, title="One") for side in sides)
        return map_of(claim("a", tension="t", side="one"), tensions=(Tension(id="t", title="T", sides=both),))

    assert diff(sided("one"), sided("first")).renames == ()


@pytest.mark.parametrize("end", ["\n# One\n\n# Two\n", "# One\n\n\n# Two", "\n\n# One\n\n  # Two\n\n"])
def test_comments_that_stand_alone_at_the_end_are_told(end: str) -> None:
    text = "argmap: 1\ntitle: T\nclaims:\n  a:\n    text: A.\n"
    old, new = (read(one.encode(), "map.yaml") for one in (text, text + end))
    come = comment_changes(old, new, diff(old.map, new.map))
    assert [(one.entry, one.old, one.new) for one in come] == [(None, None, "# One"), (None, None, "# Two")]
    assert [one.old for one in comment_changes(new, old, diff(new.map, old.map))] == ["# One", "# Two"]
