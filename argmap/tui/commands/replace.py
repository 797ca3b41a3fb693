"""Find and replace: the words in a form, every change in a preview, and one step of undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from rich.text import Text

from argmap.draw.terminal.cells import cut
from argmap.edit.replace import Replacement, replace_texts
from argmap.escape import one_line
from argmap.model.types import Claim, Map, Reason, Side, Source, Stakeholder, Tension
from argmap.tui.commands.edits import to_undo
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.dialogs.form import FieldRefusal, Form, FormField, about_field
from argmap.tui.dialogs.picker import PickerItem
from argmap.vocabulary import counted

YES_NO = (PickerItem("yes", "yes"), PickerItem("no", "no"))
KINDS = {
    Map: "map",
    Tension: "tension",
    Side: "side",
    Stakeholder: "stakeholder",
    Claim: "claim",
    Reason: "link",
    Source: "source",
}
MOST_SHOWN = 200
"""Most texts in the preview."""
AROUND = 30
"""Characters shown before and after what changes."""


def replace(screen: EditorScreen) -> None:
    """Ask for the words, show what would change, and replace it everywhere in texts."""
    fields = (
        FormField("find", "Find", screen.state.last_query, example="for example regulator"),
        FormField("put", "Replace with", example="for example watchdog"),
        FormField("words", "Whole words", "yes", YES_NO),
        FormField("case", "Match case", "yes", YES_NO),
    )

    def keep(values: dict[str, str]) -> None:
        with about_field("put" if values["find"].strip() else "find"):
            made = _replaced(screen.state.map, values)[1]
        if not made and _says_the_same(values):
            raise FieldRefusal("put", "Both fields say the same. Nothing would change.")
        if not made:
            raise FieldRefusal("find", f"No matches in texts.{_wider(values)}")

    def filled(values: dict[str, str] | None) -> None:
        if values is not None:
            _preview(screen, values)

    draft = screen.state.drafts.of("replace")
    Form("Find and replace in texts", fields, keep, draft=draft).open(screen.app, filled)


def _replaced(map: Map, values: Mapping[str, str]) -> tuple[Map, list[Replacement]]:
    whole, case = values["words"] == "yes", values["case"] == "yes"
    return replace_texts(map, values["find"], values["put"], whole_words=whole, match_case=case)


def _says_the_same(values: Mapping[str, str]) -> bool:
    find, put = values["find"], values["put"]
    return find == put or (values["case"] == "no" and find.casefold() == put.casefold())


def _wider(values: Mapping[str, str]) -> str:
    """What to change to find more."""
    strict = [label for name, label in (("words", "Whole words"), ("case", "Match case")) if values[name] == "yes"]
    return f" Set {' or '.join(strict)} to no to find more." if strict else ""


def _preview(screen: EditorScreen, values: Mapping[str, str]) -> None:
    """Show each text before and after, and replace once that is confirmed."""
    made = _replaced(screen.state.map, values)[1]
    count = f"{counted(sum(one.places for one in made), 'place')} in {counted(len(made), 'text')}"
    words, put = (cut(one_line(values[name]), 30) for name in ("find", "put"))

    def answered(answer: str | None) -> None:
        if answer == "replace":
            screen.services.attempt(
                lambda: screen.state.do(lambda map: _replaced(map, values)[0], f"replace “{words}” in texts"),
                f"Replaced {count}. {to_undo(screen)}",
            )

    answers = (ChoiceAnswer("replace", "r", "Replace all"), ChoiceAnswer("", "n", "Replace nothing"))
    becomes = f"“{put}”" if put else "nothing"
    title = f"Replace “{words}” with {becomes}: {count}"
    hint = "Press a key   PgUp PgDn scroll   Esc cancel"
    screen.app.push_screen(Choice(title, answers, _as_text(screen, made), hint), answered)


def _as_text(screen: EditorScreen, made: Sequence[Replacement]) -> Text:
    """The changed texts, each as it is and as it becomes, cut around what changes."""
    text = Text(overflow="fold")
    for one in made[:MOST_SHOWN]:
        field = f", {one.field}" if one.field != "text" else ""
        text.append(f"{KINDS[type(one.part)].capitalize()}{field}\n", screen.words_look("dim"))
        before, after = _around(one.before, one.after)
        text.append(f"  − {before}\n", screen.words_look("objection"))
        text.append(f"  + {after}\n", screen.words_look("support"))
    if len(made) > MOST_SHOWN:
        text.append(f"and {counted(len(made) - MOST_SHOWN, 'more text')}\n", screen.words_look("dim"))
    text.rstrip()
    return text


def _around(before: str, after: str) -> tuple[str, str]:
    """Two texts on a line each, without most of what they begin and end with alike."""
    before, after = one_line(before), one_line(after)
    start = _alike(before, after)
    end = min(_alike(before[::-1], after[::-1]), min(len(before), len(after)) - start)
    return _cut(before, start, end), _cut(after, start, end)


def _alike(one: str, other: str) -> int:
    """With how many equal characters two texts begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _cut(text: str, start: int, end: int) -> str:
    first, last = max(0, start - AROUND), len(text) - max(0, end - AROUND)
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
