"""``argmap new``: begin a map."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from argmap.cli.arguments import Arguments
from argmap.cli.command import reports_refusals
from argmap.cli.output import print_text
from argmap.edit.text import set_question, set_title
from argmap.escape import one_line
from argmap.exit_codes import ExitCode
from argmap.io.files import save
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.patch.verify import prove
from argmap.mapfile.read.read import read
from argmap.model.findings import Refusal

EPILOG = """\
examples:
  argmap new maps/ferry.yaml
  argmap new ferry.yaml --title "The island ferry" --question "Should the ferry be free?"
"""

SCHEMA = "map-1.schema.json"
STARTER = """\
# yaml-language-server: $schema=SCHEMA
argmap: 1
title: A question in dispute
question: What should be done, and who says so?

# The sides that people take. Each claim can say which tension and side it belongs to.
tensions:
  main-tension:
    title: What pulls against what
    sides:
      one-side: What the one side wants
      other-side: What the other side wants

# Who has a stake: 'kind' is free text, such as government, company or civil society.
stakeholders:
  first-stakeholder:
    name: Who takes part
    kind: civil society

# One statement each. What it supports or objects to is written in the claim that makes the argument.
claims:
  main-claim:
    text: What is in dispute, as a full sentence that can be agreed with or not.
    tension: main-tension
    side: one-side
    positions:
      first-stakeholder:
        stance: agrees  # agrees, disagrees or mixed
        source: first-source
  reason-for:
    text: A reason to accept it.
    supports:
      - main-claim
    sources:
      - source: first-source
        locator: para 1
  reason-against:
    text: A reason to reject it.
    tension: main-tension
    side: other-side
    objects_to:
      - main-claim
    sources:
      - first-source

# What claims and positions rest on. Dates are written 2025, 2025-07 or 2025-07-21.
sources:
  first-source:
    title: Where it was said
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Write the beginning of a map to a file that does not exist yet."""
    asked = _parser().read(argv)
    path = Path(asked.file)
    if os.path.lexists(path):
        raise Refusal(f"{asked.file} exists already, and 'new' overwrites nothing. Choose another name.")
    if not path.parent.is_dir():
        raise Refusal(f"There is no folder {path.parent}. Make it first, or choose another.")
    schema = schema_beside(path)
    save(path, starter(schema, asked.title, asked.question), expected=None)
    opens = one_line(f"argmap edit {shlex.quote(asked.file)}")
    print_text(f"Wrote {one_line(asked.file)}: three claims to write over. Open it with: {opens}\n")
    if not (path.parent / schema).is_file():
        beside = one_line(shlex.quote(str(path.parent / schema)))
        print_text(f"Text editors can check it as you type, after: argmap schema > {beside}\n")
    return ExitCode.FINE


def _parser() -> Arguments:
    parser = Arguments(
        prog="argmap new",
        description="Begin a map: write a small commented map to a new file, for you to write over.",
        epilog=EPILOG,
    )
    parser.add_argument("file", metavar="FILE", help="the file to write; it must not exist")
    parser.add_argument("--title", help="the title of the map")
    parser.add_argument("--question", help="the question that the map is about")
    return parser


def starter(schema: str, title: str | None = None, question: str | None = None) -> bytes:
    """The bytes of a starter map. ``schema`` is where the JSON Schema is, seen from the map."""
    document = read(STARTER.replace("SCHEMA", schema, 1).encode(), "starter.yaml")
    wanted = document.map if title is None else set_title(document.map, title)
    wanted = wanted if question is None else set_question(wanted, question)
    return prove(revise(document, wanted)).data


def schema_beside(path: Path) -> str:
    """The schema file nearest to a map, seen from the map's folder; beside the map when there is none yet."""
    folder = Path(os.path.realpath(path.parent))
    for up, ancestor in enumerate((folder, *folder.parents)):
        for candidate in (SCHEMA, f"argmap/schema/{SCHEMA}"):
            if (ancestor / candidate).is_file():
                return "../" * up + candidate
        if (ancestor / ".git").exists():
            break
    return SCHEMA
