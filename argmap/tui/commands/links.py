"""Commands for links, linked premises and positions."""

from __future__ import annotations

from typing import cast

from argmap.edit import reasons, stakeholders
from argmap.model.findings import Refusal
from argmap.model.ids import slug
from argmap.model.index import Index
from argmap.model.types import Kind, Map, Stakeholder, Stance
from argmap.tui.commands.edits import change
from argmap.tui.commands.targets import claim_selected, row_of, step_of
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.dialogs.picker import NEW, Picker, PickerItem
from argmap.tui.views.detail import name_of, shortened
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
    return [PickerItem(claim.id, claim.text, claim.id) for claim in index.claims.values() if claim.id not in without]


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
        title = f"How does it bear on “{shortened(screen.state.index.claims[target].text, 50)}”?"
        screen.app.push_screen(Choice(title, answers), lambda kind: linked(target, kind))

    def linked(target: str, kind: str | None) -> None:
        if kind is not None:
            edit = lambda map: reasons.link(map, claim_id, target, cast(Kind, kind))  # noqa: E731
            said = f"Linked. {screen.keymap.key_of('go-to-full')} goes round the places it bears on."
            screen.services.attempt(lambda: change(screen, edit, f"link '{claim_id}' to '{target}'", said))

    title = f"What does “{shortened(claim.text, 50)}” bear on too?"
    screen.app.push_screen(Picker(title, claim_items(screen.state.index, taken)), picked)


def link_premise(screen: EditorScreen) -> None:
    """Pick a claim as a linked premise of the step; picking a linked one removes it."""
    address = step_of(row_of(screen), "link a premise to")
    reason = screen.state.index.reasons[address]
    items = [
        PickerItem(item.value, item.text, "linked: choose to unlink" if item.value in reason.linked else item.note)
        for item in claim_items(screen.state.index, {reason.premise, reason.target})
    ]

    def picked(premise: str | None) -> None:
        if premise is None:
            return
        gone = premise in reason.linked
        premises = [other for other in reason.linked if other != premise] if gone else [*reason.linked, premise]
        edit = lambda map: reasons.set_linked(map, address, premises)  # noqa: E731
        label = f"{'unlink' if gone else 'link'} premise '{premise}'"
        said = "Unlinked." if gone else "Linked: the step holds only with both."
        screen.services.attempt(lambda: change(screen, edit, label, said))

    screen.app.push_screen(Picker("Which claim does this step need as well?", items), picked)


def stakeholder_items(index: Index, claim_id: str) -> list[PickerItem]:
    """The stakeholders as items of a picker, each with its stance on the claim."""
    claim = index.claims.get(claim_id)
    stances = {position.stakeholder: position.stance for position in claim.positions} if claim else {}
    return [
        PickerItem(holder.id, holder.name or holder.id, stances.get(holder.id, holder.kind or ""))
        for holder in index.map.stakeholders
    ]


def no_stakeholders(screen: EditorScreen) -> Refusal:
    """The Refusal that says there is no stakeholder yet, and which key adds one."""
    return Refusal(f"There are no stakeholders yet. {screen.keymap.key_of('set-position')} takes a new one by name.")


def set_position(screen: EditorScreen) -> None:
    """Pick a stakeholder, or type a new one's name, and then a stance."""
    claim_id = claim_selected(screen)
    title = f"Whose position on “{shortened(screen.state.index.claims[claim_id].text, 50)}”?"
    picker = Picker(title, stakeholder_items(screen.state.index, claim_id), new="new stakeholder")

    def picked(holder: str | None) -> None:
        if holder is None:
            return
        name = holder.removeprefix(NEW)
        asked = f"The position of “{shortened(name_of(screen.state.index, name), 50)}”:"
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

    said = _set(screen, claim_id, holder, stance) if stance else taken_away(screen, claim_id, holder)
    label = f"{'set' if stance else 'take away'} position of '{holder.removeprefix(NEW)}' on '{claim_id}'"
    screen.services.attempt(lambda: screen.state.do(edit, label), said)


def _set(screen: EditorScreen, claim_id: str, holder: str, stance: str) -> str:
    name = shortened(holder.removeprefix(NEW) if holder.startswith(NEW) else name_of(screen.state.index, holder), 30)
    more = screen.keymap.key_of("edit-position" if screen.state.view == "map" else "open-row")
    return f"Position set on {_claim(screen, claim_id)}: {name}: {stance}. {more} adds its source, quote and date."


def _claim(screen: EditorScreen, claim_id: str) -> str:
    return f"“{shortened(screen.state.index.claims[claim_id].text, 40)}”"


def taken_away(screen: EditorScreen, claim_id: str, holder: str) -> str:
    """The message about a removed position: whose it is, what is removed with it, and the key of undo."""
    claim = screen.state.index.claims[claim_id]
    old = next((position for position in claim.positions if position.stakeholder == holder), None)
    lost = [name for name in ("source", "quote", "date") if old is not None and getattr(old, name)]
    with_it = f" with its {', '.join(lost[:-1])}{' and ' if lost[1:] else ''}{lost[-1]}" if lost else ""
    name = shortened(name_of(screen.state.index, holder), 30)
    back = f"{screen.keymap.key_of('undo')} brings it back."
    return f"Position on {_claim(screen, claim_id)} taken away{with_it}: {name}. {back}"
