"""Checks the map in a background thread, as ``argmap check`` does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from argmap.model.findings import SEVERITIES, Finding, MapError
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.session.session import State
from argmap.tui.context import EditorServices
from argmap.tui.state import NO_MARKS, Checks, EditorState
from argmap.vocabulary import counted

AT_REST = 1.0
"""Seconds without a change before the map is checked."""

UNASKED = 2_000
"""The largest map, in claims, that is checked automatically; checking a larger one would delay keys."""


def may_check_unasked(state: EditorState) -> bool:
    """Whether the map needs a check and is small enough for an automatic one."""
    return state.findings is None and len(state.index.claims) <= UNASKED


def start_check(state: EditorState, services: EditorServices) -> None:
    """Check the present map in a thread and give the findings to the state."""
    present, index = state.session.present, state.index

    def work() -> None:
        services.from_thread(state.found, present, find(state.file, present, index))

    services.in_background(work)


def find(map_file: Path, state: State, index: Index) -> Checks:
    """What a check of a state of the map finds.

    The project's settings and the comments that accept a finding apply as in ``argmap check``.
    """
    from argmap.io.evidence import evidence_of
    from argmap.io.project import Projects
    from argmap.report.findings.collect import check_document

    file, marks = str(map_file), NO_MARKS
    projects = Projects(None)
    settings = projects.choices_for(file).for_file(projects.name_of(file), (), (), date.today())
    try:
        document = state.document
    except MapError:  # without a document there are no positions, but the rules still apply
        from argmap.check.rules import check

        found: Sequence[Finding] = list(check(index, settings))
    else:
        evidence = evidence_of(document.map, file, projects=projects)
        found = check_document(document, settings, index, evidence=evidence)
        if evidence:
            marks = evidence.outcomes
    return Checks(found, in_short(found), marks, open_objections(index))


def open_objections(index: Index) -> dict[str, list[str]]:
    """The claims that are premises of unanswered objections, by the claim that they object to.

    An undercut counts for the claim that states the link.
    """
    from argmap.semantics.labels import label
    from argmap.semantics.status import unanswered

    found: dict[str, list[str]] = {}
    for reason in unanswered(label(index)):
        found.setdefault(reason.target.partition(ARROW)[0], []).append(reason.premise)
    return found


def in_short(found: Iterable[Finding]) -> tuple[str, ...]:
    """How many there are of each severity, and of the worst alone: ``1 warning · 26 suggestions``, ``1 warning``."""
    counts = Counter(finding.severity for finding in found)
    each = [counted(counts[severity], severity) for severity in SEVERITIES if counts[severity]]
    return tuple(dict.fromkeys((" · ".join(each), each[0]))) if each else ("no findings",)
