"""Commands that add claims and edit their text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.app import SuspendNotSupported

from argmap.edit import claims as edit_claims
from argmap.edit import tensions as edit_tensions
from argmap.edit import text as edit_words
from argmap.escape import one_line
from argmap.excerpt import excerpt
from argmap.model.findings import MapError
from argmap.model.names import tension_name
from argmap.model.types import Map, Reason, Tension, rebuilt
from argmap.session.outline.rows import Row
from argmap.tui.commands.edits import change, to_undo
from argmap.tui.commands.targets import row_of
from argmap.tui.context import EditorScreen
from argmap.tui.naming import entry_quoted, quoted, shortened
from argmap.tui.views.entry_bar import TextRequest
from argmap.vocabulary import RELATIONS

Adding = Callable[[Map, str, str], Map]
"""Takes the map, the new claim's id and its text; returns the new map."""

A_MOMENT = 1.0
"""Seconds in which nobody opens a text, reads it and closes it."""

NOTHING_CHANGED = "No changes made in your text editor."

DID_NOT_WAIT = (
    "Your text editor ended at once. If it opens a window, make it wait, for example with EDITOR='code --wait'."
)


def _add(screen: EditorScreen, label: str, what: str, adding: Adding, *to: str, side: str = "") -> None:
    """Ask for the text of a new claim, add it and select it. ``to`` are the parts and links that it is added to."""

    def keep(text: str) -> None:
        words = text.strip()
        if not words:
            raise MapError("Enter the claim's text, or press Esc to cancel.")
        claim_id = edit_claims.new_claim_id(screen.state.map, words)
        name = f"“{excerpt(one_line(words), 36)}”"
        with screen.state.selecting(claim_id):
            screen.state.do(lambda map: adding(map, claim_id, words), f"{what} {name}")
        sibling = screen.keymap.key_of("add-sibling")
        screen.say(f"Added {name}. {sibling} to add a sibling. {to_undo(screen)}")

    screen.ask(TextRequest(label, keep, draft=screen.state.drafts.of(what, to, side)))


def _claim_on(screen: EditorScreen, what: str = "") -> str:
    """The selected claim. ``what`` is to be added to it. Raises MapError when no claim is selected."""
    row = screen.selected
    if row is None:
        raise MapError(f"The map is empty. Press {screen.keymap.key_of('open-selected')} to add the first claim.")
    if row.claim_id is None:
        if not what:
            raise MapError("Select a claim first.")
        new = "a tension" if row.kind == "tensions" else "a claim to a side of this tension"
        adds = f"Press {screen.keymap.key_of('add-support')} to add {new}."
        raise MapError(f"{what} go on claims, not on tensions. {adds}")
    if row.missing:
        raise MapError("This claim is missing from the file. Correct the link that names it first.")
    return row.claim_id


def _text_of(screen: EditorScreen, claim_id: str) -> str:
    return shortened(screen.state.index.claims[claim_id].text, 60)


def add_support(screen: EditorScreen) -> None:
    """Add a support of the selected claim; on a tension, a claim on one of its sides; on all tensions, a tension."""
    row = screen.selected
    if row is not None and row.kind == "tensions":
        from argmap.tui.commands.records import tension_form

        tension_form(screen, None)
        return
    if row is not None and row.kind == "tension" and row.tension_id is not None:
        _add_to_tension(screen, row.tension_id)
        return
    target = _claim_on(screen, "Supports")
    label = f"+ Support for: {_text_of(screen, target)}"
    _add(screen, label, "add support", lambda map, new, text: edit_claims.add_support(map, target, new, text), target)


def add_objection(screen: EditorScreen) -> None:
    """Add an objection to the selected claim."""
    target = _claim_on(screen, "Objections")
    label = f"− Objection to: {_text_of(screen, target)}"
    adding = lambda map, new, text: edit_claims.add_objection(map, target, new, text)  # noqa: E731
    _add(screen, label, "add objection", adding, target)


def add_undercut(screen: EditorScreen) -> None:
    """Add an undercut of the link from the selected claim to its parent."""
    row = row_of(screen)
    address = row.address
    if address is None or row.relation == "with":
        raise MapError("Select a support or objection to undercut.")
    label = f"⊘ Why this does not {_verb(row)} its parent, even if it is right: {shortened(row.text, 40)}"
    adding = lambda map, new, text: edit_claims.add_undercut(map, address, new, text)  # noqa: E731
    _add(screen, label, "add undercut", adding, address)


def _verb(row: Row) -> str:
    return {"supports": "support", "objects_to": "count against"}.get(row.relation, "undercut")


def add_claim(screen: EditorScreen) -> None:
    """Add a claim without links at the end of the map."""
    _add(screen, "New claim", "add claim", edit_claims.add_claim)


def add_sibling(screen: EditorScreen) -> None:
    """Add a claim with the same link as the selected one, or on its side of the tension below which it is shown."""
    row = screen.selected
    if row is None or row.kind == "tensions":
        add_claim(screen)
        return
    if row.kind == "tension" and row.tension_id is not None:
        _add_to_tension(screen, row.tension_id)
        return
    sibling = _claim_on(screen)
    address = row.address if row.relation != "with" else None
    if address is not None and address.partition(" -> ")[0] != sibling:
        address = None
    is_on_a_side = screen.state.outline.shape.parent(row.key).startswith("#")

    def adding(map: Map, new: str, text: str) -> Map:
        if address or is_on_a_side:
            return edit_claims.add_sibling(map, sibling, new, text, address)
        return edit_claims.add_claim(map, new, text, after=sibling)

    reason = screen.state.index.reasons.get(address or "")
    claim = screen.state.index.claims[sibling]
    if reason is not None:
        label = _another(screen, reason)
    elif is_on_a_side and claim.tension is not None:
        label = _on_side(screen.state.index.tensions[claim.tension], claim.side)
    else:
        label = f"New claim beside: {_text_of(screen, sibling)}"
    _add(screen, label, "add claim", adding, sibling, *([address] if address else []))


def _another(screen: EditorScreen, reason: Reason) -> str:
    """What a claim with the kind and target of this reason is to its parent."""
    words = RELATIONS[reason.kind]
    if reason.target not in screen.state.index.claims:  # a link, or a claim that is missing
        return f"{words.sign} Another {words.noun} beside: {_text_of(screen, reason.premise)}"
    joined = "to" if reason.kind == "objects_to" else "for"
    return f"{words.sign} Another {words.noun} {joined}: {_text_of(screen, reason.target)}"


def _on_side(tension: Tension, side: str | None) -> str:
    """What a claim on this side of the tension is asked for as."""
    title = shortened(tension_name(tension), 50)
    name = next((item.title for item in tension.sides if item.id == side), "")
    return f"◆ {title}: claim on the side “{shortened(name, 40)}”" if name else f"◆ {title}: claim with no side"


def _add_to_tension(screen: EditorScreen, tension_id: str) -> None:
    from argmap.tui.dialogs.choice import Choice, ChoiceAnswer

    tension = screen.state.index.tensions[tension_id]
    title = shortened(tension_name(tension), 50)

    def ask(side: str | None) -> None:
        def adding(map: Map, new: str, text: str) -> Map:
            return edit_claims.add_claim(map, new, text, tension=tension_id, side=side)

        _add(screen, _on_side(tension, side), "add claim", adding, tension_id, side=side or "")

    if not tension.sides:
        ask(None)
        return
    answers = [ChoiceAnswer(side.id, str(number), side.title) for number, side in enumerate(tension.sides, 1)]
    answers.append(ChoiceAnswer("", "0", "No side"))
    choice = Choice(f"Which side is the claim on? {title}", answers)
    screen.app.push_screen(choice, lambda side: ask(side or None) if side is not None else None)


def open_selected(screen: EditorScreen) -> None:
    """Edit the selected claim or tension, or fold the tensions; in an empty map, write the first claim."""
    row = screen.selected
    if row is None:
        add_claim(screen)
    elif row.kind == "tensions":
        screen.do(screen.keymap.named("toggle-fold"))
    else:
        screen.do(screen.keymap.named("edit-text"))


def edit_text(screen: EditorScreen) -> None:
    """Edit the text of a claim, or the title of a tension."""
    row = row_of(screen)
    if row.kind == "tension" and row.tension_id is not None:
        _edit_tension_title(screen, row.tension_id)
        return
    claim_id = _claim_on(screen)
    text, name = screen.state.index.claims[claim_id].text, quoted(screen.state.index, claim_id, 40)

    def keep(new: str) -> None:
        edit = f"edit text of {name}"
        change(screen, lambda map: edit_words.set_text(map, claim_id, new.strip()), edit, "Updated.")

    draft = screen.state.drafts.of("text", (claim_id,))
    screen.ask(TextRequest(f"Text of {name}", keep, text, draft=draft))


def _edit_tension_title(screen: EditorScreen, tension_id: str) -> None:
    tension = screen.state.index.tensions[tension_id]
    name = entry_quoted(screen.state.index, "tensions", tension_id)

    def keep(new: str) -> None:
        edited = rebuilt(tension, title=new.strip())
        change(screen, lambda map: edit_tensions.edit_tension(map, edited), f"edit tension {name}", "Updated.")

    draft = screen.state.drafts.of("title", (tension_id,))
    label = f"Title of the tension {name}"
    screen.ask(TextRequest(label, keep, tension.title or "", lines=False, draft=draft))


def edit_elsewhere(screen: EditorScreen) -> None:
    """Edit the claim's text in the user's own editor. A text that the map does not take stays in a file."""
    from argmap.io.desktop import edited_text, text_file

    claim_id = _claim_on(screen)
    before = screen.state.index.claims[claim_id].text
    label = f"edit text of {quoted(screen.state.index, claim_id, 40)} in $EDITOR"
    with text_file(before + "\n", f"{claim_id}.txt") as file:
        seconds = _in_own_editor(screen, file)
        text = edited_text(file).strip()
        said = "Updated from your text editor."
        if not change(screen, lambda map: edit_words.set_text(map, claim_id, text), label, said):
            at_once = seconds <= A_MOMENT
            screen.say(DID_NOT_WAIT if at_once else NOTHING_CHANGED, problem=at_once)


def _in_own_editor(screen: EditorScreen, file: Path) -> float:
    """Let the user edit a file, and return how many seconds it took. Raises MapError once the screen is restored."""
    from argmap.io.desktop import edit_file

    seconds, problem = 0.0, None
    try:
        with screen.app.suspend():
            try:
                seconds = edit_file(file)
            except MapError as refusal:  # Textual restores the screen only when the block ends without an exception
                problem = refusal
    except SuspendNotSupported:
        edit = screen.keymap.key_of("edit-text")
        raise MapError(f"Cannot start a text editor in this terminal. Press {edit} to edit here.") from None
    if problem is not None:
        raise problem
    return seconds
