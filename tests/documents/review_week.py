"""A week of two analysts on one map, as a git repository with ten branches, and the comment on each pull request.

    python -m tests.documents.review_week FOLDER

writes the repository to ``FOLDER/repository`` and each comment, as the GitHub Action writes it, to
``FOLDER/comments/NUMBER-BRANCH.md``. Names, dates and ids are the same on every machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
GALLERY = ROOT / "docs" / "gallery"
FILE = "maps/night-flights.yaml"
ADDRESS = "https://git.example/tarn/maps/blob/{commit}/{file}"

Change = Callable[[Path], None]


class Branch(NamedTuple):
    """One pull request: who made it, on which day, and how it changes the repository."""

    name: str
    author: str
    day: int
    subject: str
    change: Change


def replaced(*pairs: tuple[str, str]) -> Change:
    """A change that replaces texts of the map, each of which is in it once."""

    def change(folder: Path) -> None:
        file = folder / FILE
        text = file.read_text(encoding="utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")

    return change


def renamed(folder: Path) -> None:
    """The map gets another file name."""
    _git(folder, "mv", FILE, "maps/tarnfield.yaml")


def removed(folder: Path) -> None:
    """A second map goes."""
    (folder / "maps" / "cycle-lanes.yaml").unlink()


QUOTA = "A yearly quota of night noise is better than either a ban or full freedom."
NEW_CLAIM = """\
  fines-low:
    text: Fines for breaking the quota are lower than the fee for a slot.
    objects_to:
      - claim: quota-binding
        note: A limit that costs less to break than to keep binds nobody.
        sources:
          - source: council-figures
            locator: table 12
    positions:
      quiet-nights:
        stance: agrees
        source: qn-leaflet
        quote: they pay the fine and fly
        date: 2026-07
      airport: disagrees
    note: Ask the district for the schedule of fines.
  hub-needs-nights:
"""

RAIL = """\
    objects_to:
      - hub-needs-nights
    positions:
      carriers: disagrees
      airport-workers: agrees
"""

TWENTY = (
    (QUOTA, "A yearly quota of night noise is not better than either a ban or full freedom."),
    ("Nine hundred jobs depend on night freight.", "Nine thousand jobs depend on night freight."),
    ("people under the path wake three times a night", "people under the path may wake three times a night"),
    ("A district that lives on airport taxes will vote", "A district that lives on the airport's taxes will vote"),
    ("Turnout is lowest in the very streets", "Turnout is low in the very streets"),
    (RAIL, RAIL.replace("      carriers: disagrees\n      airport-workers: agrees\n", "      carriers: agrees\n")),
    ("      airport: mixed\n      quiet-nights: mixed\n", "      airport: disagrees\n      quiet-nights: agrees\n"),
    ("    title: Turnout by ward\n", "    title: Turnout by ward and street\n"),
    ("        locator: table 9\n", "        locator: table 8\n        quote: twice the turnout of 2019\n"),
    ("    name: Night Freight Carriers\n", "    name: Association of Night Freight Carriers\n"),
    ("    interests: Freight income and room to grow\n", "    interests: Freight income\n"),
    ("  hub-needs-nights:\n", NEW_CLAIM),
    ("    note: The two claims about the hub rest on each other and on nothing else.\n", ""),
    ("      - quota-creeps\n    positions:\n      tarn-district: agrees\n", "      - quota-creeps\n"),
    ("        locator: p. 4\n", "        locator: p. 5\n"),
    ("        text: Freight and early flights through the night\n", "        text: Freight through the night\n"),
    ("    objects_to:\n      - jobs-depend\n    supports:\n", "    supports:\n"),
)
"""What one branch of the week changes together: twenty fields and things."""

WEEK = (
    Branch("ann/turnout", "Ann", 2, "Correct the turnout", replaced(("locator: table 3", "locator: table 4"))),
    Branch("ben/fines", "Ben", 2, "Add the fines", replaced(("  hub-needs-nights:\n", NEW_CLAIM))),
    Branch("ann/quota", "Ann", 3, "Reword the quota", replaced((QUOTA, TWENTY[0][1]))),
    Branch(
        "ben/council",
        "Ben",
        3,
        "Record the vote of the council",
        replaced(("      tarn-district: mixed\n  allow-nights", "      tarn-district: disagrees\n  allow-nights")),
    ),
    Branch(
        "ann/sleep",
        "Ann",
        4,
        "Let the diaries support the study",
        replaced(
            ("    objects_to:\n      - harms-sleep\n    supports:\n", "    supports:\n      - harms-sleep\n"),
        ),
    ),
    Branch("ben/typo", "Ben", 4, "Link the rail link", replaced(("      - rail-link\n", "      - rail-lnk\n"))),
    Branch("ann/rename", "Ann", 5, "Name the map by its place", renamed),
    Branch("ben/all", "Ben", 6, "Go through the whole map", replaced(*TWENTY)),
    Branch("ann/clean", "Ann", 6, "Remove the map of the cycle lanes", removed),
    Branch(
        "ben/comments",
        "Ben",
        7,
        "Leave notes for the next week",
        replaced(("  rail-link:\n", "  # Ann: is there a date for this?\n  # argmap: ignore[AM205]\n  rail-link:\n")),
    ),
)


def make(folder: Path) -> Path:
    """Make the repository in a new folder ``repository``; returns it."""
    repository = folder / "repository"
    (repository / "maps").mkdir(parents=True)
    _git(repository, "init", "-q", "-b", "main")
    for name in ("night-flights.yaml", "cycle-lanes.yaml"):
        (repository / "maps" / name).write_bytes((GALLERY / name).read_bytes())
    _commit(repository, "Ann", 1, "Begin with the maps of the gallery")
    for branch in WEEK:
        _git(repository, "checkout", "-q", "-b", branch.name, "main")
        branch.change(repository)
        _commit(repository, branch.author, branch.day, branch.subject)
    _git(repository, "checkout", "-q", "main")
    return repository


def comment(repository: Path, branch: str) -> str:
    """The comment on the pull request of a branch."""
    commit = _git(repository, "rev-parse", branch).strip()
    names = _git(repository, "diff-tree", "-r", "--find-renames", "--name-only", "main", branch).split()
    told = []
    for name in names:
        options = ("--base-name", "main", "--address", ADDRESS.format(commit=commit, file=name))
        command = [sys.executable, "-P", "-m", "argmap", "diff", "--format", "markdown", *options, "--"]
        _git(repository, "checkout", "-q", branch)
        done = subprocess.run(
            [*command, f"main..{commit}", name], cwd=repository, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode in (0, 1), done.stderr
        told.append(done.stdout)
    _git(repository, "checkout", "-q", "main")
    return "\n".join(told)


def _commit(repository: Path, author: str, day: int, subject: str) -> None:
    when = f"2026-11-{day:02}T09:00:00+00:00"
    who = {"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_EMAIL": f"{author.lower()}@example.org", "GIT_AUTHOR_DATE": when}
    who |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in who.items()}
    _git(repository, "add", "-A")
    _git(repository, "commit", "-q", "-m", subject, **who)


def _git(folder: Path, *args: str, **environment: str) -> str:
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", "-c", "commit.gpgSign=false", "-c", "advice.detachedHead=false", *args],
        cwd=folder,
        env={**os.environ, **settings, **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def main(folder: Path) -> None:
    """Make the repository and write the comments beside it."""
    repository = make(folder)
    comments = folder / "comments"
    comments.mkdir()
    for number, branch in enumerate(WEEK, 1):
        name = f"{number}-{branch.name.replace('/', '-')}.md"
        (comments / name).write_text(comment(repository, branch.name), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
