"""Files of other tools with what importing them gives: ``FILE.yaml`` is the map, ``FILE.ledger`` the account.

Files of a few lines are together in ``small_files.txt``: each has a title, its name with the format where it is to be
read as one, and below it what becomes of it, the map and the account or the refusal.

``python -m tests.interchange.golden`` writes them anew; look at the difference before committing it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from argmap.interchange.file import File, Unreadable
from argmap.interchange.ledger import as_text
from argmap.interchange.reading import import_file
from argmap.mapfile.canonical import write

CASES = Path(__file__).parent / "cases"
FILES = sorted(
    file for file in CASES.iterdir() if file.suffix not in {".yaml", ".ledger"} or file.name.endswith("-in.yaml")
)


def imported(file: Path) -> tuple[str, str]:
    """The map and the account of a case."""
    found = import_file(File(file.name, file.read_bytes()))
    return write(found.map), f"{found.format.title}\n{as_text(found.ledger)}"


def outputs(file: Path) -> tuple[Path, Path]:
    """Where the map and the account of a case are kept."""
    return file.with_name(file.name + ".yaml"), file.with_name(file.name + ".ledger")


SMALL = Path(__file__).with_name("small_files.txt")
_SMALL = re.compile(r"^=== (.*)\n--- (\S+) ?(.*)\n([\s\S]*?)(?:--- becomes\n([\s\S]*?))?(?=^=== |\Z)", re.MULTILINE)


class Small(NamedTuple):
    """A small file: what it is about, its name, its format where that is given, its text, and what becomes of it."""

    title: str
    name: str
    format: str
    text: str
    becomes: str

    @property
    def outcome(self) -> str:
        """What becomes of it now."""
        try:
            found = import_file(File(self.name, self.text.encode()), self.format or None)
        except Unreadable as refused:
            return f"{refused}\n"
        return f"{write(found.map)}\n{as_text(found.ledger)}"

    def written(self) -> str:
        """The case as it stands in the file."""
        head = f"{self.name} {self.format}".strip()
        return f"=== {self.title}\n--- {head}\n{self.text}\n--- becomes\n{self.outcome}\n"


def small_files() -> list[Small]:
    """The small files, their texts without the blank lines at the ends."""
    found = _SMALL.findall(SMALL.read_text(encoding="utf-8"))
    return [
        Small(title, name, format, text.rstrip("\n"), f"{now.rstrip()}\n") for title, name, format, text, now in found
    ]


if __name__ == "__main__":
    SMALL.write_text("".join(case.written() for case in small_files()), encoding="utf-8", newline="\n")
    for case in FILES:
        for path, text in zip(outputs(case), imported(case), strict=True):
            path.write_text(text, encoding="utf-8", newline="\n")
