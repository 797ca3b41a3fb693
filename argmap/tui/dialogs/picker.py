"""A dialog that picks one of many items by typing a few letters."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widgets import Input

from argmap.escape import one_line
from argmap.tui.dialogs.dialog import Dialog
from argmap.tui.search import no_matches
from argmap.tui.widgets.line_list import LineList, StyledText
from argmap.tui.widgets.plain_text import fitted
from argmap.tui.widgets.text_entry import LineInput

NEW = "\0new:"
"""Prefix of a result that is a new text instead of an item: ``NEW + words``."""

MORE = "\0more:"
"""Prefix of a result that was chosen with Tab, to say more about it: ``MORE`` and the value, which may be new."""

TURN = "\0turn:"
"""Between a result of a picker with variants and the value of its variant."""


@dataclass(frozen=True)
class PickerItem:
    """An item: the result, the text, and a note at the right."""

    value: str
    text: str
    note: str = ""
    words: str = field(init=False, default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", f"{self.text} {self.note} {self.value}".casefold())


def matching(items: Sequence[PickerItem], query: str) -> list[PickerItem]:
    """The items that match every word of ``query``.

    First those whose text begins with the query, then those whose text contains it, then those that match by the note
    or the value.
    """
    words = query.casefold().split()
    found = [item for item in items if all(word in item.words for word in words)]
    if not words:
        return found

    def rank(item: PickerItem) -> tuple[bool, bool]:
        text = item.text.casefold()
        return not text.startswith(words[0]), not all(word in text for word in words)

    return sorted(found, key=rank)


class _Query(LineInput):
    """The search line; some keys go on to the picker."""

    def __init__(self, *, id: str, leaves: frozenset[str]) -> None:
        super().__init__(id=id)
        self.leaves = leaves

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
        return self.items[row]

    def draw(self, row: int, width: int) -> list[StyledText]:
        item = self.items[row]
        turned = self.turned_to(item.value) if row == self.cursor else ""
        note, words = turned or one_line(item.note), cell_len(one_line(item.text))
        note = fitted(note, min(cell_len(note), max(width // 3, width - words - 4))) if note else ""
        room = max(0, width - cell_len(note) - 3)
        mark = "▌" if row == self.cursor else " "
        text = fitted(one_line(item.text), room)
        return [(mark + text + " ", self.look("plain")), (note + " ", self.look("dim"))]


TURNS = {"left": -1, "right": 1}


class Picker(Dialog[str]):
    """A search line and the matching items. Enter returns the value of the marked item.

    With ``new`` (for example "new stakeholder") a text that equals no item can be returned too, as ``NEW + words``.
    With ``more`` (for example "quote") Tab chooses too; the value is then ``MORE + value``. With ``variants`` each
    item has one of several, which left and right change: the value is then ``value + TURN + variant``.
    """

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
    ) -> None:
        typing = "Type to search or add" if new else "Type to search"
        turning = f"←→ {turns}" if variants else "↑↓ move"
        hints = [typing, turning, "Enter choose", *([f"Tab {more}"] if more else []), "Esc cancel"]
        super().__init__(title, "   ".join(hints))
        self.items = items
        self.new = new
        self.more = more
        self.variants = variants
        """The words of each variant, by value."""
        self.turned = dict(present)
        """The variant of each item, by the item's value; the first one of others."""

    def content(self) -> ComposeResult:
        """The search line and the items."""
        yield _Query(id="query", leaves=frozenset(TURNS) if self.variants else frozenset())
        yield _Items(self._shown(""), self._turned_to)

    def on_mount(self) -> None:
        """Focus the search line."""
        self.set_focus(self.query_one(LineInput))
        if not self.items and self.new:
            self.refuse(f"None yet. Type a name and press Enter to add a {self.new}.")

    @property
    def rows(self) -> _Items:
        """The list of matching items."""
        return self.query_one(_Items)

    def _variant(self, value: str) -> str:
        return self.turned.get(value, next(iter(self.variants), ""))

    def _shown(self, query: str) -> list[PickerItem]:
        found = matching(self.items, query)
        words = query.strip()
        if self.new and words and not any(item.text.casefold() == words.casefold() for item in found):
            found.append(PickerItem(NEW + words, words, self.new))
        return found

    def _turned_to(self, value: str) -> str:
        """The words of the variant that is chosen with an item, between arrows."""
        return f"‹ {self.variants[self._variant(value)]} ›" if self.variants else ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the matching items."""
        rows = self.query_one(_Items)
        rows.items = self._shown(event.value)
        rows.cursor = 0
        rows.forget_strips()
        rows.rows_changed()
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
            rows.forget_strips()
            rows.rows_changed()

    def _choose(self, *, more: bool = False) -> None:
        rows = self.query_one(_Items)
        now = self._shown(self.query_one(LineInput).value)
        if now != rows.items:  # Enter can arrive before the last letters are handled
            rows.items, rows.cursor = now, 0
        if rows.items:
            value = rows.items[rows.cursor].value
            turned = f"{TURN}{self._variant(value)}" if self.variants else ""
            self.dismiss(f"{MORE if more else ''}{value}{turned}")

    def takes_key(self, event: events.Key) -> bool:
        """Arrows move in the list while the search line has the focus."""
        rows = self.query_one(_Items)
        moves = {"up": -1, "down": 1, "ctrl+p": -1, "ctrl+n": 1}
        if event.key in moves:
            rows.move_to(rows.cursor + moves[event.key])
        elif event.key in TURNS and self.variants:
            self._turn(TURNS[event.key])
        elif event.key == "tab" and self.more:
            self._choose(more=True)
        elif event.character is not None and event.is_printable:
            self.query_one(LineInput).insert_text_at_cursor(event.character)  # typed before the line had the focus
        elif event.key == "enter":
            self._choose()
        elif event.key in {"pageup", "pagedown"}:
            rows.page(1 if event.key == "pagedown" else -1)
        else:
            return False
        return True
