"""Stakeholders, sources and tensions: adding, editing by form, renaming, removing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.edit import sources, stakeholders, tensions
from argmap.model.findings import Refusal
from argmap.model.ids import slug
from argmap.model.types import Side, Source, Stakeholder, Tension
from argmap.model.validation import validated
from argmap.session.session import Edit
from argmap.tui.deeds import change, does
from argmap.tui.deeds.rearranging import ask_new_id
from argmap.tui.deeds.removing import remove_thing
from argmap.tui.deeds.table_row import column_holder, row_name
from argmap.tui.form import NONE, Field, Form
from argmap.tui.picker import Item, Picker

if TYPE_CHECKING:
    from argmap.tui.screen import MainScreen


LEVELS = (NONE, Item("high", "high"), Item("low", "low"))


@does("new-stakeholder")
def new_stakeholder(screen: MainScreen) -> None:
    """A stakeholder, by form."""
    _stakeholder_form(screen, None)


@does("edit-stakeholder")
def edit_stakeholder(screen: MainScreen) -> None:
    """The stakeholder of the column."""
    _stakeholder_form(screen, screen.desk.index.stakeholders[column_holder(screen)])


def _stakeholder_form(screen: MainScreen, old: Stakeholder | None) -> None:
    groups = [
        Item(item.id, item.name or item.id)
        for item in screen.desk.map.stakeholders
        if old is None or item.id != old.id
    ]
    fields = (
        Field("name", "Name", (old.name if old else None) or ""),
        Field("kind", "Kind", (old.kind if old else None) or ""),
        Field("part_of", "Part of", (old.part_of if old else None) or "", (NONE, *groups)),
        Field("interests", "Interests", (old.interests if old else None) or "", lines=True),
        Field("power", "Power", (old.power if old else None) or "", LEVELS),
        Field("interest", "Interest", (old.interest if old else None) or "", LEVELS),
    )

    def keep(values: dict[str, str]) -> None:
        _needs(values["name"], "A stakeholder needs a name.")
        holder_id = old.id if old else slug(values["name"], screen.desk.index.taken_ids, "stakeholder")
        new = validated(Stakeholder, {"id": holder_id, **_given(values)})
        edit = stakeholders.edit_stakeholder if old else stakeholders.add_stakeholder
        _kept(screen, lambda map: edit(map, new), "stakeholder", holder_id, is_new=old is None)

    remove = (lambda: remove_thing(screen, "stakeholders", old.id)) if old else None
    screen.app.push_screen(Form(f"Stakeholder {old.id}" if old else "New stakeholder", fields, keep, remove))


@does("new-entry")
def new_entry(screen: MainScreen) -> None:
    """A source or a tension."""
    if screen.view == "sources":
        _source_form(screen, None)
    else:
        tension_form(screen, None)


@does("edit-entry")
def edit_entry(screen: MainScreen) -> None:
    """The form of the row's source or tension."""
    name = row_name(screen)
    if screen.view == "sources":
        _source_form(screen, screen.desk.index.sources[name])
    else:
        tension_form(screen, screen.desk.index.tensions[name])


@does("rename-entry")
def rename_entry(screen: MainScreen) -> None:
    """Another id for the row's thing; of a tension with sides, the one that is chosen."""
    name = row_name(screen)
    sides = screen.desk.index.tensions[name].sides if screen.view == "tensions" else ()
    if not sides:
        ask_new_id(screen, name)
        return

    def picked(side_id: str | None) -> None:
        if side_id is not None:
            ask_new_id(screen, side_id or name, name if side_id else None)

    items = [Item("", f"The tension: {name}"), *(Item(one.id, f"The side: {one.id}", one.title) for one in sides)]
    screen.app.push_screen(Picker("Which id do you want to change?", items), picked)


@does("delete-entry")
def delete_entry(screen: MainScreen) -> None:
    """Remove the row's thing."""
    remove_thing(screen, screen.view, row_name(screen))


def _source_form(screen: MainScreen, old: Source | None) -> None:
    names = (
        ("title", "Title"), ("author", "Author"), ("publisher", "Publisher"), ("date", "Date"), ("url", "Address"),
        ("accessed", "Read on"),
    )  # fmt: skip
    fields = [
        Field(name, label, (getattr(old, name) if old else None) or "", date=name in {"date", "accessed"})
        for name, label in names
    ]

    def keep(values: dict[str, str]) -> None:
        _needs(values["title"], "A source needs a title.")
        source_id = old.id if old else slug(values["title"], screen.desk.index.taken_ids, "source")
        new = validated(Source, {"id": source_id, **_given(values)})
        edit = sources.edit_source if old else sources.add_source
        _kept(screen, lambda map: edit(map, new), "source", source_id, is_new=old is None)

    remove = (lambda: remove_thing(screen, "sources", old.id)) if old else None
    screen.app.push_screen(Form(f"Source {old.id}" if old else "New source", fields, keep, remove))


def tension_form(screen: MainScreen, old: Tension | None) -> None:
    """The form of a tension, or of one that is to be added."""
    sides = "\n".join(side.title for side in old.sides) if old else ""
    fields = (
        Field("title", "Title", (old.title if old else None) or ""),
        Field("question", "Question", (old.question if old else None) or "", lines=True),
        Field("sides", "Sides, one a line (^j)", sides, lines=True),
    )

    def keep(values: dict[str, str]) -> None:
        _needs(values["title"], "A tension needs a title.")
        tension_id = old.id if old else slug(values["title"], screen.desk.index.taken_ids, "tension")
        new = Tension(
            id=tension_id,
            title=values["title"],
            question=values["question"] or None,
            sides=sides_from(values["sides"], old.sides if old else ()),
        )
        edit = tensions.edit_tension if old else tensions.add_tension
        _kept(screen, lambda map: edit(map, new), "tension", tension_id, is_new=old is None)

    remove = (lambda: remove_thing(screen, "tensions", old.id)) if old else None
    screen.app.push_screen(Form(f"Tension {old.id}" if old else "New tension", fields, keep, remove))


def sides_from(lines: str, before: tuple[Side, ...]) -> tuple[Side, ...]:
    """Sides from their titles, one a line. A title that stayed keeps its id; where the number of sides stayed, so
    does the id of a reworded one."""
    titles = [title.strip() for title in lines.splitlines() if title.strip()]
    known = {side.title: side.id for side in before}
    same_count = len(titles) == len(before)
    taken = {known[title] for title in titles if title in known}
    sides = []
    for place, title in enumerate(titles):
        side_id = known.get(title)
        if side_id is None and same_count and before[place].id not in taken:
            side_id = before[place].id
        side_id = side_id or slug(title, taken, "side")
        taken.add(side_id)
        sides.append(Side(id=side_id, title=title))
    return tuple(sides)


def _kept(screen: MainScreen, edit: Edit, kind: str, name: str, *, is_new: bool) -> None:
    """Make the edit of a form. The cursor goes to what is new."""
    said = "Added." if is_new else "Changed."
    if is_new and kind == "tension":
        adds, edits = screen.keymap.key_of("add-child"), screen.keymap.key_of("edit-claim")
        said = f"Added. On the map, {adds} adds a claim that takes a side; {edits} gives a claim that you have one."
    change(screen, edit, f"{'add' if is_new else 'edit'} {kind} '{name}'", said)
    if is_new and screen.view != "map":
        screen.table.go_to(name)


def _given(values: dict[str, str]) -> dict[str, str | None]:
    return {name: value or None for name, value in values.items()}


def _needs(value: str, why: str) -> None:
    if not value.strip():
        raise Refusal(why)
