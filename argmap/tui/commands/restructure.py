"""Commands that move claims, change their links and ids, and delete them."""

from __future__ import annotations

from argmap.edit import claims, reasons
from argmap.edit.claims import delete_branch, delete_claim
from argmap.edit.rename import rename as rename_id
from argmap.edit.rename import rename_side
from argmap.edit.tensions import set_tension
from argmap.model.findings import MapError
from argmap.model.ids import ARROW
from argmap.model.types import Map, Reason
from argmap.session.outline.outline import Outline
from argmap.session.outline.rows import Row
from argmap.tui.commands.edits import remove_thing, to_undo
from argmap.tui.commands.targets import link_of, row_of
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.picker import Picker, PickerItem
from argmap.tui.naming import entry_quoted, link_quoted, quoted
from argmap.tui.views.entry_bar import TextRequest
from argmap.vocabulary import RELATIONS, counted


def _only_from_main_place(screen: EditorScreen, doing: str) -> MapError:
    """The MapError on a row that is not a claim's main place; for a reference with the key that goes there."""
    row = screen.selected
    if row is None or row.kind != "also":
        return MapError(f"Select a claim to {doing.lower()}.")
    key = screen.keymap.key_of("go-to-main-place")
    return MapError(f"{doing} a claim from its main place. Press {key} to go there.")


def _name(screen: EditorScreen, claim_id: str) -> str:
    return quoted(screen.state.index, claim_id, 40)


def flip_kind(screen: EditorScreen) -> None:
    """Turn a support into an objection, or an objection into a support."""
    address = link_of(row_of(screen), "change")
    screen.state.do(lambda map: reasons.flip(map, address), f"switch {link_quoted(screen.state.index, address)}")
    kind = screen.state.index.reasons[address].kind
    became = RELATIONS[kind].noun
    screen.say(f"Changed to {'an' if kind == 'objects_to' else 'a'} {became}. {to_undo(screen)}")


def _shift(screen: EditorScreen, step: int) -> None:
    row = row_of(screen)
    if row.kind != "claim" or row.claim_id is None:
        raise _only_from_main_place(screen, "Move")
    claim_id, outline = row.claim_id, screen.state.outline
    at = outline.sibling(screen.outline.cursor, step)
    while at is not None and not _changes_places(outline, row, outline.row(at)):
        at = outline.sibling(at, step)
    if at is None:
        raise MapError(f"Already {'last' if step > 0 else 'first'}.")
    other = outline.row(at).claim_id or ""
    move = claims.move_after if step > 0 else claims.move_before
    with screen.state.selecting(claim_id):
        screen.state.do(lambda map: move(map, claim_id, other), f"move {_name(screen, claim_id)}")


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
    address = link_of(row, "move")
    claim_id = row.claim_id or ""
    above = screen.state.outline.parent(screen.outline.cursor)
    parent = screen.state.outline.row(above) if above is not None else None
    if parent is None or parent.address is None:
        screen.state.do(lambda map: reasons.unlink(map, address), f"outdent {_name(screen, claim_id)}")
        screen.say(f"Moved to the top level. {to_undo(screen)}")
    else:
        target = parent.address.partition(ARROW)[2]
        screen.state.do(lambda map: reasons.move_reason(map, address, target), f"outdent {_name(screen, claim_id)}")
        under = link_quoted(screen.state.index, target) if ARROW in target else _name(screen, target)
        screen.say(f"Moved under {under}. {to_undo(screen)}")
    screen.state.select(claim_id)


def move_in(screen: EditorScreen) -> None:
    """Link the claim to the sibling above it."""
    row = row_of(screen)
    if row.kind != "claim" or row.claim_id is None:
        raise _only_from_main_place(screen, "Move")
    at = screen.state.outline.sibling(screen.outline.cursor, -1)
    other = screen.state.outline.row(at) if at is not None else None
    if other is None or other.claim_id is None or other.missing:
        raise MapError("No sibling above to move it under.")
    if _is_undercut(_own_reason(screen, row)):
        raise MapError(
            f"An undercut challenges a link. Press {screen.keymap.key_of('move-under')} to choose another."
        )
    _put(screen, row.claim_id, row, other.claim_id)


def move_under(screen: EditorScreen) -> None:
    """Pick the claim under which the selected one is moved, with all that is below it."""
    row = row_of(screen)
    if row.claim_id is None or row.missing:
        raise MapError("Select a claim to move.")
    claim_id, index = row.claim_id, screen.state.index
    reason = _own_reason(screen, row)
    targets = screen.state.last_used_first("claims", reasons.targets_for_move(index, claim_id, reason))
    if not targets:
        raise MapError("No other link to challenge." if _is_undercut(reason) else "No other claim to move it under.")

    def picked(target: str | None) -> None:
        if target is not None:
            screen.state.use("claims", target)
            screen.services.attempt(lambda: _put(screen, claim_id, row, target))

    title = f"Move {quoted(index, claim_id, 50)} under which claim?"
    if _is_undercut(reason):
        title = f"Which link should {quoted(index, claim_id, 50)} challenge?"
    items = [PickerItem(name, _target_words(screen, name), by_value=False) for name in targets]
    screen.app.push_screen(Picker(title, items), picked)


def _own_reason(screen: EditorScreen, row: Row) -> Reason | None:
    """The reason from the claim of a row to its parent; None for a linked premise and at the top."""
    reason = screen.state.index.reasons.get(row.address or "")
    return reason if reason is not None and reason.premise == row.claim_id else None


def _is_undercut(reason: Reason | None) -> bool:
    return reason is not None and reason.kind == "undercuts"


def _target_words(screen: EditorScreen, target: str) -> str:
    """A claim by its text; a link by those of both its claims and what the one does to the other."""
    index = screen.state.index
    if ARROW not in target:
        return index.claims[target].text
    reason = index.reasons[target]
    end = link_quoted(index, reason.target) if ARROW in reason.target else quoted(index, reason.target, 50)
    return f"{quoted(index, reason.premise, 50)} {RELATIONS[reason.kind].verb} {end}"


def mark(screen: EditorScreen) -> None:
    """Mark the claim to be moved, or unmark it."""
    row = row_of(screen)
    if row.claim_id is None or row.missing:
        raise MapError("Select a claim to mark.")
    state = screen.state
    state.mark(None if state.marked == row.claim_id else row.claim_id)
    here = screen.keymap.key_of("move-here")
    to = "a claim whose link it should challenge," if _is_undercut(_own_reason(screen, row)) else "a claim"
    screen.say(f"Marked. Select {to} and press {here} to move it there." if state.marked else "Mark cleared.")


def move_here(screen: EditorScreen) -> None:
    """Move the marked claim under the selected one."""
    row, marked = row_of(screen), screen.state.marked
    if marked is None:
        raise MapError(f"Press {screen.keymap.key_of('mark')} on the claim to move, then come back here.")
    if row.claim_id == marked:
        raise MapError("Select the claim to move it under.")
    if row.claim_id is None:
        if row.tension_id is None:
            raise MapError("Select a claim or one of the tensions to move it to.")
        _put_in_tension(screen, marked, row.tension_id)
        return
    reason = screen.state.outline.shape.reason_of(marked)
    moved = Row(marked, "claim", 0, "", claim_id=marked, address=reason.address if reason else None)
    if _is_undercut(_own_reason(screen, moved)):
        _put(screen, marked, moved, link_of(row, "challenge"))
    else:
        _put(screen, marked, moved, row.claim_id)


def _put(screen: EditorScreen, claim_id: str, row: Row, target: str) -> None:
    """Move a claim under another, or an undercut to another link.

    It stays a support, objection or undercut if it was one, and becomes a support otherwise.
    """
    reason = _own_reason(screen, row)

    def edit(map: Map) -> Map:
        if reason is None:
            return reasons.put_under(map, claim_id, target, "supports")
        return reasons.move_reason(map, reason.address, target)

    under = link_quoted(screen.state.index, target) if ARROW in target else _name(screen, target)
    screen.state.do(edit, f"move {_name(screen, claim_id)} {'to' if ARROW in target else 'under'} {under}")
    screen.state.mark(None)
    screen.state.select(claim_id)
    if _is_undercut(reason):
        screen.say(f"Moved: it challenges {under}. {to_undo(screen)}")
        return
    flip = f"{screen.keymap.key_of('flip-kind')} to switch support and objection."
    screen.say(f"Moved under {under}. {flip} {to_undo(screen)}")


def _put_in_tension(screen: EditorScreen, claim_id: str, tension_id: str) -> None:
    into = entry_quoted(screen.state.index, "tensions", tension_id)
    label = f"move {_name(screen, claim_id)} into the tension {into}"
    screen.state.do(lambda map: set_tension(map, claim_id, tension_id), label)
    screen.state.mark(None)
    screen.state.select(claim_id)
    chooses = screen.keymap.key_of("put-on-side")
    screen.say(f"Moved into the tension. Press {chooses} to choose its side. {to_undo(screen)}")


def rename(screen: EditorScreen) -> None:
    """Rename the id of a claim wherever it is used."""
    row = row_of(screen)
    old = row.claim_id if row.kind != "tension" else row.tension_id
    if old is None or row.missing:
        raise MapError("Select a claim or a tension to rename.")
    ask_new_id(screen, old)


def ask_new_id(screen: EditorScreen, old: str, side_of: str | None = None) -> None:
    """Ask for a new id and rename. ``side_of`` is the tension when ``old`` is the id of a side."""

    def renamed(map: Map, new: str) -> Map:
        return rename_id(map, old, new) if side_of is None else rename_side(map, side_of, old, new)

    def keep(new: str) -> None:
        wanted = new.strip()
        if not screen.state.do(lambda map: renamed(map, wanted), f"rename '{old}' to '{wanted}'", in_ids=True):
            screen.say("That is already the id.")
            return
        screen.state.drafts.of("id", (side_of or wanted,), wanted).drop()  # it has followed the new id
        if side_of is None and wanted in screen.state.index.claims:
            screen.state.select(wanted)
        screen.say(f"Renamed '{old}' to '{wanted}' everywhere. {to_undo(screen)}")

    hint = "Enter rename everywhere   Esc cancel"
    label = f"New id for {old} (lowercase letters, digits, hyphens)"
    draft = screen.state.drafts.of("id", (side_of or old,), old)
    screen.ask(TextRequest(label, keep, old, hint, lines=False, draft=draft, select=True))


def delete(screen: EditorScreen) -> None:
    """Delete the claim and every reason used only by it; on a reference, remove only the link."""
    row = row_of(screen)
    if row.kind == "tension" and row.tension_id is not None:
        remove_thing(screen, "tensions", row.tension_id)
        return
    if row.kind == "also" or row.missing or row.claim_id is None:
        unlink(screen)
        return
    claim_id, name = row.claim_id, _name(screen, row.claim_id)
    removed = delete_branch(screen.state.map, claim_id)
    screen.state.do(lambda map: removed.map, f"delete {name}")
    others = len(removed.claims) - 1
    more = f" and {counted(others, 'reason')} used only by it" if others else ""
    screen.say(f"Deleted {name}{more}. {to_undo(screen)}")


def delete_alone(screen: EditorScreen) -> None:
    """Delete only the claim; claims that are linked to it stay and lose that link."""
    row = row_of(screen)
    if row.kind != "claim" or row.missing or row.claim_id is None:
        raise _only_from_main_place(screen, "Delete")
    name = _name(screen, row.claim_id)
    removed = delete_claim(screen.state.map, row.claim_id)
    screen.state.do(lambda map: removed.map, f"delete only {name}")
    lost = f" {counted(removed.references, 'claim')} lost a link." if removed.references else ""
    screen.say(f"Deleted only {name}.{lost} {to_undo(screen)}")


def unlink(screen: EditorScreen) -> None:
    """Remove the link to the parent, links to what is missing, or in a tension the claim from it; the claim stays."""
    row = row_of(screen)
    if row.claim_id is None:
        raise MapError("Select a claim first.")
    address, claim_id = row.address, row.claim_id
    if row.kind == "also" and address is None:
        screen.state.do(
            lambda map: set_tension(map, claim_id, None), f"remove {_name(screen, claim_id)} from its tension"
        )
        screen.say(f"Removed from the tension; the claim stays. {to_undo(screen)}")
        return
    name, top = _name(screen, claim_id), "; the claim is now top-level"
    if address is None or _is_told_of_missing(screen, claim_id):
        removed = screen.state.do(lambda map: reasons.unlink_missing(map, claim_id), f"unlink {name}")
        if removed:
            screen.say(f"Removed the link to what is not in the map. {to_undo(screen)}")
            return
    if address is None:
        deletes = f"Press {screen.keymap.key_of('delete')} to delete the claim."
        raise MapError(f"This claim has no parent to unlink from. {deletes}")
    if row.relation == "with":
        kept = [other for other in screen.state.index.reasons[address].linked if other != claim_id]
        screen.state.do(lambda map: reasons.set_linked(map, address, kept), f"unlink premise {name}")
        screen.say(f"Unlinked the premise; the claim stays. {to_undo(screen)}")
        return
    screen.state.do(lambda map: reasons.unlink(map, address), f"unlink {name}")
    became = "" if claim_id not in screen.state.index.claims or screen.state.index.claims[claim_id].reasons else top
    screen.say(f"Link removed{became}. {to_undo(screen)}")


def _is_told_of_missing(screen: EditorScreen, claim_id: str) -> bool:
    """Whether the pane says that a link of the claim leads to what is not in the map."""
    finding = screen.state.finding
    return finding is not None and finding.code in {"AM101", "AM102"} and finding.path[:2] == ("claims", claim_id)
