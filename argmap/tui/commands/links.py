"""Commands for links, linked premises and positions."""

from __future__ import annotations

from typing import cast

from argmap.edit import claims, reasons
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Kind, Map, Reason
from argmap.tui.commands.edits import change
from argmap.tui.commands.targets import claim_selected, link_of, row_of
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.dialogs.picker import NEW, Picker, PickerItem
from argmap.tui.naming import quoted, shortened
from argmap.vocabulary import RELATIONS


def _does(kind: Kind) -> str:
    return f"{RELATIONS[kind].sign} {RELATIONS[kind].verb} it"


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
    if not (items := claim_items(screen.state.index, taken)):
        raise MapError("No other claim to link it to.")
    screen.app.push_screen(Picker(title, items), picked)


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
        if premise is not None:
            screen.services.attempt(lambda: _take_premise(screen, reason, premise))

    title = "Which claim is needed together with this one?"
    screen.app.push_screen(Picker(title, items, new="new claim"), picked)


def _take_premise(screen: EditorScreen, reason: Reason, premise: str) -> None:
    """Link a premise, or unlink one that is linked. One that begins with ``NEW`` is added to the map first."""
    gone = premise in reason.linked
    words = premise.removeprefix(NEW)
    new = claims.new_claim_id(screen.state.map, words) if premise.startswith(NEW) else ""

    def edit(map: Map) -> Map:
        if new:
            map = claims.add_claim(map, new, words)
        kept = [other for other in reason.linked if other != premise]
        return reasons.set_linked(map, reason.address, kept if gone else [*kept, new or premise])

    name = f"“{shortened(words, 40)}”" if new else quoted(screen.state.index, premise, 40)
    said = "Premise unlinked." if gone else "Premise linked. Both claims now count only together."
    change(screen, edit, f"{'unlink' if gone else 'link'} premise {name}", said)
