"""``argmap check``: errors, warnings and suggestions on maps."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from argmap.check.settings import FAIL_ON, RENAMED_SEVERITIES, Settings, must_be_known, renamed_severity
from argmap.cli.arguments import Arguments, RenamedOption, Value, existing_folder, spelt_as
from argmap.cli.output import print_data, print_error, print_refusal, reports_refusals
from argmap.escape import one_line
from argmap.exit_codes import ExitCode
from argmap.io.evidence import evidence_of
from argmap.io.files import load, save, standard_input, write_output
from argmap.io.map_files import STANDARD_INPUT, STANDARD_INPUT_NAME, maps_in, refuse_to_overwrite
from argmap.io.project import Projects
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.model.findings import SEVERITIES, Finding, MapError, ReadingRefused
from argmap.report.findings.collect import check_document
from argmap.report.findings.pages import names
from argmap.report.findings.text import Checked, FindingsStyle, as_text, in_order

FORMATS = ("text", "json", "github", "sarif", "rdjson")

EPILOG = """\
examples:
  argmap check maps/*.yaml                 errors, warnings and a count of suggestions
  argmap check --suggestions map.yaml      suggestions too, the first of each rule
  argmap check --all map.yaml              every finding in full
  argmap check --select AM1 map.yaml       consistency errors only
  argmap check --new-since main map.yaml   what this branch brings
  argmap check --fix map.yaml              fix findings that have only one safe correction
  argmap check --copies ../copies map.yaml check quotes with copies of sources in this folder too
  argmap check --format github --format sarif --output-file out.sarif map.yaml

exit codes: 0 no findings at or above --fail-on; 1 findings; 2 a file could not be read

Settings: .argmap.toml ([check]) or pyproject.toml ([tool.argmap.check]):
  select, ignore, fail-on, longest-text, [levels], [per-file-ignores]; 'copies', beside [check], names a folder.
A comment '# argmap: ignore[AM303]' on the line of a finding or directly above it ignores the finding.
'argmap explain CODE' explains a finding.
"""


class Output(NamedTuple):
    """An output format, and the file to write it to; None is standard output."""

    format: str
    file: str | None = None


@reports_refusals
def main(argv: list[str]) -> int:
    """Check the files, print what is found, and return 0, 1 or 2."""
    asked = _parser().read(argv)
    outputs = _outputs(asked.outputs)
    must_be_known((*asked.select, *asked.ignore), names(), "--select or --ignore")
    if asked.new_since is not None and STANDARD_INPUT in asked.files:
        raise MapError("--new-since needs a file in a git repository, not standard input.")
    if asked.fix and STANDARD_INPUT in asked.files:
        raise MapError("--fix cannot change standard input. Name the file instead of '-'.")
    projects = Projects(asked.config)
    checked = []
    code: int = ExitCode.FINE
    with_places = asked.suggestions or asked.all or any(output.format not in {"text", "github"} for output in outputs)
    for file in maps_in(asked.files):
        choices = projects.choices_for(file)
        settings = choices.for_file(projects.name_of(file), tuple(asked.select), tuple(asked.ignore), asked.today)
        checked.append(_checked(file, settings, asked, with_places, projects))
        code = max(code, _exit_code(checked[-1], asked.fail_on or choices.fail_on))
    for output in outputs:
        _write(output, _rendered(output, checked, asked))
    return code


def _exit_code(one: Checked, fail_on: str) -> int:
    if not one.was_read:
        return ExitCode.COULD_NOT_RUN
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return ExitCode.FOUND if any(finding.severity in failing for finding in one.findings) else ExitCode.FINE


def _checked(
    file: str, settings: Settings, asked: argparse.Namespace, with_places: bool, projects: Projects
) -> Checked:
    """Check one file, after fixing it with ``--fix``. A file that cannot be opened is reported on standard error."""
    try:
        loaded = None if file == STANDARD_INPUT else load(Path(file))
    except MapError as refused:
        print_refusal(refused)
        return Checked(file, (), was_read=False)
    name = STANDARD_INPUT_NAME if loaded is None else file
    data = standard_input() if loaded is None else loaded.data
    try:
        document = read(data, name)
        if asked.fix and loaded is not None:
            document = _mended(document, settings, loaded.digest)
    except ReadingRefused as refused:
        lines = data.decode("utf-8-sig", "replace").split("\n")
        return Checked(name, in_order(refused.findings), lines, was_read=False)
    evidence = evidence_of(document.map, file, asked.copies, projects)
    found = check_document(document, settings, place_suggestions=with_places, evidence=evidence)
    if asked.new_since is not None:
        try:
            found = _new(found, document, settings, asked.new_since)
        except MapError as refused:
            print_refusal(refused)
            return Checked(file, (), was_read=False)
    quotations = evidence.totals if evidence else {}
    return Checked(name, found, document.text.split("\n"), quotations=quotations)


def _new(found: tuple[Finding, ...], document: Document, settings: Settings, revision: str) -> tuple[Finding, ...]:
    """The findings that the file did not have at a revision. Raises MapError when the file cannot be read there."""
    from argmap.io.git.versions import Request, Versions, versions
    from argmap.merge.diff import diff
    from argmap.report.changes.file_changes import new_findings

    for both in versions(Request((revision, document.file))):
        if isinstance(both, Versions):
            changes = diff(both.old.map, document.map)
            return new_findings(check_document(both.old, settings), found, changes)
    return found


def _mended(document: Document, settings: Settings, digest: str) -> Document:
    from argmap.check.fixes import mend
    from argmap.mapfile.patch.patch import revise

    mended, done = mend(document.map, settings)
    if not done:
        return document
    revised = revise(document, mended)
    save(Path(document.file), revised.data, digest)
    for sentence in done:
        print_error(f"{one_line(document.file)}: {one_line(sentence)}\n")
    return revised


def _rendered(output: Output, checked: Sequence[Checked], asked: argparse.Namespace) -> str:
    if output.format == "json":
        from argmap.report.findings.formats import as_json

        return as_json(checked)
    if output.format == "github":
        from argmap.report.findings.formats import as_commands

        return as_commands(checked, suggestions=asked.suggestions)
    if output.format == "sarif":
        from argmap.report.findings.formats import as_sarif

        return as_sarif(checked)
    if output.format == "rdjson":
        from argmap.report.findings.formats import as_rdjson

        return as_rdjson(checked)
    return as_text(checked, _style(output, asked))


def _style(output: Output, asked: argparse.Namespace) -> FindingsStyle:
    terminal = output.file is None and sys.stdout.isatty()
    colour = terminal and not asked.no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((100, 24)).columns if terminal else 100
    return FindingsStyle(colour, width, asked.suggestions or asked.all, asked.all)


def _write(output: Output, text: str) -> None:
    if output.file is None:
        print_data(text)
    else:
        refuse_to_overwrite(Path(output.file))
        write_output(Path(output.file), text.encode())


class _Asked(Value):
    """Keeps formats and output files in the order in which they are given."""

    def keep(self, namespace: argparse.Namespace, value: Any) -> None:
        """Keep one more of them."""
        earlier = getattr(namespace, self.dest) or []
        setattr(namespace, self.dest, [*earlier, ("format" if self.const is None else "file", value)])


def _outputs(asked: Sequence[tuple[str, str]] | None) -> list[Output]:
    """Each format with the file that follows it. Raises MapError when two would go to standard output."""
    outputs: list[Output] = []
    for what, value in asked or [("format", "text")]:
        if what == "format":
            outputs.append(Output(value))
        elif outputs and outputs[-1].file is None:
            outputs[-1] = Output(outputs[-1].format, value)
        elif outputs:
            raise MapError(f"Put --output-file {value} after the --format that it belongs to.")
        else:
            outputs.append(Output("text", value))
    if sum(output.file is None for output in outputs) > 1:
        raise MapError("Only one format can go to standard output. Add --output-file PATH after the other.")
    return outputs


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",") if code.strip()]


def _severity(text: str) -> str:
    if text in RENAMED_SEVERITIES:
        raise argparse.ArgumentTypeError(renamed_severity(text))
    return text


def _day(text: str) -> date:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(text)
    raise argparse.ArgumentTypeError(f"'{text}' must be a date, as YYYY-MM-DD")


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap check",
        description="Check maps for errors, and suggest what to add: sources, positions, answers to objections.",
        epilog=EPILOG,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a map, a folder of maps, or - for standard input")
    parser.add_argument(
        "--select",
        action="extend",
        type=_codes,
        default=[],
        metavar="CODES",
        help="rules to run: codes, code prefixes (AM1) or names, separated by commas",
    )
    parser.add_argument("--ignore", action="extend", type=_codes, default=[], metavar="CODES", help="rules to skip")
    parser.add_argument("--suggestions", action="store_true", help="list suggestions, the first of each rule")
    parser.add_argument("--notes", action=RenamedOption, now="--suggestions")
    parser.add_argument("--all", action="store_true", help="list every finding in full")
    parser.add_argument(
        "--fail-on",
        type=_severity,
        choices=FAIL_ON,
        help="exit with 1 on findings of this severity or higher (default: warning)",
    )
    parser.add_argument(
        "--strict", dest="fail_on", action="store_const", const="suggestion", help="same as --fail-on suggestion"
    )
    parser.add_argument(
        "--new-since", metavar="REV", help="only findings that the file did not have at this git revision"
    )
    parser.add_argument("--fix", action="store_true", help="fix findings that have only one safe correction")
    parser.add_argument(
        "--format",
        dest="outputs",
        action=_Asked,
        type=spelt_as(FORMATS),
        choices=FORMATS,
        help="output format (default: text); repeatable",
    )
    parser.add_argument(
        "--output-file",
        "-o",
        dest="outputs",
        action=_Asked,
        const=True,
        metavar="PATH",
        help="write the preceding --format to this file",
    )
    parser.add_argument(
        "--copies",
        type=existing_folder,
        metavar="FOLDER",
        help="folder with copies of sources that are not beside the map",
    )
    parser.add_argument("--config", metavar="PATH", help="the settings file to use, or 'none'")
    parser.add_argument(
        "--today", type=_day, default=date.today(), metavar="DATE", help="date to use as today (YYYY-MM-DD)"
    )
    parser.add_argument("--no-color", "--no-colour", action="store_true", help="print without colour")
    return parser
