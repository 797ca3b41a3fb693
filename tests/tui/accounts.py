"""What an action of the editor did, in words: what it said, the dialog that it opened, what it changed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from textual.screen import Screen

from argmap.tui.dialogs.choice import Choice
from argmap.tui.dialogs.dialog import Dialog
from argmap.tui.dialogs.form import Form, FormField
from argmap.tui.dialogs.picker import Picker, PickerItem
from tests.tui.conftest import Driver

FIRST = 8
"""Items that are told of a long list."""


def account(driver: Driver, before: str) -> Iterator[str]:
    """What was said, asked, opened and done since the file was ``before`` and no message was shown."""
    editor, state = driver.editor, driver.editor.state
    if editor.main.message.message:
        yield f"says: {editor.main.message.message}"
    request = editor.main.entry.request
    if isinstance(editor.screen, Dialog):
        yield from dialog_told(editor.screen)
    elif editor.main.entry.is_open and request is not None:
        yield f"asks: {request.label} {request.text!r} [{request.hint}]{'' if request.lines else ' one line'}"
    now = state.session.document.text
    if now != before:
        yield f"did: {state.session.undo_label}"
        lines = difflib.unified_diff(before.splitlines(), now.splitlines(), n=0, lineterm="")
        yield from (f"  {line}" for line in lines if not line.startswith(("---", "+++", "@@")))


def dialog_told(dialog: Screen[object]) -> Iterator[str]:
    """A dialog with all that it offers, also what a small window does not show."""
    assert isinstance(dialog, Dialog)
    yield f"opens: {dialog.heading} [{dialog.hint}]"
    if isinstance(dialog, Form):
        yield from map(field_told, dialog.fields)
        yield f"  begins at {dialog.starts_at}{f'; can {dialog.removes} it' if dialog.removing else ''}"
    elif isinstance(dialog, Picker):
        yield from map(item_told, dialog.items[:FIRST])
        more = {"more": len(dialog.items) - FIRST} if len(dialog.items) > FIRST else {}
        told = {"new": dialog.new, "Tab": dialog.more, "variants": dict(dialog.variants), "now": dialog.turned} | more
        yield from (f"  {name}: {value}" for name, value in told.items() if value)
    elif isinstance(dialog, Choice):
        yield from (f"  {line}" for line in str(dialog.explanation).splitlines())
        yield from (f"  ({answer.key}) {answer.about}" for answer in dialog.answers)


def field_told(field: FormField) -> str:
    told = {
        "example": field.example,
        "options": [option.text for option in field.options[:FIRST]],
        "new": field.new,
        "limit": field.limit,
        "date": field.date,
        "lines": field.lines,
    }
    return f"  {field.label} ({field.name}): {field.value!r}" + "".join(
        f", {name}: {value}" for name, value in told.items() if value
    )


def item_told(item: PickerItem) -> str:
    group = f"{item.group}: " if item.group else ""
    return f"  {group}{item.text}{f' [{item.note}]' if item.note else ''}{f' ({item.also})' if item.also else ''}"
