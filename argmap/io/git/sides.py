"""The two sides of the merge that is under way in git, by names that people gave them.

In a rebase "ours" is the branch that is rebased onto, and "theirs" one's own commit: the words mislead, so the sides
are named by branch or by the subject of a commit. Git keeps the state of an operation in files of its own folder
(gitrepository-layout(5), git-rebase(1)); a stash leaves only the versions in the index.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import NamedTuple

from argmap.io.git.read import PLAIN, GitRefused, Repository, Tracked, tracked
from argmap.merge.conflicts import BranchNames

LONGEST = 60
"""The number of characters of a commit's subject that are shown."""


def sides_of(file: Path) -> BranchNames | None:
    """The sides of the merge, rebase, cherry-pick, revert or stash that ``file`` is in; None when it is in none."""
    try:
        place = tracked(file)
        return None if place.repository.bare else _sides(place)
    except (GitRefused, OSError):
        return None


def sides_labelled(file: Path, ours: str | None, theirs: str | None) -> BranchNames:
    """The sides by the labels that git gives its merge driver, else by what is under way.

    Git fills the placeholders ``%X`` and ``%Y`` in from 2.44 on, and calls the branch that is rebased onto ``HEAD``.
    """
    under_way = sides_of(file)
    if not ours or not theirs or (ours, theirs) == ("%X", "%Y"):
        return under_way or BranchNames()
    if under_way is None:
        return BranchNames(ours, theirs)
    return BranchNames(under_way.ours if ours == "HEAD" else ours, theirs, under_way.under_way)


class Sides(NamedTuple):
    """The bytes of an unmerged file as both sides have it, and of their base; None when both added it."""

    base: bytes | None
    ours: bytes
    theirs: bytes


def bytes_of_sides(file: Path) -> Sides | None:
    """What git was to merge into ``file``; None when it waits for no decision, or one side deleted the file."""
    try:
        place = tracked(file)
        blobs = {stage: place.repository.run("cat-file", "blob", blob) for stage, blob in _stages(place).items()}
    except GitRefused:
        return None
    return Sides(blobs.get(1), blobs[2], blobs[3]) if {2, 3} <= blobs.keys() else None


class Waiting(NamedTuple):
    """The commands, for a shell in the working folder, that tell git to keep or to delete an unmerged file."""

    keep: str
    delete: str
    deleted_by: str
    """The name of the side that deleted the file, which the other changed; empty when neither did."""


def waiting(file: Path) -> Waiting | None:
    """What git waits for about ``file``; None when it waits for nothing."""
    try:
        place = tracked(file)
        stages = _stages(place)
    except GitRefused:
        return None
    if not stages:
        return None
    git, name = "git", str(file)
    if not _is_here(place.repository):
        git, name = f"git -C {shlex.quote(str(file.parent))}", file.name
    deleted_by = ""
    if not {2, 3} <= stages.keys():
        names = sides_of(file) or BranchNames()
        deleted_by = names.theirs if 2 in stages else names.ours
    name = shlex.quote(name)
    return Waiting(f"{git} add -- {name}", f"{git} rm -- {name}", deleted_by)


def _is_here(repository: Repository) -> bool:
    """Whether the working folder is in a repository."""
    try:
        return tracked(Path()).repository == repository
    except GitRefused:
        return False


def _sides(place: Tracked) -> BranchNames | None:
    repository = place.repository
    folder = Path(os.fsdecode(repository.run("rev-parse", "--absolute-git-dir")).rstrip("\n"))
    for rebase in ("rebase-merge", "rebase-apply"):
        if onto := _first_line(folder / rebase / "onto"):
            commit = _first_line(folder / "REBASE_HEAD") or _last_word(folder / rebase / "done")
            return (
                BranchNames(commit_named(repository, onto), _told(repository, commit), "rebase") if commit else None
            )
    if commit := _first_line(folder / "CHERRY_PICK_HEAD"):
        return BranchNames(_here(repository), _told(repository, commit), "cherry-pick")
    if commit := _first_line(folder / "REVERT_HEAD"):
        return BranchNames(_here(repository), f"before {_told(repository, commit)}", "revert")
    if commit := _first_line(folder / "MERGE_HEAD"):
        return BranchNames(_here(repository), commit_named(repository, commit), "merge")
    heads = [name for variable, name in os.environ.items() if variable.startswith("GITHEAD_")]
    if len(heads) == 1:  # set by git for its merge driver, before MERGE_HEAD exists
        return BranchNames(_here(repository), heads[0], "merge")
    return _stashed(place)


def _stashed(place: Tracked) -> BranchNames | None:
    stash = place.repository.run(
        "rev-parse", "--verify", "--quiet", "--end-of-options", f"refs/stash:{place.path}", ok=(0, 1, 128)
    )
    if stash.strip() and _stages(place).get(3) == stash.decode().strip():
        return BranchNames(_here(place.repository), "the stash", "stash")
    return None


def _stages(place: Tracked) -> dict[int, str]:
    """The blobs that the index has of an unmerged file: of stage 1 the base, 2 ours, 3 theirs."""
    told = place.repository.run("--literal-pathspecs", "ls-files", "--unmerged", "-z", "--", place.path)
    rows = (row.split(b"\t", 1)[0].split() for row in told.split(b"\0") if row)
    return {int(stage): blob.decode() for _, blob, stage in rows}


def _here(repository: Repository) -> str:
    """The branch that is checked out, or the commit."""
    branch = repository.run("symbolic-ref", "--short", "--quiet", "HEAD", ok=(0, 1))
    return os.fsdecode(branch).strip() or _told(repository, "HEAD")


def commit_named(repository: Repository, commit: str) -> str:
    """The branch that is at a commit, or the commit."""
    shape = "--format=%(if)%(symref)%(then)%(else)%(refname:short)%(end)"
    told = repository.run("for-each-ref", shape, f"--points-at={commit}", "refs/heads", "refs/remotes")
    return next((name for name in os.fsdecode(told).split("\n") if name), "") or _told(repository, commit)


def _told(repository: Repository, commit: str) -> str:
    """A commit by its subject and short id, such as ``“Reword the costs” (1a2b3c4)``."""
    told = repository.run(
        "log", *PLAIN, "--no-show-signature", "-1", "--format=%h%x00%s", "--end-of-options", commit, "--"
    )
    short, _, subject = told.decode(errors="replace").rstrip("\n").partition("\0")
    cut = subject if len(subject) <= LONGEST else f"{subject[: LONGEST - 1]}…"
    return f"“{cut}” ({short})"


def _first_line(file: Path) -> str:
    """The id on the first line of one of git's files; nothing when it has none, or several."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").split()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    return lines[0] if len(lines) == 1 and set(lines[0]) <= set("0123456789abcdef") else ""


def _last_word(done: Path) -> str:
    """The commit of the last step of a rebase: ``pick ID # SUBJECT``."""
    try:
        steps = [line.split() for line in done.read_text(encoding="utf-8", errors="replace").splitlines()]
    except (FileNotFoundError, NotADirectoryError):
        return ""
    last = [step for step in steps if len(step) > 1][-1:]
    return last[0][1] if last and set(last[0][1]) <= set("0123456789abcdef") else ""
