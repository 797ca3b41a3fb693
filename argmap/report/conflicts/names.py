"""What a conflict is about, by texts: a thing of the map, a part of it, and the sides of the merge."""

from __future__ import annotations

import re

from argmap.escape import one_line
from argmap.excerpt import excerpt
from argmap.merge.conflicts import (
    BranchNames,
)
from argmap.model.findings import Path
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.names import link_named, source_name
from argmap.model.types import KINDS, Claim, Source, Stakeholder, Tension
from argmap.vocabulary import FIELDS, RELATIONS, THINGS

UNNAMED = BranchNames()

NAMED = 40
"""Characters of a text by which a sentence names a thing."""

LONGEST_NAME = 24
"""Most characters of a side's name beside a text; the full names are above the conflicts."""

Names = BranchNames | None
"""What to call the sides; None for the reader ("you") and somebody else ("they")."""


def short(name: str) -> str:
    """The name of a side for one line: of a commit, its subject without the id."""
    safe = one_line(name)
    if len(safe) <= LONGEST_NAME:
        return safe
    commit = re.fullmatch(r"(.*)“(.+)” \([0-9a-f]+\)", safe)
    if commit is None:
        return f"{safe[: LONGEST_NAME - 1].rstrip()}…"
    before, subject = commit[1], commit[2]
    room = max(LONGEST_NAME - len(before) - 2, 8)
    return f"{before}“{subject if len(subject) <= room else subject[: room - 1].rstrip() + '…'}”"


_OF_KIND = {"supports": "its support of", "objects_to": "its objection to", "undercuts": "its undercut of"}
_PARTS = {"positions": "the position of", "sources": "its citation of", "sides": "its side", "with": "the premise"}


def named(path: Path, index: Index) -> str:
    """The thing at a path, by its text: ``the claim “Jobs come back”, the position of “Union”``."""
    if len(path) < 2:
        return "the map"
    words = [f"the {THINGS.get(path[0], path[0])} {quoted(index, path[0], path[1])}"]
    words += [
        f"{ {**_PARTS, **_OF_KIND}.get(kind, kind) } {part_quoted(index, path, kind, key)}"
        for kind, key in zip(path[2::2], path[3::2], strict=False)
    ]
    return ", ".join(words)


def part_at(path: Path, index: Index) -> str:
    """A part of a thing without the thing: ``the position of “Union”``; a link with the claim that it comes from."""
    if len(path) < 4:
        return f"the {FIELDS.get(path[-1], path[-1])}"
    kind, key = path[2], path[3]
    if kind in KINDS:
        verb = RELATIONS[kind].noun
        return f"the {verb} {quoted(index, 'claims', path[1])} of {part_quoted(index, path, kind, key)}"
    return f"{_PARTS.get(kind, kind)} {part_quoted(index, path, kind, key)}"


def part_quoted(index: Index, path: Path, kind: str, key: str) -> str:
    """A part of a thing by its text: a target, a premise, a stakeholder, a source or a side."""
    if ARROW in key:
        return link_quoted(index, key)
    if kind == "sides" and path[1] in index.tensions:
        title = next((side.title for side in index.tensions[path[1]].sides if side.id == key), key)
        return in_quotes(title)
    section = {"positions": "stakeholders", "sources": "sources"}.get(kind, "claims")
    return quoted(index, section, key.partition("#")[0])


def link_quoted(index: Index, address: str) -> str:
    """The link at an address, by the texts of its claims."""
    return link_named(address, lambda claim_id: quoted(index, "claims", claim_id))


def quoted(index: Index, section: str, name: str) -> str:
    """A thing by its text, or by its id when the map lacks it."""
    thing = getattr(index, section, {}).get(name)
    return in_quotes(words_of(thing)) if thing is not None else f"'{one_line(name)}'"


def in_quotes(words: str) -> str:
    """The beginning of a text in quotation marks."""
    return f"“{excerpt(one_line(words), NAMED)}”"


def words_of(thing: object) -> str:
    """The text by which a thing is known, else its id."""
    match thing:
        case Claim(text=text):
            return text
        case Stakeholder(id=own, name=name):
            return name or own
        case Source():
            return source_name(thing)
        case Tension(id=own, title=title, question=question):
            return title or question or own
    return str(getattr(thing, "title", None) or getattr(thing, "id", thing))
