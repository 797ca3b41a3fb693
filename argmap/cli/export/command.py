"""``argmap export``: draw a map."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.cli.command import reports_refusals
from argmap.cli.export.options import parser, refuse_what_does_nothing
from argmap.cli.export.outputs import (
    Output,
    check,
    is_folder,
    outputs_of,
    refuse_outputs_among_maps,
    refuse_what_cannot_be_written,
    write,
)
from argmap.cli.output import progress, say
from argmap.io.map_files import open_map
from argmap.model.findings import Refusal

if TYPE_CHECKING:
    from argmap.draw.display_list import Picture
    from argmap.draw.drawing import Drawing
    from argmap.draw.formats import ExportFormat, Material
    from argmap.draw.paper import PaperName
    from argmap.draw.scene.builder import SceneOptions
    from argmap.model.index import Index

Rendered = Iterator[tuple[Output, bytes]]

CUT_SHORT = "Time ran out while its layout was being improved. Allow more time (--deadline)."


@reports_refusals
def main(argv: list[str]) -> int:
    """Export each map named in ``argv``; 0 done, 1 something is out of date (``--check``), 2 could not run."""
    options = parser().read(argv)
    refuse_outputs_among_maps(options.files)
    if len(options.files) > 1 and not all(map(is_folder, options.output)):
        raise Refusal(
            "-o names where one map goes. Give one map with -o, or end it with a slash to name a folder for all."
        )
    outputs = [output for file in options.files for output in outputs_of(file, options)]
    refuse_what_does_nothing(options, outputs)
    refuse_what_cannot_be_written(options.files, outputs)
    if options.watch:
        from argmap.cli.watching import watch

        return watch([Path(file) for file in options.files], lambda file: _export(str(file), options))
    codes = [reports_refusals(lambda _, file=file: _export(file, options))([]) for file in options.files]  # type: ignore[misc]
    return max(codes)


def _export(file: str, options: argparse.Namespace) -> int:
    """Export one map, until it is let go of without looking for rubbish, which saves a fifth of painting."""
    from argmap.mapfile.syntax.cst import no_collection

    with no_collection():
        return _exported(file, options)


def _exported(file: str, options: argparse.Namespace) -> int:
    """Export one map. All is made before anything is written, so that an export stopped half way leaves nothing."""
    from argmap.model.index import Index

    index = Index.build(open_map(file).map)
    outputs = outputs_of(file, options)
    made = list(_rendered(index, outputs, file, options))
    code = max(check(*item) for item in made) if options.check else write(made)
    if options.pages:
        from argmap.cli.export.pages import tell_stale

        if options.check and any(output.doubt for output, _ in made):
            return code  # which pages there are depends on their layouts
        stale = tell_stale(outputs, made)
        return max(code, stale) if options.check else code
    return code


def _rendered(index: Index, outputs: Sequence[Output], file: str, options: argparse.Namespace) -> Rendered:
    if options.pages:
        for output in outputs:
            yield from _paged(index, output, options)
    elif options.picture != "map":
        yield from _other_pictures(index, outputs, file, options)
    else:
        yield from _whole(index, outputs, file, options)


def _whole(index: Index, outputs: Sequence[Output], file: str, options: argparse.Namespace) -> Rendered:
    from argmap.api.pictures import shown
    from argmap.cli.export.selection import lens
    from argmap.draw.drawing import Drawing
    from argmap.draw.formats import FORMATS
    from argmap.draw.scene.builder import build_scene

    selection = lens(index, file, options)
    drawing = Drawing(build_scene(index, selection, _carried(index, options)))
    drawn = [format for output in outputs if (format := FORMATS[output.format]).drawn]
    pictures, doubt = _laid_out(drawing, drawn, options) if drawn else ((), "")
    material = _material(options)(shown(index, selection), drawing, pictures)
    for output in outputs:
        if output.format == "csv" and output.named == "folder":
            yield from _sheets(output, material, several=len(options.files) > 1)
        else:
            yield output._replace(doubt=doubt if FORMATS[output.format].drawn else ""), _written(output, material)


def _sheets(output: Output, material: Material, several: bool) -> Rendered:
    """All sheets of a map as CSV in the folder that was named; of several maps each in a folder of its name."""
    from argmap.interchange.sheets.writers import write_csv_files

    assert output.path is not None
    folder = output.path.with_suffix("") if several else output.path.parent
    for name, data in write_csv_files(material.index.map).items():
        yield output._replace(path=folder / name), data


def _other_pictures(index: Index, outputs: Sequence[Output], file: str, options: argparse.Namespace) -> Rendered:
    """What is no drawing of the map itself: the matrix, the agreement network, balances, the grid."""
    from argmap.api.pictures import chart, chart_in_words, shown
    from argmap.cli.export.selection import lens
    from argmap.draw.charts.registry import ChartSubject
    from argmap.draw.drawing import Drawing
    from argmap.draw.formats import FORMATS
    from argmap.draw.scene.builder import build_scene

    selection = lens(index, file, options)
    part = shown(index, selection)
    subject = ChartSubject(index, part, options.tension)
    for output in outputs:
        if not FORMATS[output.format].drawn:
            yield output, chart_in_words(options.picture, subject, output.format)
            continue
        pictures = (chart(options.picture, subject, options.fit),)
        yield output, _written(output, _material(options)(part, Drawing(build_scene(index, selection)), pictures))


def _paged(index: Index, output: Output, options: argparse.Namespace) -> Rendered:
    """The pages of a map: one file of all for PDF, a file each for other pictures."""
    from argmap.cli.export.pages import warn
    from argmap.draw.formats import FORMATS
    from argmap.draw.pages.layout import home_pages, lay_out_pages, page_indexes
    from argmap.draw.renderer import Renderer
    from argmap.io.graphviz.engines import engine

    assert output.path is not None
    cut_short: list[str] = []
    renderer = Renderer(engine(options.engine), options.deadline, lambda: cut_short.append(CUT_SHORT))
    size: PaperName = options.fit or "a4"
    stem, suffix = output.path.stem, FORMATS[output.format].suffix
    with progress("Dividing the map into pages ...") as show:
        pages = list(lay_out_pages(renderer, index, size, stem, suffix, _carried(index, options), show))
    warn(pages)
    doubt = next((page.bare.warning for page in pages if page.bare.warning), cut_short[0] if cut_short else "")
    material = _material(options)
    if output.format == "pdf":
        files = tuple(page.file for page in pages)
        made = material(index, pages[0].drawing, [page.picture for page in pages], files)
        yield output._replace(doubt=doubt), _written(output, made)
        return
    found = home_pages(pages)
    for page, told in zip(pages, page_indexes(index, pages, found), strict=True):
        first = page is pages[0]
        path = output.path.with_name(page.file)
        place = output._replace(
            path=path,
            doubt=doubt,
            pages=len(pages) - 1 if first else 0,
            of_several=not first,
            named=output.named if first else "folder",
        )
        if output.format == "html":  # whose windows are no paper
            made = material(told, page.drawing, (page.bare,), home_pages=found)
        else:
            made = material(index, page.drawing, (page.picture,))
        yield place, _written(place, made)


def _laid_out(
    drawing: Drawing, formats: Sequence[ExportFormat], options: argparse.Namespace
) -> tuple[tuple[Picture], str]:
    """The picture, and why another machine, or more time, would make another one; nothing when none would."""
    from argmap.draw.renderer import Renderer
    from argmap.io.graphviz.engines import engine

    def prepare() -> Iterator[object]:
        for format in formats:
            yield from format.prepare(drawing, options.theme)

    cut_short: list[str] = []
    # The boxes of a picture that is fitted to a page have no width yet, so that none can be painted meanwhile.
    beside = engine(options.engine) if options.fit else engine(options.engine, meanwhile=prepare)
    renderer = Renderer(beside, options.deadline, lambda: cut_short.append(CUT_SHORT))
    with progress(f"Laying out {len(drawing.scene.boxes)} boxes ..."):
        picture = renderer.fitted(drawing, options.fit) if options.fit else renderer.picture(drawing)
    _warn(picture, options)
    return (picture,), picture.warning or (cut_short[0] if cut_short else "")


def _warn(picture: Picture, options: argparse.Namespace) -> None:
    """Say what is not as it was asked, or cannot be read."""
    from argmap.draw.pages.fitting import text_size

    if picture.warning:
        say(picture.warning)
    if options.fit and (points := text_size(picture, options.fit)) < 6:
        say(
            f"The text is {points:.1f} points on {options.fit}, which is hard to read. "
            "Draw a part (--tension, --focus), or several pages (--pages)."
        )


def _carried(index: Index, options: argparse.Namespace) -> SceneOptions:
    from argmap.api.pictures import carried

    return carried(index, quotes=options.quotes, status=options.standing)


def _material(options: argparse.Namespace) -> Callable[..., Material]:
    """What makes the material of one export, given what is shown, the drawing, its pictures and their files."""
    from argmap.api.pictures import materials

    return materials(options.theme, say)


def _written(output: Output, material: Material) -> bytes:
    from argmap.draw.formats import FORMATS

    with progress(f"Making {output.path or output.format} ..."):
        return FORMATS[output.format].write(material)
