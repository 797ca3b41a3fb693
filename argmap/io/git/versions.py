"""Versions of maps that words name as git names them: files, folders, revisions, ``REV:path``, what is staged
(gitrevisions(7))."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from argmap.io.git.read import (
    PLAIN,
    GitRefused,
    Repository,
    Tracked,
    at_revision,
    commit_id,
    empty_tree,
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
    """What is to be compared: words as of a command line, and whether the new version is what is staged for the next
    commit. ``base_name`` is what to call the old version, ``name`` two files, where their own names say little."""

    words: tuple[str, ...]
    staged: bool = False
    base_name: str = ""
    name: str = ""


def versions(request: Request) -> Iterator[Versions | MapError]:
    """The versions that ``OLD NEW``, ``FILE``, ``REV FILE``, ``REV..REV FILE``, ``REV REV FILE``, ``REV:PATH`` name.

    ``:PATH`` is what is staged, and ``:2:PATH`` and ``:3:PATH`` are the sides of a merge that git waits for. A folder
    stands for the maps in it and below: those that differ are given, and for one that cannot be read why. A file that
    one version lacks is an empty map there. Raises MapError when neither version exists, or a name is
    neither a file nor a revision, and ReadingRefused when a file is not a map.
    """
    words = request.words
    if request.staged:
        yield from _staged(request)
    elif len(words) == 1:
        named = _blob_named(words[0])
        if not named:
            _refuse_revision_alone(words[0])
        yield from (_blob_and_file(named, request) if named else _since("", words[0], request))
    elif len(words) == 3:
        yield from _since(f"{words[0]}..{words[1]}", words[2], request)
    elif _is_version(words[0]) and not _is_revision_of_file(*words):
        yield from _two(words[0], words[1], request)
    else:
        yield from _since(words[0], words[1], request)


# Two files, folders or blobs


class _Blob(NamedTuple):
    """A file at a revision or in the index, as ``REV:PATH`` and ``:PATH`` name it."""

    word: str
    place: Tracked
    files: _Tree | _Index
    version: str
    """The revision, or what the index has: a side or what was staged."""

    def document(self) -> Document:
        """The map. Raises MapError when there is no such file."""
        data = self.files.data(self.place.path)
        if data is None and isinstance(self.files, _Index):
            if self.files.stage:
                raise MapError(f"{self.place.path} has no {self.version}, as git does not wait for a merge of it.")
            raise MapError(f"{self.place.path} is not staged. Check its name, seen from the top of the repository.")
        if data is None:
            raise MapError(f"{self.place.path} is not in the repository at '{self.version}'.")
        return read(data, self.word)


def _is_version(word: str) -> bool:
    return word == STANDARD_INPUT or Path(word).exists() or _blob_named(word) is not None


def _is_revision_of_file(word: str, file: str) -> bool:
    """Whether a word that is a folder too can only mean a revision, as a folder and a file are not compared.

    In the folder of a bare repository git's own files, such as ``HEAD``, are none to compare.
    """
    beside_a_file = Path(word).is_dir() and Path(file).is_file()
    if not beside_a_file and _is_version(file):
        return False
    try:
        repository = tracked(Path(file)).repository
        return (beside_a_file or repository.bare) and commit_id(repository, word) is not None
    except GitRefused:
        return False


def _refuse_revision_alone(word: str) -> None:
    """Raise MapError for what names a commit, and is neither a file nor was one in the last commit."""
    if Path(word).exists():
        return
    place = tracked(Path(word))
    was = place.repository.run("--literal-pathspecs", "ls-tree", "--full-tree", "HEAD", "--", place.path, ok=(0, 128))
    if not was and commit_id(place.repository, word.partition("..")[0]):
        raise MapError(f"'{word}' is a revision. Name a file or folder after it, such as '.' for all maps here.")


_NAMED = re.compile(r"(?::(?P<stage>[0-3])|(?P<revision>(?:[^:{]|\{[^}]*\})*)):(?P<path>[^/].*)", re.DOTALL)
_IN_THE_INDEX = ("staged version", "common version", "version of our side", "version of their side")


def _blob_named(word: str) -> _Blob | None:
    """The file that ``REV:PATH`` names, its path from the top of the repository or, after ``./``, from here."""
    named = _NAMED.fullmatch(word)
    if not named or Path(word).exists():
        return None
    path = named["path"]
    try:
        place = tracked(Path(path if path.startswith("./") else "."))
        repository = place.repository
    except GitRefused:
        return None
    if not path.startswith("./"):
        place = Tracked(repository, path)
    if not named["revision"]:
        stage = int(named["stage"] or 0)
        return _Blob(word, place, _Index(repository, stage), _IN_THE_INDEX[stage])
    commit = commit_id(repository, named["revision"])
    return _Blob(word, place, _Tree(repository, commit), named["revision"]) if commit else None


def _blob_and_file(blob: _Blob, request: Request) -> Iterator[Versions | MapError]:
    """The file at a revision, and the file of that name as it is."""
    repository = blob.place.repository
    _refuse_bare(repository)
    file = Path(os.path.relpath(repository.folder / blob.place.path))
    old = blob.document()
    new = open_map(str(file)) if file.exists() else None
    since = f"the {blob.version}" if isinstance(blob.files, _Index) else _name(repository, blob.version, request)
    yield _pair(old, new, f"{file} since {request.base_name or since}", str(file))


def _two(old: str, new: str, request: Request) -> Iterator[Versions | MapError]:
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
    title = f"{new} since {request.base_name}" if request.base_name else f"{old} → {new}"
    yield _pair(before, after, request.name or title, old if after is None else new)


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
    """A commit, or a tree without files, with the words for it in a title: ``since main``."""

    repository: Repository
    commit: str
    words: str


def _staged(request: Request) -> Iterator[Versions | MapError]:
    """What is staged, against the last commit or another revision."""
    *revision, file = request.words
    if len(revision) > 1:
        raise MapError("--staged compares with one revision. Name a revision and a file, or a file alone.")
    place = tracked(Path(file))
    _refuse_bare(place.repository)
    old = _old(place.repository, revision[0] if revision else "", file, request)
    words = "staged for the first commit" if old.words == BEFORE_ALL else f"staged {old.words}"
    yield from _compared(old._replace(words=words), _Index(place.repository), place, file)


BEFORE_ALL = "before the first commit"


def _old(repository: Repository, revision: str, file: str, request: Request) -> _Old:
    """The commit of a revision; without one the last commit, and nothing where there is none yet."""
    if not revision and commit_id(repository, "HEAD") is None:
        return _Old(repository, empty_tree(repository), BEFORE_ALL)
    commit = _commit(repository, revision or "HEAD", file)
    return _Old(repository, commit, f"since {_name(repository, revision, request)}")


def _refuse_bare(repository: Repository) -> None:
    if repository.bare:
        raise MapError(
            "This repository is bare: it has commits, and no files beside them. Name two revisions, such as "
            "'HEAD~1..HEAD', and a file."
        )


def _since(revisions: str, file: str, request: Request) -> Iterator[Versions | MapError]:
    """The versions between a revision or a range and a file or folder."""
    place = tracked(Path(file))
    repository = place.repository
    symmetric = "..." in revisions
    first, dots, second = revisions.partition("..." if symmetric else "..")
    if not dots or revisions.startswith(":/"):
        _refuse_bare(repository)
        yield from _compared(_old(repository, revisions, file, request), None, place, file)
        return
    old_commit = _commit(repository, first or "HEAD", file)
    old_name = _name(repository, first, request)
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
    """The files that are staged; with another stage than 0 a version of those that git waits to have merged: 1 the
    common one, 2 ours, 3 theirs."""

    repository: Repository
    stage: int = 0

    def data(self, path: str) -> bytes | None:
        """The bytes of a file, None when it is not there. Raises MapError for one that git has not merged."""
        told = self.repository.run("--literal-pathspecs", "ls-files", "--stage", "-z", "--full-name", "--", path)
        rows = {int(row[2]): row for row in (row.split(b"\t", 1)[0].split() for row in told.split(b"\0") if row)}
        if rows and 0 not in rows and not self.stage:
            raise MapError(f"{path} has a conflict that git waits for. Resolve it and run 'git add'.")
        if self.stage not in rows:
            return None
        mode, blob, _ = rows[self.stage]
        if mode == b"120000":
            raise MapError(f"'{path}' is a symbolic link. Name the file itself.")
        data = self.repository.run("cat-file", "blob", blob.decode())
        return data if data or not self._is_only_announced(path) else None

    def _is_only_announced(self, path: str) -> bool:
        """Whether the index has no more than the name, after ``git add -N``."""
        options = (*PLAIN, "--diff-filter=A", "--name-only", "-z")
        return bool(self.repository.run("--literal-pathspecs", "diff-files", *options, "--", path))

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
            if isinstance(new, _Index) and Path(file).exists():
                raise MapError(f"{file} is not staged. Run 'git add' with its name first.")
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
