"""A map as a Markdown document: its brief, tensions, positions and sources. Text of the map is escaped for GitHub."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from argmap.draw.links import is_safe, resolved
from argmap.escape import for_markdown
from argmap.excerpt import excerpt
from argmap.model.index import Index
from argmap.model.names import source_parts, source_place, tension_name
from argmap.model.types import Claim, Position, Source
from argmap.semantics.wording import status_totals, whole_name
from argmap.views.brief import (
    AGAINST,
    FOR,
    THE_MAIN_CLAIM,
    Brief,
    BriefGroup,
    BriefSection,
    brief,
    cross_links,
    heading,
    holders,
    in_reading_order,
    lead,
    side_title,
)
from argmap.views.outline.build import indent
from argmap.views.sides import claims_by_side
from argmap.views.source_numbers import source_numbers
from argmap.views.wording import citation_said, citations, quotation
from argmap.vocabulary import ASSUMED, CAVEAT, NO_CLAIMS, STANCE_WORDS, STATUSES, Status, capital


def write(index: Index, statuses: Mapping[str, Status] | None = None, quotations: str = "") -> str:
    """The document, ending with a newline. ``statuses`` are those of claims, if they are to be shown, ``quotations``
    says how many of them were found in the copies of their sources.
    """
    blocks = [*_Writer(index, statuses).blocks(), *([f"*{for_markdown(quotations)}.*"] if quotations else [])]
    return "\n\n".join(blocks) + "\n"


class _Writer:
    def __init__(self, index: Index, statuses: Mapping[str, Status] | None) -> None:
        self._index = index
        self._statuses = statuses or {}
        self._brief: Brief = brief(index)
        self._numbers = source_numbers(index)

    def blocks(self) -> Iterator[str]:
        """The blocks of the document."""
        map = self._index.map
        yield f"# {for_markdown(map.title)}"
        yield from (f"**{for_markdown(map.question)}**",) if map.question else ()
        yield from (for_markdown(map.summary),) if map.summary else ()
        if self._statuses:
            yield f"*{for_markdown(status_totals(self._statuses.values()))} {for_markdown(CAVEAT)}*"
        for section in self._brief.sections:
            yield from self._section(section)
        yield from self._tensions()
        yield from self._positions()
        if self._index.map.sources:
            yield "## Sources"
            yield "\n".join(self._sources())

    # The brief

    def _section(self, section: BriefSection) -> Iterator[str]:
        yield f"## {for_markdown(heading(self._index, self._brief, section))}"
        if section.claim is not None:
            yield f"**{for_markdown(section.claim.text)}**" + self._aside(section.claim, cross_links(section.also))
        for group in section.groups:
            if title := self._group_title(section, group):
                yield f"### {for_markdown(title)}"
            yield "\n".join(self._rows(group))

    def _group_title(self, section: BriefSection, group: BriefGroup) -> str:
        if group.heading:
            return FOR if group.heading == "supports" else AGAINST
        return side_title(self._index, section.tension, group.side) if section.tension is not None else ""

    def _rows(self, group: BriefGroup) -> Iterator[str]:
        """The rows of a group as a list: the premises of a link are one entry, a line each."""
        entry: list[str] = []
        for row, level in in_reading_order(group.rows):
            word = lead(row, headed=level == 0)
            aside = self._aside(row.claim, cross_links(row.also, row.together))
            said = f"**{row.number}** {f'{word} ' if word else ''}{for_markdown(row.claim.text)}{aside}"
            if not row.goes_with_row_before and entry:
                yield LINE_END.join(entry)
                entry = []
            entry.append(f"{indent(level)}{'  ' if entry else '- '}{said}")
        yield LINE_END.join(entry)

    def _aside(self, claim: Claim, links: str) -> str:
        """Additions after the text of a claim: its sources, its status, who agrees and disagrees, its other links."""
        cited = "".join(
            dict.fromkeys(self._mark(item.source) for item, _ in citations(claim) if not citation_said(item))
        )
        told = [ASSUMED] if claim.assumed and not self._statuses else []
        told += [STATUSES[self._statuses[claim.id]].label.lower()] if claim.id in self._statuses else []
        told += [
            f"{held.sign} {held.stance.lower()}: {', '.join(name for name, _ in held.names)}"
            for held in holders(self._index, claim)
        ]
        told += [links] if links else []
        aside = f" *({for_markdown('; '.join(told))})*" if told else ""
        return cited + "".join(self._quotes(claim)) + aside

    def _quotes(self, claim: Claim) -> Iterator[str]:
        """The citations of a claim and of its links that have a location or a quote."""
        for citation, citing in citations(claim):
            if said := citation_said(citation):
                where = " For the link:" if citing == "link" else ""
                yield f"{where}{self._mark(citation.source)}, {for_markdown(said)}"

    def _mark(self, source: str | None) -> str:
        """The number of a source as a link to the list of sources; the id of a source that the map does not have."""
        if source is None:
            return ""
        number = self._numbers.get(source)
        return f" [\\[{number}\\]](#source-{number})" if number else f" \\[{for_markdown(source)}\\]"

    # What follows the brief

    def _tensions(self) -> Iterator[str]:
        tensions = self._index.map.tensions
        if tensions:
            yield "## Tensions"
        for tension in tensions:
            name = tension_name(tension)
            yield f"### {for_markdown(name)}"
            if tension.question and tension.question != name:
                yield for_markdown(tension.question)
            by_side = claims_by_side(self._index, tension)
            sides = [self._side(tension.id, side, claims) for side, claims in by_side.items()]
            yield "\n".join(sides) or f"*{capital(NO_CLAIMS)}*"

    def _side(self, tension: str, side: str | None, claims: Iterable[Claim]) -> str:
        title = for_markdown(side_title(self._index, tension, side))
        found = [f"  - {self._reference(claim)}" for claim in claims] or [f"  - *{capital(NO_CLAIMS)}*"]
        return "\n".join([f"- **{title}**", *found])

    def _reference(self, claim: Claim) -> str:
        number = self._brief.numbers[claim.id]
        lead = "Main claim:" if number == THE_MAIN_CLAIM else number
        return f"**{lead}** {for_markdown(excerpt(claim.text, REFERENCE))}"

    def _positions(self) -> Iterator[str]:
        index = self._index
        held = [one.id for one in index.map.stakeholders if index.positions_of.get(one.id)]
        if held:
            yield "## Positions"
        for who in held:
            yield f"### {for_markdown(whole_name(index, who))}"
            yield "\n".join(self._position(claim, position) for claim, position in index.positions_of[who])

    def _position(self, claim: Claim, position: Position) -> str:
        words = STANCE_WORDS[position.stance]
        line = f"- {words.sign} {words.view.capitalize()}: {self._reference(claim)}"
        said = [quotation(position.quote)] if position.quote else []
        said += [position.date] if position.date else []
        quote = f": {for_markdown(', '.join(said))}" if said else ""
        return f"{line}{quote}{self._mark(position.source)}"

    def _sources(self) -> Iterator[str]:
        for name, number in self._numbers.items():
            yield f'{number}. <a id="source-{number}"></a>{_source(self._index.sources[name])}'


LINE_END = "\\\n"
"""The end of a line within a paragraph."""

REFERENCE = 160
"""Characters of a claim's text where it is named again."""


def _source(source: Source) -> str:
    title, *rest = map(for_markdown, source_parts(source))
    if is_safe(source.url):
        url = resolved(source.url)
        for char, code in (("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E"), ("\\", "%5C")):
            url = url.replace(char, code)
        title = f"[{title}]({url})"
    return ", ".join([title, *rest, *map(for_markdown, source_place(source))])
