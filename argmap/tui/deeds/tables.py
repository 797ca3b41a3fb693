"""The screens that are tables: opening rows, stances in the matrix, forms of sources, stakeholders and tensions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from argmap.edit import sources, stakeholders, tensions
from argmap.model.findings import Refusal
from argmap.model.ids import slug
from argmap.model.types import Side, Source, Stakeholder, Tension
from argmap.model.validation import validated
from argmap.session.session import Edit
from argmap.tui.actions import View
from argmap.tui.deeds import change, does
from argmap.tui.deeds.forms import LEVEL_ITEMS, NONE, position_form
from argmap.tui.deeds.linking import take_stance
from argmap.tui.deeds.looking import go_to_view
from argmap.tui.deeds.rearranging import ask_new_id
from argmap.tui.deeds.removing import remove_thing
from argmap.tui.entry_bar import Request
from argmap.tui.form import Field, Form
from argmap.tui.picker import Item, Picker

if TYPE_CHECKING:
    from argmap.tui.screen import MainScreen


def _row_name(screen: MainScreen) -> str:
    name = screen.table.selected
    if name is None:
        raise Refusal(screen.table.sheet.empty)
    return name


@does("open-row")
def open_row(screen: MainScreen) -> None:
    """Jump to the row's claim, or open the row's form."""
    name = _row_name(screen)
    if screen.view == "matrix" and screen.table.column:
        position_form(screen, name, _holder(screen))
    elif screen.view in {"sources", "tensions"}:
        edit_entry(screen)
    elif screen.view == "findings" and screen.claim_id is None:
        _go_to_entry(screen, screen.checker.path_of(name))
    else:
        go_to_claim(screen)


ENTRIES_IN: Mapping[str, View] = {"stakeholders": "matrix", "sources": "sources", "tensions": "tensions"}
"""The screen that shows the entries of a section of the file."""


def _go_to_entry(screen: MainScreen, path: Sequence[str]) -> None:
    """The stakeholder, source or tension that a path leads into, on its screen."""
    view = ENTRIES_IN.get(path[0]) if len(path) > 1 else None
    if view is None:
        raise Refusal(f"This finding is about the map as a whole. {screen.keymap.key_of('edit-map')} edits it there.")
    go_to_view(screen, view)
    screen.table.go_to(path[1])


@does("go-to-claim")
def go_to_claim(screen: MainScreen) -> None:
    """The row's claim, on the map."""
    _row_name(screen)
    claim_id = screen.claim_id
    if claim_id is None:
        raise Refusal("This row is about no claim that is in the map now.")
    go_to_view(screen, "map")
    screen.select(claim_id)


@does("cell-left")
def cell_left(screen: MainScreen) -> None:
    """A column to the left."""
    if not screen.table.move_column(-1):
        raise Refusal("There is no column further to the left.")


@does("cell-right")
def cell_right(screen: MainScreen) -> None:
    """A column to the right."""
    if not screen.table.move_column(1):
        raise Refusal("There is no column further to the right.")


@does("filter-table")
def filter_table(screen: MainScreen) -> None:
    """Only the rows with the words, while they are typed."""
    view = screen.view

    def live(words: str) -> None:
        screen.queries[view] = words
        screen.show_table()

    def given_up() -> None:
        live("")

    def keep(words: str) -> None:
        screen.say(f"{len(screen.table.sheet.rows)} rows. Esc shows all." if words.strip() else "")

    hint = "Type words in any order   Enter keeps   Esc shows all"
    text = screen.queries.get(view, "")
    screen.ask(Request("Find", keep, text, hint, lines=False, live=live, given_up=given_up, drafts=False))


# The matrix


def _holder(screen: MainScreen) -> str:
    columns = screen.table.sheet.columns
    if len(columns) < 2:
        raise Refusal(f"There is no stakeholder yet. {screen.keymap.key_of('new-stakeholder')} adds one.")
    return columns[max(1, screen.table.column)].name


def _set_stance(screen: MainScreen, stance: str) -> None:
    take_stance(screen, _row_name(screen), _holder(screen), stance)


@does("stance-agrees")
def stance_agrees(screen: MainScreen) -> None:
    """The stakeholder agrees."""
    _set_stance(screen, "agrees")


@does("stance-disagrees")
def stance_disagrees(screen: MainScreen) -> None:
    """The stakeholder disagrees."""
    _set_stance(screen, "disagrees")


@does("stance-mixed")
def stance_mixed(screen: MainScreen) -> None:
    """The stakeholder agrees in part."""
    _set_stance(screen, "mixed")


AFTER = {"": "agrees", "agrees": "disagrees", "disagrees": "mixed", "mixed": ""}
"""The stance that comes next; nothing is no position."""


@does("stance-next")
def stance_next(screen: MainScreen) -> None:
    """The next stance in turn; a source and quote stay with the position until it is taken away."""
    claim, holder = screen.desk.index.claims[_row_name(screen)], _holder(screen)
    now = next((position for position in claim.positions if position.stakeholder == holder), None)
    _set_stance(screen, AFTER[now.stance if now else ""])


@does("stance-none")
def stance_none(screen: MainScreen) -> None:
    """No position."""
    claim, holder = screen.desk.index.claims[_row_name(screen)], _holder(screen)
    if all(position.stakeholder != holder for position in claim.positions):
        raise Refusal("There is no position here to take away.")
    _set_stance(screen, "")


@does("new-stakeholder")
def new_stakeholder(screen: MainScreen) -> None:
    """A stakeholder, by form."""
    _stakeholder_form(screen, None)


@does("edit-stakeholder")
def edit_stakeholder(screen: MainScreen) -> None:
    """The stakeholder of the column."""
    _stakeholder_form(screen, screen.desk.index.stakeholders[_holder(screen)])


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
        Field("power", "Power", (old.power if old else None) or "", LEVEL_ITEMS),
        Field("interest", "Interest", (old.interest if old else None) or "", LEVEL_ITEMS),
    )

    def keep(values: dict[str, str]) -> None:
        _needs(values["name"], "A stakeholder needs a name.")
        holder_id = old.id if old else slug(values["name"], screen.desk.index.taken_ids, "stakeholder")
        new = validated(Stakeholder, {"id": holder_id, **_given(values)})
        edit = stakeholders.edit_stakeholder if old else stakeholders.add_stakeholder
        _kept(screen, lambda map: edit(map, new), "stakeholder", holder_id, is_new=old is None)

    remove = (lambda: remove_thing(screen, "stakeholders", old.id)) if old else None
    screen.app.push_screen(Form(f"Stakeholder {old.id}" if old else "New stakeholder", fields, keep, remove))


# Sources and tensions


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
    name = _row_name(screen)
    if screen.view == "sources":
        _source_form(screen, screen.desk.index.sources[name])
    else:
        tension_form(screen, screen.desk.index.tensions[name])


@does("rename-entry")
def rename_entry(screen: MainScreen) -> None:
    """Another id for the row's thing; of a tension with sides, the one that is chosen."""
    name = _row_name(screen)
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
    remove_thing(screen, screen.view, _row_name(screen))


def _source_form(screen: MainScreen, old: Source | None) -> None:
    names = (
        ("title", "Title"), ("author", "Author"), ("publisher", "Publisher"), ("date", "Date"), ("url", "Address"),
        ("accessed", "Read on"),
    )  # fmt: skip
    fields = [Field(name, label, (getattr(old, name) if old else None) or "") for name, label in names]

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
    change(screen, edit, f"{'add' if is_new else 'edit'} {kind} '{name}'", "Added." if is_new else "Changed.")
    if is_new and screen.view != "map":
        screen.table.go_to(name)


def _given(values: dict[str, str]) -> dict[str, str | None]:
    return {name: value or None for name, value in values.items()}


def _needs(value: str, why: str) -> None:
    if not value.strip():
        raise Refusal(why)
