"""Commands that open forms of several fields: positions, claims, links, the map."""

from __future__ import annotations

from argmap.edit import stakeholders, tensions, text
from argmap.edit.copy_on_write import with_reason
from argmap.model.types import MAX_SHORT, Map, Position
from argmap.model.validation import validated
from argmap.tui.commands.citations import source_items, with_source
from argmap.tui.commands.edits import change
from argmap.tui.commands.links import no_stakeholders, position_removed, stakeholder_items
from argmap.tui.commands.records import tension_form
from argmap.tui.commands.targets import claim_selected, link_of, row_of
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.form import NONE, Form, FormField
from argmap.tui.dialogs.picker import Picker, PickerItem
from argmap.tui.naming import link_quoted, name_of, quoted, shortened, tension_name
from argmap.vocabulary import ASSUMED, STANCE_WORDS, capital

STANCE_ITEMS = tuple(PickerItem(stance, f"{words.sign} {words.verb}") for stance, words in STANCE_WORDS.items())


def edit_position(screen: EditorScreen) -> None:
    """Choose a stakeholder and edit its position on the selected claim."""
    claim_id = claim_selected(screen)
    items = stakeholder_items(screen.state.index, claim_id)
    if not items:
        raise no_stakeholders(screen)

    def picked(holder: str | None) -> None:
        if holder is not None:
            position_form(screen, claim_id, holder)

    title = f"Whose position on {quoted(screen.state.index, claim_id, 50)}?"
    screen.app.push_screen(Picker(title, items), picked)


def position_form(screen: EditorScreen, claim_id: str, holder: str) -> None:
    """Open the form of one stakeholder's position on one claim."""
    index = screen.state.index
    claim = index.claims[claim_id]
    old = next((one for one in claim.positions if one.stakeholder == holder), None)
    sources = (NONE, *source_items(index))
    title = f"{shortened(name_of(index, holder), 30)} on {quoted(index, claim_id, 40)}"
    whose = f"position: {title}"
    fields = (
        FormField("stance", "Stance", old.stance if old else "agrees", STANCE_ITEMS),
        FormField("source", "Source", (old.source if old else None) or "", sources, new="new source"),
        FormField("quote", "Quote", (old.quote if old else None) or "", lines=True),
        FormField("date", "Date", (old.date if old else None) or "", date=True),
    )

    def keep(values: dict[str, str]) -> None:
        def edit(map: Map) -> Map:
            map, source = with_source(map, values["source"])
            given = {**values, "source": source}
            position = validated(
                Position, {"stakeholder": holder} | {name: value or None for name, value in given.items()}
            )
            return stakeholders.set_position(map, claim_id, position)

        change(screen, edit, f"edit {whose}", "Position updated.")

    def remove() -> None:
        said = position_removed(screen, claim_id, holder)
        screen.state.do(
            lambda map: stakeholders.clear_position(map, claim_id, holder),
            f"remove {whose}",
        )
        screen.say(said)

    screen.app.push_screen(Form(title, fields, keep, remove if old else None))


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
    fields = (
        FormField("text", "Text", claim.text, lines=True),
        FormField("short", "Short text", claim.short or "", limit=MAX_SHORT),
        FormField("tension", "Tension and side", place, (NONE, *sides, *tension_items)),
        FormField(
            "assumed",
            capital(ASSUMED),
            "yes" if claim.assumed else "no",
            (PickerItem("no", "no"), PickerItem("yes", "yes")),
        ),
        FormField("tags", "Tags", " ".join(claim.tags)),
        FormField("note", "Note", claim.note or "", lines=True),
    )

    def keep(values: dict[str, str]) -> None:
        tension, _, side = values["tension"].partition("/")

        def edit(map: Map) -> Map:
            map = text.set_text(map, claim_id, values["text"])
            map = text.set_short(map, claim_id, values["short"])
            map = text.set_assumed(map, claim_id, values["assumed"] == "yes")
            map = text.set_tags(map, claim_id, values["tags"].replace(",", " ").split())
            map = text.set_note(map, claim_id, values["note"] or None)
            if values["tension"] != place:
                map = tensions.set_tension(map, claim_id, tension or None, side or None)
            return map

        change(screen, edit, f"edit claim {name}", "Updated.")

    screen.app.push_screen(Form(f"Claim {name}", fields, keep))


def edit_link(screen: EditorScreen) -> None:
    """Edit why the claim supports or objects to its parent, and the argument scheme."""
    address = link_of(row_of(screen), "edit")
    reason = screen.state.index.reasons[address]
    name = link_quoted(screen.state.index, address)
    fields = (
        FormField("note", "Why it follows", reason.note or "", lines=True),
        FormField("scheme", "Scheme", reason.scheme or ""),
    )

    def keep(values: dict[str, str]) -> None:
        said = {name: value or None for name, value in values.items()}
        change(screen, lambda map: with_reason(map, address, **said), f"edit {name}", "Updated.")

    screen.app.push_screen(Form(capital(name), fields, keep))


def edit_map(screen: EditorScreen) -> None:
    """Edit the title, question, language and summary of the map."""
    map = screen.state.map
    fields = (
        FormField("title", "Title", map.title),
        FormField("question", "Question", map.question or "", lines=True),
        FormField("language", "Language", map.language or ""),
        FormField("summary", "Summary", map.summary or "", lines=True),
    )

    def keep(values: dict[str, str]) -> None:
        def edit(map: Map) -> Map:
            map = text.set_title(map, values["title"])
            map = text.set_question(map, values["question"] or None)
            map = text.set_language(map, values["language"])
            return text.set_summary(map, values["summary"] or None)

        change(screen, edit, "edit the map's texts", "Updated.")

    screen.app.push_screen(Form("The map", fields, keep))
