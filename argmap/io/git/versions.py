"""Versions of a map that words name as git names them: two files, a revision and a file, a range and a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from argmap.io.git.read import Repository, Tracked, at_revision, commit_id, merge_base, tracked
from argmap.io.map_files import STANDARD_INPUT, open_map
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.types import Map


class Versions(NamedTuple):
    """An old and a new map, what to call the pair, and the file of the new one."""

    old: Map
    new: Map
    title: str
    file: str


def versions(words: list[str]) -> Versions:
    """The versions that ``OLD NEW``, ``FILE``, ``REV FILE`` or ``REV..REV FILE`` name.

    A file that does not exist at a revision is an empty map. Raises MapError when neither version
    exists, or a name is neither a file nor a revision.
    """
    if len(words) == 1:
        return _against_revision("HEAD", words[0])
    first, second = words
    if first == STANDARD_INPUT or Path(first).exists():
        return Versions(open_map(first).map, open_map(second).map, f"{first} → {second}", second)
    return _against_revision(first, second)


def _against_revision(revisions: str, file: str) -> Versions:
    place = tracked(Path(file))
    symmetric = "..." in revisions
    old, dots, new = revisions.partition("..." if symmetric else "..")
    if not dots:
        before = _at(place, _commit(place.repository, old, file), file)
        after = open_map(file).map if Path(file).exists() or file == STANDARD_INPUT else None
        return _pair(before, after, f"{file} ({_shown(old)} → as it is)", file)
    old_commit = _commit(place.repository, old or "HEAD", file)
    new_commit = _commit(place.repository, new or "HEAD", file)
    if symmetric:
        old_commit = merge_base(place.repository, old_commit, new_commit)
    title = f"{file} ({_shown(old)} → {_shown(new)})"
    return _pair(_at(place, old_commit, file), _at(place, new_commit, file), title, file)


def _pair(old: Map | None, new: Map | None, title: str, file: str) -> Versions:
    one = new or old
    if one is None:
        raise MapError(f"{file} is in neither version. Check its name, seen from the current folder.")
    return Versions(old or Map(title=one.title), new or Map(title=one.title), title, file)


def _shown(revision: str) -> str:
    """The revision as it was named, a whole commit id shortened as git does."""
    return revision[:10] if re.fullmatch("[0-9a-f]{40,64}", revision) else revision or "HEAD"


def _commit(repository: Repository, revision: str, file: str) -> str:
    found = commit_id(repository, revision)
    if found is None:
        if revision == "HEAD":
            raise MapError(f"The repository of {file} has no commit yet, so there is nothing to compare it with.")
        raise MapError(f"'{revision}' is not a file or a git revision. Run 'git log' to list revisions.")
    return found


def _at(place: Tracked, commit: str, file: str) -> Map | None:
    data = at_revision(place, commit)
    return None if data is None else read(data, f"{file}@{commit[:10]}").map


def map_at(file: str, revision: str) -> Map:
    """The map in a file at a revision.

    Raises MapError for standard input, for an unknown revision, and when the file did not exist there.
    """
    if file == STANDARD_INPUT:
        raise MapError("--changed-since needs a file in a git repository, not standard input.")
    place = tracked(Path(file))
    commit = commit_id(place.repository, revision)
    if commit is None:
        raise MapError(f"The repository has no revision '{revision}'.")
    data = at_revision(place, commit)
    if data is None:
        raise MapError(f"{file} is not in the repository at '{revision}'.")
    return read(data, f"{file} at {revision}").map
