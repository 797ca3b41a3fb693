"""Files of other tools with what importing them gives: ``FILE.yaml`` is the map, ``FILE.ledger`` the account.

``python -m tests.interchange.golden`` writes them anew; look at the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path

from argmap.interchange.file import File
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


if __name__ == "__main__":
    for case in FILES:
        for path, text in zip(outputs(case), imported(case), strict=True):
            path.write_text(text, encoding="utf-8", newline="\n")
