"""Commands that open forms of several fields: positions, claims, steps, the map."""

from __future__ import annotations

from argmap.edit import stakeholders, tensions, text
from argmap.edit.copy_on_write import with_reason
from argmap.model.types import MAX_SHORT, Map, Position
from argmap.model.validation import validated
from argmap.tui.commands.citations import source_items, with_source
from argmap.tui.commands.edits import change
from argmap.tui.commands.links import no_stakeholders, stakeholder_items, taken_away
from argmap.tui.commands.records import tension_form
from argmap.tui.commands.targets import claim_selected, row_of, step_of
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.form import NONE, Form, FormField
from argmap.tui.dialogs.picker import Picker, PickerItem
from argmap.tui.views.detail import shortened
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

    title = f"Whose position on “{shortened(screen.state.index.claims[claim_id].text, 50)}”?"
    screen.app.push_screen(Picker(title, items), picked)


def position_form(screen: EditorScreen, claim_id: str, holder: str) -> None:
    """Open the form of one stakeholder's position on one claim."""
    index = screen.state.index
    claim = index.claims[claim_id]
    old = next((one for one in claim.positions if one.stakeholder == holder), None)
    sources = (NONE, *source_items(index))
    fields = (
        FormField("stance", "Stance", old.stance if old else "agrees", STANCE_ITEMS),
        FormField("source", "Source", (old.source if old else None) or "", sources, new="new source"),
        FormField("quote", "Words used", (old.quote if old else None) or "", lines=True),
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

        change(screen, edit, f"set position of '{holder}' on '{claim_id}'", "Position kept.")

    def remove() -> None:
        said = taken_away(screen, claim_id, holder)
        screen.state.do(
            lambda map: stakeholders.clear_position(map, claim_id, holder),
            f"take position of '{holder}' on '{claim_id}' away",
        )
        screen.say(said)

    name = index.stakeholders[holder].name or holder
    title = f"{shortened(name, 30)} on “{shortened(claim.text, 40)}”"
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
        PickerItem(f"{tension.id}/{side.id}", f"{tension.title or tension.id}: {side.title}")
        for tension in index.map.tensions
        for side in tension.sides
    ]
    tension_items = [
        PickerItem(tension.id, f"{tension.title or tension.id}: no side") for tension in index.map.tensions
    ]
    place = "/".join(filter(None, (claim.tension, claim.side)))
    fields = (
        FormField("text", "Text", claim.text, lines=True),
        FormField("short", "Short text", claim.short or "", limit=MAX_SHORT),
        FormField("tension", "Takes the side", place, (NONE, *sides, *tension_items)),
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

        change(screen, edit, f"edit claim '{claim_id}'", "Changed.")

    screen.app.push_screen(Form(f"Claim {claim_id}", fields, keep))


def edit_reason(screen: EditorScreen) -> None:
    """Edit the warrant and the argument scheme of the step to the claim above."""
    address = step_of(row_of(screen), "edit")
    reason = screen.state.index.reasons[address]
    fields = (
        FormField("note", "Why it holds", reason.note or "", lines=True),
        FormField("scheme", "Scheme", reason.scheme or ""),
    )

    def keep(values: dict[str, str]) -> None:
        said = {name: value or None for name, value in values.items()}
        change(screen, lambda map: with_reason(map, address, **said), f"edit step {address}", "Changed.")

    screen.app.push_screen(Form(f"Step {address}", fields, keep))


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

        change(screen, edit, "edit the texts of the map", "Changed.")

    screen.app.push_screen(Form("The map", fields, keep))
