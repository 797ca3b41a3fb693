"""Forms: labelled fields in a dialog. Ctrl+S keeps the values, and so does Enter in a last field of one line.

A refusal is shown below the field that it is about, which gets the focus. Esc asks before it leaves what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from argmap.check.dates import date_advice, meant_date
from argmap.draw.terminal.cells import cell_width, cut
from argmap.escape import one_line
from argmap.excerpt import excerpt
from argmap.model.findings import MapError
from argmap.session.drafts import TypedDraft
from argmap.tui.dialogs.dialog import ENTER_DONE, Dialog
from argmap.tui.dialogs.picker import MORE, NEW, Picker, PickerItem
from argmap.tui.widgets.plain_text import PlainText
from argmap.tui.widgets.text_entry import DISCARDS_DRAFT, DRAFT_DISCARDED, DRAFT_RESTORED, LineInput, TextBox

NONE = PickerItem("", "none")
"""The option that leaves a field out of the file."""


class FieldRefusal(MapError):
    """A MapError about the value of a field."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


@contextmanager
def about_field(name: str) -> Iterator[None]:
    """Within, a MapError is about the field of that name."""
    try:
        yield
    except MapError as refusal:
        raise FieldRefusal(name, str(refusal)) from refusal


def field_refused(refusal: BaseException | None) -> str:
    """The field that a refusal, or what led to it, is about; empty when that is not known."""
    while refusal is not None:
        if isinstance(refusal, FieldRefusal):
            return refusal.field
        refusal = refusal.__cause__
    return ""


@dataclass(frozen=True)
class FormField:
    """A field: its name in the result, its label, its first value and its options.

    One of the ``options`` is chosen (``←→``, or Enter to search). With ``new`` (for example "new source") words typed
    there can be chosen too; the value is then ``NEW + words``. ``lines`` allows text of several lines. ``date``
    accepts an unambiguous date, such as "21 July 2025", and returns it in the format of the file. ``limit`` is the
    most characters that it accepts. ``example`` is shown while the field is empty. ``required`` is what is said when
    it is left empty; without it, it may be.
    """

    name: str
    label: str
    value: str = ""
    options: Sequence[PickerItem] = ()
    lines: bool = False
    new: str = ""
    date: bool = False
    limit: int | None = None
    example: str = ""
    required: str = ""

    def read(self, typed: str) -> str:
        """The value of what was typed. Raises MapError for text over the limit, and for no date in a field of dates.

        An unchanged value is accepted as it is; the check reports it.
        """
        if typed in ("", self.value):
            return typed
        if self.limit is not None and len(typed) > self.limit:
            raise FieldRefusal(self.name, f"Use at most {self.limit} characters (now {len(typed)}).")
        if not self.date:
            return typed
        meant = meant_date(typed)
        if meant is None:
            shown = excerpt(one_line(typed), 40)
            raise FieldRefusal(self.name, f"'{shown}' is not a date. {date_advice(typed)}")
        return meant


AT_A_GLANCE = 3
"""Options that one knows without being told how many there are."""


class Chooser(Widget, can_focus=True):
    """One of a few options, or of many by search."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"chooser--note"}
    DEFAULT_CSS = """
    Chooser { height: 1; background: $raised; padding: 0 1; width: 1fr; }
    Chooser:focus { background: $cursor-off; text-style: bold underline; }
    Chooser > .chooser--note { color: $dim; }
    """

    class OptionsWanted(Message):
        """Enter or a click: all options are to be shown; a letter: those that it finds."""

        def __init__(self, chooser: Chooser, typed: str = "") -> None:
            super().__init__()
            self.chooser = chooser
            self.typed = typed

    class Chosen(Message):
        """Another option was chosen."""

    def __init__(self, field: FormField) -> None:
        super().__init__(id=f"field-{field.name}")
        self.options = field.options
        self.new = field.new
        self.label = field.label
        self.value = field.value

    def render(self) -> Text:
        """The chosen option between arrows; beside it which of many it is, and its note."""
        value = self.value.removeprefix(NEW)
        at = next((place for place, option in enumerate(self.options) if option.value == value), None)
        chosen = PickerItem("", value or "—") if at is None else self.options[at]
        text = f"‹ {cut(one_line(chosen.text), self.size.width - 4)} ›"
        place = f"{at + 1} of {len(self.options)}" if at is not None and len(self.options) > AT_A_GLANCE else ""
        note = cut(" · ".join(filter(None, (place, one_line(chosen.note)))), self.size.width - cell_width(text) - 2)
        look = self.get_component_rich_style("chooser--note", partial=True) + Style(bold=False, underline=False)
        return Text(text, no_wrap=True).append(f"  {note}" if note else "", look)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the chosen option begins."""
        return self.content_region.offset

    def choose(self, value: str) -> None:
        """Choose an option."""
        self.value = value
        self.refresh()
        self.post_message(self.Chosen())

    def on_key(self, event: events.Key) -> None:
        """Left and right change the option; Enter and Space show all options, other characters find some."""
        values = [option.value for option in self.options]
        if event.key in {"left", "right"} and values:
            step = 1 if event.key == "right" else -1
            at = values.index(self.value) if self.value in values else -step
            self.choose(values[(at + step) % len(values)])
        elif event.key in {"enter", "space"}:
            self.post_message(self.OptionsWanted(self))
        elif event.character is not None and event.is_printable:
            self.post_message(self.OptionsWanted(self, event.character))
        else:
            return
        event.stop()

    def on_click(self) -> None:
        """Show all options."""
        self.post_message(self.OptionsWanted(self))


class Form(Dialog[dict[str, str]]):
    """Fields to fill in.

    ``keep`` gets the values and may raise MapError: the form then stays open and shows why. ``remove``, if given,
    removes the thing that the form edits, and ``removes`` is the verb for that. Values that were typed and not kept
    are stored in ``draft`` and laid over the present values when the form is opened again. Show it with :meth:`open`.
    """

    TAKES_TEXT = True
    DEFAULT_CSS = """
    Form VerticalScroll { height: auto; max-height: 100%; }
    Form Horizontal { height: auto; }
    Form .field { height: auto; margin-bottom: 1; }
    Form.-short .field { margin-bottom: 0; }
    Form .refusal { color: $error-text; height: auto; margin-left: 17; padding: 0 1; display: none; }
    Form.-short > Vertical { height: 100%; }
    Form.-short VerticalScroll { height: 1fr; }
    Form .label { width: 17; color: $dim; }
    Form LineInput { width: 1fr; }
    Form TextBox { width: 1fr; max-height: 8; }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        keep: Callable[[dict[str, str]], None],
        remove: Callable[[], None] | None = None,
        *,
        draft: TypedDraft,
        removes: str = "remove",
        starts_at: str = "",
    ) -> None:
        super().__init__(title)
        self.fields = fields
        self.keep = keep
        self.removing = remove
        self.draft = draft
        self.removes = removes
        self.starts_at = starts_at or fields[0].name
        """The field that has the focus first."""
        self._then: Callable[[dict[str, str] | None], None] | None = None
        self._visited: set[Widget] = set()
        self._asked_about: dict[str, str] | None = None
        """The values with which Esc has asked."""
        self._unchanged: dict[str, str] = {}
        """The present values, as the fields show them."""
        self._opened_with: dict[str, str] = {}
        """These with the draft over them."""
        self._noted: dict[str, str] = {}
        """The values when a draft was last made of them."""
        self._said_of: dict[str, str] | None = None
        """The values that what is shown below the form is about."""

    def open(self, app: App[Any], then: Callable[[dict[str, str] | None], None] | None = None) -> None:
        """Show the form; ``then`` gets its values, or None when it is closed without them."""
        self._then = then
        app.push_screen(self, then)

    def _open_again(self, app: App[Any]) -> None:
        Form(
            self.heading,
            self.fields,
            self.keep,
            self.removing,
            draft=self.draft,
            removes=self.removes,
            starts_at=self.starts_at,
        ).open(app, self._then)

    def content(self) -> ComposeResult:
        """The fields, one per row."""
        with VerticalScroll(can_focus=False):
            for field in self.fields:
                with Vertical(classes="field"):
                    with Horizontal():
                        yield PlainText(field.label, classes="label")
                        yield _widget(field)
                    yield PlainText("", classes="refusal", id=f"refusal-{field.name}")

    def on_mount(self) -> None:
        """Focus the first field with the cursor at the end of its text."""
        self.set_focus(self.query_one(f"#field-{self.starts_at}"))
        self._unchanged = self.values()
        for field in self.fields:
            if field.name in self.draft.values:
                _put(self._widget(field), self.draft.values[field.name])
        self._opened_with = self._noted = self.values()
        if self._opened_with != self._unchanged:
            self.refuse(DRAFT_RESTORED)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of the focused field.

        A text field puts its cursor at the end on the first focus and shows its beginning until then.
        """
        box = event.widget
        removes = [f"^r {self.removes}"] if self.removing else []
        self.show_hint("   ".join([*self._keys_of(box), *removes, "Esc cancel"]))
        if isinstance(box, TextBox) and box not in self._visited:
            self._visited.add(box)
            box.move_cursor(box.document.end)

    def _keys_of(self, box: Widget) -> list[str]:
        """The hints of a field: each thing that its keys do, once."""
        on = ["Tab next"] if len(self.fields) > 1 else []
        if isinstance(box, Chooser):
            return [*on, "←→ change", f"Enter list{' or add' if box.new else ''}", "^s done"]
        if isinstance(box, TextBox):
            return [*on, "Enter new line", "^s done"]
        return [*on, ENTER_DONE] if self._is_last(box) else ["Enter next", "^s done"]

    def _is_last(self, box: Widget | None) -> bool:
        return box is self._widget(self.fields[-1])

    def _widget(self, field: FormField) -> Widget:
        return self.query_one(f"#field-{field.name}")

    def values(self) -> dict[str, str]:
        """The values of the fields by name."""
        return {field.name: _value(self._widget(field)) for field in self.fields}

    def _keep(self) -> None:
        values = self.values()

        def keep() -> None:
            read = {field.name: field.read(values[field.name]) for field in self.fields}
            for field in self.fields:
                if field.required and not read[field.name].strip():
                    raise FieldRefusal(field.name, field.required)
            self.keep(read)

        self._close_after(keep, values)

    def _close_after(self, work: Callable[[], None], values: dict[str, str] | None) -> None:
        try:
            work()
        except MapError as refusal:
            self._show_refusal(field_refused(refusal), str(refusal))
            return
        self.draft.drop()
        self.dismiss(values)

    def _show_refusal(self, name: str, why: str) -> None:
        """Show why a value is refused below its field, which gets the focus; one of no field below the form."""
        for field in self.fields:
            line = self.query_one(f"#refusal-{field.name}", PlainText)
            line.say(f"! {why}" if field.name == name else "")
            line.display = field.name == name
        known = any(field.name == name for field in self.fields)
        self.refuse("" if known else why)
        if known:
            self.set_focus(self.query_one(f"#field-{name}"))
            self.call_after_refresh(self.query_one(f"#refusal-{name}").scroll_visible, animate=False)

    def refuse(self, why: str, *, lasting: bool = False) -> None:
        """Show what is about all fields until one of them changes; if ``lasting``, until the form closes."""
        super().refuse(why, lasting=lasting)
        self._said_of = self.values() if why and not lasting else None

    def _changed(self) -> None:
        if self._said_of is not None and self._said_of != self.values():
            self.refuse("")

    def on_input_changed(self) -> None:
        """What was said of the values before goes."""
        self._changed()

    def on_text_area_changed(self) -> None:
        """As of a field of one line."""
        self._changed()

    def on_chooser_chosen(self) -> None:
        """As of a field of one line."""
        self._changed()

    def give_up(self) -> None:
        """Close. With values that were typed ask first, then store them for the next time."""
        values, app = self.values(), self.app
        if values not in (self._unchanged, self._opened_with, self._asked_about):
            self._asked_about = values
            self._show_refusal("", "Press ^s to accept what you typed, or Esc again to leave it as a draft.")
            return
        self.dismiss(None)
        typed, was = self._typed(values), self._typed(self._opened_with)
        self.draft.leave(self.heading, typed, was, lambda: self._open_again(app))

    def note_draft(self) -> int:
        """Make a draft of what is typed so far, and return its length in characters."""
        if not self._unchanged or not self.is_attached:  # not open yet, or its fields may be gone
            return 0
        values = self.values()
        if values != self._noted:
            self._noted = values
            self.draft.put(self.heading, self._typed(values))
        return sum(map(len, values.values()))

    def _discard_draft(self) -> None:
        """Show the present values again; closed with them, the form has no draft."""
        for field in self.fields:
            _put(self._widget(field), self._unchanged[field.name])
        self.refuse(DRAFT_DISCARDED)

    def _typed(self, values: Mapping[str, str]) -> Mapping[str, str]:
        """The values that differ from the present ones."""
        return {name: value for name, value in values.items() if value != self._unchanged[name]}

    def takes_key(self, event: events.Key) -> bool:
        """Ctrl+S keeps, Ctrl+R removes; Tab and arrows move between fields."""
        if event.key == "ctrl+s":
            self._keep()
        elif event.key == "ctrl+r" and self.removing is not None:
            self.note_draft()  # it comes back with what is removed
            self._close_after(self.removing, None)
        elif event.key == DISCARDS_DRAFT and self._opened_with != self._unchanged:
            self._discard_draft()
        elif event.key in {"tab", "down"}:
            self.focus_next()
        elif event.key in {"shift+tab", "up"}:
            self.focus_previous()
        else:
            return False
        return True

    def on_input_submitted(self) -> None:
        """Go to the next field; in the last one, keep."""
        self._go_on()

    def _go_on(self) -> None:
        if self._is_last(self.focused):
            self._keep()
        else:
            self.focus_next()

    def on_chooser_options_wanted(self, event: Chooser.OptionsWanted) -> None:
        """Show the options of a field; one that is picked with Tab leads to the next field, as Tab does in fields."""
        chooser = event.chooser

        def chosen(value: str | None) -> None:
            if value is not None:
                chooser.choose(value.removeprefix(MORE))
                if value.startswith(MORE):
                    self.focus_next()

        more = "" if self._is_last(chooser) else "choose, next field"
        picker = Picker(
            chooser.label, chooser.options, new=chooser.new, more=more, typed=event.typed, at=chooser.value
        )
        self.app.push_screen(picker, chosen)


def _widget(field: FormField) -> Widget:
    if field.options:
        return Chooser(field)
    kind = TextBox if field.lines else LineInput
    return kind(field.value, id=f"field-{field.name}", example=field.example)


def _put(widget: Widget, value: str) -> None:
    """Put a value into a field; an option that is offered no more stays out."""
    if isinstance(widget, TextBox):
        widget.load_text(value)
    elif isinstance(widget, LineInput):
        widget.value = value
        widget.cursor_position = len(value)
    elif isinstance(widget, Chooser) and (value.startswith(NEW) or value in [one.value for one in widget.options]):
        widget.choose(value)


def _value(widget: Widget) -> str:
    if isinstance(widget, TextBox):
        return widget.text.strip()
    if isinstance(widget, LineInput):
        return widget.value.strip()
    assert isinstance(widget, Chooser)
    return widget.value
