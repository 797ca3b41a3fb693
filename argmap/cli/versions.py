"""The two versions of a map that a command line names: two files, a file and a revision, or a range of revisions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.cli.command import open_map
from argmap.model.findings import Refusal
from argmap.model.types import Map

if TYPE_CHECKING:
    from argmap.io.git.read import Repository, Tracked


class Versions(NamedTuple):
    """An old and a new map, and what to call the pair."""

    old: Map
    new: Map
    title: str


def versions(words: list[str]) -> Versions:
    """The versions that ``OLD NEW``, ``FILE``, ``REV FILE`` or ``REV..REV FILE`` name.

    A file that a revision does not have counts as a map with nothing in it. Raises Refusal when neither version
    exists, or a name is neither a file nor a revision.
    """
    if len(words) == 1:
        return _against_revision("HEAD", words[0])
    first, second = words
    if first == "-" or Path(first).exists():
        return Versions(open_map(first).map, open_map(second).map, f"{first} → {second}")
    return _against_revision(first, second)


def _against_revision(revisions: str, file: str) -> Versions:
    from argmap.io.git.read import tracked

    place = tracked(Path(file))
    symmetric = "..." in revisions
    old, dots, new = revisions.partition("..." if symmetric else "..")
    if not dots:
        before = _at(place, _commit(place.repository, old, file), file)
        after = open_map(file).map if Path(file).exists() or file == "-" else None
        return _pair(before, after, f"{file} ({_shown(old)} → as it is)", file)
    old_commit = _commit(place.repository, old or "HEAD", file)
    new_commit = _commit(place.repository, new or "HEAD", file)
    if symmetric:
        from argmap.io.git.read import merge_base

        old_commit = merge_base(place.repository, old_commit, new_commit)
    title = f"{file} ({_shown(old)} → {_shown(new)})"
    return _pair(_at(place, old_commit, file), _at(place, new_commit, file), title, file)


def _pair(old: Map | None, new: Map | None, title: str, file: str) -> Versions:
    one = new or old
    if one is None:
        raise Refusal(f"{file} is in neither version. Check its name, seen from the current folder.")
    return Versions(old or Map(title=one.title), new or Map(title=one.title), title)


def _shown(revision: str) -> str:
    """The revision as it was named, a whole commit id shortened as git does."""
    return revision[:10] if re.fullmatch("[0-9a-f]{40,64}", revision) else revision or "HEAD"


def _commit(repository: Repository, revision: str, file: str) -> str:
    from argmap.io.git.read import commit_id

    found = commit_id(repository, revision)
    if found is None:
        if revision == "HEAD":
            raise Refusal(f"The repository of {file} has no commit yet, so there is nothing to compare it with.")
        raise Refusal(
            f"'{revision}' is neither a file nor a revision that git knows here. 'git log' lists revisions."
        )
    return found


def _at(place: Tracked, commit: str, file: str) -> Map | None:
    from argmap.io.git.read import at_revision
    from argmap.mapfile.read.read import read

    data = at_revision(place, commit)
    return None if data is None else read(data, f"{file}@{commit[:10]}").map
