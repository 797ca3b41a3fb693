"""The position matrix as a table: for the terminal, a spreadsheet, or a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from argmap.escape import for_csv, for_log, for_markdown, one_line
from argmap.model.index import Index
from argmap.model.source_names import source_line
from argmap.model.types import Position
from argmap.report.standing import counted
from argmap.report.standing_markdown import code
from argmap.report.standing_names import stakeholder_named
from argmap.standing.matrix import Cell, Matrix
from argmap.standing.wording import CAVEAT

LETTERS: dict[Cell, str] = {"agrees": "A", "disagrees": "D", "mixed": "M", "not recorded": "."}
KEY = "A agrees, D disagrees, M mixed, . not recorded"
NO_CELL = "No position is recorded here."

COLUMNS = ("claim", "text", "stakeholder", "name", "stance", "source", "source_name", "date", "quote")


def matrix_text(index: Index, matrix: Matrix, width: int = 100) -> str:
    """A grid of letters under numbered stakeholders, whose names follow, and the caveat."""
    if not matrix.claims or not matrix.stakeholders:
        return f"{NO_CELL}\n\n{CAVEAT}\n"
    numbers = [str(number) for number in range(1, len(matrix.stakeholders) + 1)]
    wide = len(numbers[-1]) + 1 if numbers else 2
    room = max(24, width - wide * len(numbers))
    lines = [" " * room + "".join(number.rjust(wide) for number in numbers)]
    for claim in matrix.claims:
        letters = "".join(LETTERS[matrix.cell(claim, who)].rjust(wide) for who in matrix.stakeholders)
        text = shorten(one_line(f"{claim}: {index.claims[claim].text}"), room - 1, placeholder=" …")
        lines.append(text.ljust(room) + letters)
    lines += ["", KEY, ""]
    names = (stakeholder_named(index, who) for who in matrix.stakeholders)
    pairs = zip(numbers, names, matrix.stakeholders, strict=True)
    lines += [f"{number.rjust(wide)}  {one_line(name)} [{one_line(who)}]" for number, name, who in pairs]
    return for_log("\n".join([*lines, "", *_left_out(index, matrix), CAVEAT]) + "\n")


def matrix_markdown(index: Index, matrix: Matrix) -> str:
    """A Markdown table, claims down and stakeholders across, in words, and the caveat."""
    if not matrix.claims or not matrix.stakeholders:
        return f"{NO_CELL}\n\n*{CAVEAT}*\n"
    names = [for_markdown(stakeholder_named(index, who)) for who in matrix.stakeholders]
    lines = [_row(["Claim", *names]), _row(["---"] * (len(names) + 1))]
    for claim in matrix.claims:
        cells = [matrix.cell(claim, who) for who in matrix.stakeholders]
        said = [cell if cell != "not recorded" else "" for cell in cells]
        lines.append(_row([f"{for_markdown(index.claims[claim].text)} ({code(claim)})", *said]))
    lines += ["", "An empty cell: no position recorded.", "", *_left_out(index, matrix)]
    return "\n".join([*lines, f"*{CAVEAT}*"]) + "\n"


def matrix_csv(index: Index, matrix: Matrix) -> str:
    """One line a cell, with its citation and date: claim, text, stakeholder, name, stance, source and its name,
    date, quote.

    Lines end as RFC 4180 has them; an apostrophe stands before what a spreadsheet would take for a formula. No line
    carries the caveat, for every line must be a cell.
    """
    return "".join(",".join(map(for_csv, row)) + "\r\n" for row in _cells(index, matrix))


def _left_out(index: Index, matrix: Matrix) -> list[str]:
    claims = len(index.claims) - len(matrix.claims)
    stakeholders = len(index.stakeholders) - len(matrix.stakeholders)
    if not claims and not stakeholders:
        return []
    return [f"Not shown here: {counted(claims, 'claim')} and {counted(stakeholders, 'stakeholder')}.", ""]


def _cells(index: Index, matrix: Matrix) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for claim in matrix.claims:
        for who in matrix.stakeholders:
            position = matrix.position(claim, who)
            name = stakeholder_named(index, who)
            yield (claim, index.claims[claim].text, who, name, matrix.cell(claim, who), *_said(index, position))


def _said(index: Index, position: Position | None) -> tuple[str, str, str, str]:
    if position is None:
        return ("", "", "", "")
    source = index.sources.get(position.source or "")
    named = source_line(source) if source else ""
    return (position.source or "", named, position.date or "", position.quote or "")


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
