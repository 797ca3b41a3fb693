"""Merging in real git: with the driver, without it, and with it broken."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

from argmap.check.rules import check
from argmap.check.settings import Settings
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from tests.git.conftest import MAP, Repo, new_repo

ROOT = Path(__file__).parents[2]
COSTS = "The running costs are not known."
REWORDED = ("It brings capable tools into use sooner.", "It brings capable tools into use much sooner.")
NEW_A = (
    "  exit-terms:\n",
    "  lock-in:\n    text: Contracts lock buyers in.\n    supports:\n      - dependence\n  exit-terms:\n",
)
NEW_B = (
    "  exit-terms:\n",
    "  few-vendors:\n    text: There are few vendors.\n    supports:\n      - dependence\n  exit-terms:\n",
)
NEW_SAME = (
    "  exit-terms:\n",
    "  lock-in:\n    text: Data formats lock buyers in.\n    supports:\n      - dependence\n  exit-terms:\n",
)


def sound(repo: Repo) -> bool:
    map = read(repo.map.read_bytes(), "map.yaml").map
    return not [one for one in check(Index.build(map), Settings()) if one.severity == "error"]


def two_branches(repo: Repo, ours: list[tuple[str, str]], theirs: list[tuple[str, str]]) -> None:
    """Branches ``theirs`` and ``ours`` from main, with ``ours`` checked out."""
    repo.branch("theirs", *theirs)
    repo.branch("ours", *ours)


def test_two_new_claims_at_one_place_merge(driven: Repo) -> None:
    two_branches(driven, [NEW_A], [NEW_B])
    driven.git("merge", "-q", "theirs")
    assert "lock-in" in driven.text and "few-vendors" in driven.text
    assert "# the main claim" in driven.text
    assert sound(driven)


def test_without_the_driver_they_conflict(repo: Repo) -> None:
    two_branches(repo, [NEW_A], [NEW_B])
    assert repo.git("merge", "theirs", ok=False).returncode == 1
    assert "<<<<<<<" in repo.text


def test_attributes_without_a_driver_fall_back_to_git(driven: Repo, tmp_path: Path) -> None:
    """A clone has .gitattributes but not the configuration."""
    two_branches(driven, [NEW_A], [NEW_B])
    driven.git("clone", "-q", ".", str(tmp_path / "clone"))
    clone = Repo(tmp_path / "clone")
    assert clone.git("merge", "origin/theirs", ok=False).returncode == 1
    assert "<<<<<<<" in clone.text
    clone.git("merge", "--abort")
    assert clone.argmap("git", "install").returncode == 0
    clone.git("merge", "-q", "origin/theirs")
    assert sound(clone)


def test_a_reworded_text_stands_as_a_conflict_that_opens(driven: Repo) -> None:
    two_branches(driven, [(COSTS, "The costs grow each year.")], [(COSTS, "Nobody has costed it.")])
    done = driven.git("merge", "theirs", ok=False)
    assert done.returncode == 1
    assert "Both sides changed the text of the claim “The costs grow each year”." in done.stderr
    assert len(driven.conflicts()) == 1
    assert '#   theirs: "Nobody has costed it."' in driven.text
    assert "text: The costs grow each year." in driven.text
    assert driven.git("ls-files", "--unmerged").stdout
    assert read(driven.map.read_bytes(), "map.yaml").map.claims[-1].text == "The costs grow each year."


def test_a_new_reference_follows_a_renamed_claim(driven: Repo) -> None:
    two_branches(driven, [("dependence", "reliance")], [NEW_A])
    driven.git("merge", "-q", "theirs")
    claims = {claim.id: claim for claim in read(driven.map.read_bytes(), "m").map.claims}
    assert claims["lock-in"].reasons[0].target == "reliance"
    assert sound(driven)


def test_git_alone_breaks_that_reference(repo: Repo) -> None:
    """Why the driver exists: the text merges, the map is broken, and nobody is told."""
    bottom = (
        "      - sign\n\nsources",
        "      - sign\n  risk:\n    text: It is a risk.\n    supports:\n      - dependence\n\nsources",
    )
    two_branches(repo, [("dependence", "reliance")], [bottom])
    assert repo.git("merge", "-q", "theirs").returncode == 0
    assert not sound(repo)


def test_an_edited_claim_that_the_other_side_deleted_stays_and_is_a_conflict(driven: Repo) -> None:
    gone = MAP[MAP.index("  costs:") : MAP.index("\nsources")]
    two_branches(driven, [(gone, "")], [(COSTS, "Nobody has costed it.")])
    done = driven.git("merge", "theirs", ok=False)
    assert done.returncode == 1
    assert "Nobody has costed it." in driven.text
    assert "ours removed claims / costs, theirs changed it" in driven.conflicts()[0]
    assert sound(driven)


def test_one_new_id_added_by_both_keeps_both(driven: Repo) -> None:
    two_branches(driven, [NEW_A], [NEW_SAME])
    assert driven.git("merge", "theirs", ok=False).returncode == 1
    assert "lock-in:" in driven.text and "lock-in-2:" in driven.text
    assert "both sides added 'lock-in'" in driven.conflicts()[0]
    assert sound(driven)


def test_rebase_puts_upstream_first(driven: Repo) -> None:
    two_branches(driven, [NEW_A, (COSTS, "Mine.")], [NEW_B, (COSTS, "Upstream.")])
    done = driven.git("rebase", "theirs", ok=False)
    assert done.returncode == 1
    assert "lock-in" in driven.text and "few-vendors" in driven.text
    assert "text: Upstream." in driven.text and '#   theirs: "Mine."' in driven.text
    assert "your" not in done.stderr.split("hint:")[0].lower().replace("your conflicts", "")
    lines = driven.text.split("\n")
    driven.map.write_bytes(
        "\n".join(line for line in lines if "# CONFLICT" not in line and not line.strip().startswith("#   ")).encode()
    )
    driven.git("add", "map.yaml")
    driven.git("-c", "core.editor=true", "rebase", "--continue")
    assert sound(driven)


def test_cherry_pick(driven: Repo) -> None:
    picked = driven.branch("theirs", NEW_B)
    driven.branch("ours", NEW_A)
    driven.git("cherry-pick", picked)
    assert "lock-in" in driven.text and "few-vendors" in driven.text
    assert sound(driven)


def test_stash(driven: Repo) -> None:
    driven.change(NEW_A)
    driven.git("stash", "-q")
    driven.change(NEW_B)
    driven.commit("meanwhile")
    driven.git("stash", "pop", "-q")
    assert "lock-in" in driven.text and "few-vendors" in driven.text


def test_revert(driven: Repo) -> None:
    driven.change(NEW_A)
    first = driven.commit("first")
    driven.change(("  exit-terms:\n", NEW_B[1]))
    driven.commit("second")
    driven.git("revert", "--no-edit", first)
    assert "lock-in" not in driven.text and "few-vendors" in driven.text


def test_add_add(driven: Repo) -> None:
    """Both sides add one file: git has no ancestor to give."""
    pattern = (driven.folder / ".gitattributes").read_text(encoding="utf-8").replace("/map.yaml", "*.yaml")
    (driven.folder / ".gitattributes").write_text(pattern, encoding="utf-8")
    driven.commit("all yaml")
    for branch, pair in (("theirs", NEW_B), ("ours", NEW_A)):
        driven.git("checkout", "-q", "-b", branch, "main")
        (driven.folder / "second.yaml").write_bytes(MAP.replace(*pair).encode())
        driven.commit(branch)
    driven.git("merge", "-q", "theirs")
    text = (driven.folder / "second.yaml").read_text(encoding="utf-8")
    assert "lock-in" in text and "few-vendors" in text


def test_criss_cross(driven: Repo) -> None:
    """Two merge bases: git merges the bases with the driver too."""
    driven.branch("left", NEW_A)
    driven.branch("right", (COSTS, "Costs are known."), start="main")
    left, right = (driven.git("rev-parse", name).stdout.strip() for name in ("left", "right"))
    driven.git("merge", "-q", "--no-edit", left)
    driven.git("checkout", "-q", "left")
    driven.git("merge", "-q", "--no-edit", right)
    driven.change(REWORDED)
    driven.commit("left again")
    driven.git("checkout", "-q", "right")
    driven.change(NEW_B)
    driven.commit("right again")
    driven.git("merge", "-q", "--no-edit", "left")
    assert all(word in driven.text for word in ("lock-in", "few-vendors", "much sooner", "Costs are known"))


@pytest.mark.parametrize("file", ["ma ps/ü k.yaml", "maps/it's $HOME.yaml", "地図/論点.yaml"])
def test_spaces_quotes_and_other_scripts_in_paths(tmp_path: Path, file: str) -> None:
    repo = new_repo(tmp_path / "a repo ü", file)
    assert repo.argmap("git", "install").returncode == 0
    repo.commit("set up")
    assert repo.argmap("git", "status").returncode == 0
    two_branches(repo, [NEW_A, (COSTS, "Mine.")], [NEW_B, (COSTS, "Theirs.")])
    done = repo.git("merge", "theirs", ok=False)
    assert done.returncode == 1
    assert f"{file}: 1 conflict to resolve" in done.stderr
    assert "lock-in" in repo.text and "few-vendors" in repo.text


def test_a_linked_worktree(driven: Repo, tmp_path: Path) -> None:
    driven.branch("theirs", NEW_B)
    driven.git("checkout", "-q", "main")
    driven.git("worktree", "add", "-q", "-b", "ours", str(tmp_path / "tree"))
    tree = Repo(tmp_path / "tree")
    tree.change(NEW_A)
    tree.commit()
    tree.git("merge", "-q", "theirs")
    assert "lock-in" in tree.text and "few-vendors" in tree.text
    assert tree.argmap("git", "status").returncode == 0


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo", text=MAP.replace("\n", "\r\n"))
    repo.git("config", "core.autocrlf", "false")
    repo.argmap("git", "install")
    repo.commit("set up")
    crlf = [(tuple(text.replace("\n", "\r\n") for text in pair)) for pair in (NEW_A, NEW_B)]
    two_branches(repo, [crlf[0], (COSTS, "Mine.")], [crlf[1], (COSTS, "Theirs.")])
    assert repo.git("merge", "theirs", ok=False).returncode == 1
    data = repo.map.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 40
    assert len(repo.conflicts()) == 1


def test_windows_line_ends_in_the_work_tree_only(driven: Repo) -> None:
    driven.git("config", "core.autocrlf", "true")
    driven.git("rm", "-q", "--cached", "-r", ".")
    driven.git("reset", "-q", "--hard")
    assert "\r\n" in driven.text
    crlf = [(tuple(text.replace("\n", "\r\n") for text in pair)) for pair in (NEW_A, NEW_B)]
    two_branches(driven, [crlf[0]], [crlf[1]])
    driven.git("merge", "-q", "theirs")
    assert driven.text.count("\n") == driven.text.count("\r\n")
    assert "lock-in" in driven.text and "few-vendors" in driven.text


# --- when argmap is not to be had --------------------------------------------------------------------------------


def test_a_command_that_is_gone_leaves_git_to_merge(driven: Repo) -> None:
    driven.argmap("git", "install", "--command", "/gone/bin/python -P -m argmap")
    two_branches(driven, [NEW_A], [NEW_B])
    done = driven.git("merge", "theirs", ok=False)
    assert done.returncode == 1
    assert "<<<<<<<" in driven.text and "few-vendors" in driven.text
    driven.git("merge", "--abort")
    driven.git("checkout", "-q", "-b", "apart", "main")
    driven.change(REWORDED)
    driven.commit("apart")
    driven.git("merge", "-q", "theirs")
    assert "few-vendors" in driven.text and "much sooner" in driven.text


def test_an_installation_that_dies_leaves_git_to_merge(driven: Repo) -> None:
    """A Python that cannot import argmap exits with 1; nothing may be lost."""
    driven.argmap("git", "install", "--command", f"'{sys.executable}' -c 'import no_such_module'")
    two_branches(driven, [NEW_A], [NEW_B])
    assert driven.git("merge", "theirs", ok=False).returncode == 1
    assert "<<<<<<<" in driven.text and "few-vendors" in driven.text


def test_a_file_that_is_no_map_is_merged_by_line(driven: Repo) -> None:
    driven.map.write_bytes(b"just: a list\nof: lines\n")
    driven.commit("no map")
    two_branches(driven, [("of: lines", "of: ours")], [("of: lines", "of: theirs")])
    assert driven.git("merge", "theirs", ok=False).returncode == 1
    assert "<<<<<<<" in driven.text and "of: theirs" in driven.text


def test_a_side_that_cannot_be_read_is_merged_by_line(driven: Repo) -> None:
    two_branches(driven, [REWORDED], [(COSTS, "[unclosed")])
    driven.git("merge", "-q", "theirs")
    assert "much sooner" in driven.text and "[unclosed" in driven.text


def test_check_reports_what_is_left_to_decide(driven: Repo) -> None:
    two_branches(driven, [(COSTS, "Mine.")], [(COSTS, "Theirs.")])
    driven.git("merge", "theirs", ok=False)
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (hook,) = ([*one["entry"].split()[1:], *one["args"]] for one in hooks if one["id"] == "argmap-check")
    for command in (["check"], hook):
        told = driven.argmap(*command, "map.yaml")
        assert told.returncode == 1
        assert "error AM032: Unresolved: both sides changed text" in told.stdout


@pytest.mark.parametrize(
    "command",
    [
        ("show", "map.yaml"),
        ("report", "map.yaml"),
        ("log", "map.yaml"),
        ("export", "map.yaml", "--format", "txt", "-o", "-"),
        ("merge", "base.yaml", "map.yaml", "base.yaml"),
        ("fmt", "map.yaml"),
    ],
    ids=lambda command: command[0],
)
def test_a_map_with_something_left_to_decide_opens_everywhere_else(driven: Repo, command: tuple[str, ...]) -> None:
    two_branches(driven, [(COSTS, "Mine.")], [(COSTS, "Theirs.")])
    (driven.folder / "base.yaml").write_text(MAP, encoding="utf-8")
    driven.git("merge", "theirs", ok=False)
    done = driven.argmap(*command)
    assert (done.returncode, done.stderr) == (0, "")
    assert driven.conflicts()


def test_the_hint_on_conflict_markers_leads_to_a_merge_by_id_and_field(repo: Repo) -> None:
    two_branches(repo, [NEW_A], [NEW_B])
    repo.git("merge", "theirs", ok=False)
    told = repo.argmap("check", "map.yaml")
    assert told.returncode == 2
    assert "'argmap git install', then 'git checkout --merge -- FILE'" in told.stdout
    assert repo.argmap("git", "install").returncode == 0
    repo.git("checkout", "--merge", "--", "map.yaml")
    assert "lock-in" in repo.text and "few-vendors" in repo.text
    assert sound(repo)
