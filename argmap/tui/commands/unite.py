"""Uniting two claims that say the same: choose the other, see what goes over, choose which wording stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from argmap.escape import for_terminal
from argmap.model.findings import Finding, MapError
from argmap.tui.commands.edits import to_undo
from argmap.tui.commands.links import claim_items
from argmap.tui.commands.targets import claim_selected, row_name
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.dialogs.picker import Picker, PickerItem
from argmap.tui.naming import quoted

if TYPE_CHECKING:
    from argmap.merge.unite import United

ALIKE = frozenset({"AM301", "AM302"})
"""The findings about two claims that say the same."""


def unite_claims(screen: EditorScreen) -> None:
    """Unite the two claims of a finding; on the map, the selected claim with one that is picked."""
    if screen.state.view == "findings":
        one, two = _in_finding(screen)
        _ask_which_stays(screen, one, two)
        return
    claim_id = claim_selected(screen)
    items = _likeliest_first(screen, claim_id)
    if not items:
        raise MapError("No other claim to unite it with.")

    def picked(other: str | None) -> None:
        if other is not None:
            screen.services.attempt(lambda: _ask_which_stays(screen, claim_id, other))

    title = f"Unite {quoted(screen.state.index, claim_id, 50)} with which claim?"
    screen.app.push_screen(Picker(title, items), picked)


def _in_finding(screen: EditorScreen) -> tuple[str, str]:
    """The claims of the finding under the cursor, in file order. Raises MapError when it is not about two alike."""
    name, findings = row_name(screen), screen.state.findings or ()
    finding = findings[int(name)] if name.isdigit() and int(name) < len(findings) else None
    pair = _pair(finding) if finding is not None else None
    if pair is None or not set(pair) <= screen.state.index.claims.keys():
        raise MapError("This finding is not about two claims that say the same.")
    return pair


def _pair(finding: Finding) -> tuple[str, str] | None:
    if finding.code not in ALIKE or not finding.related:
        return None
    return finding.related[0][1], finding.path[1]


def _likeliest_first(screen: EditorScreen, claim_id: str) -> list[PickerItem]:
    """The other claims that it is not linked to, those first that a finding says are the same or nearly so."""
    pairs = (_pair(finding) for finding in screen.state.findings or ())
    alike = {other for pair in pairs if pair is not None and claim_id in pair for other in pair} - {claim_id}
    index = screen.state.index
    linked = {one.target for one in index.claims[claim_id].reasons}
    linked |= {one.premise for one in index.reasons_for.get(claim_id, ())}
    items = claim_items(index, {claim_id, *linked})
    near = [PickerItem(item.value, item.text, "nearly the same") for item in items if item.value in alike]
    return [*near, *(item for item in items if item.value not in alike)]


def _ask_which_stays(screen: EditorScreen, one: str, two: str) -> None:
    """Show what uniting would do, and ask which wording stays. Raises MapError when it is impossible."""
    index = screen.state.index
    from argmap.merge.unite import unite

    united = {one: screen.state.tried(lambda map: unite(map, one, two)), two: None}
    united[two] = screen.state.tried(lambda map: unite(map, two, one))
    answers = (
        ChoiceAnswer(one, "1", f"Keep the first wording; moves {united[one]}"),
        ChoiceAnswer(two, "2", f"Keep the second wording; moves {united[two]}"),
    )

    def answered(kept: str | None) -> None:
        if kept is not None:
            screen.services.attempt(lambda: _unite(screen, kept, two if kept == one else one))

    preview = _preview(screen, united[one] or united[two])
    title = "Unite these two claims? The other wording goes into the note."
    texts = Text(overflow="fold")
    for number, claim_id in enumerate((one, two), start=1):
        texts.append(f"{number}  ", screen.words_look("dim"))
        texts.append(f"{for_terminal(index.claims[claim_id].text)}\n", screen.words_look("plain"))
    texts.append(preview, screen.words_look("dim"))
    screen.app.push_screen(Choice(title, answers, texts), answered)


def _preview(screen: EditorScreen, united: United | None) -> str:
    """What the claim will have, in a line."""
    if united is None:
        return ""
    claim = united.kept
    index = screen.state.index
    reasons = {reason.premise for one in (claim.id, united.gone.id) for reason in index.reasons_for.get(one, ())}
    has = (
        (len(claim.reasons), "link to a parent", "links to parents"),
        (len(reasons), "reason", "reasons"),
        (len(claim.positions), "position", "positions"),
        (len(claim.sources), "citation", "citations"),
    )
    parts = [f"{count} {one if count == 1 else several}" for count, one, several in has if count]
    return f"\nTogether: {', '.join(parts)}." if parts else ""


def _unite(screen: EditorScreen, kept: str, gone: str) -> None:
    from argmap.merge.unite import unite_in

    index = screen.state.index
    label = f"unite {quoted(index, gone, 30)} with {quoted(index, kept, 30)}"
    with screen.state.selecting(kept):
        screen.state.do_in_text(lambda document: unite_in(document, kept, gone), label)
    screen.say(f"United with {quoted(screen.state.index, kept, 40)}. {to_undo(screen)}")
