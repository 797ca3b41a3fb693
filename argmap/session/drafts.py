"""Drafts: what was typed about something and neither accepted nor taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.paths import SECTIONS
from argmap.model.renaming import Renaming
from argmap.model.types import Map, rebuilt


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

    def renamed(self, renaming: Renaming) -> DraftSubject:
        """The same subject in new ids."""
        new = {old: new for (_, old), new in renaming.ids.items()}
        sides = {old: new for (tension, old), new in renaming.sides.items() if tension in self.ids}
        named = {
            **{name: renaming.address(name) if ARROW in name else new.get(name, name) for name in self.ids},
            **sides,
        }
        rest = tuple(named.get(word, word) for word in self.rest)
        return DraftSubject(self.kind, tuple(named[name] for name in self.ids), rest)


class Draft(NamedTuple):
    """What was typed about a subject."""

    heading: str
    """What it is about, in words."""
    values: Mapping[str, str]
    """The typed values by the names of their fields."""

    @property
    def words(self) -> str:
        """What was typed and not picked, one after the other."""
        return " · ".join(value for name, value in self.values.items() if name not in PICKED)


PICKED = frozenset({"assumed", "interest", "part_of", "power", "source", "stance", "tension"})
"""The fields whose values are picked: ids, and words of a choice."""

Left = Literal["kept", "as it was", "discarded"]
"""What became of a draft when its text was left: it is new or changed, it is the same, or it was emptied."""


@dataclass
class Drafts:
    """The drafts of a session."""

    left: Callable[[Left], object] = lambda how: None
    """Called when a text is left that has a draft, or had one."""
    changed: Callable[[DraftSubject, Draft | None], object] = lambda subject, draft: None
    """Called with each draft that is new or has changed, and with None for one that is no more."""
    _typed: dict[DraftSubject, Draft] = field(default_factory=dict)
    _gone: dict[DraftSubject, Draft] = field(default_factory=dict)
    """Those about what the map has no more, for an undo."""
    _again: Callable[[], object] | None = None
    """Opens the text again that was left last, if nothing was done since."""

    def of(self, kind: str, ids: tuple[str, ...] = (), *rest: str) -> TypedDraft:
        """The draft about a subject."""
        return TypedDraft(self, DraftSubject(kind, ids, rest))

    def at(self, subject: DraftSubject) -> Draft | None:
        """What was typed about a subject, if anything."""
        return self._typed.get(subject)

    def put(self, subject: DraftSubject, draft: Draft | None) -> None:
        """Keep what was typed about a subject; None forgets it."""
        if draft == self._typed.get(subject):
            return
        if draft is None:
            del self._typed[subject]
        else:
            self._typed[subject] = draft
        self.changed(subject, draft)

    def leave(self, how: Left, again: Callable[[], object]) -> None:
        """Say what became of the draft of a text that is left. ``again`` opens the text again."""
        self._again = again if how == "kept" else None
        self.left(how)

    def go_on(self) -> bool:
        """Open the text again that was left last with something new in it; False if anything was done since."""
        again, self._again = self._again, None
        if again is not None:
            again()
        return again is not None

    @property
    def all(self) -> list[Draft]:
        """The drafts, in the order in which they were left."""
        return list(self._typed.values())

    @property
    def headings(self) -> list[str]:
        """What the drafts are about, in the order in which they were left."""
        return [draft.heading for draft in self._typed.values()]

    def restore(self, found: Mapping[DraftSubject, Draft], index: Index) -> dict[DraftSubject, Draft]:
        """Take in the drafts of an earlier session, and return those that could not be.

        These are about what the map does not have, or about what there is another draft of by now.
        """
        out = {}
        for subject, draft in found.items():
            if subject.is_in(index) and self._typed.get(subject, draft) == draft:
                self.put(subject, draft)
            else:
                out[subject] = draft
        return out

    def follow(self, before: Map, index: Index) -> None:
        """Follow the map from ``before`` to that of ``index``: to what has another id, in an undo too.

        Drafts about what the map has no more are set aside, and those about what it has again come back.
        """
        self._again = None
        may_have_lost_ids = before.tensions != index.map.tensions  # those of sides, which drafts name, too
        if self._typed and (may_have_lost_ids or not all(subject.is_in(index) for subject in self._typed)):
            self._rename(before, index)
        for subject in [one for one in self._typed if not one.is_in(index)]:
            self._gone[subject] = self._typed[subject]
            self.put(subject, None)
        for subject in [one for one in self._gone if one.is_in(index)]:
            self.put(subject, self._gone.pop(subject))

    def _rename(self, before: Map, index: Index) -> None:
        from argmap.merge.changes import renaming_of
        from argmap.merge.ids import renames

        found = renaming_of(renames(before, index.map))
        renaming = Renaming({**_in_their_places(before, index), **found.ids}, found.sides)
        moved = {subject: subject.renamed(renaming) for subject in self._typed} if renaming else {}
        for old, new in moved.items():
            if new != old and new.is_in(index) and new not in self._typed:
                self.put(new, self._typed[old])  # first, so that no moment is without it
                self.put(old, None)

    def clear(self) -> None:
        """Drop all, because the map is another one."""
        self._gone.clear()
        for subject in list(self._typed):
            self.put(subject, None)


def _in_their_places(before: Map, index: Index) -> dict[tuple[str, str], str]:
    """The new ids of things that differ in nothing else, such as a stakeholder without a name, by section and id."""
    return {
        (section, old.id): new.id
        for section in SECTIONS
        for old, new in zip(getattr(before, section), getattr(index.map, section), strict=False)
        if old.id not in getattr(index, section) and rebuilt(old, id=new.id) == new
    }


@dataclass(frozen=True)
class TypedDraft:
    """What was typed about one subject, if anything."""

    _all: Drafts
    _subject: DraftSubject

    @property
    def values(self) -> Mapping[str, str]:
        """The typed values by the names of their fields; empty without a draft."""
        draft = self._all.at(self._subject)
        return draft.values if draft else {}

    def put(self, heading: str, values: Mapping[str, str]) -> None:
        """Keep what was typed; without values there is no draft."""
        self._all.put(self._subject, Draft(heading, values) if values else None)

    def leave(
        self, heading: str, values: Mapping[str, str], was: Mapping[str, str], again: Callable[[], object]
    ) -> None:
        """Keep what is typed in a text that is left, and say so. ``was`` is what its draft had when it was opened."""
        self.put(heading, values)
        if values or was:
            self._all.leave("discarded" if not values else "as it was" if values == was else "kept", again)

    def drop(self) -> None:
        """Forget it."""
        self._all.put(self._subject, None)
