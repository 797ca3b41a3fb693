"""A merge with every kind of conflict: the merged file, what is told of each, and what each decision makes of it.

``every_conflict`` holds the three versions and what is expected; ``ARGMAP_GOLDEN=write`` writes that anew.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.cli.main import main
from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from argmap.merge.conflicts import BranchNames, Conflict, MergedMap
from argmap.merge.resolution import picks, resolve, reworded, still_open
from argmap.merge.three_way import merge
from argmap.model.index import Index
from argmap.report.conflicts.headings import heading, notice, who_is_who
from argmap.report.conflicts.names import Names, short
from argmap.report.conflicts.versions import facts, rows
from argmap.report.conflicts.ways import ways, with_effects
from tests.golden import kept

FOLDER = Path(__file__).with_name("every_conflict")
BASE, OURS, THEIRS = (FOLDER / f"{name}.yaml" for name in ("base", "ours", "theirs"))
NAMES = (None, BranchNames("main", "the branch of Ada", "rebase"))
"""Of people who edit one file, and of branches."""


def merged() -> MergedMap:
    return merge(*(read(file.read_bytes(), file.name).map for file in (BASE, OURS, THEIRS)))


def told(found: MergedMap, conflict: Conflict, names: Names) -> Iterator[str]:
    """A conflict in words."""
    index = Index.build(found.map)
    yield heading(conflict, index, names)
    for row in rows(conflict, index, names):
        yield f"  {row.label}: {row.now}" + (f" (was: {row.was})" if row.was is not None else "")
    for way in with_effects(ways(conflict, names), conflict, found.map):
        yield f"  {way.pick}: {way.words}{''.join(f' [{effect}]' for effect in way.effects)}"


def decided(found: MergedMap, conflict: Conflict) -> Iterator[str]:
    """What each decision makes of the map, and the conflicts that go with this one."""
    before = write(found.map).splitlines()
    wordings = [None] if reworded(conflict) is None else [None, "another-wording"]
    for pick in picks(conflict):
        for wording in wordings:
            after = resolve(found, conflict, pick, wording)
            assert conflict not in after.conflicts
            closed = [one for one in found.conflicts if one not in still_open(after.map, found.conflicts)]
            names = ", ".join(f"{type(one).__name__} at {one.path[1]}" for one in closed)
            yield f"  after {pick}{f' {wording}' if wording else ''}, {len(after.conflicts)} left; closes {names}:"
            lines = difflib.unified_diff(before, write(after.map).splitlines(), n=0, lineterm="")
            yield from (f"    {line}" for line in lines if not line.startswith(("---", "+++", "@@")))


def accounts() -> Iterator[str]:
    found = merged()
    for names in NAMES:
        yield from filter(
            None, [who_is_who(names), *(notice(one, Index.build(found.map), names) for one in found.notices)]
        )
    for conflict in found.conflicts:
        yield f"=== {type(conflict).__name__} at {' / '.join(conflict.path)}"
        for names in NAMES:
            yield from told(found, conflict, names)
        yield from (f"  {fact}" for fact in facts(conflict, Index.build(found.map)))
        yield from decided(found, conflict)


def test_each_conflict_is_told_and_decided_as_it_was() -> None:
    text = "\n".join(accounts()) + "\n"
    assert text == kept(FOLDER / "told.txt", text)


def test_the_merged_file_and_the_lists_of_the_commands_are_as_they_were(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for file in (BASE, OURS, THEIRS):
        Path(file.name).write_bytes(file.read_bytes())
    assert main(["merge", "base.yaml", "ours.yaml", "theirs.yaml", "-o", "merged.yaml"]) == 1
    text = Path("merged.yaml").read_text(encoding="utf-8")
    assert main(["resolve", "merged.yaml"]) == 1
    out, err = capsys.readouterr()
    assert text == kept(FOLDER / "merged.yaml", text)
    assert err + out == kept(FOLDER / "listed.txt", err + out)


def test_the_merge_has_a_conflict_of_every_kind() -> None:
    found = {type(conflict) for conflict in merged().conflicts}
    assert found == set(Conflict.__args__)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("x" * 24, "x" * 24),
        ("x" * 25, f"{'x' * 23}…"),
        ("a b " * 6 + "x", "a b a b a b a b a b a b…"),
        ("theirs “Add a claim” (0123abc)", "theirs “Add a claim”"),
        ("theirs “Add a claim about the trams” (0123abc)", "theirs “Add a claim ab…”"),
        ("a very long name of a branch “Say that” (0a)", "a very long name of a branch “Say that”"),
        ("a very long name of a branch “Say what” (0a)", "a very long name of a branch “Say what”"),
        ("a very long name of a branch “Say whats” (0a)", "a very long name of a branch “Say wha…”"),
    ],
)
def test_the_name_of_a_side_is_short_beside_a_text(name: str, shown: str) -> None:
    assert short(name) == shown
