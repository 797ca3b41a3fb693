"""Names for things of a map in an editor's lists and messages: their texts, cut to a line."""

from __future__ import annotations

from argmap.escape import one_line
from argmap.excerpt import NAME, excerpt
from argmap.model.findings import Path
from argmap.model.index import Index
from argmap.model.names import source_name, tension_name
from argmap.model.references import Thing
from argmap.report.status.names import link_said
from argmap.semantics.wording import stakeholder_named
from argmap.vocabulary import THINGS, capital


def thing_named(index: Index, thing: Thing) -> str:
    """The text of a claim or side, the name or title of anything else; its id where it has none."""
    section, name = thing[0], thing[1]
    if len(thing) == 4:
        tension = index.tensions.get(name)
        titles = {side.id: side.title for side in tension.sides} if tension else {}
        return one_line(excerpt(titles.get(thing[3]) or thing[3], NAME))
    if section == "claims" and name in index.claims:
        return one_line(excerpt(index.claims[name].text, NAME))
    if section == "stakeholders":
        return one_line(stakeholder_named(index, name))
    if section == "sources" and name in index.sources:
        return one_line(excerpt(source_name(index.sources[name]), NAME))
    if section == "tensions" and name in index.tensions:
        found = index.tensions[name]
        return one_line(excerpt(tension_name(found), NAME))
    return one_line(link_named(index, name) if section == "reasons" else name)


def link_named(index: Index, address: str) -> str:
    """A link in words: ``“a” supports “b”``; its address where the map has no such link."""
    reason = index.reasons.get(address)
    return address if reason is None else link_said(index, reason)


def path_named(index: Index, path: Path) -> str:
    """The thing at a path in words: ``Claim: Close the street``."""
    if len(path) < 2 or path[0] not in THINGS:
        return one_line(path[0] if path else "")
    return f"{capital(THINGS[path[0]])}: {thing_named(index, path[:2])}"
