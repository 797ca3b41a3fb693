"""Drafts: what was typed about something and neither accepted nor taken back, until the editor ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.model.index import Index


class DraftSubject(NamedTuple):
    """What is typed about."""

    kind: str
    """The form or question, for example "claim"."""
    ids: tuple[str, ...]
    """The parts of the map, and the links by their addresses, without which there is nothing to type about."""
    rest: tuple[str, ...]
    """What else tells it from others of the kind."""

    def is_in(self, index: Index) -> bool:
        """Whether the map still has all that this is about."""
        parts = (index.claims, index.reasons, index.tensions, index.stakeholders, index.sources)
        return all(any(name in known for known in parts) for name in self.ids)


class _Typed(NamedTuple):
    heading: str
    values: Mapping[str, str]


@dataclass
class Drafts:
    """The drafts of a session."""

    _typed: dict[DraftSubject, _Typed] = field(default_factory=dict)

    def of(self, kind: str, ids: tuple[str, ...] = (), *rest: str) -> TypedDraft:
        """The draft about a subject."""
        return TypedDraft(self._typed, DraftSubject(kind, ids, rest))

    @property
    def headings(self) -> list[str]:
        """What the drafts are about, in the order in which they were left."""
        return [typed.heading for typed in self._typed.values()]

    def follow(self, index: Index) -> None:
        """Drop the drafts about what the map has no more."""
        for subject in [one for one in self._typed if not one.is_in(index)]:
            del self._typed[subject]

    def clear(self) -> None:
        """Drop all, because the map is another one."""
        self._typed.clear()


@dataclass(frozen=True)
class TypedDraft:
    """What was typed about one subject, if anything."""

    _all: dict[DraftSubject, _Typed]
    _subject: DraftSubject

    @property
    def values(self) -> Mapping[str, str]:
        """The typed values by the names of their fields; empty without a draft."""
        typed = self._all.get(self._subject)
        return typed.values if typed else {}

    def put(self, heading: str, values: Mapping[str, str]) -> None:
        """Keep what was typed."""
        self._all[self._subject] = _Typed(heading, values)

    def drop(self) -> None:
        """Forget it."""
        self._all.pop(self._subject, None)
