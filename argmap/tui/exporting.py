"""Drawing the map into a file from the editor: in a thread, with progress, and stopped by Esc."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events

from argmap.model.findings import Refusal
from argmap.model.index import Index
from argmap.tui.choice import Answer, Choice

if TYPE_CHECKING:
    from argmap.tui.screen import MainScreen

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be drawn (``whole``, ``claim`` or ``tension``, with its id) and in what format."""

    part: str
    format: str
    about: str = ""

    def file_for(self, map_file: Path) -> Path:
        """Where it goes: ``exports/NAME.svg`` in the working folder."""
        name = map_file.stem + (f"-{self.about}" if self.about else "")
        return Path("exports") / f"{name}.{self.format}"


def ask_what_to_export(screen: MainScreen) -> None:
    """Offer the whole map, the surroundings of the claim, the tension; as SVG or DOT."""
    row = screen.selected if screen.view == "map" else None
    claim_id, tension_id = screen.claim_id, row.tension_id if row is not None else None
    answers = [
        Answer("whole svg", "s", "The whole map as SVG"),
        Answer("whole dot", "g", "The whole map as DOT (Graphviz)"),
    ]
    if claim_id is not None:
        answers.append(Answer(f"claim svg {claim_id}", "c", f"The surroundings of '{claim_id}' as SVG"))
    if tension_id is not None and tension_id in screen.desk.index.tensions:
        answers.append(Answer(f"tension svg {tension_id}", "t", f"The tension '{tension_id}' as SVG"))

    def answered(answer: str | None) -> None:
        if answer is not None:
            start(screen, Wanted(*answer.split(" ")))

    screen.app.push_screen(Choice("What is to be drawn?", answers, "It goes into the folder exports."), answered)


def start(screen: MainScreen, wanted: Wanted, *, then_open: bool = False) -> None:
    """Draw in a thread. Until it is done Esc stops it; everything else goes on as always."""
    app, index = screen.app, screen.desk.index
    file = wanted.file_for(screen.desk.file)
    cancelled = threading.Event()

    def work() -> None:
        try:
            draw(index, wanted, file, cancelled, lambda step: app.call_from_thread(tell, step))
            app.call_from_thread(done, f"Drawn: {file}.", False)
        except Refusal as refusal:
            app.call_from_thread(done, str(refusal), True)

    def tell(step: str) -> None:
        if not cancelled.is_set():
            screen.say(step)
            screen.wait_for_key(take, f"{step}   Esc stops it; any other key goes on editing")

    def take(event: events.Key) -> bool:
        if event.key == "escape":
            cancelled.set()
            screen.say("Stopping …")
            return False
        screen.hint("")
        action = screen.keymap.action(screen.view, screen.pressed)
        if action is not None:
            screen.do(action)
        return False

    def done(said: str, problem: bool) -> None:
        screen.next_key = None
        screen.hint("")
        screen.say(said, problem=problem)
        if not problem and then_open:
            app.open_url(file.absolute().as_uri())

    tell(f"Drawing {file} …")
    threading.Thread(target=work, name="export", daemon=True).start()


def draw(index: Index, wanted: Wanted, file: Path, cancelled: threading.Event, tell: Tell) -> None:
    """Scene, layout, picture, file. Raises Refusal when it is stopped or cannot be done."""
    from argmap.draw import lenses, svg
    from argmap.draw.drawing import Drawing
    from argmap.draw.staging import stage
    from argmap.world.files import write_output
    from argmap.world.layout_pictures import Engine

    selection = {
        "whole": lambda: lenses.whole(index),
        "claim": lambda: lenses.focus(index, wanted.about),
        "tension": lambda: lenses.tension(index, wanted.about),
    }[wanted.part]()
    drawing = Drawing(stage(index, selection))
    if wanted.format == "dot":
        write_output(file, drawing.readable_dot().encode())
        return
    tell(f"Laying out {len(selection.claims)} claims for {file} …")
    picture = Engine(cancelled=cancelled).picture(drawing)
    tell(f"Painting {file} …")
    write_output(file, svg.write(picture).encode())
