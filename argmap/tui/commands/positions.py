"""Commands for the positions of stakeholders."""

from __future__ import annotations

from typing import cast

from argmap.edit import stakeholders
from argmap.model.findings import MapError
from argmap.model.ids import slug
from argmap.model.index import Index
from argmap.model.types import Map, Position, Stakeholder, Stance
from argmap.model.validation import validated
from argmap.tui.commands.citations import last_used_first, with_source
from argmap.tui.commands.edits import change, to_undo
from argmap.tui.commands.targets import claim_selected
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.form import NONE, Form, FormField
from argmap.tui.dialogs.picker import MORE, NEW, TURN, Picker, PickerItem
from argmap.tui.naming import name_of, quoted, shortened
from argmap.vocabulary import STANCE_WORDS

STANCE_ITEMS = tuple(PickerItem(stance, f"{words.sign} {words.verb}") for stance, words in STANCE_WORDS.items())

QUOTE, DATE = "Their exact words", "2025, 2025-07 or 21 July 2025"
"""Examples in the form of a position."""


def no_stakeholders(screen: EditorScreen) -> MapError:
    """The MapError that says there is no stakeholder yet, and which key adds one."""
    return MapError(f"No stakeholders yet. Press {screen.keymap.key_of('set-position')} on a claim to add one.")


def stakeholder_items(screen: EditorScreen, claim_id: str) -> list[PickerItem]:
    """The stakeholders as items of a picker: those with a position on the claim first, then those picked last."""
    index = screen.state.index
    claim = index.claims.get(claim_id)
    stances = {position.stakeholder: position.stance for position in claim.positions} if claim else {}
    order = screen.state.last_used_first("stakeholders", (holder.id for holder in index.map.stakeholders))
    order.sort(key=lambda name: name not in stances)
    holders = (index.stakeholders[name] for name in order)
    return [PickerItem(one.id, one.name or one.id, stances.get(one.id, one.kind or "")) for one in holders]


def set_position(screen: EditorScreen) -> None:
    """Pick a stakeholder and a stance, or type a new stakeholder's name; Tab goes on to source, quote and date."""
    claim_id = claim_selected(screen)
    index = screen.state.index
    claim = index.claims[claim_id]
    stances = {position.stakeholder: position.stance for position in claim.positions}
    picker = Picker(
        f"Whose position on {quoted(index, claim_id, 50)}?",
        stakeholder_items(screen, claim_id),
        new="new stakeholder",
        more="quote and source",
        variants={name: f"{words.sign} {name}" for name, words in STANCE_WORDS.items()} | {"": "no position"},
        present=stances,
        turns="stance",
    )

    def picked(value: str | None) -> None:
        if value is None:
            return
        holder, _, stance = value.removeprefix(MORE).rpartition(TURN)
        if value.startswith(MORE):
            position_form(screen, claim_id, holder, stance)
        else:
            take_stance(screen, claim_id, holder, stance)

    screen.app.push_screen(picker, picked)


def edit_position(screen: EditorScreen) -> None:
    """Edit the position on the selected claim; with several, choose whose."""
    claim_id = claim_selected(screen)
    claim, holders = screen.state.index.claims[claim_id], screen.state.map.stakeholders
    if len(claim.positions) == 1:
        position_form(screen, claim_id, claim.positions[0].stakeholder)
        return
    if not claim.positions and len(holders) == 1:
        position_form(screen, claim_id, holders[0].id)
        return

    def picked(holder: str | None) -> None:
        if holder is not None:
            position_form(screen, claim_id, holder)

    title = f"Whose position on {quoted(screen.state.index, claim_id, 50)}?"
    screen.app.push_screen(Picker(title, stakeholder_items(screen, claim_id), new="new stakeholder"), picked)


def position_form(screen: EditorScreen, claim_id: str, holder: str, stance: str = "") -> None:
    """Open the form of one stakeholder's position on one claim, with another ``stance`` if one is given.

    A holder that begins with ``NEW`` is added with the position. With a stance, the quote has the focus.
    """
    index = screen.state.index
    claim = index.claims[claim_id]
    old = next((one for one in claim.positions if one.stakeholder == holder), None)
    sources = (NONE, *last_used_first(screen))
    title = f"{shortened(name_of(index, holder.removeprefix(NEW)), 30)} on {quoted(index, claim_id, 40)}"
    whose = f"position: {title}"
    fields = (
        FormField("stance", "Stance", stance or (old.stance if old else "agrees"), STANCE_ITEMS),
        FormField("quote", "Quote", (old.quote if old else None) or "", lines=True, example=QUOTE),
        FormField("source", "Source", (old.source if old else None) or "", sources, new="new source"),
        FormField("date", "Date", (old.date if old else None) or "", date=True, example=DATE),
    )

    def keep(values: dict[str, str]) -> None:
        def edit(map: Map) -> Map:
            map, source = with_source(map, values["source"])
            map, holder_id = with_stakeholder(map, holder)
            screen.state.use("stakeholders", holder_id)
            if source:
                screen.state.use("sources", source)
            given = {**values, "source": source}
            position = validated(
                Position, {"stakeholder": holder_id} | {name: value or None for name, value in given.items()}
            )
            return stakeholders.set_position(map, claim_id, position)

        change(screen, edit, f"edit {whose}", f"Position {'updated' if old else 'added'}.")

    def remove() -> None:
        said = position_removed(screen, claim_id, holder)
        screen.state.do(
            lambda map: stakeholders.clear_position(map, claim_id, holder),
            f"remove {whose}",
        )
        screen.say(said)

    is_new = holder.startswith(NEW)
    draft = screen.state.drafts.of("position", (claim_id, *(() if is_new else (holder,))), holder, stance)
    starts_at = "quote" if stance else ""
    form = Form(title, fields, keep, remove if old else None, draft=draft, starts_at=starts_at)
    form.open(screen.app)


def with_stakeholder(map: Map, holder: str) -> tuple[Map, str]:
    """The map and the id of a picked stakeholder. One that begins with ``NEW`` is added to the map first."""
    if not holder.startswith(NEW):
        return map, holder
    name = holder.removeprefix(NEW)
    holder_id = slug(name, Index.build(map).taken_ids, "stakeholder")
    return stakeholders.add_stakeholder(map, Stakeholder(id=holder_id, name=name)), holder_id


def take_stance(screen: EditorScreen, claim_id: str, holder: str, stance: str) -> None:
    """Set or clear a stance. A holder that begins with ``NEW`` is added in the same edit."""

    def edit(map: Map) -> Map:
        map, holder_id = with_stakeholder(map, holder)
        screen.state.use("stakeholders", holder_id)
        if stance:
            return stakeholders.set_stance(map, claim_id, holder_id, cast(Stance, stance))
        return stakeholders.clear_position(map, claim_id, holder_id)

    said = _set(screen, claim_id, holder, stance) if stance else position_removed(screen, claim_id, holder)
    label = f"{'set' if stance else 'remove'} {_whose(screen, holder)} position on {_claim(screen, claim_id)}"
    screen.services.attempt(lambda: screen.state.do(edit, label), said)


def _set(screen: EditorScreen, claim_id: str, holder: str, stance: str) -> str:
    more = screen.keymap.key_of("edit-position" if screen.state.view == "map" else "open-row")
    where = f"{_whose(screen, holder)} position on {_claim(screen, claim_id)}"
    return f"Set {where}: {stance}. {more} to add its source, quote and date."


def _whose(screen: EditorScreen, holder: str) -> str:
    """The name of a stakeholder, also of one to be added, as an owner: ``The shops'``."""
    name = shortened(name_of(screen.state.index, holder.removeprefix(NEW)), 30)
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _claim(screen: EditorScreen, claim_id: str) -> str:
    return quoted(screen.state.index, claim_id, 40)


def position_removed(screen: EditorScreen, claim_id: str, holder: str) -> str:
    """The message about a removed position: whose it is, what is removed with it, and the key of undo."""
    claim = screen.state.index.claims[claim_id]
    old = next((position for position in claim.positions if position.stakeholder == holder), None)
    lost = [name for name in ("source", "quote", "date") if old is not None and getattr(old, name)]
    with_it = f", with its {', '.join(lost[:-1])}{' and ' if lost[1:] else ''}{lost[-1]}" if lost else ""
    where = f"{_whose(screen, holder)} position on {_claim(screen, claim_id)}"
    return f"Removed {where}{with_it}. {to_undo(screen)}"
