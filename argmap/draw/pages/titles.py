"""What the pages of a series are called: each title says what its page shows, in the numbers of the overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from argmap.draw.pages.pagination import Topic
from argmap.draw.pages.scenes import PagePart
from argmap.escape import one_line
from argmap.excerpt import excerpt, told_again
from argmap.model.index import Index
from argmap.model.names import tension_name
from argmap.model.types import Claim
from argmap.views.brief import AGAINST, FOR, MAIN_CLAIM, OTHER_CLAIMS, Brief, brief, number_above, shown_numbers
from argmap.views.main_claims import main_claims
from argmap.views.number_ranges import number_order, numbers_in_words
from argmap.views.selection import Step

MOST_NAMED, MOST_MAIN_NAMED = 4, 2
"""Claims, and main claims, that the title of a page names, a line each; of more it has the numbers."""

BRANCHES, TREES = "branches", "trees"
"""Sorts of parts: reasons on claims that are on earlier pages, and main claims with all their reasons."""

FURTHER = "Further reasons"

LONGEST_COUNT = (10, 10)
"""The place of a page among those of its topic, for which there is room in its title."""

IN_TITLE = 80
"""Characters of a tension in the title of a page of several."""

IN_PATH = 40
"""Characters of a claim on the way to the claim of a page."""


class PageTitles:
    """The titles of the pages of a map."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._brief: Brief = brief(index)
        self._main = frozenset(main_claims(index))
        self.numbers: Mapping[str, str] = shown_numbers(self._brief.numbers)
        """The numbers of claims in the brief."""
        self._above = dict(_rows_above(self._brief))

    def titled(self, parts: Sequence[PagePart]) -> list[PagePart]:
        """The parts of a series with their captions."""
        pages = Counter(part.name for part in parts)
        seen: Counter[str] = Counter()
        found = []
        for part in parts:
            seen[part.name] += 1
            found.append(self.one(part, seen[part.name], pages[part.name]))
        return found

    def one(self, part: PagePart, place: int = 1, of: int = 1) -> PagePart:
        """A part with its caption: page ``place`` of ``of`` about its topic."""
        heading, caption, part_of = self._said(part, place, of)
        selection = part.selection._replace(caption=caption, part_of=part_of)
        return part._replace(selection=selection, heading=heading, referred=self.referred(part))

    def longest(self, part: PagePart) -> PagePart:
        """A part with the longest caption it can have: as one of many pages about its topic or as the only one."""
        one_of_many = self.one(part, *LONGEST_COUNT)
        if not self._may_be_the_only_page(part):
            return one_of_many
        return max(one_of_many, self.one(part), key=lambda titled: len(titled.selection.caption))

    def _may_be_the_only_page(self, part: PagePart) -> bool:
        return all(
            {premise for step in topic.steps for premise in step}
            >= {reason.premise for reason in self._index.reasons_for.get(topic.name, ())}
            for topic in part.headed
        )

    def referred(self, part: PagePart) -> frozenset[str]:
        """The claims of a page of reasons whose place is below a claim that is not on it."""
        return frozenset(self._referred(part))

    def _referred(self, part: PagePart) -> Iterator[str]:
        if any(topic.kind != "claim" for topic in part.topics):
            return
        here = part.selection.claims
        for claim in here - {topic.name for topic in part.topics}:
            if claim in self._above and self._above[claim] not in here:
                yield claim

    def sort(self, part: PagePart) -> str:
        """Which other parts can be on a page with this one: those about one main claim, several
        branches, or several whole arguments.
        """
        if any(topic.kind != "claim" for topic in part.topics):
            return ""
        (name,) = {topic.name for topic in part.topics}
        if name not in self._main:
            return BRANCHES
        return f"reasons {name}" if part.compact else TREES

    def further(self, parts: Sequence[PagePart]) -> str:
        """What pages are about that have no line in the table of contents: ``Further reasons: 5, 8.2``."""
        topics = dict.fromkeys(topic.name for part in parts for topic in part.topics)
        numbers = numbers_in_words(self.numbers[name] for name in topics if name in self.numbers)
        return f"{FURTHER}: {numbers}" if numbers else FURTHER

    def _said(self, part: PagePart, place: int, of: int) -> tuple[str, str, str]:
        """What all pages of a topic are about, what one of them is, and what it is part of."""
        topic, *others = part.headed
        counted = f" ({place} of {of})" if of > 1 else ""
        if others:
            said = "\n".join(self._tensions(part) if topic.kind == "tension" else self._claims(part.headed))
            return said, said, ""
        if topic.kind == "claims":
            return OTHER_CLAIMS, OTHER_CLAIMS + counted, ""
        if topic.kind == "tension":
            heading = f"Tension: {told_again(tension_name(self._index.tensions[topic.name]))}"
            return heading, heading + counted, ""
        claim = self._index.claims[topic.name]
        text = told_again(one_line(claim.text))
        if topic.name not in self._main:
            heading = f"{self.numbers.get(topic.name, '')}  {text}".strip()
            return heading, heading + counted, self._path(topic.name)
        word = f"{MAIN_CLAIM} {self.numbers[topic.name]}" if self._brief.several else MAIN_CLAIM
        heading = f"{word}: {text}"
        if of == 1:
            return heading, heading, ""
        return heading, self._reasons(topic.name, topic.steps), heading

    def _tensions(self, part: PagePart) -> Iterator[str]:
        """The titles of the tensions on a page, one a line; their boxes say them too, where it has all."""
        if len(part.headed) == len(self._index.tensions):
            yield "Tensions"
            return
        for topic in part.headed:
            yield f"Tension: {excerpt(tension_name(self._index.tensions[topic.name]), IN_TITLE)}"

    def _claims(self, topics: Sequence[Topic]) -> Iterator[str]:
        """The claims whose reasons are on a page, in the order of their numbers: one a line, of many the numbers."""
        names = sorted((topic.name for topic in topics), key=lambda name: number_order(self.numbers.get(name, "")))
        are_main = self._main.issuperset(names)
        if len(names) <= (MOST_MAIN_NAMED if are_main else MOST_NAMED):
            yield from map(self._named, names)
        else:
            word = f"{MAIN_CLAIM}s" if are_main else FURTHER
            yield f"{word}: {numbers_in_words(self.numbers[name] for name in names if name in self.numbers)}"

    def _named(self, claim_id: str) -> str:
        """A claim by its number and short label."""
        return f"{self.numbers.get(claim_id, '')} {_short(self._index.claims[claim_id])}".strip()

    def _reasons(self, claim: str, steps: Sequence[Step]) -> str:
        """The reasons of a main claim on a page: ``Reasons for: 1-4``."""
        against = {reason.premise for reason in self._index.reasons_for[claim] if reason.kind == "objects_to"}
        those_against = [step for step in steps if not against.isdisjoint(step)]
        those_for = [step for step in steps if against.isdisjoint(step)]
        said = [
            f"{word}: {numbers_in_words(self._tops(some))}"
            for word, some in ((FOR, those_for), (AGAINST, those_against))
            if some
        ]
        return " \u00b7 ".join(said)

    def _tops(self, steps: Sequence[Step]) -> Iterator[str]:
        """The numbers of the premises in steps, without those of undercuts below them."""
        named = [self.numbers[name] for step in steps for name in step if name in self.numbers]
        shown = set(named)
        for number in dict.fromkeys(named):
            if number_above(number) not in shown:
                yield number

    def _path(self, claim_id: str) -> str:
        """The claims above a claim, from below its main claim down."""
        parts = []
        above = self._above.get(claim_id)
        while above is not None and above not in self._main:
            parts.append(self._named(above))
            above = self._above.get(above)
        return " > ".join(reversed(parts))


def _rows_above(brief: Brief) -> Iterator[tuple[str, str]]:
    """Each claim that has its row below another one, or below a main claim, with that."""
    for section in brief.sections:
        for group in section.groups:
            if section.claim is not None:
                yield from ((top.claim.id, section.claim.id) for top in group.rows)
            for top in group.rows:
                for row in top.all():
                    yield from ((below.claim.id, row.claim.id) for below in row.rows)


def _short(claim: Claim) -> str:
    return one_line(claim.short or excerpt(claim.text, IN_PATH))
