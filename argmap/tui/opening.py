"""The opening screen: recent maps, a new one, an import, the example and the tutor.

What is typed in its forms goes to a journal of its own, as there is no map yet. The next one goes on with it.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from argmap.io.files import is_empty_file
from argmap.io.journal import Journal, leftovers
from argmap.io.map_files import with_ending
from argmap.io.preferences import recent_files
from argmap.io.user_folders import expanded
from argmap.model.findings import MapError
from argmap.model.ids import slug
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.session.drafts import Draft, Drafts, DraftSubject
from argmap.session.journal import draft_entry, drafts_in
from argmap.tui.dialogs.dialog import NOTE_TYPED, Dialog, unkept
from argmap.tui.dialogs.form import FieldRefusal, Form, FormField, about_field
from argmap.tui.dialogs.picker import NEW, Picker, PickerItem
from argmap.tui.files.startup import Start
from argmap.tui.keys.in_turn import KeysInTurn
from argmap.tui.themes import THEMES

NO_MAP = Path(os.sep, "opening screen of argmap")
"""What the journal has in place of the file of a map."""

HEADING = "argmap: maps of arguments. Open a map, or start one"


class Opening(KeysInTurn[Start], inherit_bindings=False):
    """Asks what to open; returns None when it is closed."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, theme: str) -> None:
        super().__init__()
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self.drafts = Drafts()
        self._journal = Journal(NO_MAP, None)
        self.ended_by: int | None = None
        """The number of the signal that ended it."""
        self._asyncio: asyncio.AbstractEventLoop | None = None

    def on_mount(self) -> None:
        """Show the choice."""
        self._asyncio = asyncio.get_running_loop()
        self._restore()
        self.set_interval(NOTE_TYPED, self._note_typed)
        if self.ended_by is None:
            self._ask()
        else:
            self.exit(None)

    def _restore(self) -> None:
        """Take in what earlier opening screens left, and keep it in the journal of this one."""
        self.drafts.changed = self._note_draft
        for leftover in leftovers(NO_MAP):
            if not self.drafts.restore(drafts_in(leftover.entries), Index.of(Map(title=""))):
                leftover.journal.unlink(missing_ok=True)

    def _note_draft(self, subject: DraftSubject, draft: Draft | None) -> None:
        try:
            self._journal.append(draft_entry(subject, draft))
        except MapError as refusal:
            if isinstance(self.screen, Dialog):
                self.screen.refuse(unkept(refusal))

    def _note_typed(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Dialog):
                screen.note_draft()

    def on_unmount(self) -> None:
        """Leave the journal on the disk if anything was typed and not used."""
        if self.drafts.headings:
            self._journal.leave()
        else:
            self._journal.close()

    def end_from_outside(self, number: int) -> None:
        """End because of a signal, from any thread. Raises RuntimeError when it has ended already."""
        self.ended_by = number
        if self._asyncio is not None:
            self._asyncio.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        self._note_typed()
        self.exit(None)

    def _ask(self) -> None:
        recent = [PickerItem(str(file), file.name, str(file.parent)) for file in recent_files()]
        items = [
            *recent,
            PickerItem("\0start", "New map", self._noted("new map", "asks for its question")),
            PickerItem(
                "\0import",
                "Import a file of another tool",
                self._noted("import", "spreadsheet, Kialo, Argdown …"),
            ),
            PickerItem("\0tutor", "Learn the editor", "ten minutes, on a small dispute"),
            PickerItem("\0sample", "Look at an example", "a small map to change"),
        ]
        self.push_screen(Picker(HEADING, items, new="file to open or create"), self._picked)

    def _noted(self, form: str, about: str) -> str:
        """What is beside the item of a form."""
        return "goes on with your draft" if self.drafts.of(form).values else about

    def _picked(self, value: str | None) -> None:
        if value is None:
            self.exit(None)
        elif value == "\0start":
            self._ask_for_new()
        elif value == "\0import":
            self._ask_for_import()
        elif value == "\0tutor":
            self.exit(Start(Path("lesson.yaml"), is_tutor=True))
        elif value == "\0sample":
            self.exit(Start(free_name("example"), sample=True))
        else:
            self.exit(Start(with_ending(expanded(value.removeprefix(NEW)))))

    def _ask_for_new(self) -> None:
        fields = (
            FormField("question", "Question", example="for example Should the high street be closed to cars?"),
            FormField("title", "Title", example="for example The high street"),
            FormField("file", "File", example="high-street.yaml, or nothing: named by the title"),
        )

        def keep(values: dict[str, str]) -> None:
            if not values["question"] and not values["title"]:
                raise FieldRefusal("question", "Enter the question that the map is about.")
            if values["file"]:
                with about_field("file"):
                    new_file(values["file"])

        def answered(values: dict[str, str] | None) -> None:
            if values is None:
                self._ask()
                return
            words = values["title"] or values["question"]
            file = new_file(values["file"]) if values["file"] else free_name(slug(words, (), "map"))
            self.exit(Start(file, values["title"] or values["question"].rstrip("?"), values["question"]))

        Form("New map", fields, keep, draft=self.drafts.of("new map")).open(self, answered)

    def _ask_for_import(self) -> None:
        def keep(values: dict[str, str]) -> None:
            if not expanded(values["file"]).exists():
                raise FieldRefusal("file", "File not found. Enter the name of a file or folder.")

        def answered(values: dict[str, str] | None) -> None:
            if values is None:
                self._ask()
            else:
                imported = expanded(values["file"])
                self.exit(Start(free_name(slug(imported.stem, (), "map")), imports=str(imported)))

        field = FormField("file", "File or folder", example="for example arguments.xlsx")
        form = Form("Import a file of another tool", (field,), keep, draft=self.drafts.of("import"))
        form.open(self, answered)


def new_file(name: str) -> Path:
    """The path of a new map, with the ending of maps; it may be an empty file.

    Raises MapError when it exists otherwise, or its folder does not.
    """
    file = expanded(name)
    file = file if file.suffix in {".yaml", ".yml"} else file.with_name(f"{file.name}.yaml")
    if os.path.lexists(file) and not is_empty_file(file):
        raise MapError(f"{file.name} exists already. Choose another name, or open it.")
    if not file.absolute().parent.is_dir():
        raise MapError(f"The folder {file.parent} does not exist. Create it, or choose another.")
    return file


def free_name(stem: str) -> Path:
    """``stem.yaml`` in the working folder, with a number if that exists."""
    names = (Path(f"{stem}.yaml" if not number else f"{stem}-{number}.yaml") for number in range(1000))
    return next(file for file in names if not os.path.lexists(file))
