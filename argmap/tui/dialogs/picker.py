"""A dialog that picks one of many items by typing a few letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Offset
from textual.widgets import Input

from argmap.draw.terminal.cells import wrapped
from argmap.escape import one_line
from argmap.model.characters import folded
from argmap.tui.dialogs.dialog import Dialog
from argmap.tui.search import holds, no_matches
from argmap.tui.widgets.line_list import LineList, StyledText
from argmap.tui.widgets.plain_text import fitted
from argmap.tui.widgets.text_entry import LineInput

NEW = "\0new:"
"""Prefix of a result that is a new text instead of an item: ``NEW + words``."""

MORE = "\0more:"
"""Prefix of a result that was chosen with Tab, to say more about it: ``MORE`` and the value, which may be new."""

TURN = "\0turn:"
"""Between a result of a picker with variants and the value of its variant."""


HEADING = "\0heading:"
"""Prefix of the value of a row that names a group of items and cannot be chosen."""

MOST_LINES = 4
"""Most lines of the text of the marked item."""
ON_ONE_LINE = 40
"""Characters of a text that is not wrapped, beside its note and in small windows."""


@dataclass(frozen=True)
class PickerItem:
    """An item: the result, the text, a note at the right, the group it is listed in, and more words to find it by.

    One that is ``refused`` cannot be chosen now, which is why.
    """

    value: str
    text: str
    note: str = ""
    group: str = ""
    also: str = ""
    by_value: bool = True
    """Whether the result is searched too."""
    refused: str = ""
    words: str = field(init=False, default="", compare=False)

    def __post_init__(self) -> None:
        value = self.value if self.by_value else ""
        object.__setattr__(self, "words", folded(f"{self.text} {self.note} {value} {self.also}"))

    def is_named(self, query: str) -> bool:
        """Whether its text or the other words for it have every word of ``query``."""
        return holds(query, self.text, self.also)

    @property
    def is_heading(self) -> bool:
        """Whether this is the name of a group."""
        return self.value.startswith(HEADING)


_WORD = re.compile(r"\w+")


def matching(items: Sequence[PickerItem], query: str) -> list[PickerItem]:
    """The items that match every word of ``query``.

    First those whose text begins with the query, then those that have its words as whole words, then those whose text
    contains them, then those that have words beginning so, then the others.
    """
    words = folded(query).split()
    found = [item for item in items if all(word in item.words for word in words)]
    if not words:
        return found

    def rank(item: PickerItem) -> tuple[bool, bool, bool, bool]:
        text, whole = folded(item.text), _WORD.findall(item.words)
        return (
            not text.startswith(words[0]),
            not all(word in whole for word in words),
            not all(word in text for word in words),
            not all(any(one.startswith(word) for one in whole) for word in words),
        )

    return sorted(found, key=rank)


def grouped(items: Sequence[PickerItem]) -> list[PickerItem]:
    """The items with those of a group together below its heading. Groups come in the order of their first items."""
    groups: dict[str, list[PickerItem]] = {}
    for item in items:
        groups.setdefault(item.group, []).append(item)
    return [
        row
        for group, members in groups.items()
        for row in ([PickerItem(HEADING + group, group)] if group else []) + members
    ]


class _Query(LineInput):
    """The search line; some keys go on to the picker."""

    list_with_keys: _Items | None = None
    """The list, after a key that moved or turned in it."""

    def __init__(self, typed: str, *, id: str, leaves: frozenset[str]) -> None:
        super().__init__(typed, id=id)
        self.leaves = leaves

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where one types, or at the marked item where one moves in the list."""
        rows = self.list_with_keys
        return super().cursor_screen_offset if rows is None else rows.cursor_screen_offset

    async def on_key(self, event: events.Key) -> None:
        """Leave some keys to the picker."""
        if event.key in self.leaves:
            event.prevent_default()
        else:
            await super().on_key(event)


class _Items(LineList, can_focus=False):
    def __init__(self, items: Sequence[PickerItem], turned_to: Callable[[str], str]) -> None:
        super().__init__()
        self.items = items
        self.turned_to = turned_to
        """What is shown beside the marked item, by its value."""

    @property
    def has_keys(self) -> bool:
        """True: the cursor is drawn as focused, because the search line above handles the keys."""
        return True

    @property
    def marked(self) -> PickerItem | None:
        """The item under the cursor."""
        return self.items[self.cursor] if self.items else None

    def row_count(self) -> int:
        return len(self.items)

    def key_of(self, row: int) -> Hashable:
        return self.items[row], self._turned(row)

    def _turned(self, row: int) -> str:
        return self.turned_to(self.items[row].value) if row == self.cursor else ""

    def draw(self, row: int, width: int) -> list[StyledText]:
        return self._lines(row, width, 1)[0]

    def draw_selected(self, row: int, width: int) -> list[list[StyledText]]:
        return self._lines(row, width, MOST_LINES)

    def _lines(self, row: int, width: int, most: int) -> list[list[StyledText]]:
        item = self.items[row]
        if item.is_heading:
            return [[(f" {one_line(item.text)}", self.look("strong"))]]
        turned = self._turned(row)
        note, words = turned or one_line(item.note), cell_len(one_line(item.text))
        if turned and item.value.startswith(NEW):
            note = f"{one_line(item.note)} {turned}"
        note = fitted(note, min(cell_len(note), max(width // 3, width - words - 4))) if note else ""
        mark, room = ("▌" if row == self.cursor else " "), max(1, width - cell_len(note) - 3)
        apart = "  " if note and words > room > 2 else ""  # before the note of a text that is cut or wrapped
        first, *more = wrapped(one_line(item.text), room - len(apart), most)
        text = fitted(first, room - len(apart)) + apart
        look = self.look("dim" if item.refused else "plain")
        lines = [[(f"{mark}{text} ", look), (f"{note} ", self.look("dim"))]]
        return lines + [[(f"{mark}{text}", look)] for text in more]

    def may_stand(self, y: int) -> bool:
        row = self.row_at(y + self.scroll_offset.y)[0]
        return row >= len(self.items) or not self.items[row].is_heading

    def move_to(self, row: int) -> None:
        """Move to an item; a heading is passed in the direction of the move."""
        row = max(0, min(row, len(self.items) - 1))
        step = 1 if row >= self.cursor or row == 0 else -1
        while 0 <= row < len(self.items) and self.items[row].is_heading:
            row += step
        super().move_to(row if 0 <= row < len(self.items) else self.cursor)
        if self.cursor == 1 and self.items[0].is_heading:
            self.scroll_to(y=0, animate=False, force=True)

    def show(self, items: list[PickerItem]) -> None:
        """Show other items, the first one marked."""
        self.items = items
        self.cursor = 1 if items and items[0].is_heading else 0
        self.rows_changed()
        self.scroll_to(y=0, animate=False, force=True)


TURNS = {"left": -1, "right": 1}

LEAST_ROWS = 3
"""Fewest rows that a list has room for."""
LEAST_TO_FIND = 10
"""The same where more is listed once words are typed."""
AROUND = 7
"""Most lines of a picker beside its list: frame, title, search line, hints."""


def finds_nothing(words: str) -> Sequence[PickerItem]:
    """No items beside those that are listed."""
    return ()


class Picker(Dialog[str]):
    """A search line and the matching items. Enter returns the value of the marked item.

    With ``new`` (for example "new stakeholder") a text that equals no item can be returned too, as ``NEW + words``.
    With ``more`` (for example "quote") Tab chooses too; the value is then ``MORE + value``. With ``variants`` each
    item has one of several, which left and right change: the value is then ``value + TURN + variant``. With ``find``
    what it gives for the words that were typed is listed too. ``typed`` is what has been typed already. The item with
    the value ``at`` is marked first.
    """

    TAKES_TEXT = True
    DEFAULT_CSS = """
    Picker > Vertical { height: 80%; }
    Picker _Items { height: 1fr; }
    """

    def __init__(
        self,
        title: str,
        items: Sequence[PickerItem],
        *,
        new: str = "",
        more: str = "",
        variants: Mapping[str, str] = MappingProxyType({}),
        present: Mapping[str, str] = MappingProxyType({}),
        turns: str = "",
        find: Callable[[str], Sequence[PickerItem]] = finds_nothing,
        typed: str = "",
        at: str | None = None,
    ) -> None:
        typing = "Type to search or add" if new else "Type to search"
        turning = f"←→ {turns}" if variants else "↑↓ move"
        hints = [typing, turning, "Enter choose", *([f"Tab {more}"] if more else []), "Esc cancel"]
        super().__init__(title, "   ".join(hints))
        self.items = items
        self.new = new
        self.more = more
        self.find = find
        self.typed = typed
        self.at = at
        self.variants = variants
        """The words of each variant, by value."""
        self.turned = dict(present)
        """The variant of each item, by the item's value; the first one of others."""

    def content(self) -> ComposeResult:
        """The search line and the items."""
        yield _Query(self.typed, id="query", leaves=frozenset(TURNS) if self.variants else frozenset())
        rows = _Items([], self._turned_to)
        rows.items = self._shown(self.typed)
        first = 1 if rows.items and rows.items[0].is_heading else 0
        places = (place for place, item in enumerate(rows.items) if item.value == self.at and not self.typed)
        rows.cursor = next(places, first)
        yield rows

    def on_mount(self) -> None:
        """Focus the search line. The list is no taller than it needs, with room for what is found or new."""
        self.set_focus(self.query_one(LineInput))
        rows = max(LEAST_ROWS if self.find is finds_nothing else LEAST_TO_FIND, len(self.rows.items) + bool(self.new))
        wraps = any(cell_len(item.text) > ON_ONE_LINE for item in self.items)
        self.query_one(Vertical).styles.max_height = rows + (MOST_LINES - 1 if wraps else 0) + AROUND
        if not self.items and self.new:
            self.refuse(f"None yet. Type a name and press Enter to add a {self.new}.")

    @property
    def rows(self) -> _Items:
        """The list of matching items."""
        return self.query_one(_Items)

    def _variant(self, value: str) -> str:
        return self.turned.get(value, next(iter(self.variants), ""))

    def _shown(self, query: str) -> list[PickerItem]:
        words = query.strip()
        items = matching(self.items, query)
        things = list(self.find(words)) if words else []
        found = [*(one for one in items if one.is_named(words)), *things]
        found += [one for one in items if not one.is_named(words)]  # by the note alone: no first hit beside those
        if self.new and words and not any(folded(item.text) == folded(words) for item in found):
            found.append(PickerItem(NEW + words, words, self.new))
        return grouped(found)

    def _turned_to(self, value: str) -> str:
        """The words of the variant that is chosen with an item, between arrows."""
        return f"‹ {self.variants[self._variant(value)]} ›" if self.variants else ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the matching items."""
        self.query_one(_Query).list_with_keys = None
        rows = self.query_one(_Items)
        rows.show(self._shown(event.value))
        self.refuse("" if rows.items else no_matches(event.value))

    def on_input_submitted(self) -> None:
        """Return the value of the marked item."""
        self._choose()

    def on_line_list_activated(self) -> None:
        """Return the value of the item that was clicked twice."""
        self._choose()

    def _turn(self, step: int) -> None:
        """Change the variant of the marked item."""
        rows = self.query_one(_Items)
        if rows.items:
            value, names = rows.items[rows.cursor].value, list(self.variants)
            self.turned[value] = names[(names.index(self._variant(value)) + step) % len(names)]
            rows.rows_changed()

    def _choose(self, *, more: bool = False) -> None:
        rows = self.query_one(_Items)
        now = self._shown(self.query_one(LineInput).value)
        if now != rows.items:  # Enter can arrive before the last letters are handled
            rows.show(now)
        if rows.items and (why := rows.items[rows.cursor].refused):
            self.refuse(why)
        elif rows.items:
            value = rows.items[rows.cursor].value
            turned = f"{TURN}{self._variant(value)}" if self.variants else ""
            self.dismiss(f"{MORE if more else ''}{value}{turned}")

    def takes_key(self, event: events.Key) -> bool:
        """Arrows move in the list while the search line has the focus."""
        rows = self.query_one(_Items)
        moves = {"up": -1, "down": 1, "ctrl+p": -1, "ctrl+n": 1}
        pages = {"pageup": -1, "pagedown": 1}
        if event.key in {*moves, *pages} or (event.key in TURNS and self.variants):
            self.query_one(_Query).list_with_keys = rows
        if event.key in moves:
            if rows.items:
                self.refuse("")
            rows.move_to(rows.cursor + moves[event.key])
        elif event.key in TURNS and self.variants:
            self._turn(TURNS[event.key])
        elif event.key == "tab" and self.more:
            self._choose(more=True)
        elif event.character is not None and event.is_printable:
            self.query_one(LineInput).insert_text_at_cursor(event.character)  # typed before the line had the focus
        elif event.key in {"enter", "ctrl+j"}:
            self._choose()
        elif event.key in pages:
            rows.page(pages[event.key])
        else:
            return False
        return True
