"""Commands that add, edit, rename and delete stakeholders, sources and tensions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from argmap.edit import sources, stakeholders, tensions
from argmap.escape import one_line
from argmap.excerpt import excerpt
from argmap.mapfile.fields import SOURCE, STAKEHOLDER
from argmap.mapfile.record import Record
from argmap.model.ids import slug
from argmap.model.types import MAX_SHORT, Map, Part, Side, Source, Stakeholder, Tension, rebuilt
from argmap.model.validation import validated
from argmap.tui.actions import ViewName
from argmap.tui.commands.edits import change, remove_thing
from argmap.tui.commands.restructure import ask_new_id
from argmap.tui.commands.targets import column_holder, row_name
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.dialogs.form import NONE, FieldRefusal, Form, FormField, about_field
from argmap.tui.dialogs.picker import Picker, PickerItem
from argmap.tui.naming import entry_quoted
from argmap.vocabulary import capital

Entry = TypeVar("Entry", Stakeholder, Source, Tension)
_LABELS = {"url": "Web address", "accessed": "Accessed on"}
_LINES = {"interests"}
_DATES = {"date", "accessed"}
_EXAMPLES = {
    "title": "for example Minutes of the hearing",
    "author": "for example Ada Lovelace",
    "publisher": "for example City council",
    "date": "2025, 2025-07 or 21 July 2025",
    "url": "for example https://example.org/minutes",
    "accessed": "for example 2025-07-21",
    "copy": "for example sources/minutes.pdf",
    "name": "for example City council",
    "kind": "for example public body, company, union",
    "interests": "for example Less traffic in the centre",
}
_SHORT_EXAMPLE = "A few words for pictures"
_TOO_FEW_SIDES = "Enter at least two sides, one per line. Enter starts a new line."


def new_stakeholder(screen: EditorScreen) -> None:
    """Add a stakeholder in a form."""
    _stakeholder_form(screen, None)


def edit_stakeholder(screen: EditorScreen) -> None:
    """Edit the stakeholder of the matrix's column in a form."""
    _stakeholder_form(screen, screen.state.index.stakeholders[column_holder(screen)])


def _stakeholder_form(screen: EditorScreen, old: Stakeholder | None) -> None:
    groups = [
        PickerItem(item.id, item.name or item.id)
        for item in screen.state.map.stakeholders
        if old is None or item.id != old.id
    ]
    fields = _fields_of(STAKEHOLDER, old, {"part_of": (NONE, *groups)})

    def made(holder_id: str, values: dict[str, str]) -> Stakeholder:
        return validated(Stakeholder, {"id": holder_id, **_given(values)})

    _show_form(
        screen, "stakeholder", old, fields, made, (stakeholders.add_stakeholder, stakeholders.edit_stakeholder)
    )


def new_thing(screen: EditorScreen) -> None:
    """Ask for the kind of a new thing, and open its form."""
    answers = (
        ChoiceAnswer("claim", "c", "Claim at the top level"),
        ChoiceAnswer("tension", "t", "Tension between sides"),
        ChoiceAnswer("stakeholder", "s", "Stakeholder"),
        ChoiceAnswer("source", "u", "Source"),
    )

    screen.app.push_screen(Choice("Add what?", answers), lambda kind: add_of_kind(screen, kind) if kind else None)


KINDS = ("tension", "stakeholder", "source")
"""What is added in a form on any tab."""


def add_of_kind(screen: EditorScreen, kind: str) -> None:
    """Open the form of a new thing of a kind, or ask for the text of a new claim."""
    if kind == "claim":
        screen.do(screen.keymap.named("add-claim"))
    elif kind == "tension":
        tension_form(screen, None)
    elif kind == "stakeholder":
        _stakeholder_form(screen, None)
    else:
        _source_form(screen, None)


def new_entry(screen: EditorScreen) -> None:
    """Add a stakeholder, a source or a tension in a form."""
    _FORMS[screen.state.view](screen, None)


def edit_entry(screen: EditorScreen) -> None:
    """Edit the stakeholder, the source or the tension of the row in a form."""
    view = screen.state.view
    _FORMS[view](screen, getattr(screen.state.index, view)[row_name(screen)])


def rename_entry(screen: EditorScreen) -> None:
    """Rename the id of the row's entry; in a tension with sides, ask first which id."""
    name = row_name(screen)
    sides = screen.state.index.tensions[name].sides if screen.state.view == "tensions" else ()
    if not sides:
        ask_new_id(screen, name)
        return

    def picked(side_id: str | None) -> None:
        if side_id is not None:
            ask_new_id(screen, side_id or name, name if side_id else None)

    items = [
        PickerItem("", f"Tension: {entry_quoted(screen.state.index, 'tensions', name)}"),
        *(PickerItem(one.id, f"Side: “{one.title}”") for one in sides),
    ]
    screen.app.push_screen(Picker("Rename which id?", items), picked)


def delete_entry(screen: EditorScreen) -> None:
    """Delete the row's entry."""
    remove_thing(screen, screen.state.view, row_name(screen))


def _source_form(screen: EditorScreen, old: Source | None) -> None:
    fields = [field for field in _fields_of(SOURCE, old) if field.name != "copy_sha256"]

    def made(source_id: str, values: dict[str, str]) -> Source:
        given = _given(values)
        digest = old.copy_sha256 if old and given["copy"] == old.copy else None
        return validated(Source, {"id": source_id, **given, "copy_sha256": digest})

    _show_form(screen, "source", old, fields, made, (sources.add_source, sources.edit_source))


def tension_form(
    screen: EditorScreen, old: Tension | None, title: str = "", then: Callable[[], None] = lambda: None
) -> None:
    """Open the form of a tension, or of a new one called ``title``; call ``then`` once it is kept."""
    before, question = (old.sides, old.question or "") if old else ((), "")
    sides = "\n".join(side.title for side in before)
    fields = (
        FormField(
            "title",
            "Title",
            (old.title if old else None) or title,
            example="for example Cars or quiet",
            required="Enter a title." if _is_named(old, "title") else "",
        ),
        FormField(
            "question",
            "Question",
            question,
            lines=bool(question),  # to be seen whole; Enter leads from a new one to the sides
            example="for example How much traffic should the centre have?",
        ),
        FormField(
            "sides",
            "Sides",
            sides,
            lines=True,
            example="First side, Enter, second side",
            required="" if old else _TOO_FEW_SIDES,
        ),
        *(
            FormField(
                f"short-{side.id}",
                f"Side {number}, short",
                side.short or "",
                limit=MAX_SHORT,
                example=_SHORT_EXAMPLE,
            )
            for number, side in enumerate(before, 1)
        ),
    )

    def made(tension_id: str, values: dict[str, str]) -> Tension:
        shortened = tuple(rebuilt(side, short=values[f"short-{side.id}"] or None) for side in before)
        found = sides_from(values["sides"], shortened)
        if len(found) == 1 and values["sides"] != sides:
            raise FieldRefusal("sides", _TOO_FEW_SIDES)
        return Tension(id=tension_id, title=values["title"], question=values["question"] or None, sides=found)

    _show_form(screen, "tension", old, fields, made, (tensions.add_tension, tensions.edit_tension), then)


_FORMS: Mapping[ViewName, Callable[[EditorScreen, Any], None]] = {
    "stakeholders": _stakeholder_form,
    "sources": _source_form,
    "tensions": tension_form,
}
"""The form of an entry, or of a new one, by the tab that lists its kind."""


def sides_from(lines: str, before: tuple[Side, ...]) -> tuple[Side, ...]:
    """Sides from their titles, one per line.

    An unchanged title keeps its id. When the number of sides is unchanged, a reworded side keeps its id too.
    """
    titles = [title.strip() for title in lines.splitlines() if title.strip()]
    known = {side.title: side.id for side in before}
    shorts = {side.id: side.short for side in before}
    same_count = len(titles) == len(before)
    taken = {known[title] for title in titles if title in known}
    sides = []
    for place, title in enumerate(titles):
        side_id = known.get(title)
        if side_id is None and same_count and before[place].id not in taken:
            side_id = before[place].id
        side_id = side_id or slug(title, taken, "side")
        taken.add(side_id)
        sides.append(Side(id=side_id, title=title, short=shorts.get(side_id)))
    return tuple(sides)


def _is_named(old: Part | None, attribute: str) -> bool:
    """Whether an entry has its first field, which then stays, or is new; one that never had it goes without."""
    return old is None or bool(getattr(old, attribute))


def _fields_of(
    record: Record, old: Part | None, offered: Mapping[str, Sequence[PickerItem]] = MappingProxyType({})
) -> list[FormField]:
    """The fields of an entry's form, in the order of the file. ``offered`` are the items of those that are picked."""
    labels = {"short": f"Short {record.fields[0].name}", **_LABELS}
    choices = {field.name: [NONE, *(PickerItem(word, word) for word in field.choices)] for field in record.fields}
    return [
        FormField(
            field.name,
            labels.get(field.name, capital(field.name.replace("_", " "))),
            getattr(old, field.attribute, None) or "",
            offered.get(field.name, choices[field.name] if field.choices else ()),
            lines=field.name in _LINES,
            date=field.name in _DATES,
            limit=field.limit,
            example=_EXAMPLES.get(field.name, _SHORT_EXAMPLE if field.limit else ""),
            required=f"Enter a {field.name}."
            if field is record.fields[0] and _is_named(old, field.attribute)
            else "",
        )
        for field in record.fields
    ]


def _show_form(
    screen: EditorScreen,
    kind: str,
    old: Entry | None,
    fields: Sequence[FormField],
    made: Callable[[str, dict[str, str]], Entry],
    add_and_edit: tuple[Callable[[Map, Entry], Map], Callable[[Map, Entry], Map]],
    then: Callable[[], None] = lambda: None,
) -> None:
    """Open the form of an entry, or of a new one, whose first field is its name.

    ``made`` makes the entry from its id and the values of the form. ``then`` is called once it is kept.
    """
    named, (add, edit) = fields[0].name, add_and_edit
    said_of = entry_quoted(screen.state.index, f"{kind}s", old.id) if old else ""

    def keep(values: dict[str, str]) -> None:
        entry_id = old.id if old else slug(values[named], screen.state.index.taken_ids, kind)
        new = made(entry_id, values)
        _refuse_by_field(screen, fields, values, lambda map, one: (edit if old else add)(map, made(entry_id, one)))
        if old:
            change(screen, lambda map: edit(map, new), f"edit {kind} {said_of}", "Updated.")
            return
        change(
            screen,
            lambda map: add(map, new),
            f"add {kind} “{excerpt(one_line(values[named]), 40)}”",
            _said_of_new(screen, kind),
        )
        if screen.state.view != "map":
            screen.table.go_to(entry_id)
        elif kind == "tension":
            outline = screen.state.outline
            screen.state.show_outline(outline.unfold(outline.shape.parent(f"#{entry_id}")))

    remove = (lambda: remove_thing(screen, f"{kind}s", old.id)) if old else None
    drafts, title = screen.state.drafts, f"{kind.capitalize()} {said_of}" if old else f"New {kind}"
    draft = drafts.of(kind, (old.id,)) if old else drafts.of(f"new {kind}", (), fields[0].value)
    form = Form(title, fields, keep, remove, draft=draft, removes="delete")
    form.open(screen.app, lambda values: then() if values is not None else None)


def _refuse_by_field(
    screen: EditorScreen,
    fields: Sequence[FormField],
    values: Mapping[str, str],
    put: Callable[..., Map],
) -> None:
    """Try each value that was typed with the name alone, so that a refusal is about one field."""
    named, before = fields[0].name, {field.name: field.value for field in fields}
    for name in (name for name in values if values[name] != before[name]):
        tried = before | {named: values[named], name: values[name]}
        with about_field(name):
            screen.state.tried(partial(put, one=tried))


def _said_of_new(screen: EditorScreen, kind: str) -> str:
    added = f"{kind.capitalize()} added."
    if kind != "tension":
        return added
    adds, edits = screen.keymap.key_of("add-support"), screen.keymap.key_of("put-on-side")
    return f"{added} On its row of the Map tab, {adds} adds a claim to a side; {edits} puts a selected claim on one."


def _given(values: dict[str, str]) -> dict[str, str | None]:
    return {name: value or None for name, value in values.items()}
