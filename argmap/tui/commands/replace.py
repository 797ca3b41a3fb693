"""Find and replace: the words in a form, every change in a preview or place by place, and one step of undo."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import takewhile

from rich.text import Text

from argmap.draw.terminal.cells import cut
from argmap.edit.replace import Replacement, replace_texts, with_words
from argmap.escape import one_line
from argmap.model.types import Claim, Map, Reason, Side, Source, Stakeholder, Tension
from argmap.tui.commands.edits import to_undo
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.dialogs.form import FieldRefusal, Form, FormField, about_field
from argmap.tui.dialogs.picker import PickerItem
from argmap.tui.dialogs.step_through import Asked, StepThrough
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
AROUND_ONE = 100
"""The same where one place is shown at a time."""


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


def _replaced(
    map: Map, values: Mapping[str, str], only: Container[int] | None = None
) -> tuple[Map, list[Replacement]]:
    whole, case = values["words"] == "yes", values["case"] == "yes"
    return replace_texts(map, values["find"], values["put"], whole_words=whole, match_case=case, only=only)


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
    places = sum(len(one.places) for one in made)
    count = f"{counted(places, 'place')} in {counted(len(made), 'text')}"
    title = f"Replace {_words(values)}"

    def answered(answer: str | None) -> None:
        if answer == "replace":
            _replace(screen, values, f"Replaced {count}.")
        elif answer == "choose":
            screen.app.push_screen(StepThrough(Asked(title, "place", "Replace"), _each(screen, values, made)), chosen)

    def chosen(numbers: str | None) -> None:
        if numbers:
            only = {int(number) for number in numbers.split()}
            _replace(screen, values, f"Replaced {len(only)} of {counted(places, 'place')}.", only)
        else:
            screen.say("Replaced nothing.")

    some = [ChoiceAnswer("choose", "c", "Choose place by place")] if places > 1 else []
    answers = (ChoiceAnswer("replace", "r", "Replace all"), *some, ChoiceAnswer("", "n", "Replace nothing"))
    hint = "Press a key   PgUp PgDn scroll   Esc cancel"
    screen.app.push_screen(Choice(f"{title}: {count}", answers, _as_text(screen, made), hint), answered)


def _words(values: Mapping[str, str]) -> str:
    """What is replaced with what, cut to fit a title."""
    words, put = (cut(one_line(values[name]), 30) for name in ("find", "put"))
    return f"“{words}” with {f'“{put}”' if put else 'nothing'}"


def _replace(screen: EditorScreen, values: Mapping[str, str], said: str, only: Container[int] | None = None) -> None:
    """Replace in all places, or in those with these numbers, in one step of undo."""
    label = f"replace “{cut(one_line(values['find']), 30)}” in texts"
    screen.services.attempt(
        lambda: screen.state.do(lambda map: _replaced(map, values, only)[0], label), f"{said} {to_undo(screen)}"
    )


def _each(screen: EditorScreen, values: Mapping[str, str], made: Sequence[Replacement]) -> list[Text]:
    """Each place as it is and as it becomes."""
    return [
        Text("\n").join(
            _of_text(screen, one, with_words(values["put"], one.before, [place]), AROUND_ONE, marked=True)
        )
        for one in made
        for place in one.places
    ]


def _as_text(screen: EditorScreen, made: Sequence[Replacement]) -> Text:
    """The changed texts, each as it is and as it becomes, cut around what changes."""
    lines = [line for one in made[:MOST_SHOWN] for line in _of_text(screen, one, one.after, AROUND)]
    if len(made) > MOST_SHOWN:
        lines.append(Text(f"and {counted(len(made) - MOST_SHOWN, 'more text')}", screen.words_look("dim")))
    return Text("\n", overflow="fold").join(lines)


def _of_text(
    screen: EditorScreen, one: Replacement, after: str, around: int, *, marked: bool = False
) -> Iterator[Text]:
    """What a text belongs to, how it is, and how it becomes; what changes is bold if it is to be ``marked``."""
    field = f", {one.field}" if one.field != "text" else ""
    yield Text(f"{KINDS[type(one.part)].capitalize()}{field}", screen.words_look("dim"))
    before, after = one_line(one.before), one_line(after)
    start = _alike(before, after)
    end = min(_alike(before[::-1], after[::-1]), min(len(before), len(after)) - start)
    for sign, text, look in (("−", before, "objection"), ("+", after, "support")):
        line = Text(text, screen.words_look(look))
        if marked:
            line.stylize("bold", start, len(text) - end)
        yield _cut(Text(f"  {sign} ", line.style), line, max(0, start - around), max(0, end - around))


def _alike(one: str, other: str) -> int:
    """With how many equal characters two texts begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _cut(sign: Text, line: Text, first: int, last: int) -> Text:
    """A line behind its sign, without so many characters at its beginning and its end."""
    kept = line[first : len(line) - last]
    return Text.assemble(sign, "…" if first else "", kept, "…" if last else "", style=line.style)
