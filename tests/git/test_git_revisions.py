"""Differences and history out of real git."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from argmap.io.git.read import GitRefused, blobs, repository_at, run
from argmap.io.git.versions import map_at
from argmap.model.findings import MapError
from tests.git.conftest import MAP, Repo, new_repo

SOONER = ("capable tools into use sooner", "capable tools into use much sooner")
STANCE = ("treasury: agrees", "treasury: mixed")


def test_since_the_last_commit(repo: Repo) -> None:
    assert repo.argmap("diff", "map.yaml").returncode == 0
    repo.change(SOONER)
    done = repo.argmap("diff", "map.yaml")
    assert done.returncode == 1
    assert "use {+much +}sooner" in done.stdout
    assert "\x1b" not in done.stdout


def test_since_a_revision_between_two_and_since_a_branch_began(repo: Repo) -> None:
    repo.branch("side", SOONER)
    repo.git("checkout", "-q", "main")
    repo.change(STANCE)
    repo.commit("stance")
    assert "moved from agrees to mixed" in repo.argmap("diff", "HEAD~1", "map.yaml").stdout
    both = repo.argmap("diff", "main..side", "map.yaml").stdout
    assert "much" in both and "moved from mixed to agrees" in both
    alone = repo.argmap("diff", "main...side", "map.yaml").stdout
    assert "much" in alone and "moved from" not in alone
    assert repo.argmap("diff", "..side", "map.yaml").stdout.endswith(both.split("\n", 1)[1])


def test_two_files_need_no_repository(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(MAP.replace(*STANCE), encoding="utf-8")
    done = Repo(tmp_path).argmap("diff", "a.yaml", "b.yaml", "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["changes"] == [
        {
            "change": "changed",
            "path": ["claims", "dependence", "positions", "treasury", "stance"],
            "old": "agrees",
            "new": "mixed",
        }
    ]


def test_a_renamed_file_is_found_under_its_old_name(repo: Repo) -> None:
    repo.git("mv", "map.yaml", "renamed ü.yaml")
    repo.commit("rename")
    moved = Repo(repo.folder, "renamed ü.yaml")
    moved.change(SOONER)
    assert "1 change\n" in moved.argmap("diff", "HEAD~1", "renamed ü.yaml").stdout


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_no_former_name_of_a_file_acts_where_it_is_told(tmp_path: Path, format: str) -> None:
    repo = new_repo(tmp_path / "repo", "<img src=x onerror=alert(1)> @ada [x](y)\n::error::\n\x1b[31m.yaml")
    repo.git("mv", repo.file, "map.yaml")
    repo.commit("rename")
    told = repo.argmap("diff", "--format", format, "HEAD~1..HEAD", "map.yaml").stdout
    assert "renamed from" in told
    active = {"text": [], "markdown": ["<img", "@ada", "[x](y)"], "html": ["<img"]}[format]
    assert not [words for words in ("\x1b", "\n::error", *active) if words in told]


def test_a_new_file_is_all_new(repo: Repo) -> None:
    (repo.folder / "new.yaml").write_text(MAP, encoding="utf-8")
    done = repo.argmap("diff", "new.yaml")
    assert done.returncode == 1
    assert "+ The partnership should be signed.  [sign]" in done.stdout


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_a_deleted_file_is_one_line(repo: Repo, format: str) -> None:
    repo.map.unlink()
    done = repo.argmap("diff", "--format", format, "map.yaml")
    assert done.returncode == 1
    assert done.stdout.lstrip("# ") == "map.yaml since the last commit: deleted, with 5 claims\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nowhere", "map.yaml"), "'nowhere' is not a file or a git revision"),
        (("--", "-x", "map.yaml"), "not a file or a git revision"),
        (("main..", "none.yaml"), "is in neither version"),
        (("none.yaml",), "is in neither version"),
        (("main",), "'main' is a revision. Name a file or folder after it"),
        (("main..orphan",), "'main..orphan' is a revision. Name a file or folder after it"),
        ((":/start",), "':/start' is a revision. Name a file or folder after it"),
        ((":none.yaml",), "none.yaml is not staged"),
        ((":2:map.yaml",), "has no version of our side, as git does not wait for a merge of it"),
        (("main..main..main", "map.yaml"), "'main..main' is not a file or a git revision"),
        (("--staged", "main..main", "map.yaml"), "'main..main' is not a file or a git revision"),
        ((os.devnull, os.devnull), f"{os.devnull} is in neither version. Name two files."),
        (
            ("--staged", "main", "main", "map.yaml"),
            "--staged compares with one revision. Name a revision and a file, or a file alone.",
        ),
        (("main...orphan", "map.yaml"), "'main' and 'orphan' have no common ancestor"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(repo: Repo, words: tuple[str, ...], sentence: str) -> None:
    orphan = repo.git("commit-tree", "-m", "apart", "HEAD^{tree}").stdout.strip()
    repo.git("branch", "orphan", orphan)
    done = repo.argmap("diff", *words)
    assert done.returncode == 2
    assert sentence in done.stderr


def test_a_shallow_clone_says_how_to_fetch_what_it_lacks(repo: Repo, tmp_path: Path) -> None:
    repo.branch("side", SOONER)
    for name in ("main", "side"):
        repo.git("checkout", "-q", name)
        repo.change(("The running costs", f"The costs of {name}"))
        repo.commit(name)
    repo.git("clone", "-q", "--depth=1", "--no-single-branch", repo.folder.as_uri(), str(tmp_path / "shallow"))
    done = Repo(tmp_path / "shallow").argmap("diff", "origin/main...HEAD", "map.yaml")
    assert done.returncode == 2
    assert "This clone is shallow. Run 'git fetch --unshallow'" in done.stderr


def test_no_commit_yet(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.git("init", "-q")
    repo.map.write_text(MAP, encoding="utf-8")
    for words in (("map.yaml",), (".",)):
        done = repo.argmap("diff", *words)
        assert done.stdout.startswith("map.yaml before the first commit: new, with 5 claims\n")
    for words in (("log", "map.yaml"), ("diff", "HEAD", "map.yaml")):
        done = repo.argmap(*words)
        assert (done.returncode, "no commit yet" in done.stderr) == (2, True)


@pytest.mark.parametrize("hash", ["sha1", "sha256"])
def test_what_is_staged_for_the_first_commit(tmp_path: Path, hash: str) -> None:
    repo = Repo(tmp_path)
    repo.git("init", "-q", f"--object-format={hash}")
    repo.map.write_text(MAP, encoding="utf-8")
    done = repo.argmap("diff", "--staged", "map.yaml")
    assert (done.returncode, "map.yaml is not staged. Run 'git add'" in done.stderr) == (2, True)
    repo.git("add", "map.yaml")
    done = repo.argmap("diff", "--staged", "map.yaml")
    assert done.stdout.startswith("map.yaml staged for the first commit: new, with 5 claims\n")


def test_a_map_of_which_git_has_only_the_name_is_not_staged(repo: Repo) -> None:
    (repo.folder / "new.yaml").write_text(MAP, encoding="utf-8")
    repo.git("add", "-N", "new.yaml")
    done = repo.argmap("diff", "--staged", "new.yaml")
    assert (done.returncode, "new.yaml is not staged. Run 'git add'" in done.stderr) == (2, True)
    assert repo.argmap("diff", "--staged", ".").stdout == "no changes\n"
    assert repo.argmap("diff", "new.yaml").stdout.startswith("new.yaml since the last commit: new, with 5 claims\n")
    repo.git("rm", "-q", "--cached", "new.yaml")
    (repo.folder / "new.yaml").write_text("", encoding="utf-8")
    repo.git("add", "new.yaml")
    assert "AM022" in repo.argmap("diff", "--staged", "new.yaml").stderr


def test_what_is_staged_and_the_sides_of_a_merge_are_named_as_git_names_them(repo: Repo) -> None:
    repo.change(SOONER)
    repo.git("add", "map.yaml")
    repo.change(STANCE)
    for words in (("HEAD:map.yaml", ":map.yaml"), ("HEAD:map.yaml", ":0:./map.yaml"), ("HEAD", ":map.yaml")):
        if words[0] != "HEAD":
            told = repo.argmap("diff", *words).stdout
            assert "{+much +}" in told and "moved from" not in told
    alone = repo.argmap("diff", ":map.yaml").stdout
    assert alone.startswith("map.yaml since the staged version: 1 change\n") and "moved from agrees" in alone
    repo.git("checkout", "-q", "-f", "-b", "side")
    repo.change(("capable tools into use sooner", "capable tools into use late"))
    repo.commit("late")
    repo.branch("other", SOONER)
    repo.git("merge", "side", ok=False)
    assert "[-much sooner-] {+late+}" in repo.argmap("diff", ":2:map.yaml", ":3:map.yaml").stdout
    assert "{+much +}" in repo.argmap("diff", ":1:map.yaml", ":2:map.yaml").stdout
    done = repo.argmap("diff", ":map.yaml")
    assert (done.returncode, "has a conflict that git waits for" in done.stderr) == (2, True)


def test_the_repository_of_a_named_version_is_the_one_around_here(repo: Repo) -> None:
    repo.git("init", "-q", "x")
    repo.change(SOONER)
    assert "{+much +}" in repo.argmap("diff", "HEAD:map.yaml", "map.yaml").stdout


def test_a_commit_is_named_by_words_of_its_message(repo: Repo) -> None:
    repo.change(SOONER)
    repo.commit("Sooner: how much")
    repo.change(STANCE)
    for words in ((":/Sooner", "map.yaml"), ("HEAD^{/Sooner: how}:map.yaml", "map.yaml")):
        told = repo.argmap("diff", *words).stdout
        assert "moved from agrees to mixed" in told and "much" not in told


def test_a_bare_repository(repo: Repo, tmp_path: Path) -> None:
    repo.change(SOONER)
    repo.commit()
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    bare = Repo(tmp_path / "bare.git")
    assert "{+much +}" in bare.argmap("diff", "HEAD~1..HEAD", "map.yaml").stdout
    assert "{+much +}" in bare.argmap("diff", "HEAD~1:map.yaml", "HEAD:map.yaml").stdout
    for words in (("map.yaml",), ("HEAD", "map.yaml"), ("--staged", "map.yaml"), ("HEAD:map.yaml",)):
        done = bare.argmap("diff", *words)
        assert (done.returncode, "This repository is bare" in done.stderr, done.stdout) == (2, True, "")
    assert bare.argmap("log", "map.yaml").stdout.count("Ada") == 2
    assert bare.argmap("git", "install").returncode == 0
    assert bare.argmap("git", "status").returncode == 0


def test_a_linked_worktree_and_a_folder_below(tmp_path: Path) -> None:
    repo = new_repo(tmp_path / "repo", "deep/er/map.yaml")
    repo.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "tree"))
    tree = Repo(tmp_path / "tree" / "deep", "er/map.yaml")
    tree.change(SOONER)
    assert "{+much +}" in tree.argmap("diff", "er/map.yaml").stdout
    elsewhere = Repo(tmp_path).argmap("diff", str(tree.map))
    assert "{+much +}" in elsewhere.stdout


def test_pictures(repo: Repo) -> None:
    repo.change(SOONER)
    for format, start in (("svg", "<svg"), ("html", "<!DOCTYPE html>")):
        done = repo.argmap("diff", "--format", format, "-o", f"out.{format}", "map.yaml")
        assert done.returncode == 1, done.stderr
        text = (repo.folder / f"out.{format}").read_text(encoding="utf-8")
        assert start in text[:200]
        assert "much sooner" in text.replace("\n", " ") or "sooner" in text


# --- history -----------------------------------------------------------------------------------------------------


@pytest.fixture
def storied(repo: Repo) -> Repo:
    """A map with a history: reworded, renamed with its file, merged from a branch, broken and mended."""
    repo.change(SOONER)
    repo.commit("Reword")
    repo.git("mv", "map.yaml", "debate.yaml")
    repo = Repo(repo.folder, "debate.yaml")
    repo.change(("faster", "sooner-use"))
    repo.commit("Rename the claim and the file")
    repo.git("checkout", "-q", "-b", "side")
    repo.change(STANCE)
    repo.commit("Stance")
    repo.git("checkout", "-q", "main")
    repo.change(("much sooner", "far sooner"))
    repo.commit("Far")
    repo.git("merge", "-q", "--no-edit", "side")
    repo.change(("argmap: 1", "argmap: 1\n<<<<<<< x"))
    repo.commit("Break")
    repo.change(("\n<<<<<<< x", ""))
    repo.commit("Mend")
    return repo


def subjects(told: str) -> list[str]:
    return [line.strip() for line in told.splitlines() if line.startswith("    ") and not line.startswith("     ")]


def test_log_of_a_map(storied: Repo) -> None:
    done = storied.argmap("log", "debate.yaml")
    assert done.returncode == 0, done.stderr
    heads = [line for line in subjects(done.stdout) if not line.startswith(("~", "+", "−", "→", "»"))]
    assert heads == ["Mend", "Break", "Far", "Stance", "Rename the claim and the file", "Reword", "start"]
    assert done.stdout.count("map not readable") == 2
    assert "HM Treasury moved from agrees to mixed" in done.stdout


def test_log_of_a_claim_follows_its_renaming(storied: Repo) -> None:
    told = json.loads(storied.argmap("log", "debate.yaml", "sooner-use", "--format", "json").stdout)
    assert [one["subject"] for one in told if one["changes"] is not None] == [
        "Far",
        "Rename the claim and the file",
        "Reword",
        "start",
    ]
    assert told[-1]["changes"][0]["change"] == "added"
    assert told[-1]["author"] == "Ada"


def test_log_of_a_stakeholder_and_a_number(storied: Repo) -> None:
    told = storied.argmap("log", "debate.yaml", "treasury").stdout
    assert "HM Treasury" in told
    assert storied.argmap("log", "-n", "1", "debate.yaml").stdout.count("Ada") == 1


def test_log_of_what_never_was(storied: Repo) -> None:
    done = storied.argmap("log", "debate.yaml", "never")
    assert done.returncode == 2
    assert "The id 'never' is not in any version of the map." in done.stderr


def test_log_says_what_a_merge_itself_changed(repo: Repo) -> None:
    repo.branch("side", SOONER)
    repo.git("checkout", "-q", "main")
    repo.change(STANCE)
    repo.commit("Stance")
    repo.git("merge", "-q", "--no-commit", "side")
    repo.change(("note: Ask the lawyers.", "note: Asked."))
    repo.commit("Merge with a touch")
    (first, *_) = json.loads(repo.argmap("log", "map.yaml", "--format", "json").stdout)
    assert first["subject"] == "Merge with a touch"
    assert [one["path"] for one in first["changes"]] == [["claims", "exit-terms", "note"]]


def test_hostile_words_in_a_commit_do_not_act(repo: Repo) -> None:
    repo.change(SOONER)
    repo.git("-c", "user.name=\x1b[31mEve\u202e", "commit", "-q", "-a", "-m", "x\x1b]0;title\x07")
    told = repo.argmap("log", "map.yaml").stdout
    assert "\x1b" not in told and "\u202e" not in told and "\x07" not in told


# --- other forms --------------------------------------------------------------------------------------------------


def test_what_is_staged(repo: Repo) -> None:
    repo.change(SOONER)
    assert "no changes" in repo.argmap("diff", "--staged", "map.yaml").stdout
    repo.git("add", "map.yaml")
    repo.change(STANCE)
    told = repo.argmap("diff", "--staged", "map.yaml").stdout
    assert told.startswith("map.yaml staged since the last commit: 1 change\n")
    assert "{+much +}" in told and "moved from" not in told
    assert repo.argmap("diff", "--staged", "HEAD", "map.yaml").stdout == told


def test_what_is_staged_while_git_waits_for_a_conflict(repo: Repo) -> None:
    repo.branch("side", SOONER)
    repo.git("checkout", "-q", "main")
    repo.change(("tools into use sooner", "tools into use later"))
    repo.commit("later")
    assert repo.git("merge", "side", ok=False).returncode == 1
    done = repo.argmap("diff", "--staged", "map.yaml")
    assert done.returncode == 2
    assert "map.yaml has a conflict that git waits for. Resolve it and run 'git add'." in done.stderr


def test_a_file_at_a_revision(repo: Repo) -> None:
    repo.branch("side", SOONER)
    both = repo.argmap("diff", "main:map.yaml", "side:map.yaml")
    assert both.stdout.startswith("main:map.yaml → side:map.yaml: 1 change\n")
    assert repo.argmap("diff", "main:map.yaml", "map.yaml").stdout.count("{+much +}") == 2
    assert repo.argmap("diff", "main:map.yaml").stdout.startswith("map.yaml since main: 1 change\n")
    assert repo.argmap("diff", "main:./map.yaml", "side:map.yaml").returncode == 1
    for words in (("main:none.yaml", "map.yaml"), ("main:none.yaml",)):
        done = repo.argmap("diff", *words)
        assert (done.returncode, "none.yaml is not in the repository at 'main'" in done.stderr) == (2, True)


def test_two_revisions_and_a_file(repo: Repo) -> None:
    repo.branch("side", SOONER)
    assert "from main to side: 1 change\n" in repo.argmap("diff", "main", "side", "map.yaml").stdout


def test_a_commit_is_named_by_its_branch_or_subject(repo: Repo) -> None:
    start = repo.git("rev-parse", "HEAD").stdout.strip()
    repo.change(SOONER)
    repo.commit("Reword")
    repo.git("branch", "here")
    repo.git("checkout", "-q", "--detach")
    assert f"map.yaml since “start” ({start[:7]}" in repo.argmap("diff", start, "map.yaml").stdout
    head = repo.git("rev-parse", "HEAD").stdout.strip()
    assert "map.yaml since here: no changes" in repo.argmap("diff", head, "map.yaml").stdout
    assert "map.yaml since v1: " in repo.argmap("diff", "--base-name", "v1", f"{start}..HEAD", "map.yaml").stdout


@pytest.fixture
def folder(tmp_path: Path) -> Repo:
    """Maps in a folder: one changed, one as it was, one new, one deleted, one renamed, one broken."""
    repo = new_repo(tmp_path / "repo", "maps/changed.yaml")
    for name in ("same", "deleted", "old name", "broken"):
        (repo.folder / "maps" / f"{name}.yaml").write_text(MAP.replace("deal", name), encoding="utf-8")
    (repo.folder / "maps" / "settings.yaml").write_text("a: b\n", encoding="utf-8")
    repo.commit("more")
    repo.change(SOONER)
    (repo.folder / "maps" / "new.yaml").write_text(MAP, encoding="utf-8")
    (repo.folder / "maps" / "deleted.yaml").unlink()
    (repo.folder / "maps" / "settings.yaml").write_text("a: c\n", encoding="utf-8")
    repo.git("mv", "maps/old name.yaml", "maps/ü name.yaml")
    broken = repo.folder / "maps" / "broken.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("claims:", "claims: ["), encoding="utf-8")
    return repo


TOLD = [
    "maps/changed.yaml since the last commit: 1 change",
    "maps/deleted.yaml since the last commit: deleted, with 5 claims",
    "maps/new.yaml since the last commit: new, with 5 claims",
    "maps/ü name.yaml since the last commit: renamed from maps/old name.yaml, no changes",
]


def titles(told: str) -> list[str]:
    return [line for line in told.splitlines() if line.startswith("maps")]


def test_all_maps_of_a_folder(folder: Repo) -> None:
    done = folder.argmap("diff", "maps")
    assert titles(done.stdout) == TOLD
    assert done.returncode == 2
    assert done.stderr.startswith("argmap: maps/broken.yaml:")
    assert titles(folder.argmap("diff", "HEAD", ".").stdout) == TOLD
    below = Repo(folder.folder / "maps")
    assert below.argmap("diff", "changed.yaml").stdout.startswith("changed.yaml since the last commit: 1 change")
    folder.git("checkout", "-q", "HEAD", "--", "maps/broken.yaml")
    folder.commit("all")
    assert titles(folder.argmap("diff", "HEAD~1..HEAD", "maps").stdout) == [
        "maps/changed.yaml from HEAD~1 to the last commit: 1 change",
        "maps/new.yaml from HEAD~1 to the last commit: renamed from maps/deleted.yaml, 1 change",
        "maps/ü name.yaml from HEAD~1 to the last commit: renamed from maps/old name.yaml, no changes",
    ]


def test_a_branch_may_be_called_like_a_folder(folder: Repo) -> None:
    refused = folder.argmap("diff", "maps", "maps/changed.yaml")
    assert (refused.returncode, "are a folder and a file" in refused.stderr) == (2, True)
    folder.git("branch", "maps")
    told = folder.argmap("diff", "maps", "maps/changed.yaml").stdout
    assert titles(told) == ["maps/changed.yaml since maps: 1 change"]


def test_a_folder_leaves_out_other_repositories_and_links(folder: Repo) -> None:
    (folder.folder / "maps" / "broken.yaml").unlink()
    inner = new_repo(folder.folder / "maps" / "inner")
    inner.change(SOONER)
    (folder.folder / "maps" / "link.yaml").symlink_to("changed.yaml")
    folder.commit("a link and a submodule")
    folder.map.write_text(MAP, encoding="utf-8")
    told = ["maps/changed.yaml since the last commit: 1 change"]
    for words in (("maps",), ("HEAD", ".")):
        done = folder.argmap("diff", *words)
        assert (titles(done.stdout), done.stderr, done.returncode) == (told, "", 1)
    folder.git("add", "-u")
    done = folder.argmap("diff", "--staged", "maps")
    assert (titles(done.stdout), done.returncode) == (["maps/changed.yaml staged since the last commit: 1 change"], 1)
    done = folder.argmap("diff", "HEAD~1..HEAD", "maps")
    assert done.stderr == ""


@pytest.mark.parametrize("words", [("map.yaml",), ("HEAD:map.yaml", "map.yaml"), (".",), ("map.yaml", "copy.yaml")])
def test_what_changed_is_never_written_over_a_map(repo: Repo, words: tuple[str, ...]) -> None:
    (repo.folder / "copy.yaml").write_text(MAP, encoding="utf-8")
    repo.change(SOONER)
    before = repo.map.read_bytes()
    done = repo.argmap("diff", "-o", "map.yaml", *words)
    assert (done.returncode, "This would overwrite the map map.yaml" in done.stderr) == (2, True)
    assert repo.map.read_bytes() == before


def test_all_maps_of_a_folder_in_other_formats(folder: Repo) -> None:
    (folder.folder / "maps" / "broken.yaml").unlink()
    told = json.loads(folder.argmap("diff", "--format", "json", "maps").stdout)
    assert [one["file"] for one in told["maps"]][:2] == ["maps/broken.yaml", "maps/changed.yaml"]
    page = folder.argmap("diff", "--format", "html", "maps").stdout
    assert page.count("<h1>") == 5 and page.count("<svg") == 2
    comment = folder.argmap("diff", "--format", "markdown", "maps").stdout
    assert comment.count("\n### ") == 4
    done = folder.argmap("diff", "--format", "svg", "maps")
    assert (done.returncode, "draws one map" in done.stderr) == (2, True)


def test_two_folders(tmp_path: Path) -> None:
    for name, text in (("old", MAP), ("new", MAP.replace(*STANCE))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text(text, encoding="utf-8")
        (tmp_path / name / "equal.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "old" / "gone.yaml").write_text(MAP, encoding="utf-8")
    done = Repo(tmp_path).argmap("diff", "old", "new")
    assert done.returncode == 1
    assert "old/a.yaml → new/a.yaml: 1 change\n" in done.stdout
    assert "old/gone.yaml → new/gone.yaml: deleted, with 5 claims\n" in done.stdout
    assert "equal" not in done.stdout


def test_a_comment_alone_is_a_difference(repo: Repo) -> None:
    repo.change(("# the main claim", "# the first claim"))
    done = repo.argmap("diff", "map.yaml")
    assert done.returncode == 1
    assert "# the [-main-] {+first+} claim" in done.stdout


def test_json_has_what_is_to_be_checked(repo: Repo) -> None:
    repo.change(
        ("It creates dependence", "It creates no dependence"),
        ("    undercuts:\n      - dependence -> sign\n", "    undercuts:\n      - nothing -> sign\n"),
        ("# the main claim", "# the first claim"),
    )
    told = json.loads(repo.argmap("diff", "--format", "json", "map.yaml").stdout)
    (reworded,) = told["rewordings"]
    assert reworded["path"] == ["claims", "dependence", "text"] and reworded["added_words"] == ["no"]
    assert reworded["recorded_for_old_wording"]["positions"] == [{"stakeholder": "treasury", "stance": "agrees"}]
    assert told["findings"][0]["level"] == "error" and told["findings"][0]["line"] == 28
    assert told["comments"] == [{"entry": ["claims", "sign"], "old": "# the main claim", "new": "# the first claim"}]
    assert told["conflicts"] == [] and told["quotations"] == []


def test_links_to_lines_in_a_comment(repo: Repo) -> None:
    repo.change(("      - dependence -> sign\n", "      - nothing -> sign\n"))
    address = "https://example.org/ada/debates/blob/abc/map (1).yaml"
    told = repo.argmap("diff", "--format", "markdown", "--address", address, "map.yaml").stdout
    assert "[line 28](https://example.org/ada/debates/blob/abc/map%20%281%29.yaml#L28)" in told


def test_a_file_that_came_or_went_beside_the_empty_file(repo: Repo) -> None:
    came = repo.argmap("diff", os.devnull, "map.yaml")
    assert came.stdout.startswith(f"{os.devnull} → map.yaml: new, with 5 claims\n")
    assert repo.argmap("diff", "map.yaml", os.devnull).stdout == f"map.yaml → {os.devnull}: deleted, with 5 claims\n"


# --- new findings ---------------------------------------------------------------------------------------------------


def test_check_tells_only_what_is_new(repo: Repo) -> None:
    repo.change(("      - dependence -> sign\n", "      - nothing -> sign\n"))
    repo.commit("break")
    assert repo.argmap("check", "map.yaml").returncode == 1
    done = repo.argmap("check", "--new-since", "HEAD", "map.yaml")
    assert (done.returncode, "no errors" in done.stdout) == (0, True)
    repo.change(("argmap: 1\n", "argmap: 1\n\n\n"), ("treasury: agrees", "nobody: agrees"))
    done = repo.argmap("check", "--new-since", "HEAD", "map.yaml")
    assert done.returncode == 1
    assert "nobody" in done.stdout and "nothing" not in done.stdout
    assert repo.argmap("check", "--new-since", "HEAD~1", "map.yaml").stdout.count(": error ") == 2
    assert repo.argmap("check", "--new-since", "none", "map.yaml").returncode == 2
    assert repo.argmap("check", "--new-since", "HEAD", "-").returncode == 2


def test_all_findings_of_a_new_file_are_new(repo: Repo) -> None:
    broken = MAP.replace("- dependence -> sign", "- nothing -> sign")
    (repo.folder / "new.yaml").write_text(broken, encoding="utf-8")
    assert repo.argmap("check", "--new-since", "HEAD", "new.yaml").returncode == 1


def test_a_link_of_a_revision_or_of_what_is_staged_is_no_map(repo: Repo) -> None:
    (repo.folder / "link.yaml").symlink_to("map.yaml")
    commit = repo.commit("link")
    done = repo.argmap("diff", "HEAD:link.yaml", "map.yaml")
    assert (done.returncode, done.stderr) == (
        2,
        f"argmap: 'link.yaml' is not a regular file at {commit[:10]}. Name the file itself.\n",
    )
    done = repo.argmap("diff", ":link.yaml", "map.yaml")
    assert (done.returncode, done.stderr) == (2, "argmap: 'link.yaml' is a symbolic link. Name the file itself.\n")


def test_of_two_folders_the_maps_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text("argmap: 1\nclaims: {}\n" + f"# {name}", encoding="utf-8")
    done = Repo(tmp_path).argmap("diff", "old", "new")
    assert done.returncode == 2
    assert done.stderr.startswith("argmap: old/a.yaml:1:1: The map has no 'title'. Add 'title: ...'.\n")


def test_a_folder_that_is_gone_had_its_maps(folder: Repo) -> None:
    (folder.folder / "maps" / "broken.yaml").unlink()
    folder.commit("whole")
    shutil.rmtree(folder.folder / "maps")
    told = folder.argmap("diff", "HEAD", "maps")
    assert told.returncode == 1
    assert "maps/changed.yaml since the last commit: deleted, with 5 claims" in titles(told.stdout)


def test_what_git_cannot_be_asked_is_refused(repo: Repo) -> None:
    with pytest.raises(GitRefused, match=r"^Missing folder .*nowhere\.$"):
        run(("--version",), repo.folder / "nowhere")
    with blobs(repository_at(repo.folder)) as opened:
        with pytest.raises(GitRefused) as refused:
            opened.read("HEAD", "a\nb.yaml")
        assert opened.read("HEAD", "map.yaml") == repo.map.read_bytes()
        assert opened.read("HEAD", "none.yaml") is None
    assert str(refused.value) == "A file name with a line break in it cannot be followed through history."
    with pytest.raises(MapError) as unknown:
        map_at("-", "HEAD")
    assert str(unknown.value) == "--changed-since needs a file in a git repository, not standard input."
    (repo.folder / "new.yaml").write_text(MAP, encoding="utf-8")
    with pytest.raises(MapError) as unknown:
        map_at(str(repo.folder / "new.yaml"), "main")
    assert str(unknown.value) == f"{repo.folder / 'new.yaml'} is not in the repository at 'main'."
