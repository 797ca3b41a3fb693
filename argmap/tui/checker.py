"""Checking the map in the background, as ``argmap check`` would, and saying in a few words what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from argmap.model.findings import Finding, Refusal
from argmap.model.index import Index
from argmap.session.session import State
from argmap.tui.context import EditorServices
from argmap.tui.state import EditorState
from argmap.vocabulary import counted

AT_REST = 1.0
"""Seconds without a change after which the map is checked."""

UNASKED = 2_000
"""Claims up to which a map is checked without being asked to; more would be felt at the keys."""


def may_check_unasked(state: EditorState) -> bool:
    """Whether the map is to be checked, and small enough for that to happen without being asked for."""
    return state.findings is None and len(state.index.claims) <= UNASKED


def start_check(state: EditorState, services: EditorServices) -> None:
    """Check the present map in a thread, and hand what is found to the state."""
    present, index = state.session.present, state.index

    def work() -> None:
        found, words = find(state.file, present, index)
        services.from_thread(state.found, present, found, words)

    services.in_background(work)


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
