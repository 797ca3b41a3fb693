"""The rows of a brief as they stand on slides, and what the notes of a slide say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.draw.office.columns import BriefBlock
from argmap.draw.office.shapes import TextRun
from argmap.draw.theme import LIGHT
from argmap.model.index import Index
from argmap.model.types import Claim
from argmap.views.brief import Brief, BriefGroup, BriefRow, citations_of, cross_links, holders, lead, position_note
from argmap.views.wording import source_numbers
from argmap.vocabulary import ASSUMED


class SlideRows:
    """The texts of a map for slides."""

    def __init__(self, index: Index, brief: Brief) -> None:
        self._index = index
        self._brief = brief
        self.numbers = source_numbers(index)
        """The numbers of sources."""

    def rows(self, group: BriefGroup) -> Iterator[BriefBlock]:
        """The rows of a group."""
        for top in group.rows:
            yield from self.tree(top)

    def tree(self, top: BriefRow) -> Iterator[BriefBlock]:
        """A row with those below it."""
        for row in top.all():
            yield BriefBlock(
                row, row.number.count(".") - top.number.count("."), self.runs(row, row is top), row.below
            )

    def runs(self, row: BriefRow, is_top: bool) -> list[TextRun]:
        """A row's text."""
        word = lead(row, headed=True)
        runs = [TextRun(f"{row.number}  ", 1, LIGHT.quiet)]
        runs += [TextRun(f"{word} ", 1, LIGHT.quiet, italic=True)] if word else []
        runs.append(TextRun(row.claim.text, 1, bold=is_top))
        return runs + self.asides(row.claim, cross_links(row.also, row.together), 1)

    def asides(self, claim: Claim, aside: str, size: float) -> list[TextRun]:
        """Who holds a claim, and what else it bears on."""
        runs = [TextRun(f"  ({ASSUMED})", size, LIGHT.quiet)] if claim.assumed else []
        for held in holders(self._index, claim):
            signs = [f"{held.sign} ", *[""] * (len(held.names) - 1)]
            names = [f"{sign}{name}" for sign, (name, _) in zip(signs, held.names, strict=True)]
            ends = [*[","] * (len(names) - 1), ""]
            for place, (name, end) in enumerate(zip(names, ends, strict=True)):
                runs.append(TextRun("  " if not place else " ", size))
                runs.append(TextRun(f"{name}{end}", size, LIGHT.claim[0], bold=True, whole=True))
        return runs + ([TextRun(f"  {aside}", size, LIGHT.quiet)] if aside else [])

    def reference(self, claim: Claim) -> BriefBlock:
        """A claim by number and text."""
        return BriefBlock(
            None, 0, [TextRun(f"{self._brief.numbers[claim.id]}  ", 1, LIGHT.quiet), TextRun(claim.text, 1)], 0
        )

    def said(self, claims: Iterable[Claim]) -> str:
        """Who said what of the claims, and what they cite, by number."""
        lines = []
        for claim in claims:
            notes = [position_note(self._index, one, self.numbers) for one in claim.positions]
            notes.append(citations_of(self._index, claim, self.numbers)[1])
            if said := " ".join(filter(None, notes)):
                lines.append(f"{self._brief.numbers[claim.id]}: {said}")
        return "\n".join(lines)
