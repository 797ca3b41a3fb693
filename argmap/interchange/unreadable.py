"""Why a file cannot be imported, in one sentence with its place, and the sizes past which it is not tried."""

from __future__ import annotations

from argmap.model.findings import MapError

LARGEST_FILE = 64 * 2**20
"""Bytes. The largest exports of debates known are below 2 MB; spreadsheets of 10,000 rows below 5 MB."""
LONGEST_LINE = 200_000
"""Characters of one line of a text format; a claim is a sentence."""
MOST_THINGS = 200_000
"""Claims, nodes or rows of one file."""
DEEPEST = 100
"""Levels of nesting. Kialo's deepest public debates have fewer than 30."""


class Unreadable(MapError):
    """A file that is not what it should be: where, what is wrong and what to do."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        self.message = message
        self.line = line
        self.column = column
        super().__init__(message)

    def within(self, file: str) -> Unreadable:
        """The same, its message beginning with the file's name and place."""
        place = "".join(f":{number}" for number in (self.line, self.column) if number is not None)
        found = Unreadable(self.message, self.line, self.column)
        found.args = (f"{file}{place}: {self.message}",)
        return found


def too_deep(line: int | None = None) -> Unreadable:
    """For nesting past :data:`DEEPEST`."""
    return Unreadable(f"Something is nested more than {DEEPEST} levels deep. Divide the file.", line)


def too_many(things: str) -> Unreadable:
    """For more than :data:`MOST_THINGS`."""
    return Unreadable(f"The file has more than {MOST_THINGS:,} {things}. Divide it.")
