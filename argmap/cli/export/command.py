"""``argmap export``: draw a map, once or whenever its file is saved."""

from __future__ import annotations

import argparse
import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.cli.export.options import BRIEF, parser, refuse_what_does_nothing
from argmap.cli.export.outputs import (
    Output,
    check,
    is_folder,
    outputs_of,
    refuse_outputs_among_maps,
    refuse_what_cannot_be_written,
    tell_stale,
    write,
)
from argmap.cli.output import print_error, progress, reports_refusals, say
from argmap.escape import one_line
from argmap.io.files import state_of
from argmap.io.map_files import load_map
from argmap.model.findings import MapError

if TYPE_CHECKING:
    from argmap.draw.brief.options import BriefOptions
    from argmap.draw.export import ExportPlan, ExportTarget
    from argmap.model.index import Index
    from argmap.views.selection import Selection


EVERY = 0.25
"""Seconds between looks at the files."""


def watch(files: Sequence[Path], act: Callable[[Path], int]) -> int:
    """Call ``act`` with each file now, and again whenever it changes, until interrupted; then return 0.

    A file that cannot be read is reported, and tried again when it changes.
    """
    seen: dict[Path, object] = {}
    print_error(f"Watching {', '.join(one_line(str(file)) for file in files)}; Ctrl-C ends.\n")
    try:
        while True:
            for file in files:
                if (state := state_of(file)) != seen.get(file, "never"):
                    seen[file] = state
                    reports_refusals(lambda _, file=file: act(file))([])  # type: ignore[misc]
            time.sleep(EVERY)
    except KeyboardInterrupt:
        return 0


Made = Iterator[tuple[Output, bytes]]


@reports_refusals
def main(argv: list[str]) -> int:
    """Export each map named in ``argv``; 0 done, 1 something is out of date (``--check``), 2 could not run."""
    options = parser().read(argv)
    refuse_outputs_among_maps(options.files)
    if len(options.files) > 1 and not all(map(is_folder, options.output)):
        raise MapError("For several maps, -o must be a folder (end it with /).")
    outputs = [output for file in options.files for output in outputs_of(file, options)]
    refuse_what_does_nothing(options, outputs)
    refuse_what_cannot_be_written(options.files, outputs)
    if options.watch:
        return watch([Path(file) for file in options.files], lambda file: _export(str(file), options))
    codes = [reports_refusals(lambda _, file=file: _export(file, options))([]) for file in options.files]  # type: ignore[misc]
    return max(codes)


def _export(file: str, options: argparse.Namespace) -> int:
    """Export one map without garbage collection, which takes a fifth of the time of painting."""
    from argmap.mapfile.syntax.cst import no_collection

    with no_collection():
        return _exported(file, options)


def _exported(file: str, options: argparse.Namespace) -> int:
    """Export one map. Everything is made before anything is written, so an interrupted export leaves no file."""
    from argmap.model.index import Index

    index = Index.build(load_map(file))
    _tell_missing(index, file)
    outputs = outputs_of(file, options)
    made = list(_made(index, outputs, file, options))
    code = max(check(*item) for item in made) if options.check else write(made)
    if options.pages:
        if options.check and any(output.doubt for output, _ in made):
            return code  # which pages there are depends on their layouts
        stale = tell_stale(outputs, made)
        return max(code, stale) if options.check else code
    return code


def _tell_missing(index: Index, file: str) -> None:
    """Say what the map refers to and does not have: a document leaves it out, or shows its id."""
    from argmap.model.references import dangling

    missing = [to for _, to in dangling(index.map) if len(to) == 2]
    if not missing:
        return
    from argmap.check.wording import quoted
    from argmap.semantics.wording import listed
    from argmap.vocabulary import THINGS

    named = listed((f"{THINGS.get(section, 'link')} {quoted(one_line(name))}" for section, name in missing), 4)
    say(f"The map has no {named}, to which it refers. Run 'argmap check {one_line(file)}' to see where.")


def _made(index: Index, outputs: Sequence[Output], file: str, options: argparse.Namespace) -> Made:
    """The content of each output, with the further pages or sheets that belong to it."""
    from argmap.draw.export import export
    from argmap.io.export_tools import export_tools

    places = dict(zip(map(_target, outputs), outputs, strict=True))
    tools = export_tools(
        say, _progress, engine=options.engine, deadline=options.deadline, map_file=file, copies=options.copies
    )
    for made in export(index, _plan(index, outputs, file, options), tuple(places), tools):
        output = places[made.target]
        path = output.path
        if made.name and path is not None:
            path = _folder(output, options) / made.name
        yield (
            output._replace(
                path=path,
                pages=made.pages,
                of_several=made.of_series,
                named="folder" if made.of_series else output.named,
                doubt=made.doubt,
            ),
            made.data,
        )


def _plan(index: Index, outputs: Sequence[Output], file: str, options: argparse.Namespace) -> ExportPlan:
    from argmap.draw.export import ExportPlan

    is_first = any(output.path is not None and not os.path.exists(output.path) for output in outputs)  # noqa: PTH110 - too long a name is none
    return ExportPlan(
        selection=_part(index, file, options),
        chart=options.picture if options.picture not in ("map", BRIEF) else None,
        brief=_brief(options) if options.picture == BRIEF else None,
        tension=options.tension,
        paper=options.fit,
        hints=is_first and not (options.check or options.watch),
        pages=options.pages,
        theme=options.theme,
        quotes=options.quotes,
        status=options.status,
    )


def _brief(options: argparse.Namespace) -> BriefOptions:
    from argmap.draw.brief.options import BriefOptions

    return BriefOptions(options.fit, options.width, options.depth, options.quotes)


def _part(index: Index, file: str, options: argparse.Namespace) -> Selection | None:
    """The part that the options ask for; None is the whole map. Raises MapError for what the map does not have."""
    from argmap.views.selection import selected

    if options.changed_since:
        return _changed(index, file, options.changed_since)
    return selected(
        index,
        tension=options.tension,
        focus=options.focus,
        depth=options.depth if options.picture != BRIEF else None,
        stakeholder=options.stakeholder,
        tag=options.tag,
    )


def _changed(index: Index, file: str, revision: str) -> Selection:
    from argmap.io.git.versions import map_at
    from argmap.merge.diff import diff
    from argmap.views.selection import around

    changes = diff(map_at(file, revision), index.map)
    changed = changes.added() | changes.altered()
    if not changed:
        raise MapError(f"No claims in {file} changed since '{revision}'.")
    return around(index, changed, f"Changed since {revision}")


def _target(output: Output) -> ExportTarget:
    from argmap.draw.export import ExportTarget

    stem = output.path.stem if output.path is not None else ""
    return ExportTarget(output.format, str(output.path or output.format), stem, output.named == "folder")


def _folder(output: Output, options: argparse.Namespace) -> Path:
    """The folder of the files of an output: for all sheets of each of several maps, one with the name of the map."""
    assert output.path is not None
    return output.path.with_suffix("") if output.format == "csv" and len(options.files) > 1 else output.path.parent


@contextlib.contextmanager
def _progress(doing: str) -> Iterator[Callable[[str], None]]:
    with progress(f"{doing} ...") as show:
        yield lambda step: show(f"{step} ...")
