"""Whose a side is: named by branch or commit, in whatever git is doing, for the command line and the editor alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from argmap.io.git.sides import sides_labelled, sides_of
from argmap.merge.conflicts import BothChanged, BranchNames
from argmap.model.index import Index
from argmap.model.types import Claim, Map
from argmap.report.conflicts.headings import heading
from argmap.tui.dialogs.conflict_text import answers
from argmap.tui.dialogs.conflicts import names_of
from tests.git.conftest import Repo

COSTS = "The running costs are not known."


def merging(repo: Repo) -> None:
    repo.git("merge", "theirs", ok=False)


def rebasing(repo: Repo) -> None:
    repo.git("rebase", "theirs", ok=False)


def rebasing_by_patches(repo: Repo) -> None:
    repo.git("rebase", "--apply", "theirs", ok=False)


def picking(repo: Repo) -> None:
    repo.git("cherry-pick", "theirs", ok=False)


def reverting(repo: Repo) -> None:
    repo.change(("Of ours.", "Later."))
    repo.commit("later")
    repo.git("revert", "--no-edit", "HEAD~1", ok=False)


def popping(repo: Repo) -> None:
    repo.change(("Of ours.", "Stashed."))
    repo.git("stash", "-q")
    repo.change(("Of ours.", "Later."))
    repo.commit("later")
    repo.git("stash", "pop", "-q", ok=False)


OURS, THEIRS = "“Of ours” (ID)", "“Of theirs” (ID)"
DOING: dict[str, tuple[Callable[[Repo], None], BranchNames]] = {
    "merge": (merging, BranchNames("ours", "theirs", "merge")),
    "rebase": (rebasing, BranchNames("theirs", OURS, "rebase")),
    "rebase --apply": (rebasing_by_patches, BranchNames("theirs", OURS, "rebase")),
    "cherry-pick": (picking, BranchNames("ours", THEIRS, "cherry-pick")),
    "revert": (reverting, BranchNames("ours", f"before {OURS}", "revert")),
    "stash": (popping, BranchNames("ours", "the stash", "stash")),
}


def without_ids(words: str) -> str:
    return re.sub(r"\([0-9a-f]{7,}\)", "(ID)", words)


@pytest.fixture
def apart(driven: Repo) -> Repo:
    """Branches that reword one claim; "ours" is checked out."""
    for branch in ("theirs", "ours"):
        driven.git("checkout", "-q", "-b", branch, "main")
        driven.change((COSTS, f"Of {branch}."))
        driven.commit(f"Of {branch}")
    return driven


@pytest.mark.parametrize("name", DOING)
def test_the_sides_of_what_git_is_doing(apart: Repo, name: str) -> None:
    start, expected = DOING[name]
    start(apart)
    assert len(apart.conflicts()) == 1
    found = sides_of(apart.map)
    assert found is not None
    assert BranchNames(without_ids(found.ours), without_ids(found.theirs), found.under_way) == expected
    told = without_ids(apart.argmap("resolve", "map.yaml").stdout)
    assert f"In this {expected.under_way}, ours is {expected.ours} and theirs is {expected.theirs}." in told
    assert f"1=ours    keep the version of {expected.ours}\n" in told
    assert not re.search(r"\byour", told)


@pytest.mark.parametrize("name", DOING)
def test_the_editor_uses_the_same_names(apart: Repo, name: str) -> None:
    start, expected = DOING[name]
    start(apart)
    conflict = BothChanged(("claims", "costs"), ("text",), ("a",), ("b",), ("c",))
    state = SimpleNamespace(file=apart.map, is_with_somebody=lambda one: False)
    names = names_of(cast(Any, SimpleNamespace(state=state)), conflict)
    assert names == sides_of(apart.map)
    index = Index.build(Map(title="t", claims=(Claim(id="costs", text="It costs money."),)))
    ways = {way.value: without_ids(way.about) for way in answers(conflict, index.map, names)}
    assert ways["ours"] == f"Keep the version of {expected.ours}"
    assert heading(conflict, index, names) == "Both sides changed the text of the claim “It costs money”."


def test_the_driver_names_them_while_git_merges_and_rebases(apart: Repo) -> None:
    told = apart.git("merge", "theirs", ok=False).stderr
    assert "In this merge, ours is ours and theirs is theirs." in told
    apart.git("merge", "--abort")
    told = without_ids(apart.git("rebase", "theirs", ok=False).stderr)
    assert f"In this rebase, ours is theirs and theirs is {OURS}." in told


def test_labels_that_git_gives_are_used(apart: Repo, tmp_path: Path) -> None:
    files = []
    for name in ("base", "ours", "theirs"):
        file = tmp_path / f"{name}.yaml"
        file.write_text(apart.git("show", f"{'main' if name == 'base' else name}:map.yaml").stdout, encoding="utf-8")
        files.append(str(file))
    labels = ("Updated upstream", "base", "Stashed \x1b[2Jchanges")
    done = apart.argmap("merge-driver", "--", *files, "7", "map.yaml", *labels)
    assert done.returncode == 10
    assert "Ours is Updated upstream and theirs is Stashed " in done.stderr and "\x1b" not in done.stderr


def test_what_is_decided_is_told_to_git_with_the_command_that_is_said(apart: Repo) -> None:
    merging(apart)
    told = apart.argmap("resolve", "map.yaml", "1=theirs").stdout
    assert told == "map.yaml: no conflicts; run 'git add -- map.yaml'\n"
    outside = Repo(apart.folder.parent).argmap("resolve", "repo/map.yaml").stdout
    assert outside == "repo/map.yaml: no conflicts; run 'git -C repo add -- map.yaml'\n"
    apart.git("add", "--", "map.yaml")
    assert apart.argmap("resolve", "map.yaml").stdout == "map.yaml: no conflicts\n"


def test_a_subject_is_cut_and_does_not_act(apart: Repo) -> None:
    apart.git("commit", "-q", "--amend", "-m", "x\x1b]0;title\x07 " + "long " * 30)
    rebasing(apart)
    told = apart.argmap("resolve", "map.yaml").stdout
    assert "\x1b" not in told and "\x07" not in told and "…” (" in told


def test_outside_of_all_that_there_are_no_names(apart: Repo, tmp_path: Path) -> None:
    assert sides_of(apart.map) is None
    assert sides_of(tmp_path / "elsewhere" / "map.yaml") is None
    for damaged in ("", "no id\n", "a b\n", "1" * 40):
        (apart.folder / ".git" / "MERGE_HEAD").write_text(damaged, encoding="utf-8")
        assert sides_of(apart.map) is None


def test_head_is_the_branch_that_is_rebased_onto(apart: Repo) -> None:
    rebasing(apart)
    under_way = sides_of(apart.map)
    assert under_way is not None
    assert sides_labelled(apart.map, "HEAD", "abc (Words)") == BranchNames("theirs", "abc (Words)", "rebase")
    assert sides_labelled(apart.map, "mine", "abc (Words)") == BranchNames("mine", "abc (Words)", "rebase")
    assert sides_labelled(apart.map, "%X", "%Y") == under_way
    assert sides_labelled(apart.folder.parent / "map.yaml", "HEAD", "b") == BranchNames("HEAD", "b")
    assert sides_labelled(apart.folder.parent / "map.yaml", None, None) == BranchNames()
