"""The position matrix as a table in text, Markdown or CSV."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from argmap.escape import for_csv, for_log, for_markdown, one_line
from argmap.excerpt import told_again
from argmap.model.index import Index
from argmap.model.names import source_in_full, source_line
from argmap.model.types import Position
from argmap.report.status.formats import code
from argmap.semantics.stakeholders import Cell, Matrix
from argmap.semantics.wording import stakeholder_named
from argmap.views.position_notes import PositionNotes
from argmap.views.wording import note_mark
from argmap.vocabulary import CAVEAT, NOT_RECORDED, STANCE_WORDS, QuotationMarks, counted

LETTERS: dict[Cell, str] = {stance: words.letter for stance, words in STANCE_WORDS.items()} | {NOT_RECORDED: "."}
KEY = ", ".join(f"{letter} {stance}" for stance, letter in LETTERS.items())
NO_CELL = "No positions to show."

LEAST_ROOM = 24
"""The fewest characters for the texts of claims in a grid."""

MOST_COLUMNS = 20
"""The most stakeholders in one Markdown table."""

COLUMNS = ("claim", "text", "stakeholder", "name", "stance", "source", "source_name", "date", "quote")


def matrix_text(index: Index, matrix: Matrix, ids: bool = False, width: int = 100) -> str:
    """A grid of letters with numbered stakeholders as columns, their names below it, and the caveat.

    Stakeholders that do not fit on a line are in further grids.
    """
    if not matrix.claims or not matrix.stakeholders:
        return f"{NO_CELL}\n\n{CAVEAT}\n"
    wide = len(str(len(matrix.stakeholders))) + 1
    numbers = {who: str(number) for number, who in enumerate(matrix.stakeholders, 1)}
    lines: list[str] = []
    for part in _parts(matrix, (width - LEAST_ROOM) // wide):
        room = max(LEAST_ROOM, width - wide * len(part.stakeholders))
        lines.append(" " * room + "".join(numbers[who].rjust(wide) for who in part.stakeholders))
        for claim in part.claims:
            letters = "".join(LETTERS[part.cell(claim, who)].rjust(wide) for who in part.stakeholders)
            said = f"{claim}: {index.claims[claim].text}" if ids else index.claims[claim].text
            text = shorten(one_line(said), room - 1, placeholder=" …")
            lines.append(text.ljust(room) + letters)
        lines.append("")
    lines += [KEY, ""]
    lines += [
        f"{number.rjust(wide)}  {one_line(stakeholder_named(index, who))}{f' [{one_line(who)}]' if ids else ''}"
        for who, number in numbers.items()
    ]
    return for_log("\n".join([*lines, "", *_left_out(index, matrix), CAVEAT]) + "\n")


def matrix_markdown(index: Index, matrix: Matrix, ids: bool = False, quotes: QuotationMarks | None = None) -> str:
    """Markdown tables of stances, claims as rows and stakeholders as columns, and the caveat.

    With marks of ``quotes`` there are notes on who said what, where and when, and the sources that they name.
    """
    if not matrix.claims or not matrix.stakeholders:
        return f"{NO_CELL}\n\n*{CAVEAT}*\n"
    lines: list[str] = []
    notes = PositionNotes(index, quotes) if quotes is not None else None
    for part in _parts(matrix, MOST_COLUMNS):
        names = [for_markdown(stakeholder_named(index, who)) for who in part.stakeholders]
        lines += [_row(["Claim", *names]), _row(["---"] * (len(names) + 1))]
        for claim in part.claims:
            held = [part.position(claim, who) for who in part.stakeholders]
            said = [f"{one.stance} {notes.mark(one) if notes else ''}".rstrip() if one else "" for one in held]
            text = for_markdown(told_again(index.claims[claim].text))
            lines.append(_row([f"{text} ({code(claim)})" if ids else text, *said]))
        lines.append("")
    lines += _notes_in_markdown(index, notes) if notes else []
    lines += ["An empty cell means that the map has no position.", "", *_left_out(index, matrix)]
    return "\n".join([*lines, f"*{CAVEAT}*"]) + "\n"


def _notes_in_markdown(index: Index, notes: PositionNotes) -> Iterator[str]:
    """The notes and the sources that they name, as lists."""
    for number, text in enumerate(notes.texts(), 1):
        yield f"- {note_mark(number)} {for_markdown(text)}"
    yield ""
    for name, number in notes.sources.items():
        yield f"- \\[{number}\\] {for_markdown(source_in_full(index.sources[name]))}"
    yield ""


def _parts(matrix: Matrix, columns: int) -> Iterator[Matrix]:
    """The matrix in tables of ``columns`` stakeholders; those after the first have only claims with positions.

    So the total size grows with the number of positions instead of claims times stakeholders.
    """
    judged: dict[str, set[str]] = {}
    for claim, who in matrix.positions:
        judged.setdefault(who, set()).add(claim)
    for start in range(0, len(matrix.stakeholders), columns):
        across = matrix.stakeholders[start : start + columns]
        shown = set(matrix.claims) if start == 0 else set[str]().union(*(judged.get(who, ()) for who in across))
        if down := tuple(claim for claim in matrix.claims if claim in shown):
            yield Matrix(down, across, matrix.positions)


def matrix_csv(index: Index, matrix: Matrix) -> str:
    """One line for each position with its citation: claim, text, stakeholder, name, stance, source and its name,
    date, quote.

    A claim or stakeholder without positions has a line with ``not recorded``. Lines end with CRLF (RFC 4180); an
    apostrophe precedes what a spreadsheet could read as a formula. The caveat is left out.
    """
    return "".join(",".join(map(for_csv, row)) + "\r\n" for row in _rows(index, matrix))


def _left_out(index: Index, matrix: Matrix) -> list[str]:
    claims = len(index.claims) - len(matrix.claims)
    stakeholders = len(index.stakeholders) - len(matrix.stakeholders)
    if not claims and not stakeholders:
        return []
    return [f"Not shown: {counted(claims, 'claim')} and {counted(stakeholders, 'stakeholder')}.", ""]


def _rows(index: Index, matrix: Matrix) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    judging: dict[str, list[str]] = {}
    for claim, who in matrix.positions:
        judging.setdefault(claim, []).append(who)
    order = {who: place for place, who in enumerate(matrix.stakeholders)}
    for claim in matrix.claims:
        text = told_again(index.claims[claim].text)
        for who in sorted(judging.get(claim, ()), key=order.__getitem__):
            position = matrix.positions[claim, who]
            yield (claim, text, who, stakeholder_named(index, who), position.stance, *_said(index, position))
        if claim not in judging:
            yield (claim, text, "", "", NOT_RECORDED, "", "", "", "")
    speaking = {who for _, who in matrix.positions}
    for who in matrix.stakeholders:
        if who not in speaking:
            yield ("", "", who, stakeholder_named(index, who), NOT_RECORDED, "", "", "", "")


def _said(index: Index, position: Position) -> tuple[str, str, str, str]:
    source = index.sources.get(position.source or "")
    named = told_again(source_line(source)) if source else ""
    return (position.source or "", named, position.date or "", position.quote or "")


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
