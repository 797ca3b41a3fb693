"""Exports the map in a thread, with progress messages; Esc stops it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events

from argmap.draw.charts import registry
from argmap.draw.formats import FORMATS, file_name
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.picker import Picker, PickerItem
from argmap.tui.naming import entry_quoted, quoted

if TYPE_CHECKING:
    from argmap.draw.export import ExportPlan

Tell = Callable[[str], None]

PICTURES = tuple(name for name, format in FORMATS.items() if format.drawn)
"""The formats that can show the matrix, the grid and the other charts."""

WRITTEN = {"md": "Markdown", "txt": "plain text", "mermaid": "Mermaid", "argdown": "Argdown"}
"""Formats whose usual name differs from the one in capitals."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """The part and the format to export.

    ``part`` is ``whole``, ``claim`` or ``tension`` (with its id in ``about``), or the name of a chart.
    """

    part: str
    format: str
    about: str = ""

    def file_for(self, map_file: Path) -> Path:
        """The file to write: ``exports/NAME.svg`` in the working folder, named as by ``argmap export``."""
        part = self.about or (self.part if self.part in registry.ABOUT else "")
        return Path("exports", file_name(map_file.stem, (part,), self.format))

    def plan(self, index: Index) -> ExportPlan:
        """The plan of the export. Raises MapError when the map lacks the part."""
        from argmap.draw.export import ExportPlan
        from argmap.views import selection

        if self.part in registry.ABOUT:
            return ExportPlan(chart=self.part)
        if self.part == "claim":
            return ExportPlan(selection.focus(index, self.about))
        return ExportPlan(selection.tension(index, self.about)) if self.part == "tension" else ExportPlan()


def ask_what_to_export(screen: EditorScreen) -> None:
    """Let the user pick the part and the format; the whole map as SVG is first."""

    def picked(value: str | None) -> None:
        if value is not None:
            start(screen, ExportRequest(*value.split(" ")))

    title = "Export to the exports folder"
    screen.app.push_screen(Picker(title, list(_items(screen))), picked)


def _items(screen: EditorScreen) -> Iterator[PickerItem]:
    row = screen.selected if screen.state.view == "map" else None
    claim_id, tension_id = screen.claim_id, row.tension_id if row is not None else None
    parts = [("whole", "", "The whole map")]
    if claim_id is not None:
        parts.append(("claim", claim_id, f"Around {quoted(screen.state.index, claim_id, 30)}"))
    if tension_id is not None and tension_id in screen.state.index.tensions:
        parts.append(
            ("tension", tension_id, f"The tension {entry_quoted(screen.state.index, 'tensions', tension_id, 30)}")
        )
    parts += [(name, "", about.capitalize()) for name, about in registry.ABOUT.items()]
    for part, about, words in parts:
        for name, format in FORMATS.items():
            if part not in registry.ABOUT or name in PICTURES:
                value = f"{part} {name} {about}".rstrip()
                yield PickerItem(value, f"{words} as {WRITTEN.get(name, name.upper())}", format.about)


def start(screen: EditorScreen, wanted: ExportRequest) -> None:
    """Export in a thread. Esc stops it; all other keys keep their meaning."""
    under_way = _UnderWay(screen, wanted.file_for(screen.state.file))
    index = screen.state.index
    under_way.tell(f"Exporting {under_way.file}…")
    screen.services.in_background(lambda: under_way.run(index, wanted))


class Stop:
    """A request to stop an export, possible until the file is being written."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self._deciding = threading.Lock()
        self._too_late = False

    def ask(self) -> bool:
        """Request the stop, from any thread; False when it is too late."""
        with self._deciding:
            if not self._too_late:
                self.asked.set()
            return not self._too_late

    def pass_by(self) -> None:
        """Begin the part that cannot be stopped. Raises MapError when a stop was requested before."""
        with self._deciding:
            if self.asked.is_set():
                raise MapError("Export stopped. Nothing was written.")
            self._too_late = True


class _UnderWay:
    """A running export: its messages and the key that stops it."""

    def __init__(self, screen: EditorScreen, file: Path) -> None:
        self.screen = screen
        self.file = file
        self.stop = Stop()

    def run(self, index: Index, wanted: ExportRequest) -> None:
        """Export; runs in a thread."""
        services = self.screen.services
        try:
            tell = partial(services.from_thread, self.tell)
            notes = export(index, wanted, self.file, self.stop, tell, self.screen.state.file)
        except MapError as refusal:
            services.from_thread(self.done, str(refusal), problem=True)
        else:
            services.from_thread(self.done, " ".join([f"Exported {self.file}.", *notes]))

    def tell(self, step: str) -> None:
        """Show the progress unless the keys are in use by something else."""
        screen = self.screen
        if not self.stop.asked.is_set() and screen.keys.next_key in {None, self.take} and not screen.entry.is_open:
            screen.say(step)
            screen.keys.wait_for(self.take, f"{step}   Esc stop (you can keep editing)")

    def take(self, event: events.Key) -> bool:
        """Esc stops the export; any other key has its usual meaning."""
        self.screen.hint("")
        if event.key == "escape":
            if self.stop.ask():
                self.screen.say(f"Stopped. {self.file} was not written.")
        else:
            self.screen.keys.act(event)
        return False

    def done(self, said: str, *, problem: bool = False) -> None:
        """Show the result, unless the export was stopped: that was shown at once."""
        if self.stop.asked.is_set():
            return
        if self.screen.keys.next_key == self.take:
            self.screen.keys.next_key = None
            self.screen.hint("")
        self.screen.say(said, problem=problem)


def export(
    index: Index, wanted: ExportRequest, file: Path, stop: Stop, tell: Tell, map_file: Path | None = None
) -> list[str]:
    """Write the file and return remarks for its reader. Copies of sources are looked for beside ``map_file``.

    Raises MapError when the export is stopped, before anything is written, or impossible.
    """
    from argmap.io.files import refuse_leading_out, refuse_link, write_output

    refuse_link(file, "'argmap export' writes there if you name the file with -o.")
    refuse_leading_out(file.parent, "'argmap export' writes there if you name the folder with -o.")
    from argmap.draw.export import ExportTarget
    from argmap.draw.export import export as exported
    from argmap.io.export_tools import export_tools

    notes: list[str] = []
    tools = export_tools(notes.append, _progress(tell), cancelled=stop.asked, map_file=map_file)
    target = ExportTarget(wanted.format, str(file))
    (made,) = exported(index, wanted.plan(index), (target,), tools)
    stop.pass_by()
    write_output(file, made.data)
    return notes


def _progress(tell: Tell) -> Callable[[str], AbstractContextManager[Tell]]:
    @contextmanager
    def progress(doing: str) -> Iterator[Tell]:
        tell(f"{doing}…")
        yield lambda step: tell(f"{step}…")

    return progress
