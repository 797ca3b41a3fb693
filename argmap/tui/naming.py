"""How the editor names things of a map: by the beginnings of their texts. All names are safe for a terminal."""

from __future__ import annotations

import re
from pathlib import Path

from argmap.draw.terminal.cells import cell_width, cut
from argmap.escape import one_line
from argmap.excerpt import excerpt
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.names import link_named, source_name, tension_name


def quoted(index: Index, claim_id: str, longest: int = 72) -> str:
    """The beginning of a claim's text in quotation marks."""
    claim = index.claims.get(claim_id)
    return f"“{excerpt(one_line(claim.text), longest)}”" if claim else f"the missing claim '{one_line(claim_id)}'"


def link_quoted(index: Index, address: str, longest: int = 30) -> str:
    """A link by the beginnings of the texts of its claims: ``the link from “A” to “B”``."""
    return link_named(address, lambda claim_id: quoted(index, claim_id, longest))


def entry_quoted(index: Index, section: str, name: str, longest: int = 40) -> str:
    """The title or name of a stakeholder, source or tension of the map, in quotation marks."""
    if section == "tensions":
        words = tension_name(index.tensions[name])
    elif section == "sources":
        words = source_name(index.sources[name])
    else:
        words = name_of(index, name)
    return f"“{excerpt(one_line(words), longest)}”"


def name_of(index: Index, stakeholder_id: str) -> str:
    """The name of a stakeholder, or its id."""
    holder = index.stakeholders.get(stakeholder_id)
    return one_line(holder.name if holder and holder.name else stakeholder_id)


def shortened(text: str, longest: int = 72) -> str:
    """The beginning of a text on one line, cut after a word."""
    return excerpt(one_line(text), longest)


_ID = re.compile(r"(?<!\w)'([^'\n]+)'(?!\w)")


def in_texts(index: Index, message: str, longest: int = 90) -> str:
    """A message with things of the map by the beginnings of their texts where it has their ids in quotation marks."""
    return _ID.sub(lambda found: _named(index, found[1], longest) or found[0], message)


def _named(index: Index, name: str, longest: int) -> str:
    """A claim, link, stakeholder, source, tension or side by its text; empty for anything else."""
    if name in index.claims:
        return quoted(index, name, longest)
    if ARROW in name and name in index.reasons:
        return link_quoted(index, name, longest // 2)
    sections = ("stakeholders", "sources", "tensions")
    entry = next((entry_quoted(index, one, name, longest) for one in sections if name in getattr(index, one)), "")
    return entry or _side_quoted(index, name, longest)


def _side_quoted(index: Index, side_id: str, longest: int) -> str:
    """A side by its title; empty when no side, or sides with different titles, have the id."""
    sides = (side for tension in index.tensions.values() for side in tension.sides if side.id == side_id)
    titles = {side.title for side in sides}
    return f"“{excerpt(one_line(titles.pop()), longest)}”" if len(titles) == 1 else ""


def folder_within(folder: Path, width: int) -> str:
    """A folder in at most ``width`` cells. Of a longer one the first parts are left out."""
    shown = (Path("…", *folder.parts[start:]) if start else folder for start in range(len(folder.parts)))
    names = [one_line(str(path)) for path in shown]
    return next((name for name in names if cell_width(name) <= width), cut(names[-1], width))
