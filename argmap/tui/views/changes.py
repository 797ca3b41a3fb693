"""The changes between two maps as rows of the Changes tab, in the words of ``argmap diff``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from argmap.merge.changes import renaming_of
from argmap.merge.diff import diff
from argmap.merge.prose import Piece
from argmap.model.index import Index
from argmap.model.renaming import renamed
from argmap.model.types import Map
from argmap.report.changes.changes import changed_things
from argmap.report.changes.claims import MapVersions
from argmap.report.changes.model import ChangeEntry, ChangeLine
from argmap.semantics.wording import quoted
from argmap.vocabulary import CHANGE_WORDS

ClaimSentence = tuple[str, str | None]
"""A sentence and the id of its claim."""


def lines_between(before: Map, now: Map) -> tuple[ClaimSentence, ...]:
    """The changes from one map to the other: each thing that came or went, and each change within a thing."""
    changes = diff(before, now)
    versions = MapVersions(Index.build(renamed(before, renaming_of(changes.renames))), Index.build(now))
    entries = (entry for section in changed_things(changes, versions) for entry in section.entries)
    return tuple(line for entry in entries for line in _lines(entry, versions.new))


def _lines(entry: ChangeEntry, now: Index) -> Iterator[ClaimSentence]:
    about = entry.id if entry.id in now.claims else None
    name = quoted(entry.name) if entry.name else entry.id
    whole = entry.sign in {"+", "−"}
    if whole:
        yield f"{entry.sign} {name} {CHANGE_WORDS[entry.sign]}", about
    for line in entry.lines:
        beginning = f"{name}: " if name else ""
        yield f"{entry.sign if whole else line.sign} {beginning}{_words(line)}", about


def _words(line: ChangeLine) -> str:
    return f"{line.words}: {', '.join(_rewordings(line.pieces))}" if line.pieces else line.words


def _rewordings(pieces: Iterable[Piece]) -> Iterator[str]:
    """Each run of words that came, went or took the place of others."""
    for same, run in groupby(pieces, key=lambda piece: piece[0] == "same"):
        texts = {kind: quoted(text.strip()) for kind, text in run if not same}
        if len(texts) == 2:
            yield f"{texts['old']} → {texts['new']}"
        else:
            yield from (f"{text} {'added' if kind == 'new' else 'removed'}" for kind, text in texts.items())
