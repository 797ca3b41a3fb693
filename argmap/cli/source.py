"""``argmap source``: add a source with its copy, check quotations against copies, show passages of a copy."""

from __future__ import annotations

import argparse
from pathlib import Path

from argmap.cli.arguments import Arguments, existing_folder
from argmap.cli.output import print_data, print_text, reports_refusals
from argmap.escape import one_line
from argmap.evidence.quotations import Absent, Copy, Evidence
from argmap.evidence.quotes import Quote
from argmap.exit_codes import ExitCode
from argmap.io.evidence import evidence_of
from argmap.io.files import load, save
from argmap.io.map_files import load_map
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.lookup import must_be
from argmap.model.types import Source

EPILOG = """\
examples:
  argmap source add map.yaml report.pdf --url https://example.org/report
                                                  copy the report beside the map and list it as a source
  argmap source check map.yaml                    find each quotation in the copy of its source
  argmap source show map.yaml report --quote "words"
                                                  the passage with what is written around it

Copies are text, Markdown, HTML, Word (.docx) or PDF files. 'argmap check' reports wrong quotations too.
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Run one action; 0 done, 1 a quotation or passage was not found, 2 could not run."""
    asked = _parser().read(argv)
    actions = {"add": _add, "check": _check, "show": _show}
    return actions[asked.action](asked)


def _add(asked: argparse.Namespace) -> int:
    from argmap.edit.sources import add_source
    from argmap.io.copies.files import placed_copy
    from argmap.mapfile.patch.patch import revise
    from argmap.mapfile.patch.verify import prove
    from argmap.mapfile.read.read import read
    from argmap.model.ids import slug

    loaded = load(Path(asked.map))
    document = read(loaded.data, asked.map)
    placed = placed_copy(Path(asked.file), Path(asked.map), asked.copies)
    title = asked.title or placed.title
    index = Index.build(document.map)
    known = next((source for source in document.map.sources if source.copy == placed.name), None)
    if known is not None:
        raise MapError(f"{placed.name} is the copy of '{known.id}' already.")
    source = Source(
        id=asked.id or slug(title, index.taken_ids, "source", document.map.language),
        title=title,
        author=asked.author,
        publisher=asked.publisher,
        date=_date(asked.date),
        url=asked.url,
        copy=placed.name,
        copy_sha256=placed.digest,
    )
    revised = prove(revise(document, add_source(document.map, source)))
    placed.write()
    save(Path(asked.map), revised.data, loaded.digest)
    print_text(
        f"Added “{one_line(title)}” to {one_line(asked.map)} as '{source.id}', copy {one_line(placed.name)}.\n"
    )
    if placed.problem:
        print_text(f"{one_line(placed.problem)}\n")
    return ExitCode.FINE


def _date(given: str | None) -> str | None:
    """A date in ISO 8601. Raises MapError for a text that is no date, or may be two."""
    from argmap.check.dates import date_advice, meant_date, span_of

    if given is None or span_of(given):
        return given
    meant = meant_date(given)
    if meant is None:
        raise MapError(f"'{given}' is not a valid date. {date_advice(given)}")
    return meant


def _check(asked: argparse.Namespace) -> int:
    from argmap.report.quotations import quotations_json, quotations_text

    evidence = evidence_of(load_map(asked.map), asked.map, asked.copies)
    print_data(quotations_json(evidence)) if asked.json else print_text(quotations_text(evidence))
    return ExitCode.FOUND if evidence and evidence.totals["not found"] else ExitCode.FINE


def _show(asked: argparse.Namespace) -> int:
    from argmap.report.quotations import passage_text

    map = load_map(asked.map)
    index = Index.build(map)
    must_be("source", asked.id, index.sources, index)
    source = index.sources[asked.id]
    evidence = evidence_of(map, asked.map, asked.copies) or Evidence(map)
    copy = _readable(evidence, source)
    if asked.quote is None:
        found = [
            (match.start, match.end)
            for check in evidence.checks.values()
            if check.quotation.source == source.id and (match := check.best) is not None
        ]
        print_text(passage_text(source, copy, sorted(set(found))))
        return ExitCode.FINE
    matches = copy.search.match(Quote(asked.quote))
    if not matches:
        from argmap.evidence.wording import difference

        near = copy.words.nearest(Quote(asked.quote).normal.text)
        print_text("These words are not in the copy.\n")
        if near is not None:
            print_text(f"{one_line(difference(near))} The nearest passage:\n\n")
            print_text(passage_text(source, copy, [(near.start, near.end)]))
        return ExitCode.FOUND
    print_text(passage_text(source, copy, [(match.start, match.end) for match in matches]))
    return ExitCode.FINE


def _readable(evidence: Evidence, source: Source) -> Copy:
    copy = evidence.copies.get(source.id)
    if copy is None:
        raise MapError(f"'{source.id}' names no copy. Add 'copy: FILE' to it.")
    if isinstance(copy, Absent):
        raise MapError(f"{source.copy}: {copy.why} Name its folder with --copies.")
    if copy.text is None:
        raise MapError(f"{source.copy}: {copy.problem}")
    return copy


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap source",
        description="Add a source with its copy, check quotations against copies, show passages of a copy.",
        epilog=EPILOG,
    )
    about = {
        "add": "copy a file beside the map and list it as a source",
        "check": "find each quotation in the copy of its source",
        "show": "show what is quoted from a source, or a passage, with its surroundings",
    }
    for name, action in parser.actions(about):
        action.add_argument("map", metavar="MAP", help="the map file")
        if name == "add":
            action.add_argument("file", metavar="FILE", help="a .txt, .md, .html, .docx or .pdf file")
            for field in ("id", "title", "author", "publisher", "date", "url"):
                action.add_argument(f"--{field}", metavar=field.upper(), help=f"{field} of the source")
            action.add_argument(
                "--copies", metavar="FOLDER", help="put the copy there: it is not published with the map"
            )
            continue
        if name == "show":
            action.add_argument("id", metavar="ID", help="id of the source")
            action.add_argument("--quote", metavar="TEXT", help="words to find in the copy")
        else:
            action.add_argument("--json", action="store_true", help="print JSON")
        action.add_argument(
            "--copies", type=existing_folder, metavar="FOLDER", help="folder with copies that are not beside the map"
        )
    return parser
