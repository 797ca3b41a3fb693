"""One map that is served: the versions of its page, and the findings that keep its file from being read.

A version is made when the file has changed; readers who wait for one are woken. All methods may be called from any
thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from argmap.draw.export import ExportPlan, ExportTarget, export
from argmap.draw.paint.painter import element_id
from argmap.escape import for_terminal
from argmap.io.export_tools import export_tools
from argmap.io.files import load, state_of
from argmap.io.map_files import STANDARD_INPUT, maps_in
from argmap.mapfile.read.read import read
from argmap.mapfile.syntax.cst import no_collection
from argmap.merge.diff import diff
from argmap.model.findings import Finding, MapError
from argmap.model.index import Index
from argmap.model.types import Map

MOST_FINDINGS = 5
"""Findings that a page shows of a file that cannot be read; more are counted."""

MOST_REMEMBERED = 200
"""The number of past versions whose changes are known; a page with an older version highlights no changes."""

SETTLING = 0.05
"""Seconds in which a program that writes a file in several pieces goes on writing."""

Event = tuple[str, Any]
"""The name of an event, and data for JSON."""


@dataclass(frozen=True)
class LiveState:
    """What is served at one moment. ``broken`` are the findings of a file that cannot be read, else None; ``page`` is
    None before there was a version."""

    version: int = 0
    page: bytes | None = None
    title: str = ""
    broken: tuple[Finding, ...] | None = None
    cursor: str | None = None
    """The id of the claim that an editor is at."""
    ended: bool = False


class SeenState(NamedTuple):
    """What one reader has received."""

    version: int
    broken: tuple[Finding, ...] | None = None
    cursor: str | None = None


class LiveMap:
    """A map in a file, or in an editor that calls :meth:`show` (then ``file`` is None)."""

    def __init__(self, file: Path | None, plan: ExportPlan = ExportPlan()) -> None:  # noqa: B008 (a tuple)
        self._file = file
        self._plan = plan
        self._changed = threading.Condition()
        self._making = threading.Lock()
        self._file_state: object = "never read"
        self._map: Map | None = None
        self._changes: dict[int, frozenset[str]] = {}
        self.state = LiveState()
        self.is_wanted = False
        """Whether somebody has asked for the page: a folder's other maps are not drawn."""

    # Versions

    def refresh(self) -> None:
        """Make a version of the file, if it was saved since the last one."""
        if self._file is None:
            return
        with self._making:
            while (state := state_of(self._file)) != self._file_state:
                self._file_state = state
                try:
                    self._make(read(load(self._file).data, str(self._file)).map)
                except MapError as error:
                    time.sleep(SETTLING)
                    if state_of(self._file) == state:  # else it is still being written
                        self._become(broken=error.findings or (_finding_of(error),))

    def show(self, map: Map) -> None:
        """Make a version of a map."""
        with self._making:
            try:
                self._make(map)
            except MapError as error:
                self._become(broken=error.findings or (_finding_of(error),))

    def point(self, claim_id: str | None) -> None:
        """Let the page show the claim that an editor is at."""
        self._become(cursor=claim_id)

    def end(self) -> None:
        """Tell everybody that nothing more will come."""
        self._become(ended=True)

    def _make(self, map: Map) -> None:
        if map == self._map:
            self._become(broken=None)
            return
        version = self.state.version + 1
        plan = self._plan._replace(live=version)
        with no_collection():
            (made,) = export(
                Index.build(map),
                plan,
                (ExportTarget("html"),),
                export_tools(lambda sentence: None, map_file=self._file),
            )
        self._changes[version] = _changed(self._map, map)
        self._changes.pop(version - MOST_REMEMBERED, None)
        self._map = map
        self._become(version=version, page=made.data, title=map.title, broken=None)

    def _become(self, **changes: Any) -> None:
        with self._changed:
            self.state = replace(self.state, **changes)
            self._changed.notify_all()

    # Readers

    def news(self, seen: SeenState, seconds: float) -> tuple[list[Event], SeenState]:
        """The events for a reader who has received ``seen``, after waiting up to ``seconds`` for one, and what the
        reader has received then."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.ended or _differs(self.state, seen), seconds)
            state = self.state
        return list(self._events(state, seen)), SeenState(state.version, state.broken, state.cursor)

    def _events(self, state: LiveState, seen: SeenState) -> Iterator[Event]:
        if state.ended:
            yield "ended", {}
            return
        if state.broken != seen.broken:
            yield ("mended", {}) if state.broken is None else ("broken", told(state.broken))
        if state.version != seen.version:
            yield "saved", {"version": state.version, "changed": self._changed_since(seen.version, state.version)}
        elif state.cursor != seen.cursor and state.cursor is not None:
            yield "cursor", {"element": element_id(state.cursor, "claim")}

    def _changed_since(self, old: int, new: int) -> list[str]:
        """The elements of the claims that differ between two versions."""
        versions = range(old + 1, new + 1)
        if old <= 0 or any(version not in self._changes for version in versions):
            return []
        claims = frozenset().union(*(self._changes[version] for version in versions))
        return sorted(element_id(claim, "claim") for claim in claims)


def live_maps(name: str, plan: ExportPlan) -> dict[str, LiveMap]:
    """The maps to serve for a name on a command line: of a file under an empty key, of a folder by their names in it.

    Raises MapError where there is none.
    """
    path = Path(name)
    if name == STANDARD_INPUT:
        raise MapError("Standard input cannot be watched. Name a file or a folder.")
    if path.is_dir():
        return {Path(file).relative_to(path).as_posix(): LiveMap(Path(file), plan) for file in maps_in([name])}
    if not path.exists():
        raise MapError(f"{name} cannot be read: no such file or folder. Check the name.")
    return {"": LiveMap(path, plan)}


def _differs(state: LiveState, seen: SeenState) -> bool:
    return (state.version, state.broken, state.cursor) != seen


def _changed(old: Map | None, new: Map) -> frozenset[str]:
    if old is None:
        return frozenset()
    changes = diff(old, new)
    return frozenset(changes.added() | changes.altered())


def _finding_of(error: MapError) -> Finding:
    return Finding("", "error", str(error))


def told(findings: Sequence[Finding]) -> dict[str, Any]:
    """Findings for a page: each with its line and a sentence."""
    shown = [
        {
            "place": f"Line {one.place.line}" if one.place else "",
            "text": for_terminal(f"{one.message} {one.hint}".rstrip()),
        }
        for one in findings[:MOST_FINDINGS]
    ]
    return {"findings": shown, "more": len(findings) - len(shown)}
