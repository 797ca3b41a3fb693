"""The numbered brief of a map: each main claim with the reasons for and against it, every claim once; and its words.

A claim is below the parent that is nearest to a main claim; its other links are cross-references by number. Numbers
are those of an outline: 1, 1.2, 1.2.1.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import Literal, NamedTuple

from argmap.excerpt import ended, told_again
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.names import letters, source_name, tension_name
from argmap.model.types import Claim, Kind, Position, Reason, Tension
from argmap.semantics.wording import stakeholder_named, whole_name
from argmap.views.main_claims import main_claims
from argmap.views.sides import side_heads
from argmap.views.wording import (
    NO_SIDE,
    citation_said,
    citations,
    is_quoted,
    name_tail,
    position_said,
    side_name,
)
from argmap.vocabulary import (
    CONTINUED,
    LINKED_SIGN,
    NO_MARKS,
    RELATIONS,
    STANCE_WORDS,
    UNSOURCED,
    UNSOURCED_SIGN,
    QuotationMarks,
    capital,
    counted,
)

DEEPEST = 9
"""Levels below which a row begins a new tree at the top, as neither its number nor its indent could be read."""


THE_MAIN_CLAIM = "the main claim"
"""In place of a number, where there is only one main claim."""


class CrossLink(NamedTuple):
    """A link of a claim to one that has its row elsewhere. ``number`` is that of its target, or for an undercut that
    of the claim that states the link it undercuts."""

    kind: Kind
    number: str


class BriefRow(NamedTuple):
    """A claim in a brief, and the link for which it is there; ``reason`` is None at the top of a tree.

    ``linked`` marks a further premise of the link, and ``goes_with_row_before`` one that comes after another premise
    of the same link. ``also`` are its other links, ``together`` the numbers of premises of its link whose rows are
    elsewhere, which the first premise here names. ``side`` is the name of the side that it takes in a tension; empty
    if it takes none, and where the heading above it is that side. ``continues`` says where the ``reason`` of a row
    leads that begins a new tree, as it would be too deep below that.
    """

    number: str
    claim: Claim
    side: str
    depth: int
    reason: Reason | None
    linked: bool
    goes_with_row_before: bool
    also: tuple[CrossLink, ...]
    together: tuple[str, ...]
    rows: tuple[BriefRow, ...]
    continues: CrossLink | None = None

    @property
    def kind(self) -> Kind | None:
        """The kind of its link to the row above, or to that which it continues; None for another top of a tree."""
        return self.reason.kind if self.reason is not None else None

    def all(self) -> Iterator[BriefRow]:
        """The row and all below it, in reading order."""
        waiting = [self]
        while waiting:
            row = waiting.pop()
            yield row
            waiting += reversed(row.rows)

    @property
    def below(self) -> int:
        """The number of rows below it."""
        return sum(1 for _ in self.all()) - 1


class BriefGroup(NamedTuple):
    """Rows under one heading: reasons for, reasons against, or a side of a tension by its id."""

    heading: Literal["supports", "objects_to", ""]
    side: str | None
    rows: tuple[BriefRow, ...]


def families(rows: Sequence[BriefRow]) -> list[list[BriefRow]]:
    """Rows of one level, those that are premises of one link together."""
    found: list[list[BriefRow]] = []
    for row in rows:
        if row.goes_with_row_before and found:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def in_reading_order(rows: Sequence[BriefRow]) -> Iterator[tuple[BriefRow, int]]:
    """Rows and all below them, each with its level, from 0: the premises of a link, then what is below each."""
    waiting = [(family, 0) for family in reversed(families(rows))]
    while waiting:
        family, level = waiting.pop()
        yield from ((row, level) for row in family)
        below = [one for row in family for one in families(row.rows)]
        waiting += [(one, level + 1) for one in reversed(below)]


class BriefSection(NamedTuple):
    """A main claim with its letter, a tension, or the claims that neither reaches; those of arguments that ``go_on``
    are too deep in one before."""

    letter: str
    claim: Claim | None
    also: tuple[CrossLink, ...]
    tension: str | None
    groups: tuple[BriefGroup, ...]
    go_on: bool = False

    def rows(self) -> Iterator[BriefRow]:
        """All rows in reading order."""
        for group in self.groups:
            yield from (row for row, _ in in_reading_order(group.rows))


class Brief(NamedTuple):
    """A map as a brief, its main claims first. ``numbers`` has the number of each claim, for a main
    claim its letter, or :data:`THE_MAIN_CLAIM`."""

    sections: tuple[BriefSection, ...]
    numbers: Mapping[str, str]

    @property
    def several(self) -> bool:
        """Whether there is more than one main claim, so that numbers begin with the letter of theirs."""
        return len(self.sections) > 1 and self.sections[1].claim is not None

    def claims(self) -> Iterator[Claim]:
        """All claims in reading order."""
        for section in self.sections:
            if section.claim is not None:
                yield section.claim
            yield from (row.claim for row in section.rows())

    def rows(self) -> Iterator[BriefRow]:
        """All rows in reading order."""
        for section in self.sections:
            yield from section.rows()


def brief(index: Index) -> Brief:
    """The brief of a map, in time linear in its size, and made once."""
    return index.once(_brief)


def _brief(index: Index) -> Brief:
    return _Brief(index).made()


class _Place(NamedTuple):
    """Where a claim is: below another one, for a link, or at the top of a tree with its group."""

    above: str | None
    reason: Reason | None
    depth: int


class _Brief:
    def __init__(self, index: Index) -> None:
        self._index = index
        self._places: dict[str, _Place] = {}
        self._below: dict[str, list[str]] = {}
        self._beyond: deque[tuple[str, Reason]] = deque()
        """Claims that are deeper than :data:`DEEPEST` below their parents, each with its link."""
        self._mains = list(main_claims(index))
        self._spread(self._mains)
        self._sided = self._of_tensions()
        heads = (some for sides in self._sided.values() for some in sides.values())
        self._headed = dict.fromkeys(chain.from_iterable(heads))
        self._deep: dict[str, Reason] = {}
        """Claims at the top of trees that are too deep elsewhere, each with the link for which it would be there."""
        self._others = self._rest()
        self._numbers = self._numbered()

    def made(self) -> Brief:
        """The brief with its rows."""
        rows: dict[str, BriefRow] = {}
        for claim_id in reversed(self._places):  # what is below a row was placed after it
            rows[claim_id] = self._row(claim_id, tuple(rows[below] for below in self._below.get(claim_id, ())))
        sections = [self._main_section(main, rows) for main in self._mains]
        for tension, sides in self._sided.items():
            groups = [BriefGroup("", side, tuple(rows[head] for head in heads)) for side, heads in sides.items()]
            sections.append(BriefSection("", None, (), tension, tuple(groups)))
        for tops, go_on in (([*self._deep], True), (self._others, False)):
            if tops:
                group = BriefGroup("", None, tuple(rows[claim_id] for claim_id in tops))
                sections.append(BriefSection("", None, (), None, (group,), go_on))
        return Brief(tuple(sections), self._numbers)

    # Places

    def _spread(self, heads: Iterable[str]) -> None:
        """Place claims at the top of trees, and what leads to them below, breadth first: the nearest first."""
        waiting = deque(heads)
        self._places.update({claim_id: _Place(None, None, 0) for claim_id in waiting})
        while waiting:
            claim_id = waiting.popleft()
            depth = self._places[claim_id].depth + 1
            for premise, reason in self._leading_to(claim_id):
                if premise in self._places or premise not in self._index.claims:
                    continue
                if depth > DEEPEST:
                    self._beyond.append((premise, reason))
                    continue
                self._places[premise] = _Place(claim_id, reason, depth)
                self._below.setdefault(claim_id, []).append(premise)
                waiting.append(premise)

    def _leading_to(self, claim_id: str) -> Iterator[tuple[str, Reason]]:
        """The premises of the undercuts of a claim's own links, then of the reasons for and against it."""
        index = self._index
        found = [undercut for reason in index.claims[claim_id].reasons for undercut in index.undercuts_of(reason)]
        for reason in (*found, *index.supports_of(claim_id), *index.objections_to(claim_id)):
            for premise in reason.premises:
                yield premise, reason

    def _of_tensions(self) -> dict[str, dict[str | None, list[str]]]:
        """The claims that state the sides of tensions and are below no main claim, by tension and side."""
        found: dict[str, dict[str | None, list[str]]] = {}
        for tension in self._index.map.tensions:
            by_side = side_heads(self._index, tension.id)
            sides = {side: [one.id for one in heads if one.id not in self._places] for side, heads in by_side.items()}
            order = [side.id for side in tension.sides] + [None]
            kept = {side: sides[side] for side in order if sides.get(side)}
            if kept:
                found[tension.id] = kept
                self._spread([claim_id for heads in kept.values() for claim_id in heads])
        return found

    def _rest(self) -> list[str]:
        """The other claims at the top of trees, those without links to a main claim and one of each circle; what is
        too deep elsewhere is placed before."""
        found: list[str] = []
        ends = [claim.id for claim in self._index.claims.values() if not claim.reasons]
        for claim_id in [None, *ends, *self._index.claims]:
            if claim_id is not None and claim_id not in self._places:
                self._spread([claim_id])
                found.append(claim_id)
            while self._beyond:
                deep, reason = self._beyond.popleft()
                if deep not in self._places:
                    self._spread([deep])
                    self._deep[deep] = reason
        return found

    # Numbers and rows

    def _numbered(self) -> dict[str, str]:
        mains, prefixed = set(self._mains), len(self._mains) > 1
        named = enumerate(self._mains)
        numbers = {main: letters(place) if prefixed else THE_MAIN_CLAIM for place, main in named}
        count = 0
        for main in self._mains:
            count = 0 if prefixed else count
            for row in _by_kind(self._places, self._below.get(main, ())):
                count += 1
                numbers[row] = f"{numbers[main]}{count}" if prefixed else str(count)
        count = 0 if prefixed else count
        for number, head in enumerate([*self._headed, *self._deep, *self._others], count + 1):
            numbers[head] = str(number)
        for claim_id in self._places:
            if claim_id not in mains:
                for number, below in enumerate(self._below.get(claim_id, ()), 1):
                    numbers[below] = f"{numbers[claim_id]}.{number}"
        return numbers

    def _row(self, claim_id: str, rows: tuple[BriefRow, ...]) -> BriefRow:
        claim, place = self._index.claims[claim_id], self._places[claim_id]
        continued, above = self._deep.get(claim_id), place.reason
        reason = above or continued
        together: tuple[str, ...] = ()
        follows = False
        if reason is not None:
            here = [one for one in reason.premises if one in self._places and self._places[one].reason is reason]
            follows = above is not None and claim_id != here[0]
            if not follows:
                elsewhere = [one for one in reason.premises if one in self._places and one not in (*here, claim_id)]
                together = tuple(self._numbers[one] for one in elsewhere)
        linked = above is not None and claim_id != above.premise
        also, number = self._also(claim, reason), self._numbers[claim_id]
        side = "" if claim_id in self._headed else side_of(self._index, claim)
        continues = self._link(continued) if continued is not None else None
        return BriefRow(number, claim, side, place.depth, reason, linked, follows, also, together, rows, continues)

    def _also(self, claim: Claim, here: Reason | None) -> tuple[CrossLink, ...]:
        """The links that a claim states and that its row is not there for."""
        links = (self._link(one) for one in claim.reasons if one is not here)
        return tuple(link for link in links if link is not None)

    def _link(self, reason: Reason) -> CrossLink | None:
        target = reason.target.partition(ARROW)[0]
        return CrossLink(reason.kind, self._numbers[target]) if target in self._numbers else None

    def _main_section(self, main: str, rows: Mapping[str, BriefRow]) -> BriefSection:
        below = [rows[claim_id] for claim_id in _by_kind(self._places, self._below.get(main, ()))]
        against = tuple(row for row in below if row.kind == "objects_to")
        groups = [BriefGroup("supports", None, tuple(row for row in below if row.kind != "objects_to"))]
        groups.append(BriefGroup("objects_to", None, against))
        claim = self._index.claims[main]
        kept = tuple(group for group in groups if group.rows)
        return BriefSection(self._numbers[main], claim, self._also(claim, None), None, kept)


def _by_kind(places: Mapping[str, _Place], claims: Iterable[str]) -> list[str]:
    """Claims below a main claim, reasons against it last."""
    return sorted(claims, key=lambda one: (place := places[one].reason) is not None and place.kind == "objects_to")


LINKED_MEANING = "linked premise: both count only together"
"""What the sign of a linked premise means, for keys."""

UNDERCUT_MEANING = "undercuts the reason above"
"""What the sign of an undercut means, for keys."""

AND = "and"
"""Before a further premise of a link that comes directly after another."""

FOR, AGAINST = "Reasons for", "Reasons against"
MAIN_CLAIM, OTHER_CLAIMS, CLAIMS = "Main claim", "Other claims", "Claims"
GOES_ON = f"Reasons, {CONTINUED}"


def lead(row: BriefRow, headed: bool) -> str:
    """The words before a row's text: how it argues. Rows under a heading that says it have none, except undercuts and
    further premises of a link, and those that continue a row elsewhere."""
    if row.continues is not None:
        return f"{capital(link_in_words(row.continues))}:"
    if row.goes_with_row_before:
        return AND
    if row.kind is None or (headed and row.kind != "undercuts"):
        return ""
    return f"{capital(RELATIONS[row.kind].noun)}:"


def link_in_words(link: CrossLink) -> str:
    """``objects to 11``."""
    if link.kind == "undercuts":
        return f"questions whether {link.number} counts"
    return f"{RELATIONS[link.kind].verb} {link.number}"


def cross_links(also: tuple[CrossLink, ...], together: tuple[str, ...] = ()) -> str:
    """The other links of a claim, by number: ``also objects to 11; together with 3``."""
    return "; ".join(
        [f"together with {number}" for number in together] + [f"also {link_in_words(link)}" for link in also]
    )


def signs_and_meanings(
    kinds: Set[str | None], linked: bool, claims: Collection[Claim]
) -> Iterator[tuple[str, str, str]]:
    """The signs that occur: what each stands for (a kind of link, ``linked``, a stance or ``no source``), the sign,
    its meaning.

    ``kinds`` are those of the rows, ``linked`` whether a further premise is among them, ``claims`` what they say.
    """
    for kind, words in RELATIONS.items():
        if kind in kinds:
            yield kind, words.sign, UNDERCUT_MEANING if kind == "undercuts" else words.verb
    if linked:
        yield "linked", LINKED_SIGN, LINKED_MEANING
    stances = {position.stance for claim in claims for position in claim.positions}
    yield from ((stance, words.sign, words.view) for stance, words in STANCE_WORDS.items() if stance in stances)
    if any(position.source is None for claim in claims for position in claim.positions):
        yield UNSOURCED, UNSOURCED_SIGN, UNSOURCED


def heading(index: Index, brief: Brief, section: BriefSection) -> str:
    """The heading of a section."""
    if section.claim is not None:
        return f"{MAIN_CLAIM} {section.letter}" if brief.several else MAIN_CLAIM
    if section.tension is not None:
        return tension_name(index.tensions[section.tension])
    if section.go_on:
        return GOES_ON
    return OTHER_CLAIMS if len(brief.sections) > 1 else CLAIMS


def tensions_beside(index: Index, brief: Brief) -> list[Tension]:
    """The tensions that have no section of their own, which are told beside the sections."""
    own = {section.tension for section in brief.sections}
    return [tension for tension in index.map.tensions if tension.id not in own]


def side_title(index: Index, tension_id: str, side_id: str | None) -> str:
    """The title of a side; of claims on no side a word for them."""
    sides = {side.id: side.title for side in index.tensions[tension_id].sides}
    return sides.get(side_id or "", NO_SIDE)


def side_of(index: Index, claim: Claim) -> str:
    """The name of the side that a claim takes in its tension; empty if it takes none."""
    tension = index.tensions.get(claim.tension or "")
    if tension is None:
        return ""
    return next((side_name(tension, side) for side in tension.sides if side.id == claim.side), "")


def numbers_of_side(numbers: Sequence[str], shown: Container[str]) -> list[str]:
    """Where the claims of a side are, by their numbers and those of the rows that are ``shown``.

    ``2``, ``11 (and 1 under it)``, ``3 claims under 12``, ``2 claims not shown``.
    """
    under = Counter(shown_above(number, shown) for number in numbers if number not in shown)
    named = [number for number in numbers if number in shown]
    places = [f"{number} (and {under.pop(number)} under it)" if number in under else number for number in named]
    hidden = under.pop("", 0)
    places += [f"{counted(count, 'claim')} under {above}" for above, count in under.items()]
    return [*places, f"{counted(hidden, 'claim')} not shown"] if hidden else places


def shown_above(number: str, shown: Container[str]) -> str:
    """The number of a row if it is shown, else of the nearest shown row above it; empty if there is none."""
    while number and number not in shown:
        number = number_above(number)
    return number


def shown_numbers(numbers: Mapping[str, str]) -> Mapping[str, str]:
    """The numbers that claims have in pictures: the only main claim has none."""
    return {claim: number for claim, number in numbers.items() if number != THE_MAIN_CLAIM}


def number_above(number: str) -> str:
    """The number of the row that a row is below; empty at the top."""
    return number.rpartition(".")[0]


class Held(NamedTuple):
    """Those who take one stance on a claim: its word, and their names with their positions.

    A name has a sign after it if the position has no source.
    """

    stance: str
    sign: str
    names: list[tuple[str, Position]]


def holders(index: Index, claim: Claim) -> Iterator[Held]:
    """Who agrees and disagrees with a claim, by stance."""
    for stance, words in STANCE_WORDS.items():
        some = [one for one in claim.positions if one.stance == stance]
        if some:
            yield Held(capital(words.view), words.sign, [(_marked(index, one), one) for one in some])


def _marked(index: Index, position: Position) -> str:
    return short_of(index, position.stakeholder) + name_tail(bool(position.source))


def short_of(index: Index, stakeholder: str) -> str:
    """The short name of a stakeholder; of one that is missing from the map its id."""
    return index.short_names.get(stakeholder) or stakeholder_named(index, stakeholder)


def name_in_full(index: Index, stakeholder: str) -> str:
    """The short name of a stakeholder with the full one: ``FoA (Friends of the Archive)``; empty where that is the
    same."""
    short, full = short_of(index, stakeholder), whole_name(index, stakeholder)
    if short == full:
        return ""
    return full if full.startswith(short) else f"{short} ({full})"


def position_note(
    index: Index,
    position: Position,
    numbers: Mapping[str, int],
    marks: QuotationMarks = NO_MARKS,
    named: Container[str] = (),
) -> str:
    """Who said what, when and where; empty when there is no more to say than the stance.

    ``numbers`` are those of sources in a list of them; ``marks`` say whether copies of sources have the quotes. Of
    sources that are already ``named`` there is the number alone.
    """
    if not is_quoted(position):
        return ""
    said, number = position_said(index, position, marks), numbers.get(position.source or "")
    if number and position.source in named:
        return f"{said} [{number}]"
    return _sentence(said, _source(index, position.source, numbers, ()))


def citations_of(
    index: Index,
    claim: Claim,
    numbers: Mapping[str, int],
    marks: QuotationMarks = NO_MARKS,
    named: Container[str] = (),
) -> tuple[str, str]:
    """The citations of a claim and its links: the numbers of sources in brackets where there is nothing to add, and a
    note with places and quotes. Either may be empty. Of sources that are already ``named`` there is the number alone.
    """
    plain: dict[str, None] = {}
    notes = []
    for citation, citing in citations(claim):
        said = citation_said(citation, marks)
        if said:
            lead = "For the link: " if citing == "link" else ""
            source = _source(index, citation.source, numbers, named)
            notes.append(_sentence(lead + ", ".join(filter(None, (source, said)))))
        elif citation.source in numbers:
            plain[f"[{numbers[citation.source]}]"] = None
    return " ".join(plain), " ".join(notes)


def _source(index: Index, source_id: str | None, numbers: Mapping[str, int], named: Container[str]) -> str:
    source = index.sources.get(source_id or "")
    if source is None:
        return ""
    number = f"[{numbers[source.id]}]" if source.id in numbers else ""
    return number if number and source.id in named else f"{told_again(source_name(source))} {number}".rstrip()


def _sentence(*parts: str) -> str:
    """Parts as sentences of one note."""
    return " ".join(ended(part) for part in parts if part)
