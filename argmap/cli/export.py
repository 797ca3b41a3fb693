"""``argmap export``: draw a map."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.cli.export_options import parser
from argmap.cli.maps import open_map, reports_refusals
from argmap.cli.progress import progress
from argmap.model.findings import Refusal

if TYPE_CHECKING:
    from argmap.draw.drawing import Drawing
    from argmap.draw.formats import Material
    from argmap.draw.lenses import Selection
    from argmap.draw.picture import Picture
    from argmap.draw.staging import Options
    from argmap.model.index import Index

FINE, OUT_OF_DATE = 0, 1


class Output(NamedTuple):
    """One thing to write: ``path`` is None for standard output."""

    format: str
    path: Path | None


def refuse_to_overwrite(maps: list[str], outputs: list[Output]) -> None:
    """Raises Refusal when a map would be written over by an export, or one export by another."""
    taken: set[Path] = set()
    for path in (output.path for output in outputs if output.path is not None):
        for map in maps:
            if map != "-" and path.exists() and Path(map).exists() and path.samefile(map):
                raise Refusal(f"{path} is the map {map} itself. Name another file to write to.")
        if path.absolute() in taken:
            raise Refusal(f"Two exports would both be written to {path}. Name a file for each with -o.")
        taken.add(path.absolute())


@reports_refusals
def main(argv: list[str]) -> int:
    """Export each map named in ``argv``; 0 done, 1 something is out of date (``--check``), 2 could not run."""
    options = parser().parse_args(argv)
    if options.output and len(options.files) > 1:
        raise Refusal("-o names where one map goes. Give one map with -o, or several without it.")
    _refuse_what_does_nothing(options)
    refuse_to_overwrite(options.files, [output for file in options.files for output in _outputs(file, options)])
    if options.watch:
        from argmap.cli.watching import watch

        if "-" in options.files:
            raise Refusal("--watch looks at files, and standard input is none. Name the map.")
        return watch([Path(file) for file in options.files], lambda file: _export(str(file), options))
    return max([_export(file, options) for file in options.files])


def _refuse_what_does_nothing(options: argparse.Namespace) -> None:
    """Options that a picture other than the map has no use for."""
    name = options.picture
    if name == "map":
        return
    if options.pages:
        raise Refusal(f"--pages is for the map itself, and --picture {name} is one picture. Leave one of them out.")
    if options.standing:
        raise Refusal(f"--standing marks the boxes of the map, and --picture {name} has none. Leave one of them out.")
    lenses = {"--focus": options.focus, "--stakeholder": options.stakeholder, "--tag": options.tag}
    lenses |= {"--changed-since": options.changed_since} | ({"--tension": options.tension} if name == "grid" else {})
    given = next((option for option, value in lenses.items() if value), None)
    if given and name in {"grid", "balance"}:
        of = "each stakeholder of the map" if name == "grid" else "whole tensions: use --tension to draw one"
        raise Refusal(f"--picture {name} is of {of}. Leave {given} out.")


def _export(file: str, options: argparse.Namespace) -> int:
    from argmap.model.index import Index
    from argmap.text.nodes import no_collection

    outputs = _outputs(file, options)
    code = FINE
    with no_collection():  # a fifth of painting
        index = Index.build(open_map(file).map)
        for output, data in _rendered(index, outputs, file, options):
            code = max(code, _check(output, data) if options.check else _write(output, data))
    return code


def _rendered(
    index: Index, outputs: list[Output], file: str, options: argparse.Namespace
) -> Iterator[tuple[Output, bytes]]:
    from argmap.draw.formats import FORMATS

    if options.pages:
        for output in outputs:
            yield from _paged(index, output, options)
        return
    selection = _lens(index, file, options)
    if options.picture != "map":
        yield from _other_pictures(index, selection, outputs, options)
        return
    material = _material(index, selection, options, any(FORMATS[output.format].drawn for output in outputs))
    for output in outputs:
        yield output, FORMATS[output.format].write(material)


def _other_pictures(
    index: Index, selection: Selection | None, outputs: list[Output], options: argparse.Namespace
) -> Iterator[tuple[Output, bytes]]:
    """What is no drawing of the map itself: the matrix, the agreement network, balances, the grid."""
    from argmap.cli.export_pictures import Subject, draw, tell
    from argmap.draw import paper
    from argmap.draw.drawing import Drawing
    from argmap.draw.formats import FORMATS, Material
    from argmap.draw.staging import stage
    from argmap.world.fonts import text_fonts

    shown = _shown(index, selection)
    subject = Subject(index, shown, options.tension)
    for output in outputs:
        if not FORMATS[output.format].drawn:
            yield output, tell(options.picture, subject, output.format)
            continue
        picture = draw(options.picture, subject)
        pictures = (paper.on_paper(picture, options.fit) if options.fit else picture,)
        drawing = Drawing(stage(index, selection))
        material = Material(shown, drawing, pictures, options.theme, text_fonts(), say)
        yield output, FORMATS[output.format].write(material)


def _material(index: Index, selection: Selection | None, options: argparse.Namespace, drawn: bool) -> Material:
    from argmap.draw.drawing import Drawing
    from argmap.draw.formats import Material
    from argmap.draw.staging import stage
    from argmap.world.fonts import text_fonts

    drawing = Drawing(stage(index, selection, _carried(index, options)))
    pictures = (_laid_out(drawing, options),) if drawn else ()
    return Material(_shown(index, selection), drawing, pictures, options.theme, text_fonts(), say)


def _shown(index: Index, selection: Selection | None) -> Index:
    """The part of a map that is selected, with an index of its own."""
    from argmap.draw.lenses import cut
    from argmap.model.index import Index

    return Index.build(cut(index, selection)) if selection else index


def say(sentence: str) -> None:
    """Tells the person who exports."""
    sys.stderr.write(f"{sentence}\n")


def _carried(index: Index, options: argparse.Namespace) -> Options:
    from argmap.draw.staging import Options

    if not options.standing:
        return Options()
    from argmap.standing.labels import label
    from argmap.standing.wording import CAVEAT

    labels = label(index)
    return Options(standings={claim_id: labels.of(claim_id) for claim_id in index.claims}, caveat=CAVEAT)


def _lens(index: Index, file: str, options: argparse.Namespace) -> Selection | None:
    from argmap.draw import lenses

    if options.tension:
        return lenses.tension(index, options.tension)
    if options.focus:
        return lenses.focus(index, options.focus, options.depth)
    if options.stakeholder:
        return lenses.stakeholder(index, options.stakeholder)
    if options.tag:
        return lenses.tagged(index, options.tag)
    if options.changed_since:
        return _changed(index, file, options.changed_since)
    return None


def _changed(index: Index, file: str, revision: str) -> Selection:
    from argmap.compare.diff import diff
    from argmap.draw import lenses
    from argmap.text.read import read
    from argmap.world.git import at_revision, commit_id, tracked

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


def _laid_out(drawing: Drawing, options: argparse.Namespace) -> Picture:
    from argmap.world.layout_pictures import Engine

    engine = Engine(options.engine, options.deadline)
    with progress(f"Laying out {len(drawing.scene.boxes)} boxes ..."):
        picture = engine.fitted(drawing, options.fit) if options.fit else engine.picture(drawing)
    _say_text_size(picture, options)
    return picture


def _say_text_size(picture: Picture, options: argparse.Namespace) -> None:
    from argmap.draw.paper import text_size

    if options.fit and (points := text_size(picture, options.fit)) < 6:
        sys.stderr.write(
            f"The text is {points:.1f} points on {options.fit}, which is hard to read. "
            "Draw a part (--tension, --focus), or several pages (--pages).\n"
        )


def _paged(index: Index, output: Output, options: argparse.Namespace) -> Iterator[tuple[Output, bytes]]:
    """The pages of a map: one file of all for PDF, a file each for other pictures."""
    from argmap.draw.formats import FORMATS, Material
    from argmap.world.fonts import text_fonts
    from argmap.world.layout_pages import laid_out
    from argmap.world.layout_pictures import Engine

    format = FORMATS[output.format]
    if not format.drawn or output.path is None:
        raise Refusal("--pages writes pictures to files: give it svg, html, pdf or png, and no '-o -'.")
    engine = Engine(options.engine, options.deadline)
    with progress("Laying out pages ..."):
        pages = list(laid_out(engine, index, options.fit or "a4", output.path.stem, format.suffix))
    for page in pages:
        _say_text_size(page.picture, options)
    if output.format == "pdf":
        files = tuple(page.file for page in pages)
        pictures = [page.picture for page in pages]
        material = Material(index, pages[0].drawing, pictures, options.theme, text_fonts(), say, files)
        yield output, format.write(material)
        return
    for page in pages:
        material = Material(index, page.drawing, (page.picture,), options.theme, text_fonts(), say)
        yield Output(output.format, output.path.with_name(page.file)), format.write(material)


def _outputs(file: str, options: argparse.Namespace) -> list[Output]:
    """What to write where: each ``-o`` in the format of its ending, else each ``--format`` into exports/."""
    from argmap.draw.formats import FORMATS, format_of

    if not options.output:
        name = ("map" if file == "-" else Path(file).stem) + _lens_name(options)
        formats = options.format or ["svg"]
        return [Output(format, Path("exports", name + FORMATS[format].suffix)) for format in formats]
    formats = list(options.format)
    outputs = []
    for place in options.output:
        format = format_of(place) or (formats.pop(0) if formats else "svg" if place == "-" else None)
        if format is None:
            endings = ", ".join(item.suffix for item in FORMATS.values())
            raise Refusal(f"The ending of '{place}' is no format. Use one of {endings}, or say which with --format.")
        outputs.append(Output(format, None if place == "-" else Path(place)))
    return outputs


def _lens_name(options: argparse.Namespace) -> str:
    given = (options.tension, options.focus, options.stakeholder, options.tag, options.changed_since and "changes")
    parts = [part for part in (*given, options.picture if options.picture != "map" else "") if part]
    return "".join(f"-{part}" for part in parts if "/" not in part)


def _write(output: Output, data: bytes) -> int:
    from argmap.world.files import write_output

    if output.path is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_output(output.path, data)
        sys.stderr.write(f"Wrote {output.path}\n")
    return FINE


def _check(output: Output, data: bytes) -> int:
    if output.path is None:
        raise Refusal("--check compares with a file, and '-o -' is none. Name the file.")
    if output.path.is_file() and output.path.read_bytes() == data:
        return FINE
    state = "is out of date" if output.path.exists() else "is missing"
    sys.stderr.write(f"{output.path} {state}. Run 'argmap export' again and commit it.\n")
    return OUT_OF_DATE
