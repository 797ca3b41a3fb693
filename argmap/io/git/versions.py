"""Versions of maps that words name as git names them: files, folders, revisions, ``REV:path``, what is staged."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from argmap.io.git.read import (
    GitRefused,
    Repository,
    Tracked,
    at_revision,
    commit_id,
    is_shallow,
    merge_base,
    renames,
    tracked,
)
from argmap.io.git.sides import commit_named
from argmap.io.map_files import STANDARD_INPUT, is_map_text, maps_in, open_map
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.types import Map
from argmap.vocabulary import counted


class Versions(NamedTuple):
    """An old and a new document, what to call the pair, and the file of the new one.

    ``event`` is what became of the whole file: ``new``, ``deleted`` or ``renamed``, with its former name or its size.
    """

    old: Document
    new: Document
    title: str
    file: str
    event: str = ""


class Request(NamedTuple):
    """What is to be compared: words as of a command line, whether the new version is what is staged for the next
    commit, and what to call the old version where its own name says little."""

    words: tuple[str, ...]
    staged: bool = False
    base_name: str = ""


def versions(request: Request) -> Iterator[Versions | MapError]:
    """The versions that ``OLD NEW``, ``FILE``, ``REV FILE``, ``REV..REV FILE``, ``REV REV FILE``, ``REV:PATH`` name.

    A folder stands for the maps in it and below: those that differ are given, and for one that cannot be read why. A
    file that one version lacks is an empty map there. Raises MapError when neither version exists, or a name is
    neither a file nor a revision, and ReadingRefused when a file is not a map.
    """
    words = request.words
    if request.staged:
        yield from _staged(request)
    elif len(words) == 1:
        named = _blob_named(words[0])
        yield from (_blob_and_file(named, request) if named else _since("HEAD", words[0], request))
    elif len(words) == 3:
        yield from _since(f"{words[0]}..{words[1]}", words[2], request)
    elif _is_version(words[0]) and not _is_revision_of_file(*words):
        yield from _two(words[0], words[1])
    else:
        yield from _since(words[0], words[1], request)


# Two files, folders or blobs


class _Blob(NamedTuple):
    """A file at a revision, as ``REV:PATH`` names it."""

    word: str
    place: Tracked
    commit: str

    def document(self) -> Document:
        """The map. Raises MapError when the revision has no such file."""
        data = at_revision(self.place, self.commit, follow=False)
        if data is None:
            raise MapError(f"{self.place.path} is not in the repository at '{self.word.partition(':')[0]}'.")
        return read(data, self.word)


def _is_version(word: str) -> bool:
    return word == STANDARD_INPUT or Path(word).exists() or _blob_named(word) is not None


def _is_revision_of_file(word: str, file: str) -> bool:
    """Whether a word that is a folder too can only mean a revision, as a folder and a file are not compared."""
    if not Path(word).is_dir() or not Path(file).is_file():
        return False
    try:
        return commit_id(tracked(Path(file)).repository, word) is not None
    except GitRefused:
        return False


def _blob_named(word: str) -> _Blob | None:
    """The file that ``REV:PATH`` names, its path from the top of the repository or, after ``./``, from here."""
    revision, colon, path = word.partition(":")
    if not colon or not revision or not path or Path(word).exists():
        return None
    try:
        place = tracked(Path(path)) if path.startswith("./") else tracked(Path("x"))
        repository = place.repository
    except GitRefused:
        return None
    commit = commit_id(repository, revision)
    if commit is None:
        return None
    return _Blob(word, place if path.startswith("./") else Tracked(repository, path), commit)


def _blob_and_file(blob: _Blob, request: Request) -> Iterator[Versions | MapError]:
    """The file at a revision, and the file of that name as it is."""
    top = blob.place.repository.folder
    file = Path(os.path.relpath(top / blob.place.path))
    old = blob.document()
    new = open_map(str(file)) if file.exists() else None
    revision = blob.word.partition(":")[0]
    yield _pair(old, new, f"{file} since {_name(blob.place.repository, revision, request)}", str(file))


def _two(old: str, new: str) -> Iterator[Versions | MapError]:
    if Path(old).is_dir() and Path(new).is_dir():
        yield from _two_folders(old, new)
        return
    if Path(old).is_dir() or Path(new).is_dir():
        raise MapError(f"'{old}' and '{new}' are a folder and a file. Name two folders, or two files.")
    for word in (old, new):
        if not _is_version(word):
            raise MapError(f"'{word}' is not a file or a git revision. Run 'git log' to list revisions.")
    before, after = (None if word == os.devnull else _document(word) for word in (old, new))
    if before is None and after is None:
        raise MapError(f"{old} is in neither version. Name two files.")
    yield _pair(before, after, f"{old} → {new}", old if after is None else new)


def _document(word: str) -> Document:
    blob = None if word == STANDARD_INPUT or Path(word).exists() else _blob_named(word)
    return blob.document() if blob else open_map(word)


def _two_folders(old: str, new: str) -> Iterator[Versions | MapError]:
    names = dict.fromkeys(
        str(Path(map).relative_to(folder)) for folder in (old, new) for map in maps_in([folder], empty=True)
    )
    for name in sorted(names):
        one, other = Path(old, name), Path(new, name)
        if one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes():
            continue
        try:
            before = open_map(str(one)) if one.is_file() else None
            after = open_map(str(other)) if other.is_file() else None
            yield _pair(before, after, f"{one} → {other}", str(other))
        except MapError as unread:
            yield unread


# Against a revision


class _Old(NamedTuple):
    """A commit, with the words for it in a title: ``since main``."""

    repository: Repository
    commit: str
    words: str


def _staged(request: Request) -> Iterator[Versions | MapError]:
    """What is staged, against the last commit or another revision."""
    *revision, file = request.words
    if len(revision) > 1:
        raise MapError("--staged compares with one revision. Name a revision and a file, or a file alone.")
    place = tracked(Path(file))
    named = revision[0] if revision else "HEAD"
    commit = _commit(place.repository, named, file)
    old = _Old(place.repository, commit, f"staged since {_name(place.repository, named, request)}")
    yield from _compared(old, _Index(place.repository), place, file)


def _since(revisions: str, file: str, request: Request) -> Iterator[Versions | MapError]:
    """The versions between a revision or a range and a file or folder."""
    place = tracked(Path(file))
    repository = place.repository
    symmetric = "..." in revisions
    first, dots, second = revisions.partition("..." if symmetric else "..")
    old_commit = _commit(repository, first or "HEAD", file)
    old_name = _name(repository, first, request)
    if not dots:
        yield from _compared(_Old(repository, old_commit, f"since {old_name}"), None, place, file)
        return
    new_commit = _commit(repository, second or "HEAD", file)
    words = f"since {old_name}" if request.base_name else f"from {old_name} to {_name(repository, second, None)}"
    if symmetric:
        old_commit = _where_they_parted(repository, (first or "HEAD", old_commit), (second or "HEAD", new_commit))
        words = f"since {_name(repository, second, None)} left {old_name}"
    yield from _compared(_Old(repository, old_commit, words), _Tree(repository, new_commit), place, file)


def _where_they_parted(repository: Repository, one: tuple[str, str], other: tuple[str, str]) -> str:
    """The last commit that two revisions, each with its commit, have in common."""
    (first, commit), (second, another) = one, other
    found = merge_base(repository, commit, another)
    if found is None:
        hint = " This clone is shallow. Run 'git fetch --unshallow' first." if is_shallow(repository) else ""
        raise MapError(f"'{first}' and '{second}' have no common ancestor to compare with.{hint}")
    return found


class _Tree(NamedTuple):
    """The files of a commit."""

    repository: Repository
    commit: str

    def data(self, path: str) -> bytes | None:
        """The bytes of a file, None when it is not there."""
        return at_revision(Tracked(self.repository, path), self.commit, follow=False)

    def names(self, folder: str) -> list[str]:
        """The YAML files in a folder and below."""
        below = ("--", folder) if folder else ()
        return _yaml(
            self.repository.run("--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", self.commit, *below)
        )


class _Index(NamedTuple):
    """The files that are staged."""

    repository: Repository

    def data(self, path: str) -> bytes | None:
        """The bytes of a file, None when it is not there. Raises MapError for one that git has not merged."""
        told = self.repository.run("--literal-pathspecs", "ls-files", "--stage", "-z", "--full-name", "--", path)
        rows = [row.split(b"\t", 1)[0].split() for row in told.split(b"\0") if row]
        if not rows:
            return None
        if len(rows) != 1 or rows[0][2] != b"0":
            raise MapError(f"{path} has a conflict that git waits for. Resolve it and run 'git add'.")
        if rows[0][0] == b"120000":
            raise MapError(f"'{path}' is a symbolic link. Name the file itself.")
        return self.repository.run("cat-file", "blob", rows[0][1].decode())

    def names(self, folder: str) -> list[str]:
        """The YAML files in a folder and below."""
        return _yaml(
            self.repository.run(
                "--literal-pathspecs", "ls-files", "--stage", "-z", "--full-name", "--", folder or "."
            )
        )


def _yaml(told: bytes) -> list[str]:
    """The YAML files among rows of ``git ls-tree`` or ``git ls-files --stage``; links, whose files are there
    themselves, are left out."""
    rows = (row.partition(b"\t") for row in told.split(b"\0") if row)
    names = dict.fromkeys(os.fsdecode(name) for about, _, name in rows if not about.startswith(b"120000"))
    return [name for name in names if name.endswith((".yaml", ".yml"))]


def _compared(old: _Old, new: _Tree | _Index | None, place: Tracked, file: str) -> Iterator[Versions | MapError]:
    """The versions of a file or of the maps in a folder; without ``new``, against the files as they are."""
    before = _Tree(old.repository, old.commit)
    to = new.commit if isinstance(new, _Tree) else None
    former = renames(old.repository, old.commit, to)
    if not _is_folder(place, file, before):
        found = _versions_of(before, new, place.path, file, former)
        if found is None:
            raise MapError(f"{file} is in neither version. Check its name, seen from the current folder.")
        one, other, was = found
        yield _pair(_read(one, file, old), _read_new(other, file), f"{file} {old.words}", file, was)
        return
    folder = "" if place.path == "." else place.path
    now = new.names(folder) if new else _here(file, folder)
    gone = [name for name in before.names(folder) if name not in now and name not in former.values()]
    for name in sorted({*now, *gone}):
        shown = os.path.join(file, os.path.relpath(name, folder or "."))  # noqa: PTH118
        shown = os.path.normpath(shown)
        try:
            found = _versions_of(before, new, name, shown, former)
            if found is None or not any(data and is_map_text(data) for data in found[:2]):
                continue
            one, other, was = found
            if one == other and not was:
                continue
            yield _pair(_read(one, shown, old), _read_new(other, shown), f"{shown} {old.words}", shown, was)
        except MapError as unread:
            yield unread


def _is_folder(place: Tracked, file: str, before: _Tree) -> bool:
    if Path(file).is_dir():
        return True
    return not Path(file).exists() and place.path != "." and bool(before.names(f"{place.path}/"))


def _here(file: str, folder: str) -> list[str]:
    """The maps in a folder as it is, by their paths from the top of the repository.

    Links, and repositories of their own such as submodules, are left out.
    """
    if not Path(file).is_dir():
        return []
    below = [Path(map).relative_to(file) for map in maps_in([file], empty=True) if not Path(map).is_symlink()]
    inner = {folder for map in below for folder in map.parents[:-1] if Path(file, folder, ".git").exists()}
    base = PurePosixPath(folder)
    return [(base / map.as_posix()).as_posix() for map in below if inner.isdisjoint(map.parents)]


def _versions_of(
    before: _Tree, new: _Tree | _Index | None, path: str, file: str, former: dict[str, str]
) -> tuple[bytes | None, bytes | None, str] | None:
    """The bytes of the two versions and the former name where there was one; None when neither has the file."""
    other = new.data(path) if new else _data_here(file)
    one, was = before.data(path), ""
    if one is None and path in former:
        was = former[path]
        one = before.data(was)
    return None if one is None and other is None else (one, other, was)


def _data_here(file: str) -> bytes | None:
    from argmap.io.files import load, standard_input

    if file == STANDARD_INPUT:
        return standard_input()
    return load(Path(file)).data if Path(file).exists() else None


def _read(data: bytes | None, file: str, old: _Old) -> Document | None:
    return None if data is None else read(data, f"{file}@{old.commit[:10]}")


def _read_new(data: bytes | None, file: str) -> Document | None:
    return None if data is None else read(data, file)


def _pair(old: Document | None, new: Document | None, title: str, file: str, was: str = "") -> Versions:
    one = new or old
    assert one is not None
    event = f"renamed from {was}" if was else ""
    if new is None:
        event = f"deleted, with {counted(len(one.map.claims), 'claim')}"
    elif old is None:
        event = f"new, with {counted(len(one.map.claims), 'claim')}"
    nothing = Document(file, Map(title=one.map.title), ())
    return Versions(old or nothing, new or nothing, title, file, event)


def _name(repository: Repository, revision: str, request: Request | None) -> str:
    """What to call a revision: as it was named, a commit by its branch or its subject."""
    if request is not None and request.base_name:
        return request.base_name
    if revision in {"", "HEAD"}:
        return "the last commit"
    commit = commit_id(repository, revision) if re.fullmatch("[0-9a-f]{7,64}", revision) else None
    return commit_named(repository, commit) if commit else revision


def _commit(repository: Repository, revision: str, file: str) -> str:
    found = commit_id(repository, revision)
    if found is None:
        if revision == "HEAD":
            raise MapError(f"The repository of {file} has no commit yet, so there is nothing to compare it with.")
        raise MapError(f"'{revision}' is not a file or a git revision. Run 'git log' to list revisions.")
    return found


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
