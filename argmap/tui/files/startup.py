"""What the editor offers at the start: unsaved work, or a sample for a new file."""

from __future__ import annotations

from argmap.escape import one_line
from argmap.io.journal import leftovers
from argmap.model.findings import Refusal
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.files.bundled_maps import packaged_map
from argmap.tui.files.recovery import offer_recovery


def begin(screen: EditorScreen) -> None:
    """Offer unsaved work of an earlier session; for a new file, offer a sample."""
    found = leftovers(screen.state.file)
    if found:
        offer_recovery(screen, found[-1])
    elif screen.state.digest is None:
        offer_beginning(screen)
    elif not screen.state.index.claims:
        adds, helps = screen.keymap.key_of("add-sibling"), screen.keymap.key_of("help")
        screen.say(f"This map has no claims yet. {adds} writes the first one, {helps} shows every key.")
    else:
        _warn_if_it_cannot_be_saved(screen)


def _warn_if_it_cannot_be_saved(screen: EditorScreen) -> None:
    from argmap.io.files import refuse_unsafe_target

    try:
        refuse_unsafe_target(screen.state.file, screen.state.file.resolve())
    except Refusal as refusal:
        copies = f"Until then only {screen.keymap.key_of('save-copy')} keeps what you change, in a copy."
        screen.say(f"{one_line(str(refusal))} {copies}", problem=True)


def offer_beginning(screen: EditorScreen) -> None:
    """Ask whether to begin with an empty map or a small sample."""
    answers = (
        ChoiceAnswer("empty", "e", "Begin with an empty map"),
        ChoiceAnswer("sample", "s", "Begin with a small sample to change"),
        ChoiceAnswer("leave", "q", "Leave without making a file"),
    )

    def answered(answer: str | None) -> None:
        if answer == "leave":
            screen.services.leave(forget=True)
        elif answer == "sample":
            take_sample(screen)
        else:
            screen.say(f"{screen.keymap.key_of('add-sibling')} writes the first claim. {_first_words(screen)}")

    name = screen.state.file.name
    screen.app.push_screen(Choice(f"{name} does not exist yet. How do you want to begin?", answers), answered)


def take_sample(screen: EditorScreen) -> None:
    """Replace the empty map with the sample; undo restores the empty one."""
    document = packaged_map("sample.yaml", str(screen.state.file))
    screen.state.take(screen.state.session.replace_document(document, "begin with the sample"))
    screen.say(f"A sample to change. {_first_words(screen)}")


def _first_words(screen: EditorScreen) -> str:
    save, helps = screen.keymap.key_of("save"), screen.keymap.key_of("help")
    return f"Nothing is on disk before {save}. {helps} shows every key."
