"""The words of a brief's rows: what a claim does, who agrees, its other links, and who said so where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap.model.index import Index
from argmap.model.source_names import source_name
from argmap.model.types import Claim, Position
from argmap.semantics.wording import stakeholder_named
from argmap.views.brief import Brief, BriefRow, BriefSection, CrossLink
from argmap.views.names import short_name
from argmap.views.position_text import citation_said, citations, is_quoted, position_said
from argmap.vocabulary import RELATIONS, STANCE_WORDS, capital

FOR, AGAINST = "Reasons for", "Reasons against"
MAIN_CLAIM, OTHER_CLAIMS = "Main claim", "Other claims"


def lead(row: BriefRow, headed: bool) -> str:
    """The word before a row's text: what it does. Under a heading that says it there is none, but for an undercut."""
    if row.goes_with_row_before:
        return "and"
    if row.kind is None or (headed and row.kind != "undercuts"):
        return ""
    return f"{capital(RELATIONS[row.kind].noun)}:"


def cross_links(also: tuple[CrossLink, ...], together: tuple[str, ...] = ()) -> str:
    """The other links of a claim, by number: ``also objects to 11; together with 3``."""
    found = [f"together with {number}" for number in together]
    for link in also:
        target = f"the link of {link.number}" if link.kind == "undercuts" else link.number
        found.append(f"also {RELATIONS[link.kind].verb} {target}")
    return "; ".join(found)


def heading(index: Index, brief: Brief, section: BriefSection) -> str:
    """The heading of a section."""
    if section.claim is not None:
        return f"{MAIN_CLAIM} {section.letter}" if brief.several else MAIN_CLAIM
    if section.tension is not None:
        return tension_name(index, section.tension)
    return OTHER_CLAIMS


def tension_name(index: Index, tension_id: str) -> str:
    """The title of a tension, or its question."""
    tension = index.tensions[tension_id]
    return tension.title or tension.question or "Tension"


def side_title(index: Index, tension_id: str, side_id: str | None) -> str:
    """The title of a side; of claims on no side a word for them."""
    sides = {side.id: side.title for side in index.tensions[tension_id].sides}
    return sides.get(side_id or "", "On no side")


class Held(NamedTuple):
    """Those who take one stance on a claim: its word, and their names with their positions."""

    stance: str
    sign: str
    names: list[tuple[str, Position]]


def holders(index: Index, claim: Claim) -> Iterator[Held]:
    """Who agrees and disagrees with a claim, by stance."""
    for stance, words in STANCE_WORDS.items():
        some = [one for one in claim.positions if one.stance == stance]
        if some:
            yield Held(capital(words.view), words.sign, [(_short(index, one.stakeholder), one) for one in some])


def _short(index: Index, stakeholder: str) -> str:
    holder = index.stakeholders.get(stakeholder)
    return short_name(holder) if holder is not None else stakeholder_named(index, stakeholder)


def position_note(index: Index, position: Position, numbers: Mapping[str, int]) -> str:
    """Who said what, when and where; empty when there is no more to say than the stance.

    ``numbers`` are those of sources in a list of them.
    """
    if not is_quoted(position):
        return ""
    return _sentence(position_said(index, position), _source(index, position.source, numbers))


def citations_of(index: Index, claim: Claim, numbers: Mapping[str, int]) -> tuple[str, str]:
    """What a claim and its links cite: the numbers of sources in brackets where there is no more to say, and a note
    with places and quotes. Either may be empty.
    """
    plain: dict[str, None] = {}
    notes = []
    for citation, citing in citations(claim):
        said = citation_said(citation)
        if said:
            lead = "For the link: " if citing == "link" else ""
            notes.append(_sentence(lead + _source(index, citation.source, numbers), said))
        elif citation.source in numbers:
            plain[f"[{numbers[citation.source]}]"] = None
    return " ".join(plain), " ".join(notes)


def _source(index: Index, source_id: str | None, numbers: Mapping[str, int]) -> str:
    source = index.sources.get(source_id or "")
    if source is None:
        return ""
    number = f" [{numbers[source.id]}]" if source.id in numbers else ""
    return f"{source_name(source)}{number}"


def _sentence(*parts: str) -> str:
    """Parts as sentences of one note."""
    found = [part.rstrip(".") for part in parts if part]
    return ". ".join(found) + "." if found else ""
