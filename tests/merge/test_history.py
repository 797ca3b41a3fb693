"""What each revision changed, and one thing through all its names."""

from __future__ import annotations

import pytest

from argmap.mapfile.canonical import write
from argmap.merge.changes import Changed
from argmap.merge.history import Revision, Step, following, steps
from argmap.model.findings import MapError
from argmap.model.types import Map
from tests.merge.test_diff import B, claim, map_of, reason

TEXT = "Relying on one supplier is a risk."


def revision(after: Map | bytes | None, *before: Map | bytes | None) -> Revision:
    def data(one: Map | bytes | None) -> bytes | None:
        return write(one).encode() if isinstance(one, Map) else one

    return Revision("c0ffee", "Ada", "2026-01-01T00:00:00Z", "A subject", data(after), tuple(map(data, before)))


BROKEN = b"argmap: 1\ntitle: [\n"
OLD, NEW = map_of(claim("risk", TEXT), B), map_of(claim("supplier", TEXT), B)
NOTED = map_of(claim("supplier", TEXT, note="Asked."), B)


def test_a_revision_that_cannot_be_read_changes_nothing_that_can_be_told() -> None:
    found = list(steps([revision(NEW, BROKEN), revision(BROKEN, NEW), revision(NOTED, NEW)]))
    assert [one.changes is None for one in found] == [True, True, False]
    assert (found[0].old, found[0].new) == (found[1].old, found[1].new) == (Map(title=""), Map(title=""))


def test_a_file_that_was_not_there_is_an_empty_map_of_the_same_title() -> None:
    begun, ended = steps([revision(OLD, None), revision(None, OLD)])
    assert (begun.old, ended.new) == (Map(title="t"), Map(title="t"))
    assert begun.changes is not None and ended.changes is not None
    assert len(begun.changes.edits) == len(ended.changes.edits) == len(OLD.claims)


def test_a_thing_is_followed_under_the_ids_that_it_had() -> None:
    newest_first = [
        revision(NOTED, NEW), revision(BROKEN, NEW), revision(NEW, OLD),
        revision(map_of(claim("risk", TEXT), claim("b", B.text, note="Else.")), OLD), revision(OLD, None),
    ]  # fmt: skip
    found = list(following(steps(newest_first), "supplier"))
    told = [one.changes for one in found]
    assert told[1] is None
    assert told[0] is not None and told[0].edits == (Changed(("claims", "supplier", "note"), None, "Asked."),)
    assert told[2] is not None and [one.new for one in told[2].renames] == ["supplier"]
    assert told[3] is not None and not told[3].edits
    assert told[4] is not None and [edit.path for edit in told[4].edits] == [("claims", "risk")]


def test_links_at_a_thing_are_not_of_it() -> None:
    linked = map_of(claim("supplier", TEXT), claim("b", B.text, reasons=(reason("b", "supports", "supplier"),)))
    (step,) = following(steps([revision(linked, NEW)]), "supplier")
    assert isinstance(step, Step) and step.changes is not None and not step.changes.edits


def test_what_never_was_is_refused() -> None:
    with pytest.raises(MapError, match="The id 'never' is not in any version of the map"):
        list(following(steps([revision(NOTED, NEW), revision(NEW, BROKEN)]), "never"))
