"""What people do with git and a map beside plain merging: tools, other commands, clones and files of every kind."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from argmap.mapfile.read.read import read
from argmap.merge.conflict_markers import markers_in
from tests.git.conftest import MAP, Repo, new_repo

COSTS = "The running costs are not known."
SIGN = "The partnership should be signed."
FASTER = "  late:\n    text: It is late.\n    objects_to:\n      - sign\n"
LAST = "\nsources:\n"


def apart(repo: Repo, ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    """Two branches; the work tree is on ours."""
    repo.branch("theirs", theirs)
    repo.branch("ours", ours)


def added(name: str, text: str) -> tuple[str, str]:
    return LAST, f"  {name}:\n    text: {text}\n    objects_to:\n      - sign\n{LAST}"


# Tools


def test_difftool_shows_the_change_as_argument(driven: Repo) -> None:
    driven.change((COSTS, "The running costs are not published."))
    told = driven.git("difftool", "-y", "-t", "argmap").stdout
    assert told.startswith("map.yaml: 1 change\n"), "not the name of git's copy of it"
    assert "known" in told and "published" in told and "costs" in told
    assert "@@" not in told


def test_difftool_tells_of_new_and_deleted_maps(driven: Repo) -> None:
    (driven.folder / "new.yaml").write_text(MAP.replace(COSTS, "New costs."))
    driven.git("rm", "-q", "map.yaml")
    driven.commit("Another map")
    told = driven.git("difftool", "-y", "-t", "argmap", "--no-renames", "HEAD~1").stdout
    assert "map.yaml was deleted.\n" in told
    assert "new.yaml is a new map:\n" in told and "New costs." in told


def test_mergetool_merges_by_id_what_git_merged_by_line(repo: Repo) -> None:
    apart(repo, added("late", "It is late."), added("dear", "It is dear."))
    repo.git("merge", "theirs", ok=False)
    assert "<<<<<<<" in repo.text
    assert repo.argmap("git", "install").returncode == 0
    repo.git("mergetool", "-y", "-t", "argmap", "map.yaml")
    assert "<<<<<<<" not in repo.text
    assert {"late", "dear"} <= {claim.id for claim in read(repo.map.read_bytes(), "map.yaml").map.claims}
    assert repo.git("ls-files", "--unmerged").stdout == ""


def test_mergetool_keeps_what_was_decided_and_fails_while_a_conflict_is_left(driven: Repo) -> None:
    apart(driven, (COSTS, "Ours on costs."), (COSTS, "Theirs on costs."))
    driven.git("merge", "theirs", ok=False)
    before = driven.text
    assert driven.git("mergetool", "-y", "-t", "argmap", "map.yaml", ok=False).returncode != 0
    assert driven.text == before
    driven.argmap("resolve", "map.yaml", "1=theirs")
    decided = driven.text
    driven.git("mergetool", "-y", "-t", "argmap", "map.yaml")
    assert driven.text == decided
    assert driven.git("ls-files", "--unmerged").stdout == ""


def test_mergetool_merges_a_map_that_both_added(repo: Repo) -> None:
    for name, claim in (("theirs", "It is dear."), ("ours", "It is late.")):
        repo.git("checkout", "-q", "-b", name, "main")
        (repo.folder / "new.yaml").write_text(MAP.replace(COSTS, claim).replace("  costs:", f"  c-{name}:"))
        repo.commit(name)
    repo.git("merge", "theirs", ok=False)
    repo.argmap("git", "install")
    repo.git("mergetool", "-y", "-t", "argmap", "new.yaml")
    merged = (repo.folder / "new.yaml").read_text()
    assert "It is dear." in merged and "It is late." in merged


@pytest.mark.parametrize("tool", ["difftool", "mergetool"])
def test_a_tool_imports_nothing_of_the_repository(driven: Repo, tool: str) -> None:
    (driven.folder / "yaml.py").write_text("raise SystemExit('a trap')\n")
    (driven.folder / "argmap").mkdir()
    (driven.folder / "argmap" / "__init__.py").write_text("raise SystemExit('a trap')\n")
    driven.commit("trap")
    if tool == "difftool":
        driven.change((COSTS, "Other costs."))
        done = driven.git("difftool", "-y", "-t", "argmap")
        assert "Other costs" in done.stdout or "Other" in done.stdout
    else:
        apart(driven, (COSTS, "Ours on costs."), (COSTS, "Theirs on costs."))
        driven.git("merge", "theirs", ok=False)
        done = driven.git("mergetool", "-y", "-t", "argmap", "map.yaml", ok=False)
    assert "a trap" not in done.stdout + done.stderr


def test_status_tells_of_tools_that_are_not_set_up(driven: Repo) -> None:
    assert "git mergetool -t argmap': set up" in driven.argmap("git", "status").stdout
    driven.git("config", "--unset", "difftool.argmap.cmd")
    done = driven.argmap("git", "status")
    assert done.returncode == 1
    assert "git mergetool -t argmap': outdated. Run 'argmap git install'." in done.stdout
    assert "Set difftool.argmap.cmd." in driven.argmap("git", "install").stdout
    assert driven.argmap("git", "status").returncode == 0


# What a driver cannot do


def test_an_octopus_is_merged_by_line_as_the_documents_say(driven: Repo) -> None:
    driven.branch("one", added("late", "It is late."))
    driven.branch("two", (COSTS, "The costs are known."))
    driven.git("checkout", "-q", "main")
    driven.git("merge", "-q", "--no-edit", "one", "two")
    assert "It is late." in driven.text and "The costs are known." in driven.text
    driven.git("reset", "-q", "--hard", "ORIG_HEAD")
    driven.branch("three", added("dear", "It is dear."))
    driven.git("checkout", "-q", "main")
    assert driven.git("merge", "-q", "one", "three", ok=False).returncode != 0
    driven.git("reset", "-q", "--hard")
    for name in ("one", "three"):  # the way round
        driven.git("merge", "-q", "--no-edit", name)
    assert "It is late." in driven.text and "It is dear." in driven.text


def test_rerere_records_nothing_and_does_no_harm(driven: Repo) -> None:
    driven.git("config", "rerere.enabled", "true")
    apart(driven, (COSTS, "Ours on costs."), (COSTS, "Theirs on costs."))
    for _ in range(2):
        driven.git("merge", "theirs", ok=False)
        assert len(driven.conflicts()) == 1
        driven.argmap("resolve", "map.yaml", "1=theirs")
        driven.commit("merged")
        driven.git("reset", "-q", "--hard", "HEAD~1")


# Branches of every kind


def test_a_rebase_of_several_commits_asks_at_the_commit_that_clashes(driven: Repo) -> None:
    driven.branch("theirs", (COSTS, "Theirs on costs."))
    driven.branch("ours", added("late", "It is late."))
    driven.change((COSTS, "Ours on costs."))
    driven.commit("Reword the costs")
    driven.change(added("dear", "It is dear."))
    driven.commit("More")
    driven.git("rebase", "-q", "theirs", ok=False)
    told = driven.argmap("resolve", "map.yaml").stdout
    assert "In this rebase, ours is theirs and theirs is “Reword the costs” (" in told
    assert "keep the version of theirs" in told
    driven.argmap("resolve", "map.yaml", "1=theirs")
    driven.git("add", "map.yaml")
    driven.git("-c", "core.editor=true", "rebase", "--continue")
    assert all(words in driven.text for words in ("Ours on costs.", "It is late.", "It is dear."))
    assert "CONFLICT" not in driven.text


def test_a_revert_of_a_claim_that_others_answered_is_asked(driven: Repo) -> None:
    driven.git("checkout", "-q", "-b", "ours")
    driven.change(added("late", "It is late."))
    late = driven.commit("Say that it is late")
    driven.change((LAST, f"  early:\n    text: It is early.\n    objects_to:\n      - late\n{LAST}"))
    driven.commit("Answer")
    driven.git("revert", "--no-edit", late, ok=False)
    told = driven.argmap("resolve", "map.yaml").stdout
    assert "deleted the claim “It is late”" in told
    assert "before “Say that it is l…” deleted" in told or "before “Say" in told
    assert "its objection to “It is late”" in told


def test_a_cherry_picked_rewording_under_a_position_is_asked(driven: Repo) -> None:
    agrees = f"{SIGN}\n    positions:\n      treasury: agrees\n"
    driven.branch("theirs", (SIGN, SIGN.replace("should be", "should not be")))
    driven.branch("ours", (f"{SIGN}\n", agrees))
    told = driven.git("cherry-pick", "theirs", ok=False).stderr
    assert "recorded 1 position for the old wording" in told
    told = driven.argmap("resolve", "map.yaml").stdout
    assert "In this cherry-pick, ours is ours and theirs is “theirs” (" in told
    assert "“HM Treasury” agrees" in told
    driven.argmap("resolve", "map.yaml", "1=ours")
    assert SIGN in driven.text and "treasury: agrees" in driven.text


def test_a_notice_is_seen_when_git_merges(driven: Repo) -> None:
    apart(
        driven,
        (COSTS, "The running costs are not published."),
        (f"{COSTS}\n", f"{COSTS}\n    positions:\n      dsit: agrees\n"),
    )
    told = driven.git("merge", "-q", "--no-edit", "theirs").stderr
    assert "argmap: map.yaml: note: ours reworded the claim “The running costs are not published”" in told
    assert "the position of “Department for Science”" in told


def test_a_stash_pop_with_a_conflict_keeps_the_stash(driven: Repo) -> None:
    driven.change((COSTS, "Stashed costs."))
    driven.git("stash", "-q")
    driven.change((COSTS, "Later costs."))
    driven.commit("later")
    driven.git("stash", "pop", "-q", ok=False)
    assert "theirs is the stash" in driven.argmap("resolve", "map.yaml").stdout
    assert driven.git("stash", "list").stdout.count("stash@") == 1


# Files of every kind


def test_a_map_that_one_side_renamed_is_merged_under_its_new_name(driven: Repo) -> None:
    driven.branch("theirs", (COSTS, "Theirs on costs."), added("late", "It is late."))
    driven.git("checkout", "-q", "-b", "ours", "main")
    (driven.folder / "maps").mkdir()
    driven.git("mv", "map.yaml", "maps/the deal.argmap.yaml")
    moved = Repo(driven.folder, "maps/the deal.argmap.yaml")
    moved.change((COSTS, "Ours on costs."), added("dear", "It is dear."))
    moved.commit("Move it")
    moved.git("merge", "-q", "theirs", ok=False)
    assert len(moved.conflicts()) == 1
    assert "It is late." in moved.text and "It is dear." in moved.text
    assert "run 'git add -- 'maps/the deal.argmap.yaml''" in moved.argmap("resolve", moved.file, "1=theirs").stdout


@pytest.mark.parametrize("deleter", ["ours", "theirs"])
def test_a_map_that_one_side_deleted_is_told_with_both_ways_on(driven: Repo, deleter: str) -> None:
    other = "theirs" if deleter == "ours" else "ours"
    driven.branch(other, (COSTS, "Other costs."))
    driven.git("checkout", "-q", "-b", deleter, "main")
    driven.git("rm", "-q", "map.yaml")
    driven.git("commit", "-q", "-m", deleter)
    driven.git("checkout", "-q", "ours")
    driven.git("merge", "-q", "theirs", ok=False)
    assert driven.argmap("resolve", "map.yaml").stdout == (
        f"map.yaml: no conflicts, but {deleter} deleted the file. Run 'git add -- map.yaml' to keep it, "
        "'git rm -- map.yaml' to delete it\n"
    )


@pytest.mark.parametrize("file", ["мост и «я»/карта 地図.yaml", "it's/here.yaml", "$HOME `x`.yaml"])
def test_tools_and_resolve_with_every_kind_of_name(tmp_path: Path, file: str) -> None:
    repo = new_repo(tmp_path / "repo", file)
    apart(repo, added("late", "It is late."), added("dear", "It is dear."))
    repo.git("merge", "theirs", ok=False)
    assert repo.argmap("git", "install").returncode == 0
    repo.git("mergetool", "-y", "-t", "argmap", "--", file)
    assert "It is dear." in repo.text and "<<<<<<<" not in repo.text
    assert repo.argmap("resolve", "--", file).stdout.endswith("no conflicts\n")


def test_line_ends_of_windows_stay_in_a_rebase(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo", text=MAP.replace("\n", "\r\n"))
    repo.argmap("git", "install")
    repo.commit("set up")
    repo.branch("theirs", (COSTS, "Theirs on costs."))
    repo.branch("ours", ("  dependence:", "  # ours\r\n  dependence:"))
    repo.git("rebase", "-q", "theirs")
    assert "# ours\r\n" in repo.text and "Theirs on costs.\r\n" in repo.text
    assert "\n" not in repo.text.replace("\r\n", "")


# Clones and work trees


def test_a_shallow_clone_merges_what_it_has_no_base_for(driven: Repo, tmp_path: Path) -> None:
    apart(driven, added("late", "It is late."), added("dear", "It is dear."))
    clone = Repo(tmp_path / "clone")
    source = driven.folder.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "1", "-b", "ours", source, str(clone.folder)], check=True)
    clone.git("fetch", "-q", "--depth", "1", "origin", "theirs:theirs")
    assert clone.argmap("git", "install").returncode == 0
    clone.git("merge", "-q", "--no-edit", "--allow-unrelated-histories", "theirs")
    assert "It is late." in clone.text and "It is dear." in clone.text


def test_a_linked_work_tree_is_set_up_with_its_repository(driven: Repo, tmp_path: Path) -> None:
    apart(driven, added("late", "It is late."), added("dear", "It is dear."))
    driven.git("checkout", "-q", "main")
    driven.git("worktree", "add", "-q", str(tmp_path / "tree"), "ours")
    tree = Repo(tmp_path / "tree")
    status = tree.argmap("git", "status")
    assert status.returncode == 0, status.stdout
    tree.git("merge", "-q", "--no-edit", "theirs")
    assert "It is late." in tree.text and "It is dear." in tree.text


def test_a_submodule_is_a_repository_of_its_own_and_both_say_so(driven: Repo, tmp_path: Path) -> None:
    outer = new_repo(tmp_path / "outer", "outer.yaml")
    source = ("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(driven.folder), "the maps")
    outer.git(*source)
    outer.commit("Add the maps")
    told = outer.argmap("git", "install").stdout
    assert "Covered maps: outer.yaml." in told
    assert "Not covered: the submodule the maps, a repository of its own. Run 'argmap git install' in it." in told
    inner = Repo(outer.folder / "the maps")
    assert inner.argmap("git", "status").returncode == 1
    assert inner.argmap("git", "install").returncode == 0
    apart(inner, added("late", "It is late."), added("dear", "It is dear."))
    inner.git("merge", "-q", "--no-edit", "theirs")
    assert "It is late." in inner.text and "It is dear." in inner.text
    told = inner.argmap("resolve", "map.yaml").stdout
    assert told == "map.yaml: no conflicts\n"


def test_a_hook_started_by_a_graphical_program_finds_the_driver(
    driven: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that is not started from a shell has the search path of the system alone."""
    apart(driven, added("late", "It is late."), added("dear", "It is dear."))
    hook = driven.folder / ".git" / "hooks" / "post-commit"
    hook.write_text("#!/bin/sh\ntest -f done || { touch done; git merge -q --no-edit theirs; }\n")
    hook.chmod(0o755)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    driven.change((SIGN, "The partnership should be signed now."))
    driven.git("commit", "-q", "-a", "-m", "Now")
    assert "It is late." in driven.text and "It is dear." in driven.text


def test_markers_survive_every_command_that_only_reads(driven: Repo) -> None:
    apart(driven, (COSTS, "Ours on costs."), (COSTS, "Theirs on costs."))
    driven.git("merge", "theirs", ok=False)
    before = driven.text
    for command in (("show",), ("resolve",), ("check",), ("report",)):
        driven.argmap(*command, "map.yaml")
    assert driven.text == before
    assert len(markers_in(read(before.encode(), "map.yaml"))) == 1
