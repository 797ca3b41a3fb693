"""Commands that move claims, change their links and ids, and remove them."""

from __future__ import annotations

from argmap.edit import order, reasons
from argmap.edit.remove import delete_branch, delete_claim
from argmap.edit.rename import rename as rename_id
from argmap.edit.rename import rename_side
from argmap.model.findings import Refusal
from argmap.model.ids import ARROW
from argmap.model.types import Kind, Map
from argmap.session.outline.outline import Outline
from argmap.session.outline.rows import Row
from argmap.tui.commands.edits import remove_thing, takes_back
from argmap.tui.commands.targets import row_of, step_of
from argmap.tui.context import EditorScreen
from argmap.tui.views.detail import shortened
from argmap.tui.views.entry_bar import TextRequest


def goes_to_full(screen: EditorScreen) -> str:
    """A sentence that names the key that goes to the full row of the selected claim."""
    return f"{screen.keymap.key_of('go-to-full')} goes to where that is."


def flip_kind(screen: EditorScreen) -> None:
    """Turn a support into an objection, or an objection into a support."""
    address = step_of(row_of(screen), "flip")
    screen.state.do(lambda map: reasons.flip(map, address), f"flip {address}")
    kind = screen.state.index.reasons[address].kind
    screen.say(f"It {'supports' if kind == 'supports' else 'objects'} now. {takes_back(screen)}")


def _shift(screen: EditorScreen, step: int) -> None:
    row = row_of(screen)
    if row.kind != "claim" or row.claim_id is None:
        raise Refusal(f"Only a claim where it is shown in full moves. {goes_to_full(screen)}")
    claim_id, outline = row.claim_id, screen.state.outline
    at = outline.sibling(screen.outline.cursor, step)
    while at is not None and not _changes_places(outline, row, outline.row(at)):
        at = outline.sibling(at, step)
    if at is None:
        raise Refusal(f"It is the {'last' if step > 0 else 'first'} of its siblings already.")
    other = outline.row(at).claim_id or ""
    move = order.move_after if step > 0 else order.move_before
    with screen.state.selecting(claim_id):
        screen.state.do(lambda map: move(map, claim_id, other), f"move '{claim_id}'")


def _changes_places(outline: Outline, one: Row, other: Row) -> bool:
    """Whether two claims of the same parent are in the order of the file: supports come before objections."""
    if one.relation != other.relation or other.kind != "claim":
        return False
    return outline.shape.is_main(one.claim_id or "") == outline.shape.is_main(other.claim_id or "")


def move_up(screen: EditorScreen) -> None:
    """Move the claim before its previous sibling."""
    _shift(screen, -1)


def move_down(screen: EditorScreen) -> None:
    """Move the claim after its next sibling."""
    _shift(screen, 1)


def move_out(screen: EditorScreen) -> None:
    """Link the claim to its grandparent; at the first level of a tree, remove its link."""
    row = row_of(screen)
    address = step_of(row, "move")
    claim_id = row.claim_id or ""
    above = screen.state.outline.parent(screen.outline.cursor)
    parent = screen.state.outline.row(above) if above is not None else None
    if parent is None or parent.address is None:
        screen.state.do(lambda map: reasons.unlink(map, address), f"move '{claim_id}' out")
        screen.say(f"It bears on nothing now and stands on its own. {takes_back(screen)}")
    else:
        target = parent.address.partition(ARROW)[2]
        screen.state.do(lambda map: reasons.move_reason(map, address, target), f"move '{claim_id}' out")
        text = (
            shortened(screen.state.index.claims[target].text, 40) if target in screen.state.index.claims else target
        )
        screen.say(f"It bears on “{text}” now. {takes_back(screen)}")
    screen.state.select(claim_id)


def move_in(screen: EditorScreen) -> None:
    """Link the claim to the sibling above it."""
    row = row_of(screen)
    if row.kind != "claim" or row.claim_id is None:
        raise Refusal(f"Only a claim where it is shown in full moves. {goes_to_full(screen)}")
    at = screen.state.outline.sibling(screen.outline.cursor, -1)
    other = screen.state.outline.row(at) if at is not None else None
    if other is None or other.claim_id is None or other.missing:
        raise Refusal("There is no claim above it on the same level to move it under.")
    _put(screen, row.claim_id, row, other.claim_id)


def mark(screen: EditorScreen) -> None:
    """Mark the claim for pasting, or unmark it."""
    row = row_of(screen)
    if row.claim_id is None or row.missing:
        raise Refusal("Only a claim can be marked.")
    state = screen.state
    state.mark(None if state.marked == row.claim_id else row.claim_id)
    paste = screen.keymap.key_of("paste")
    screen.say(f"Marked. {paste} on another claim moves it there." if state.marked else "The mark is taken away.")


def paste(screen: EditorScreen) -> None:
    """Move the marked claim under the selected one."""
    row, marked = row_of(screen), screen.state.marked
    if marked is None:
        raise Refusal(f"No claim is marked. {screen.keymap.key_of('mark')} marks the one to move.")
    if row.claim_id == marked:
        raise Refusal("This is the marked claim itself. Go to the claim that it is to bear on.")
    if row.claim_id is None:
        _put_in_tension(screen, marked, row.tension_id or "")
        return
    reason = screen.state.outline.shape.reason_of(marked)
    moved = Row(marked, "claim", 0, "", claim_id=marked, address=reason.address if reason else None)
    _put(screen, marked, moved, row.claim_id)


def _put(screen: EditorScreen, claim_id: str, row: Row, target: str) -> None:
    """Move a claim under another. It stays an objection if it was one, and becomes a support otherwise."""
    address = row.address if row.relation != "with" else None
    own = address is not None and address.partition(ARROW)[0] == claim_id
    reason = screen.state.index.reasons.get(address or "")
    if own and reason is not None and reason.kind != "undercuts":

        def edit(map: Map) -> Map:
            return reasons.move_reason(map, reason.address, target)
    elif reason is not None and own:
        raise Refusal("An undercut denies one step and cannot be moved under a claim. Remove it and add another.")
    else:
        kind: Kind = "supports"

        def edit(map: Map) -> Map:
            return reasons.put_under(map, claim_id, target, kind)

    screen.state.do(edit, f"move '{claim_id}' under '{target}'")
    screen.state.mark(None)
    screen.state.select(claim_id)
    text = shortened(screen.state.index.claims[target].text, 40)
    screen.say(f"Moved under “{text}”. {screen.keymap.key_of('flip-kind')} flips it. {takes_back(screen)}")


def _put_in_tension(screen: EditorScreen, claim_id: str, tension_id: str) -> None:
    from argmap.edit.tensions import set_tension

    screen.state.do(lambda map: set_tension(map, claim_id, tension_id), f"put '{claim_id}' in tension '{tension_id}'")
    screen.state.mark(None)
    screen.state.select(claim_id)
    chooses = screen.keymap.key_of("edit-claim")
    screen.say(f"It stands in this tension now, on no side. {chooses} chooses its side. {takes_back(screen)}")


def rename(screen: EditorScreen) -> None:
    """Rename the id of a claim wherever it is used."""
    row = row_of(screen)
    old = row.claim_id if row.kind != "tension" else row.tension_id
    if old is None or row.missing:
        raise Refusal("There is nothing here that has an id.")
    ask_new_id(screen, old)


def ask_new_id(screen: EditorScreen, old: str, side_of: str | None = None) -> None:
    """Ask for a new id and rename. ``side_of`` is the tension when ``old`` is the id of a side."""

    def renamed(map: Map, new: str) -> Map:
        return rename_id(map, old, new) if side_of is None else rename_side(map, side_of, old, new)

    def keep(new: str) -> None:
        wanted = new.strip()
        if not screen.state.do(lambda map: renamed(map, wanted), f"rename '{old}' to '{wanted}'"):
            screen.say("It is called that already.")
            return
        if side_of is None and wanted in screen.state.index.claims:
            screen.state.select(wanted)
        screen.say(f"'{old}' is '{wanted}' now, everywhere it is used.")

    hint = "Enter renames everywhere   Esc goes back"
    screen.ask(
        TextRequest(f"New id for {old}: small letters, digits, hyphens", keep, old, hint, lines=False, select=True)
    )


def delete(screen: EditorScreen) -> None:
    """Remove the claim and everything below it that hangs on it alone; on an "also here" row, only the step."""
    row = row_of(screen)
    if row.kind == "tension" and row.tension_id is not None:
        remove_thing(screen, "tensions", row.tension_id)
        return
    if row.kind == "also" or row.missing or row.claim_id is None:
        unlink(screen)
        return
    claim_id = row.claim_id
    removed = delete_branch(screen.state.map, claim_id)
    screen.state.do(lambda map: removed.map, f"delete '{claim_id}'")
    screen.say(f"{removed}, {screen.keymap.key_of('undo')} to undo.")


def delete_alone(screen: EditorScreen) -> None:
    """Remove only the claim; claims that are linked to it stay and lose that link."""
    row = row_of(screen)
    if row.kind != "claim" or row.missing or row.claim_id is None:
        raise Refusal(f"Only a claim where it is shown in full can be taken out alone. {goes_to_full(screen)}")
    claim_id = row.claim_id
    removed = delete_claim(screen.state.map, claim_id)
    screen.state.do(lambda map: removed.map, f"delete '{claim_id}' alone")
    left = f"; {removed.references} claims lost a reason" if removed.references > 1 else ""
    screen.say(f"{removed}{left}, {screen.keymap.key_of('undo')} to undo.")


def unlink(screen: EditorScreen) -> None:
    """Remove the step to the claim above; the claim stays."""
    row = row_of(screen)
    if row.address is None:
        removes = f"{screen.keymap.key_of('delete')} removes the claim."
        raise Refusal(f"This claim bears on nothing here, so there is no step to take away. {removes}")
    address, claim_id = row.address, row.claim_id or ""
    if row.relation == "with":
        kept = [other for other in screen.state.index.reasons[address].linked if other != claim_id]
        screen.state.do(lambda map: reasons.set_linked(map, address, kept), f"unlink premise '{claim_id}'")
    else:
        screen.state.do(lambda map: reasons.unlink(map, address), f"take step {address} away")
    screen.say(f"The step is gone and the claim stays. {takes_back(screen)}")
