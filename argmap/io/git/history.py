"""The history of one file in git: every commit that touched it, with its contents before and after."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.io.git.read import PLAIN, Tracked, blobs, commit_id
from argmap.merge.history import Revision
from argmap.model.findings import MapError


@dataclass(frozen=True, slots=True)
class _Commit:
    commit: str
    parents: tuple[str, ...]
    author: str
    date: str
    subject: str
    path: str
    old_path: str


def revisions(file: Tracked, revision: str = "HEAD") -> Iterator[Revision]:
    """The commits that touched the file, the newest first, followed through renamings of the file.

    Raises GitRefused when the repository has no such revision.
    """
    if revision.startswith("-"):
        raise MapError(f"Unknown git revision '{revision}'.")
    if revision == "HEAD" and commit_id(file.repository, revision) is None:
        raise MapError("The repository has no commit yet, and so no history.")
    told = file.repository.run(
        "--literal-pathspecs",
        "log",
        *PLAIN,
        "--no-show-signature",
        "--follow",
        "-c",
        "--name-status",
        "-z",
        "--format=%H%x00%P%x00%an%x00%aI%x00%s",
        "--end-of-options",
        revision,
        "--",
        file.path,
    )
    with blobs(file.repository) as files:
        for one in _commits(os.fsdecode(told), file.path):
            before = tuple(files.read(parent, one.old_path) for parent in one.parents)
            # A parent of a merge without the file, as it has it under another name, says nothing about it.
            before = tuple(data for data in before if data is not None) or (None,)
            after = files.read(one.commit, one.path)
            yield Revision(one.commit, one.author, one.date, one.subject, after, before)


def _commits(told: str, path: str) -> Iterator[_Commit]:
    """The commits of ``git log -c -z --name-status``, whose status is ``\\nM``, or ``MM`` for a merge after a field
    with nothing in it. A commit without a status keeps the file's name."""
    fields = iter(told.split("\0"))
    commit = next(fields, "")
    while commit:
        parents, author, date, subject = (next(fields) for _ in range(4))
        status = next(fields, "") or next(fields, "")
        old_path, following = path, status
        if _STATUS.match(status):
            old_path = next(fields)
            path = next(fields) if status[1] in "RC" and status[0] == "\n" else old_path
            following = next(fields, "")
        yield _Commit(commit, tuple(parents.split()), author, date, subject, path, old_path)
        path, commit = old_path, following


_STATUS = re.compile(r"\n[A-Z]\d*\Z|[A-Z]{2,}\Z")
