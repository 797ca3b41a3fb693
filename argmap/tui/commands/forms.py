"""Commands that open forms: claims and their sides, links, the map."""

from __future__ import annotations

from argmap.edit import tensions, text
from argmap.edit.parts import with_reason
from argmap.model.index import Index
from argmap.model.names import tension_name
from argmap.model.types import MAX_SHORT, Map, Side, Tension
from argmap.tui.commands.edits import change
from argmap.tui.commands.records import tension_form
from argmap.tui.commands.targets import claim_selected, link_of, row_of
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.form import NONE, Form, FormField, about_field
from argmap.tui.dialogs.picker import NEW, Picker, PickerItem
from argmap.tui.naming import link_quoted, quoted, shortened
from argmap.vocabulary import ASSUMED, STANCE_WORDS, capital

STANCE_ITEMS = tuple(PickerItem(stance, f"{words.sign} {words.verb}") for stance, words in STANCE_WORDS.items())

SIDELESS = "\0sideless:"
"""Prefix of a result that is a tension without sides."""

QUESTION = "for example Should the high street be closed to cars?"
"""An example of a question."""


def edit_claim(screen: EditorScreen) -> None:
    """Edit all fields of a claim except its links; on a tension, open the tension's form."""
    if (row := row_of(screen)).kind == "tension" and row.tension_id is not None:
        tension_form(screen, screen.state.index.tensions[row.tension_id])
        return
    claim_id = claim_selected(screen)
    index = screen.state.index
    claim = index.claims[claim_id]
    sides = [
        PickerItem(f"{tension.id}/{side.id}", f"{tension_name(tension)}: {side.title}")
        for tension in index.map.tensions
        for side in tension.sides
    ]
    tension_items = [PickerItem(tension.id, f"{tension_name(tension)}: no side") for tension in index.map.tensions]
    place = "/".join(filter(None, (claim.tension, claim.side)))
    name = quoted(index, claim_id, 40)
    tags = ", ".join(claim.tags)
    fields = (
        FormField("text", "Text", claim.text, lines=True, example="One sentence to agree or disagree with"),
        FormField("short", "Short text", claim.short or "", limit=MAX_SHORT, example="A few words for pictures"),
        FormField("tension", "Tension and side", place, (NONE, *sides, *tension_items)),
        FormField(
            "assumed",
            capital(ASSUMED),
            "yes" if claim.assumed else "no",
            (PickerItem("no", "no"), PickerItem("yes", "yes")),
        ),
        FormField("tags", "Tags", tags, example="for example costs, public health"),
        FormField("note", "Note", claim.note or "", lines=True, example="For editors of the map; not exported"),
    )

    def keep(values: dict[str, str]) -> None:
        tension, _, side = values["tension"].partition("/")

        def edit(map: Map) -> Map:
            with about_field("text"):
                map = text.set_text(map, claim_id, values["text"])
            map = text.set_short(map, claim_id, values["short"])
            map = text.set_assumed(map, claim_id, values["assumed"] == "yes")
            if values["tags"] != tags:
                map = text.set_tags(map, claim_id, tags_from(values["tags"]))
            map = text.set_note(map, claim_id, values["note"] or None)
            if values["tension"] != place:
                map = tensions.set_tension(map, claim_id, tension or None, side or None)
            return map

        change(screen, edit, f"edit claim {name}", "Updated.")

    Form(f"Claim {name}", fields, keep, draft=screen.state.drafts.of("claim", (claim_id,))).open(screen.app)


def tags_from(typed: str) -> list[str]:
    """Tags separated by commas, or by spaces where there is no comma, with or without ``#``."""
    return [tag.strip().removeprefix("#") for tag in (typed.split(",") if "," in typed else typed.split())]


def put_on_side(screen: EditorScreen) -> None:
    """Pick a side of a tension for the selected claim, the one picked last first.

    A new tension, or one without sides, is filled in first; then its sides can be picked.
    """
    claim_id = claim_selected(screen)
    index = screen.state.index
    claim = index.claims[claim_id]
    here = "/".join(filter(None, (claim.tension, claim.side)))
    names = screen.state.last_used_first(
        "sides", (f"{tension.id}/{side.id}" for tension in index.map.tensions for side in tension.sides)
    )
    items = [_side_item(index, name, here) for name in names]
    empty = [tension for tension in index.map.tensions if not tension.sides]
    items += [PickerItem(SIDELESS + one.id, tension_name(one), "has no sides yet: add them") for one in empty]
    if here:
        items.append(PickerItem("", "No tension", "remove the claim from its tension"))

    def picked(value: str | None) -> None:
        if value is None:
            return
        if value.startswith(NEW):
            tension_form(screen, None, value.removeprefix(NEW), lambda: _pick_of_the_last(screen))
        elif value.startswith(SIDELESS):
            tension = index.tensions[value.removeprefix(SIDELESS)]
            tension_form(screen, tension, then=lambda: put_on_side(screen))
        else:
            screen.services.attempt(lambda: _take_side(screen, claim_id, value))

    title = f"Which side of which tension is {quoted(index, claim_id, 40)} on?"
    screen.app.push_screen(Picker(title, items, new="new tension"), picked)


def _pick_of_the_last(screen: EditorScreen) -> None:
    """Pick a side for the selected claim, those of the tension that was just added first."""
    tension = screen.state.map.tensions[-1]
    for side in reversed(tension.sides):
        screen.state.use("sides", f"{tension.id}/{side.id}")
    put_on_side(screen)


def _at(index: Index, place: str) -> tuple[Tension, Side]:
    """The side at a place, such as ``cars/walk``, and its tension."""
    tension_id, _, side_id = place.partition("/")
    tension = index.tensions[tension_id]
    return tension, next(side for side in tension.sides if side.id == side_id)


def _side_item(index: Index, name: str, here: str) -> PickerItem:
    tension, side = _at(index, name)
    return PickerItem(name, side.title, "on this side now" if name == here else tension_name(tension))


def _take_side(screen: EditorScreen, claim_id: str, place: str) -> None:
    tension, _, side = place.partition("/")
    said = "Removed from its tension."
    if place:
        screen.state.use("sides", place)
        said = f"Put on the side “{shortened(_at(screen.state.index, place)[1].title, 40)}”."
    edit = lambda map: tensions.set_tension(map, claim_id, tension or None, side or None)  # noqa: E731
    change(screen, edit, f"set the side of {quoted(screen.state.index, claim_id, 40)}", said)


def edit_link(screen: EditorScreen) -> None:
    """Edit why the claim supports or objects to its parent, and the argument scheme."""
    address = link_of(row_of(screen), "edit")
    reason = screen.state.index.reasons[address]
    name = link_quoted(screen.state.index, address)
    fields = (
        FormField(
            "note", "Why it follows", reason.note or "", lines=True, example="for example Whoever pays less buys more"
        ),
        FormField("scheme", "Scheme", reason.scheme or "", example="for example argument from expert opinion"),
    )

    def keep(values: dict[str, str]) -> None:
        said = {name: value or None for name, value in values.items()}
        change(screen, lambda map: with_reason(map, address, **said), f"edit {name}", "Updated.")

    Form(capital(name), fields, keep, draft=screen.state.drafts.of("link", (address,))).open(screen.app)


def edit_map(screen: EditorScreen) -> None:
    """Edit the title, question, language and summary of the map."""
    map = screen.state.map
    fields = (
        FormField("title", "Title", map.title, example="for example The high street"),
        FormField("question", "Question", map.question or "", lines=True, example=QUESTION),
        FormField("language", "Language", map.language or "", example="for example en, en-GB, cy"),
        FormField("summary", "Summary", map.summary or "", lines=True, example="A few sentences for readers"),
    )

    def keep(values: dict[str, str]) -> None:
        def edit(map: Map) -> Map:
            with about_field("title"):
                map = text.set_title(map, values["title"])
            map = text.set_question(map, values["question"] or None)
            with about_field("language"):
                map = text.set_language(map, values["language"])
            return text.set_summary(map, values["summary"] or None)

        change(screen, edit, "edit the map's texts", "Updated.")

    Form("The map", fields, keep, draft=screen.state.drafts.of("map")).open(screen.app)
