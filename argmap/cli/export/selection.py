"""Which part of a map ``argmap export`` shows."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.model.findings import Refusal
from argmap.model.index import Index

if TYPE_CHECKING:
    from argmap.views.selection import Selection

STEPS_AROUND = 2
"""Steps around ``--focus`` unless ``--depth`` says otherwise."""


def lens(index: Index, file: str, options: argparse.Namespace) -> Selection | None:
    """The part that the options ask for; None is the whole map. Raises Refusal for what the map does not have."""
    from argmap.views import selection as lenses

    if options.tension:
        return lenses.tension(index, options.tension)
    if options.focus:
        return lenses.focus(index, options.focus, STEPS_AROUND if options.depth is None else options.depth)
    if options.stakeholder:
        return lenses.stakeholder(index, options.stakeholder)
    if options.tag:
        return lenses.tagged(index, options.tag)
    if options.changed_since:
        return _changed(index, file, options.changed_since)
    return None


def shown(index: Index, selection: Selection | None) -> Index:
    """The part of a map that is selected, with an index of its own."""
    from argmap.views.selection import cut

    return Index.build(cut(index, selection)) if selection else index


def _changed(index: Index, file: str, revision: str) -> Selection:
    from argmap.io.git.read import at_revision, commit_id, tracked
    from argmap.mapfile.read.read import read
    from argmap.merge.diff import diff
    from argmap.views import selection as lenses

    if file == "-":
        raise Refusal("--changed-since needs a file in a git repository, not standard input.")
    place = tracked(Path(file))
    commit = commit_id(place.repository, revision)
    if commit is None:
        raise Refusal(f"The repository has no revision '{revision}'.")
    data = at_revision(place, commit)
    if data is None:
        raise Refusal(f"{file} is not in the repository at '{revision}'.")
    changes = diff(read(data, f"{file} at {revision}").map, index.map)
    changed = changes.added() | changes.altered()
    if not changed:
        raise Refusal(f"No claim of {file} was added or changed since '{revision}', so there is nothing to draw.")
    return lenses.around(index, changed, f"Changed since {revision}")
