"""What the editor offers at the start: unsaved work; for a new file a sample, or what another tool has written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from argmap.escape import one_line
from argmap.model.findings import MapError
from argmap.model.types import rebuilt
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.files.bundled_maps import packaged_map
from argmap.tui.files.recovery import leftovers_with_changes, offer_recovery, restore_drafts_alone
from argmap.vocabulary import counted


class Start(NamedTuple):
    """What the editor is to begin with: a file, and for a new one its title and question, or what to import."""

    file: Path
    title: str = ""
    question: str = ""
    imports: str = ""
    sample: bool = False
    is_tutor: bool = False


def begin(screen: EditorScreen, start: Start | None = None) -> None:
    """Ask about lines that a merge leaves out; then offer unsaved work of an earlier session, or begin.

    A new file begins as ``start`` says; without it, ask how.
    """
    if screen.state.written_by_hand:
        _ask_about_lines(screen, lambda: _begin(screen, start))
    else:
        _begin(screen, start)


def _begin(screen: EditorScreen, start: Start | None) -> None:
    restored = restore_drafts_alone(screen)
    found = leftovers_with_changes(screen.state.file)
    if found:
        offer_recovery(screen, found[-1])
    elif screen.state.is_new and start is not None and _has_begun(screen, start):
        pass
    elif screen.state.is_new:
        offer_beginning(screen)
    elif screen.state.is_unmerged:
        screen.say(_words_of_the_merge(screen))
    else:
        _warn_if_it_cannot_be_saved(screen)
    if restored:
        screen.say(restored)


def _has_begun(screen: EditorScreen, start: Start) -> bool:
    """Begin a new file as asked on the opening screen; False when nothing was asked there."""
    if start.imports:
        screen.services.attempt(lambda: take_import(screen, start.imports))
    elif start.sample:
        take_sample(screen)
    elif start.title or start.question:
        begin_map(screen, start.title, start.question)
    else:
        return False
    return True


def begin_map(screen: EditorScreen, title: str, question: str) -> None:
    """Begin an empty map with its title and question, and ask for the first claim."""
    from argmap.mapfile.canonical import write
    from argmap.mapfile.read.read import read

    state = screen.state
    map = rebuilt(state.map, title=title or state.map.title, question=question or None)
    document = read(write(map).encode(), str(state.file))
    state.replace(document, "start the map")
    screen.say("The first claim: an answer to the question.")  # keys would be typed into it
    screen.do(screen.keymap.named("add-claim"))


def _ask_what_it_is_about(screen: EditorScreen) -> None:
    from argmap.tui.dialogs.form import Form, FormField

    fields = (
        FormField("question", "Question", example="for example Should the high street be closed to cars?"),
        FormField("title", "Title", example=f"{screen.state.map.title}, unless you type another"),
    )

    def answered(values: dict[str, str] | None) -> None:
        if values is not None:
            begin_map(screen, values["title"], values["question"])
        else:
            _say_how_to_begin(screen)

    asked = Form("What is the map about?", fields, lambda values: None, draft=screen.state.drafts.of("start"))
    asked.open(screen.app, answered)


def _words_of_the_merge(screen: EditorScreen) -> str:
    """That the map is a merge of what git has, and what to do."""
    key_of, count = screen.keymap.key_of, len(screen.state.conflicts)
    does = f"{key_of('resolve')} to resolve {counted(count, 'conflict')}, " if count else ""
    return f"Merged both sides by claim and field, in place of git's markers. {does}{key_of('save')} to save."


def _ask_about_lines(screen: EditorScreen, go_on: Callable[[], None]) -> None:
    """Ask whether to go on with a merge that leaves out lines which were written since."""
    state = screen.state
    answers = (
        ChoiceAnswer("merge", "m", "Merge by claim and field; saving leaves these lines out"),
        ChoiceAnswer("leave", "q", "Quit and leave the file as it is"),
    )

    def answered(answer: str | None) -> None:
        if answer == "merge":
            go_on()
        else:
            screen.services.leave(forget=True)

    written = counted(state.written_by_hand or 0, "line")
    title = f"{state.file.name} has git's conflict markers, and {written} that neither side has."
    screen.app.push_screen(Choice(title, answers), answered)


def _say_how_to_begin(screen: EditorScreen) -> None:
    first = screen.keymap.key_of("open-selected")
    screen.say(f"Press {first} to add the first claim. {_first_words(screen)}")


def _warn_if_it_cannot_be_saved(screen: EditorScreen) -> None:
    from argmap.io.files import refuse_unsafe_target

    try:
        refuse_unsafe_target(screen.state.file, screen.state.file.resolve())
    except MapError as refusal:
        copies = f"Until then, press {screen.keymap.key_of('save-copy')} to save a copy."
        screen.say(f"{one_line(str(refusal))} {copies}", problem=True)


def offer_beginning(screen: EditorScreen) -> None:
    """Ask whether to begin with an empty map, a small sample, or a file of another tool."""
    is_missing = screen.state.digest is None
    answers = (
        ChoiceAnswer("empty", "e", "Start with an empty map"),
        ChoiceAnswer("sample", "s", "Start with an example"),
        ChoiceAnswer("import", "i", "Import a spreadsheet, Kialo, Argdown or another file"),
        ChoiceAnswer(
            "leave", "q", "Quit without creating the file" if is_missing else "Quit and leave the file empty"
        ),
    )

    def answered(answer: str | None) -> None:
        if answer == "leave":
            screen.services.leave(forget=True)
        elif answer == "sample":
            take_sample(screen)
        elif answer == "import":
            _ask_what_to_import(screen)
        elif answer == "empty":
            _ask_what_it_is_about(screen)
        else:
            _say_how_to_begin(screen)

    asks = "does not exist. Create it?" if is_missing else "is empty. Start a map in it?"
    screen.app.push_screen(Choice(f"{screen.state.file.name} {asks}", answers), answered)


def take_sample(screen: EditorScreen) -> None:
    """Replace the empty map with the sample; undo restores the empty one."""
    document = packaged_map("sample.yaml", str(screen.state.file))
    screen.state.replace(document, "start with the example")
    screen.say(f"This is an example to change. {_first_words(screen)}")


def _ask_what_to_import(screen: EditorScreen) -> None:
    """Ask for the file of another tool; giving up leads back to the first question."""
    from argmap.tui.dialogs.form import Form, FormField, about_field

    def keep(values: dict[str, str]) -> None:
        with about_field("file"):
            take_import(screen, values["file"].strip())

    def answered(values: dict[str, str] | None) -> None:
        if values is None:
            offer_beginning(screen)

    field = FormField("file", "File or folder", example="for example arguments.xlsx")
    draft = screen.state.drafts.of("import")
    Form("Import a file of another tool", (field,), keep, draft=draft).open(screen.app, answered)


def take_import(screen: EditorScreen, name: str) -> None:
    """Replace the empty map with the content of a file of another tool; undo restores the empty one.

    Raises MapError when the file cannot be imported.
    """
    from argmap.interchange.reading import import_file
    from argmap.io.map_files import foreign_file
    from argmap.mapfile.canonical import write
    from argmap.mapfile.read.read import read

    if not name:
        raise MapError("Enter the name of a file or folder.")
    imported = import_file(foreign_file(name))
    document = read(write(imported.map).encode(), str(screen.state.file))
    screen.state.replace(document, f"import {one_line(name)}")
    left_out = sum(count.left_out for count in imported.ledger.counts)
    rest = f" Left out {counted(left_out, 'thing')} that a map cannot contain." if left_out else ""
    claims = counted(len(imported.map.claims), "claim")
    screen.say(f"Imported {claims} from {imported.format.title}.{rest} {_first_words(screen)}")


def _first_words(screen: EditorScreen) -> str:
    save, helps = screen.keymap.key_of("save"), screen.keymap.key_of("help")
    does = "create the file" if screen.state.digest is None else "save"
    return f"{save} to {does}, {helps} for help."
