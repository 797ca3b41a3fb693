"""The outline as a flat list of rows: folding, focus, filter, moving about, and keeping the place over edits.

A filter finds claims by words: every word must occur, in any order, in any case.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from typing import Any, NamedTuple

from argmap.model.characters import folded
from argmap.model.index import Index
from argmap.model.types import Citation, Claim, Map, Tension
from argmap.session.outline.incremental import Reshaped, reshape
from argmap.session.outline.rows import Row, claim_of, row
from argmap.views.outline.build import FlatTree, build_tree, with_children
from argmap.views.outline.tree import TENSIONS, OutlineTree

FEW = 16
"""Rows that are all shown when a map is opened."""


class Straws(NamedTuple):
    """Outline keys, in the order of the file, and the words of each, folded."""

    keys: list[str]
    words: list[str]

    def holding(self, word: str) -> Straws:
        """The keys whose words contain ``word``."""
        chosen = [word in words for words in self.words]
        if all(chosen):
            return self
        return Straws(list(compress(self.keys, chosen)), list(compress(self.words, chosen)))


class Haystack:
    """The searchable words of every tension and claim, collected at the first search.

    A claim is found by everything that the file says of it: its texts, tags and note, its id, its side, the names of
    stakeholders with a position, what they said, and the sources that it or its links cite.
    """

    def __init__(self, index: Index, before: Haystack | None = None) -> None:
        self.index = index
        self._before = before
        """The haystack of the map before the edit, with what was found in it."""
        self._found: list[tuple[str, Straws]] = []
        """Queries, each of which goes on from the one before it, and what they found."""

    def after(self, index: Index) -> Haystack:
        """The haystack of a map made from this one's by an edit."""
        return Haystack(index, self if "_all" in self.__dict__ else self._before)

    def matches(self, query: str) -> set[str]:
        """The keys of all that hold every word of ``query``; of everything when it is blank."""
        query = folded(query)
        while self._found and not query.startswith(self._found[-1][0]):
            self._found.pop()
        before, found = self._found[-1] if self._found else (None, self._all)
        if query != before:  # otherwise the last letter was taken away again
            for word in query.split():
                found = found.holding(word)
            self._found.append((query, found))
        return set(found.keys)

    @cached_property
    def _all(self) -> Straws:
        known, self._before = self._known(), None
        tensions, claims, names = self.index.map.tensions, self.index.claims, _Names(self.index)
        words = [
            known[claim_id] if claim_id in known else names.of_claim(claim) for claim_id, claim in claims.items()
        ]
        return Straws(
            [*(f"#{tension.id}" for tension in tensions), *claims], [*map(_words_of_tension, tensions), *words]
        )

    def _known(self) -> dict[str, str]:
        """The words of claims that the edit did not change."""
        if self._before is None or _named_in(self._before.index.map) != _named_in(self.index.map):
            return {}
        known = dict(zip(*self._before._all, strict=True))
        change = self.index.since(self._before.index)
        for claim in (*change.gone, *change.come):
            known.pop(claim.id, None)
        return known


def _named_in(map: Map) -> tuple[object, ...]:
    """The parts of a map by whose names claims are found."""
    return map.stakeholders, map.sources, map.tensions


class _Names:
    """The words of the stakeholders, sources and sides of an index, each put together once."""

    def __init__(self, index: Index) -> None:
        self._holders = {one.id: _joined(one.id, one.name, one.short) for one in index.map.stakeholders}
        self._sources = {
            one.id: _joined(one.id, one.title, one.author, one.publisher, one.date) for one in index.map.sources
        }
        self._sides = {
            (tension.id, side.id): _joined(side.title, side.short)
            for tension in index.map.tensions
            for side in tension.sides
        }

    def of_claim(self, claim: Claim) -> str:
        """All words by which a claim is found."""
        words = [claim.text, claim.id, *claim.tags]
        if claim.short or claim.note:
            words.append(_joined(claim.short, claim.note))
        if claim.side is not None:
            words.append(self._sides.get((claim.tension or "", claim.side), ""))
        for position in claim.positions:
            words.append(self._holders.get(position.stakeholder, position.stakeholder))
            words.append(_joined(position.quote, self._sources.get(position.source or "", position.source)))
        for citation in claim.sources:
            words.append(self._cited(citation))
        for reason in claim.reasons:
            if reason.note or reason.sources:
                words += [reason.note or "", *map(self._cited, reason.sources)]
        return folded(" ".join(words))

    def _cited(self, citation: Citation) -> str:
        return _joined(self._sources.get(citation.source, citation.source), citation.locator, citation.quote)


def _joined(*words: str | None) -> str:
    return " ".join(word for word in words if word)


def _words_of_tension(tension: Tension) -> str:
    sides = (_joined(side.title, side.short) for side in tension.sides)
    return folded(_joined(tension.title, tension.question, tension.id, *sides))


@dataclass(frozen=True)
class Outline:
    """The rows of a map as an editor shows them. Each method that changes something returns another outline.

    Visible rows are numbered from 0. A *key* names a row permanently (see :mod:`argmap.views.outline.tree`).
    """

    shape: OutlineTree
    flat: FlatTree
    """Every row, as if nothing were folded."""
    folded: frozenset[str] = frozenset()
    focus: str | None = None
    """The row that is shown alone with what is below it."""
    query: str = ""

    @classmethod
    def build(cls, index: Index) -> Outline:
        """The outline of a map, everything unfolded, several tensions below a row of their own."""
        return cls(*build_tree(index, grouped=True))

    def opened(self) -> Outline:
        """The outline when a map is opened, which shows the argument itself.

        Tensions are folded where there are main claims. On a map of more than :data:`FEW` rows the reasons of main
        claims are folded too.
        """
        keys, depths = self.flat.keys, self.flat.depths
        if not keys or keys[0] not in self.shape.index.claims or not self.shape.is_main(keys[0]):
            return self
        folded = {TENSIONS, *(f"#{tension.id}" for tension in self.shape.index.map.tensions)}
        if len(keys) > FEW:
            folded.update(key for key, depth in zip(keys, depths, strict=True) if depth)
        return self._with(folded=frozenset(folded))

    def after(self, index: Index) -> Outline:
        """The outline of a map made from this one's by an edit; folds, focus and filter stay.

        Only the rows below which something changed are laid out again.
        """
        change = reshape(self.shape, index)
        flat = change.flat or self.flat
        for key in sorted(change.differing):
            flat = with_children(flat, change.shape, key)
        focus = self.focus if self.focus is not None and self.focus in flat.keys else None
        new = Outline(change.shape, flat, self.folded, focus, self.query)
        if "haystack" in self.__dict__:
            new.__dict__["haystack"] = self.haystack.after(index)
        if flat is self.flat and focus == self.focus and not self.query and "visible" in self.__dict__:
            new.__dict__["visible"] = self.visible
        if change.flat is None and index.map.tensions == self.shape.index.map.tensions:
            new.__dict__["_rows"] = self._rows_beside(change, new.shape)
        return new

    def _rows_beside(self, change: Reshaped, shape: OutlineTree) -> dict[str, Row]:
        """The rows made so far, except for those whose content an edit may have changed."""
        rows = self._rows.copy()
        come = shape.index.since(self.shape.index).come
        of_changed = (key for claim in come for key, _ in shape.places(claim.id))
        for key in (*change.touched, *of_changed):
            rows.pop(key, None)
        return rows

    def _with(self, **changes: Any) -> Outline:
        """An outline of the same rows with another view of them."""
        new = replace(self, **changes)
        new.__dict__.update({name: self.__dict__[name] for name in ("haystack", "_rows") if name in self.__dict__})
        return new

    # What is visible

    @cached_property
    def visible(self) -> Sequence[int]:
        """The place in ``keys`` of each visible row. A filter without a match hides no row."""
        start, end = self._bounds
        if self.query.strip() and (matching := self._matching(start, end)):
            return matching
        return self._unfolded(start, end) if self.folded else range(start, end)

    def _unfolded(self, start: int, end: int) -> list[int]:
        """The places from one to before another of the rows that no row above folds away."""
        keys, depths, folded = self.flat.keys, self.flat.depths, self.folded
        found = []
        deepest = never = len(keys)
        for place in range(start, end):
            depth = depths[place]
            if depth <= deepest:
                found.append(place)
                deepest = depth if keys[place] in folded else never
        return found

    @cached_property
    def _bounds(self) -> tuple[int, int]:
        if self.focus is None:
            return 0, len(self.flat.keys)
        start = self.flat.keys.index(self.focus)
        return start, self.flat.end(start)

    def _matching(self, start: int, end: int) -> list[int]:
        """The places of rows that match and of all above them."""
        keys, depths = self.flat.keys[start:end], self.flat.depths[start:end]
        is_hit = map(self.hits.__contains__, reversed(keys))
        found = []
        wanted = -1
        for place, depth, hit in zip(range(end - 1, start - 1, -1), reversed(depths), is_hit, strict=True):
            if hit or depth == wanted:
                found.append(place)
                wanted = depth - 1
        found.reverse()
        return found

    @cached_property
    def haystack(self) -> Haystack:
        """The searchable words of the map."""
        return Haystack(self.shape.index)

    @cached_property
    def hits(self) -> set[str]:
        """The keys that match the filter."""
        return self.haystack.matches(self.query)

    @cached_property
    def matches(self) -> int:
        """How many of the visible rows match the filter."""
        if not self.query.strip():
            return 0
        return sum(map(self.hits.__contains__, map(self.flat.keys.__getitem__, self.visible)))

    @property
    def claims_found(self) -> int:
        """How many claims have a visible row that matches the filter."""
        found = self.hits & self.shape.index.claims.keys()
        return len(found.intersection(map(self.flat.keys.__getitem__, self.visible)))

    # Rows

    def __len__(self) -> int:
        """How many rows are visible."""
        return len(self.visible)

    def key(self, number: int) -> str:
        """The key of a visible row."""
        return self.flat.keys[self.visible[number]]

    def row(self, number: int) -> Row:
        """The content of a visible row."""
        place = self.visible[number]
        key = self.flat.keys[place]
        depth, folded = self.flat.depths[place] - self.flat.depths[self._bounds[0]], key in self.folded
        known = self._rows.get(key)
        if known is None or (known.depth, known.folded) != (depth, folded):
            known = self._rows[key] = row(self.shape, key, depth, folded)
        return known

    @cached_property
    def _rows(self) -> dict[str, Row]:
        """The rows made last, by key, depth and whether they are folded."""
        return {}

    def number(self, key: str) -> int | None:
        """The number of the row with this key, or None when it is not visible."""
        try:
            place = self.flat.keys.index(key)
        except ValueError:
            return None
        number = bisect_left(self.visible, place)
        return number if number < len(self.visible) and self.visible[number] == place else None

    # Moving about

    def parent(self, number: int) -> int | None:
        """The row above in the tree."""
        depths, visible = self.flat.depths, self.visible
        depth = depths[visible[number]]
        return next((above for above in range(number - 1, -1, -1) if depths[visible[above]] < depth), None)

    def first_child(self, number: int) -> int | None:
        """The first visible row directly below in the tree."""
        after = number + 1
        if after < len(self) and self.flat.depths[self.visible[after]] > self.flat.depths[self.visible[number]]:
            return after
        return None

    def sibling(self, number: int, step: int) -> int | None:
        """The next (``step`` 1) or previous (-1) visible row below the same parent."""
        depth = self.flat.depths[self.visible[number]]
        at = number + step
        while 0 <= at < len(self):
            other = self.flat.depths[self.visible[at]]
            if other == depth:
                return at
            if other < depth:
                return None
            at += step
        return None

    def find(self, query: str, start: int, step: int = 1) -> int | None:
        """The next (or previous) visible row after ``start`` that contains every word, continuing at the
        other end."""
        hits = self.haystack.matches(query)
        for distance in range(1, len(self) + 1):
            number = (start + step * distance) % len(self)
            if self.key(number) in hits:
                return number
        return None

    # Folding, focus, filter

    def fold(self, key: str) -> Outline:
        """The outline with the rows below ``key`` folded away."""
        new = self._with(folded=self.folded | {key})
        number = self.number(key)
        if number is None or self.query.strip():
            return new
        place = self.visible[number]
        after = bisect_left(self.visible, self.flat.end(place))
        new.__dict__["visible"] = [*self.visible[: number + 1], *self.visible[after:]]
        return new

    def unfold(self, key: str) -> Outline:
        """The outline with the rows below ``key`` shown."""
        new = self._with(folded=self.folded - {key})
        number = self.number(key)
        if number is None or self.query.strip() or key not in self.folded:
            return new
        place = self.visible[number]
        below = new._unfolded(place, self.flat.end(place))
        new.__dict__["visible"] = [*self.visible[:number], *below, *self.visible[number + 1 :]]
        return new

    def fold_to(self, level: int) -> Outline:
        """The outline with ``level`` levels shown, 1 being the top alone; 0 shows all."""
        if level <= 0:
            return self._with(folded=frozenset())
        keys, depths = self.flat.keys, self.flat.depths
        base = depths[self._bounds[0]] if keys else 0
        deep = base + level - 1
        return self._with(folded=frozenset(key for key, depth in zip(keys, depths, strict=True) if depth >= deep))

    def reveal(self, key: str) -> Outline:
        """The outline with ``key`` visible: unfolded, and out of focus or filter where they hide it."""
        shape = self.shape
        above = []
        at = shape.parent(key)
        while at:
            above.append(at)
            at = shape.parent(at)
        outline = self if self.folded.isdisjoint(above) else self._with(folded=self.folded.difference(above))
        if outline.number(key) is None:
            outline = outline._with(focus=None, query="")
        return outline

    def focused(self, key: str | None) -> Outline:
        """The outline of one row and the rows below it; None shows all again."""
        return self._with(focus=key)

    def filtered(self, query: str) -> Outline:
        """The outline of the rows that hold every word of ``query``, and those above them; blank shows all again."""
        return self._with(query=query)

    # Keeping the place

    def kept(self, key: str, before: Outline) -> str | None:
        """The place of a cursor that was on ``key`` in the outline before.

        On the same row; else where its claim is shown in full; else on the nearest row after it that is still there,
        or before it. None in an empty outline.
        """
        if self.number(key) is not None:
            return key
        if not key.startswith("#") and self.number(claim_of(key)) is not None:
            return claim_of(key)
        here = {self.flat.keys[place] for place in self.visible}
        start = before.number(key) or 0
        order = (*range(start + 1, len(before)), *range(start - 1, -1, -1))
        near = next((other for other in map(before.key, order) if other in here), None)
        return near or (self.key(0) if len(self) else None)
