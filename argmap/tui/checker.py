"""Checking the map in the background, as ``argmap check`` would, and saying in a few words what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.model.findings import Finding, Refusal
from argmap.model.index import Index
from argmap.session.session import State
from argmap.tui.state import EditorState
from argmap.vocabulary import counted

if TYPE_CHECKING:
    from argmap.tui.app import Editor

AT_REST = 1.0
"""Seconds without a change after which the map is checked."""

UNASKED = 2_000
"""Claims up to which a map is checked without being asked to; more would be felt at the keys."""


class Checker:
    """Knows what is wrong or weak in the present map, once it has been looked at. Watches a :class:`EditorState`."""

    def __init__(self, state: EditorState, shown: Callable[[], None]) -> None:
        self.found: Sequence[Finding] | None = None
        """What was found in the present state; None while that is not known."""
        self.words = ""
        """What was found last, in short."""
        self._state = state
        self._shown = shown
        state.watchers.append(self._changed)

    def _changed(self, before: State, now: State) -> None:
        self.found = None

    @property
    def is_unasked(self) -> bool:
        """Whether the map is small enough to be checked without being asked to."""
        return self.found is None and len(self._state.index.claims) <= UNASKED

    def path_of(self, name: str) -> Sequence[str]:
        """What the finding is about that the table calls ``name``."""
        return self.found[int(name)].path if self.found is not None else ()

    def start(self, editor: Editor) -> None:
        """Check the present state in a thread. What is found counts only if that is still the present state then."""
        state, index = self._state.session.present, self._state.index

        def work() -> None:
            found, words = find(self._state.file, state, index)
            editor.from_thread(self._take, state, found, words)

        editor.in_background(work)

    def _take(self, state: State, found: Sequence[Finding], words: str) -> None:
        if self._state.session.present is state:
            self.found, self.words = found, words
            self._shown()


def find(map_file: Path, state: State, index: Index) -> tuple[Sequence[Finding], str]:
    """What is found in a state of the map, in its places where they can be told, and that in short.

    The project's settings and the comments that accept a finding count as they do for ``argmap check``.
    """
    from argmap.io.project import Projects
    from argmap.report.findings.collect import check_document

    file = str(map_file)
    projects = Projects(None)
    settings = projects.choices_for(file).for_file(projects.name_of(file), (), (), date.today())
    try:
        document = state.document
    except Refusal:  # without bytes there are no lines to name; the rules hold all the same
        from argmap.check.rules import check

        found: Sequence[Finding] = list(check(index, settings))
    else:
        found = check_document(document, settings, index)
    return found, in_short(found)


def in_short(found: Iterable[Finding]) -> str:
    """Such as ``3 findings`` (errors and warnings); where there are none, ``12 notes``, or ``no findings``."""
    counts = Counter(finding.severity for finding in found)
    broken, notes = counts["error"] + counts["warning"], counts["note"]
    count, word = (broken, "finding") if broken else (notes, "note")
    return counted(count, word) if count else "no findings"
