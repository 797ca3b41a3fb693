"""Resolves the open conflicts one by one."""

from __future__ import annotations

from typing import cast

from argmap.merge.conflicts import BranchNames, Conflict, Pick
from argmap.merge.resolution import reworded
from argmap.report.conflicts.headings import heading
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.dialogs.conflict_text import answers, sides


def resolve_conflicts(screen: EditorScreen, place: int = 0) -> None:
    """Ask about the open conflicts, beginning at index ``place``, until all are resolved or Esc closes the dialog."""
    conflicts = screen.state.conflicts
    if not conflicts:
        screen.say("All conflicts resolved. Review the Changes tab, then save.")
        return
    place %= len(conflicts)
    conflict = conflicts[place]
    names = names_of(screen, conflict)
    ways = [*answers(conflict, screen.state.map, names)]
    if len(conflicts) > 1:
        ways.append(ChoiceAnswer("next", "n", "Skip to the next conflict"))
    count = f"{place + 1} of {len(conflicts)}. " if len(conflicts) > 1 else ""
    said = sides(conflict, screen.state.index, screen.words_look, names)
    asked = Choice(count + heading(conflict, screen.state.index, names), ways, said)

    def answered(way: str | None) -> None:
        if way is None:
            screen.state.show_bars()
        elif way == "next":
            resolve_conflicts(screen, place + 1)
        elif way == "reword":
            _reword(screen, conflict, place)
        else:
            screen.services.attempt(lambda: screen.state.decide(conflict, cast(Pick, way)))
            resolve_conflicts(screen, place)

    screen.app.push_screen(asked, answered)


def names_of(screen: EditorScreen, conflict: Conflict) -> BranchNames | None:
    """The names of a conflict's sides.

    They are None for you and whoever changed the file meanwhile; for a conflict in the file they are the branches or
    commits as far as git knows them.
    """
    from argmap.io.git.sides import sides_of

    if screen.state.is_with_somebody(conflict):
        return None
    return sides_of(screen.state.file) or BranchNames()


def _reword(screen: EditorScreen, conflict: Conflict, place: int) -> None:
    from argmap.tui.dialogs.form import FieldRefusal, Form, FormField, about_field

    def keep(values: dict[str, str]) -> None:
        if not values["wording"]:
            raise FieldRefusal("wording", "Enter a text, or press Esc to choose a version.")
        with about_field("wording"):
            screen.state.decide(conflict, "ours", values["wording"])

    field = FormField("wording", "New text", reworded(conflict) or "", lines=True, example="Your text of it")
    title = heading(conflict, screen.state.index, names_of(screen, conflict))
    draft = screen.state.drafts.of("conflict", (), *conflict.path)
    Form(title, (field,), keep, draft=draft).open(screen.app, lambda done: resolve_conflicts(screen, place))
