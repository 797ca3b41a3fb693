"""Exports the map in a thread, with progress messages; Esc stops it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import events

from argmap.draw.charts import registry
from argmap.draw.charts.needs import why_empty
from argmap.draw.formats import FORMATS, ExportFormat, file_name
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.tui.context import EditorScreen
from argmap.tui.dialogs.picker import Picker, PickerItem, matching
from argmap.tui.naming import entry_quoted, folder_within, quoted
from argmap.vocabulary import EXPORTS, USUAL_FOLDER, counted

if TYPE_CHECKING:
    from argmap.draw.export import ExportPlan

Tell = Callable[[str], None]

NAMES = {
    "docx": "Word (docx)",
    "pptx": "PowerPoint (pptx)",
    "xlsx": "Excel (xlsx)",
    "mermaid": "Mermaid",
    "md": "Markdown",
    "txt": "Plain text",
    "argdown": "Argdown",
    "graphml": "GraphML",
    "edges": "Links (CSV)",
    "annotations": "Annotations (JSON)",
}
"""Formats whose usual name differs from the one in capitals."""


def exports_folder() -> Path:
    """Where exports go: ``exports`` in the working folder."""
    return Path(USUAL_FOLDER).absolute()


_EXTRA = re.compile(r" \(needs argmap\[(\w+)\]\)")


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """The part and the format to export.

    ``part`` is ``map``, ``brief``, ``pages`` or the name of a chart, or else ``focus``, ``tension`` or
    ``stakeholder``, of which ``about`` is the id.
    """

    part: str
    format: str
    about: str = ""

    def file_for(self, map_file: Path) -> Path:
        """The file to write: ``exports/NAME.svg`` in the working folder, named as by ``argmap export``."""
        picture = self.part if self.part == "brief" or self.part in registry.ABOUT else ""
        return Path(USUAL_FOLDER, file_name(map_file.stem, (self.about, picture), self.format))

    def plan(self, index: Index) -> ExportPlan:
        """The plan of the export. Raises MapError when the map lacks the part."""
        from argmap.draw.brief.options import BriefOptions
        from argmap.draw.export import ExportPlan
        from argmap.views.selection import selected

        of = {self.part: self.about}.get
        return ExportPlan(
            selection=selected(index, tension=of("tension"), focus=of("focus"), stakeholder=of("stakeholder")),
            chart=self.part if self.part in registry.ABOUT else None,
            brief=BriefOptions() if self.part == "brief" else None,
            pages=self.part == "pages",
        )


def formats_of(part: str) -> list[str]:
    """The formats in which ``argmap export`` has a part."""

    def has(name: str, format: ExportFormat) -> bool:
        if part == "brief":
            return format.has_brief
        if part == "pages":
            return format.divides
        if part in registry.ABOUT:
            return format.drawn or name in registry.WORDS or (part, name) == ("network", "graphml")
        return True

    return [name for name, format in FORMATS.items() if has(name, format)]


def about_format(name: str) -> str:
    """What a format is, and what it needs that is not installed."""
    from argmap.io.machine import has_extra

    return _EXTRA.sub(lambda needs: "" if has_extra(needs[1]) else needs[0], FORMATS[name].about)


TITLE_WIDTH = 72
"""Most cells of a dialog's title on a line."""

NOTHING_YET = "nothing to show yet"


class _Offer(NamedTuple):
    """A part that can be exported: its words, and what it shows; ``empty`` is why that is nothing."""

    part: str
    words: str
    shows: str
    about: str = ""
    empty: str = ""

    @property
    def item(self) -> PickerItem:
        """The item that leads to its formats."""
        return PickerItem(self.part, self.words, NOTHING_YET if self.empty else self.shows, refused=self.empty)

    def in_format(self, format: str) -> str:
        """The value of the item that exports it in a format."""
        return f"{self.part} {format} {self.about}".rstrip()


def ask_what_to_export(screen: EditorScreen) -> None:
    """Let the user pick a part and then a format, or find both by their words."""
    offers = {offer.part: offer for offer in _offers(screen)}
    items = [offer.item for offer in offers.values()]
    full = [offer for offer in offers.values() if not offer.empty]

    def picked(value: str | None) -> None:
        if value in offers:
            _ask_for_format(screen, offers[value])
        elif value is not None:
            _start(screen, value)

    def find(words: str) -> list[PickerItem]:
        return matching([item for offer in full for item in _items_of(screen, offer, f"{offer.words} as ")], words)

    room = min(TITLE_WIDTH, screen.app.size.width - 4) - len("Export to ")
    screen.app.push_screen(Picker(f"Export to {folder_within(exports_folder(), room)}", items, find=find), picked)


def _ask_for_format(screen: EditorScreen, offer: _Offer) -> None:
    def picked(value: str | None) -> None:
        if value is None:
            ask_what_to_export(screen)
        else:
            _start(screen, value)

    screen.app.push_screen(Picker(f"{offer.words}: in which format?", list(_items_of(screen, offer))), picked)


def _start(screen: EditorScreen, value: str) -> None:
    wanted = ExportRequest(*value.split(" "))
    screen.state.use("formats", wanted.format)
    start(screen, wanted)


def _items_of(screen: EditorScreen, offer: _Offer, before: str = "") -> Iterator[PickerItem]:
    """The formats of a part as items, those used last first."""
    for name in screen.state.last_used_first("formats", formats_of(offer.part)):
        words = NAMES.get(name, name.upper())
        yield PickerItem(offer.in_format(name), f"{before}{words}", about_format(name))


def _offers(screen: EditorScreen) -> Iterator[_Offer]:
    """What can be exported, what is wanted most often first."""
    index = screen.state.index
    yield _Offer("brief", "Brief", EXPORTS["brief"])
    yield _Offer("map", "The whole map", "all claims in one picture, or in words")
    yield _Offer("pages", "Pages", EXPORTS["pages"])
    yield _chart(index, "matrix")
    if screen.claim_id is not None:
        yield _Offer("focus", f"Around {quoted(index, screen.claim_id, 30)}", EXPORTS["focus"], screen.claim_id)
    for part, section in (("tension", "tensions"), ("stakeholder", "stakeholders")):
        if (name := _selected_in(screen, section)) in getattr(index, section):
            yield _Offer(part, f"{part.capitalize()} {entry_quoted(index, section, name, 30)}", EXPORTS[part], name)
    yield from (_chart(index, name) for name in registry.ABOUT if name != "matrix")


def _chart(index: Index, name: str) -> _Offer:
    return _Offer(name, name.capitalize(), registry.ABOUT[name], empty=why_empty(name, index))


def _selected_in(screen: EditorScreen, section: str) -> str:
    """The id of the entry of a section that is selected; empty when none is."""
    if screen.state.view == section:
        return screen.table.selected or ""
    row = screen.selected if screen.state.view == "map" and section == "tensions" else None
    return (row.tension_id if row is not None else None) or ""


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
            said = export(index, wanted, self.file, self.stop, tell, self.screen.state.file)
        except MapError as refusal:
            services.from_thread(self.done, str(refusal), problem=True)
        else:
            services.from_thread(self.done, " ".join(said))

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
    """Write the file, or its pages, and return what to say. Copies of sources are looked for beside ``map_file``.

    Raises MapError when the export is stopped, before anything is written, or impossible.
    """
    from argmap.io.files import refuse_leading_out, refuse_link, write_outputs

    refuse_link(file, LINKED)
    refuse_leading_out(file.parent, "'argmap export' writes there if you name the folder with -o.")
    from argmap.draw.export import ExportTarget
    from argmap.draw.export import export as exported
    from argmap.io.export_tools import export_tools

    notes: list[str] = []
    tools = export_tools(notes.append, _progress(tell), cancelled=stop.asked, map_file=map_file)
    target = ExportTarget(wanted.format, str(file), file.stem)
    made = list(exported(index, wanted.plan(index), (target,), tools))
    files = [(file.with_name(one.name) if one.name else file, one.data) for one in made]
    for path, _ in files:
        refuse_link(path, LINKED)
    stop.pass_by()
    write_outputs(files)
    pages = f" and {counted(len(files) - 1, 'linked page')}" if len(files) > 1 else ""
    return [f"Exported {files[0][0]}{pages}.", *notes]


LINKED = "'argmap export' writes there if you name the file with -o."


def _progress(tell: Tell) -> Callable[[str], AbstractContextManager[Tell]]:
    @contextmanager
    def progress(doing: str) -> Iterator[Tell]:
        tell(f"{doing}…")
        yield lambda step: tell(f"{step}…")

    return progress
