"""Commands for links, linked premises and positions."""

from __future__ import annotations

from typing import cast

from argmap.edit import reasons, stakeholders
from argmap.model.findings import MapError
from argmap.model.ids import slug
from argmap.model.index import Index
from argmap.model.types import Kind, Map, Stakeholder, Stance
from argmap.tui.commands.edits import change, to_undo
from argmap.tui.commands.targets import claim_selected, link_of, row_of
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.dialogs.picker import NEW, Picker, PickerItem
from argmap.tui.naming import name_of, quoted, shortened
from argmap.vocabulary import RELATIONS, STANCE_WORDS


def _does(kind: Kind) -> str:
    return f"{RELATIONS[kind].sign} {RELATIONS[kind].verb} it"


def _stance(stance: Stance) -> str:
    return f"{STANCE_WORDS[stance].sign} {STANCE_WORDS[stance].verb}"


STANCES = (
    ChoiceAnswer("agrees", "a", _stance("agrees")),
    ChoiceAnswer("disagrees", "x", _stance("disagrees")),
    ChoiceAnswer("mixed", "m", f"{_stance('mixed')}: agrees in part"),
    ChoiceAnswer("", "n", "no position"),
)


def claim_items(index: Index, without: set[str]) -> list[PickerItem]:
    """The claims as items of a picker."""
    return [PickerItem(claim.id, claim.text) for claim in index.claims.values() if claim.id not in without]


def link(screen: EditorScreen) -> None:
    """Pick another claim that the selected one supports, objects to or undercuts."""
    claim_id = claim_selected(screen)
    claim = screen.state.index.claims[claim_id]
    taken = {claim_id, *(reason.target for reason in claim.reasons)}

    def picked(target: str | None) -> None:
        if target is None:
            return
        answers = (
            ChoiceAnswer("supports", "a", _does("supports")),
            ChoiceAnswer("objects_to", "x", _does("objects_to")),
        )
        title = f"Does it support or object to {quoted(screen.state.index, target, 50)}?"
        screen.app.push_screen(Choice(title, answers), lambda kind: linked(target, kind))

    def linked(target: str, kind: str | None) -> None:
        if kind is not None:
            edit = lambda map: reasons.link(map, claim_id, target, cast(Kind, kind))  # noqa: E731
            said = f"Linked. Press {screen.keymap.key_of('go-to-main-place')} to go to its next parent."
            index = screen.state.index
            label = f"link {quoted(index, claim_id, 40)} to {quoted(index, target, 40)}"
            screen.services.attempt(lambda: change(screen, edit, label, said))

    title = f"Link {quoted(screen.state.index, claim_id, 50)} to which claim?"
    screen.app.push_screen(Picker(title, claim_items(screen.state.index, taken)), picked)


def link_premise(screen: EditorScreen) -> None:
    """Pick a claim as a linked premise of the link to the parent; picking a linked one removes it."""
    address = link_of(row_of(screen), "link a premise to")
    reason = screen.state.index.reasons[address]
    items = [
        PickerItem(
            item.value, item.text, "already linked (choose to unlink)" if item.value in reason.linked else item.note
        )
        for item in claim_items(screen.state.index, {reason.premise, reason.target})
    ]

    def picked(premise: str | None) -> None:
        if premise is None:
            return
        gone = premise in reason.linked
        premises = [other for other in reason.linked if other != premise] if gone else [*reason.linked, premise]
        edit = lambda map: reasons.set_linked(map, address, premises)  # noqa: E731
        label = f"{'unlink' if gone else 'link'} premise {quoted(screen.state.index, premise, 40)}"
        said = "Premise unlinked." if gone else "Premise linked. Both claims now count only together."
        screen.services.attempt(lambda: change(screen, edit, label, said))

    screen.app.push_screen(Picker("Which claim is needed together with this one?", items), picked)


def stakeholder_items(index: Index, claim_id: str) -> list[PickerItem]:
    """The stakeholders as items of a picker, each with its stance on the claim."""
    claim = index.claims.get(claim_id)
    stances = {position.stakeholder: position.stance for position in claim.positions} if claim else {}
    return [
        PickerItem(holder.id, holder.name or holder.id, stances.get(holder.id, holder.kind or ""))
        for holder in index.map.stakeholders
    ]


def no_stakeholders(screen: EditorScreen) -> MapError:
    """The MapError that says there is no stakeholder yet, and which key adds one."""
    return MapError(f"No stakeholders yet. Press {screen.keymap.key_of('set-position')} on a claim to add one.")


def set_position(screen: EditorScreen) -> None:
    """Pick a stakeholder, or type a new one's name, and then a stance."""
    claim_id = claim_selected(screen)
    title = f"Whose position on {quoted(screen.state.index, claim_id, 50)}?"
    picker = Picker(title, stakeholder_items(screen.state.index, claim_id), new="new stakeholder")

    def picked(holder: str | None) -> None:
        if holder is None:
            return
        name = holder.removeprefix(NEW)
        asked = f"Position of {shortened(name_of(screen.state.index, name), 50)}"
        screen.app.push_screen(Choice(asked, STANCES), lambda stance: chosen(holder, stance))

    def chosen(holder: str, stance: str | None) -> None:
        if stance is not None:
            take_stance(screen, claim_id, holder, stance)

    screen.app.push_screen(picker, picked)


def take_stance(screen: EditorScreen, claim_id: str, holder: str, stance: str) -> None:
    """Set or clear a stance. A holder that begins with ``NEW`` is added in the same edit."""

    def edit(map: Map) -> Map:
        holder_id = holder
        if holder.startswith(NEW):
            name = holder.removeprefix(NEW)
            holder_id = slug(name, Index.build(map).taken_ids, "stakeholder")
            map = stakeholders.add_stakeholder(map, Stakeholder(id=holder_id, name=name))
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
