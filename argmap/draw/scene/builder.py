"""From a map to a scene: which claims are shown, what each box says, and which arrows join them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, cast

from argmap.draw.scene import descriptions
from argmap.draw.scene.scene import (
    LONGEST_LINK,
    Arrow,
    ArrowKind,
    Badge,
    Box,
    BoxKind,
    PageLink,
    QuoteNote,
    Scene,
    SourceMark,
    TensionNote,
)
from argmap.draw.theme import SIDES_APART, side_look
from argmap.excerpt import excerpt, told_again
from argmap.model.index import Index
from argmap.model.names import source_line, source_place, tension_name, words_of
from argmap.model.types import KINDS, STANCES, Claim, Position, Reason, Source, Tension
from argmap.semantics.wording import stakeholder_named, whole_name
from argmap.views.main_claims import main_claims
from argmap.views.outline.build import Role, outline
from argmap.views.selection import Selection, cut, shows_link, whole
from argmap.views.sides import all_side_heads, argues_only_with, side_places
from argmap.views.source_numbers import source_numbers
from argmap.views.wording import is_quoted, position_said, side_label, side_name
from argmap.vocabulary import NO_CLAIMS, NO_MARKS, QuotationMarks, Status, capital, counted

MOST_NOT_SHOWN = 2
"""Links whose target is left out, on one box; more are counted."""

MOST_SIDES_TOLD = 6
"""The number of sides of a tension up to which all are named above a diagram. Of a tension with more, only those that
occur are named."""

MOST_AGAIN = 12
"""Badges and source marks of a box at most, where another diagram of the series shows all of them."""


class SceneOptions(NamedTuple):
    """What a diagram shows beyond the argument.

    ``statuses`` are those of claims, if they are to be shown, with ``caveat`` as the footnote. ``pages`` gives,
    by the id of a box, the page on which its argument continues, and ``numbers`` those of claims in the brief.
    ``quotes`` adds numbered notes on who said what, where and when, with ``marks`` of quotations that were
    looked for in copies. A diagram of a ``series`` truncates long titles;
    boxes in ``again``, which another diagram of the series shows in full, are abbreviated, and those of ``compact``
    claims are narrow, with their short labels. Claims ``referred`` to, which have their place on another diagram of
    the series, have their short labels, too. ``on_slide`` all text is as large as that of claims.
    """

    badges: bool = True
    sources: bool = True
    tensions: bool = True
    statuses: Mapping[str, Status] | None = None
    caveat: str = ""
    pages: Mapping[str, PageLink] = MappingProxyType({})
    numbers: Mapping[str, str] = MappingProxyType({})
    quotes: bool = False
    marks: QuotationMarks = NO_MARKS
    series: bool = False
    again: Container[str] = ()
    compact: Container[str] = ()
    on_slide: bool = False
    referred: Container[str] = ()


def build_scene(index: Index, selection: Selection | None = None, options: SceneOptions | None = None) -> Scene:
    """The scene of a map, or of the part of it that is selected."""
    return SceneBuilder(index).scene(selection, options)


class SceneBuilder:
    """Builds the scenes of one map; what they have in common is computed once."""

    def __init__(self, index: Index) -> None:
        self.index = index
        lines = (entry for entry in outline(index) if entry.role != "side" and entry.elsewhere is None)
        self._reading_order = tuple(dict.fromkeys((entry.role, entry.id) for entry in lines))
        self._common = _Common(index)
        self._places: dict[str, list[int]] = {}
        for place, (_, name) in enumerate(self._reading_order):
            self._places.setdefault(name, []).append(place)

    def scene(self, selection: Selection | None = None, options: SceneOptions | None = None) -> Scene:
        """The scene of the map, or of the part of it that is selected."""
        shown = selection or whole(self.index)
        claims = (self.index.claims.get(name) for name in shown.claims)
        tensions = {claim.tension or "" for claim in claims if claim is not None}
        named = (self._places.get(name, ()) for name in tensions.union(shown.claims, shown.tensions))
        parts = (self._reading_order[place] for place in sorted(place for places in named for place in places))
        return _SceneBuild(self._common, parts, shown, options or SceneOptions()).scene()


class _Common:
    """What all scenes of a map have in common: the numbers of sources, main claims, the places of sides, the
    places of tensions, and the descriptions of claims, each made once.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self.main = frozenset(main_claims(index))
        self.side_places = side_places(index)
        self.tension_places = {name: place for place, name in enumerate(index.tensions)}
        self._descriptions: dict[str, str] = {}
        self._aimed_at: dict[str, tuple[Reason, ...]] = {}

    @cached_property
    def source_numbers(self) -> Mapping[str, int]:
        """The numbers of sources in a document about the whole map."""
        return source_numbers(self.index)

    def aimed_at(self, claim: Claim) -> tuple[Reason, ...]:
        """The reasons for and against a claim, and the undercuts of its links."""
        if claim.id not in self._aimed_at:
            undercuts = [undercut for reason in claim.reasons for undercut in self.index.undercuts_of(reason)]
            self._aimed_at[claim.id] = (*self.index.reasons_for.get(claim.id, ()), *undercuts)
        return self._aimed_at[claim.id]

    def description(self, claim: Claim) -> str:
        """The description of a claim."""
        if claim.id not in self._descriptions:
            self._descriptions[claim.id] = descriptions.claim(self.index, claim)
        return self._descriptions[claim.id]


class _SceneBuild:
    """One call of :meth:`SceneBuilder.scene`; ``parts`` are tensions and claims in reading order."""

    def __init__(
        self,
        common: _Common,
        parts: Iterable[tuple[Role, str]],
        selection: Selection,
        options: SceneOptions,
    ) -> None:
        self._common = common
        self._index = common.index
        self._reading_order = parts
        self._selection = selection
        self._options = options
        self._used: dict[str, SourceMark] = {}
        self._quotes: list[QuoteNote] = []

    def scene(self) -> Scene:
        map = self._index.map
        boxes, arrows = self._parts()
        claims = [box.id for box in boxes if box.id in self._index.claims]
        notes = tuple(self._tension_notes(boxes))
        return Scene(
            title=self._once(map.title),
            language=map.language or "",
            in_series=self._options.series,
            on_slide=self._options.on_slide,
            question=self._once(map.question or ""),
            caption=self._caption(),
            part_of=self._selection.part_of,
            footnote=self._footnote(),
            quotes=tuple(self._quotes),
            names=() if self._options.on_slide else tuple(self._names(boxes)),  # the overview has them
            boxes=boxes,
            arrows=arrows,
            sources=tuple(sorted(self._used.values(), key=lambda mark: mark.number)),
            source_numbers=self._source_numbers if self._options.series else {},
            tensions=notes,
            description=descriptions.about(
                self._index, claims, len(notes) + sum(box.kind == "tension" for box in boxes)
            ),
        )

    def _caption(self) -> str:
        caption = self._selection.caption
        if self._options.statuses is None or (caption and self._options.series):
            return caption
        return f"{caption} (with the status of each claim)" if caption else "Status of each claim"

    def _once(self, text: str) -> str:
        """A text that each diagram of a series repeats: truncated if it is very long."""
        return told_again(text) if self._options.series else text

    def _footnote(self) -> str:
        if not self._index.claims:
            return "This map has no claims yet."
        return self._options.caveat if self._options.statuses is not None else ""

    def _names(self, boxes: Iterable[Box]) -> Iterator[tuple[str, str]]:
        """The short and the whole names of stakeholders on boxes, where they differ."""
        shown = {badge.stakeholder: badge.label for box in boxes for badge in box.badges}
        names = ((label, whole_name(self._index, who)) for who, label in shown.items())
        return ((label, self._once(name)) for label, name in names if label != name)

    def _tension_notes(self, boxes: tuple[Box, ...]) -> Iterator[TensionNote]:
        """Each tension that has no box: those of claims on sides, and those that have no claims at all."""
        shown = self._selection.tensions if self._options.tensions else ()
        sides: dict[str, set[str | None]] = {name: set() for name in shown if name not in self._index.claims_in}
        for claim in (self._index.claims[box.id] for box in boxes if box.side):
            sides.setdefault(claim.tension or "", set()).add(claim.side)
        for name in sorted(sides, key=self._common.tension_places.__getitem__):
            if name not in self._drawn_tensions:
                yield self._tension_note(self._index.tensions[name], sides[name])

    def _tension_note(self, tension: Tension, taken: Container[str | None]) -> TensionNote:
        """A tension with its sides that are ``taken`` in the diagram, if any are, and those that no claim takes."""
        many = taken and len(tension.sides) > MOST_SIDES_TOLD
        stated = {claim.side for claim in self._index.claims_in.get(tension.id, ())}
        told = [side for side in tension.sides if side.id in taken or not (many or side.id in stated)]
        told = told[:MOST_SIDES_TOLD]
        more = [] if taken else [NO_CLAIMS]
        more += [f"{len(told)} of {len(tension.sides)} sides"] if len(told) < len(tension.sides) else []
        title = self._once(tension_name(tension)) + (f" ({', '.join(more)})" if more else "")
        labels = (side_label(tension, side) for side in told)
        return TensionNote(title, tuple((name, self._once(title)) for name, title in labels))

    def _parts(self) -> tuple[tuple[Box, ...], tuple[Arrow, ...]]:
        boxes: dict[str, Box] = {}
        arrows: dict[str, Arrow] = {}
        for role, name in self._reading_order:
            if role == "tension":
                self._add_tension(self._index.tensions[name], boxes, arrows)
            elif name in self._selection.claims and name not in boxes:
                claim = self._index.claims.get(name)
                boxes[name] = self._compacted(self._in_series(self._box(claim))) if claim else _missing(name)
        for claim_id in [*boxes]:
            for arrow in self._arrows_of(claim_id):
                arrows[arrow.id] = arrow
                for end in (*arrow.premises, arrow.target):
                    if end not in boxes and end not in self._index.reasons and "->" not in end:
                        boxes[end] = _missing(end)
        return tuple(boxes.values()), tuple(arrows.values())

    def _add_tension(self, tension: Tension, boxes: dict[str, Box], arrows: dict[str, Arrow]) -> None:
        """Add the boxes of a tension and its sides, with lines from the claims that state the sides."""
        if tension.id not in self._drawn_tensions:
            return
        box_id = tension_box_id(tension.id)
        boxes[box_id] = self._in_series(_tension_box(tension, self._index, self._options.pages.get(box_id)))
        for side in tension.sides:
            box = side_id(tension.id, side.id)
            said = descriptions.side(tension)
            look = self._looks_of_sides[tension.id, side.id]
            name, title = side_label(tension, side)
            words = (title, name) if title else (name, "")
            mark = _mark_of(tension, side.id)
            boxes[box] = self._in_series(Box(box, "side", *words, description=said, look=look, number=mark))
            line = f"{box} -> {box_id}"
            arrows[line] = Arrow(line, "side", (box,), box_id, description=said)
        for claim in self._heads(tension):
            end = side_id(tension.id, claim.side) if claim.side else box_id
            if end in boxes:
                name = f"{claim.id} -> {end}"
                arrows[name] = Arrow(
                    name, "side", (claim.id,), end, description=descriptions.states_side(boxes[end].text)
                )

    @cached_property
    def _drawn_tensions(self) -> frozenset[str]:
        """The tensions with boxes: the selected one, and those whose claims are reasons only for each other.

        For other tensions a label on each claim names its side: boxes would join arguments that are separate.
        """
        if not self._options.tensions:
            return frozenset()
        if self._selection.overview:
            return self._selection.tensions
        if self._selection.tension is not None:
            return frozenset({self._selection.tension})
        return frozenset(filter(self._stands_alone, self._selection.tensions))

    def _stands_alone(self, tension: str) -> bool:
        heads = self._heads(self._index.tensions[tension])
        return bool(heads) and len(heads) == len(self._shown_heads(tension))

    def _shown_heads(self, tension: str) -> list[Claim]:
        return [claim for claim in all_side_heads(self._index, tension) if claim.id in self._selection.claims]

    def _heads(self, tension: Tension) -> tuple[Claim, ...]:
        heads = all_side_heads(self._index, tension.id)
        shown = self._shown_heads(tension.id)
        if self._selection.tension == tension.id or self._selection.overview:
            return tuple(shown)
        among = {claim.id for claim in heads}
        return tuple(claim for claim in shown if argues_only_with(self._index, claim, among))

    @cached_property
    def _looks_of_sides(self) -> Mapping[tuple[str, str], str]:
        """The colours of each side that is drawn, by its tension and id: the same in every picture of a map."""
        tensions = (self._index.tensions[name] for name in self._drawn_tensions)
        sides = ((tension.id, side.id) for tension in tensions for side in tension.sides)
        return {side: side_look(self._common.side_places[side]) for side in sides}

    def _look(self, claim: Claim) -> str:
        """The colours of a claim, where they show its side; in the picture of a tension all others are plain."""
        side = (claim.tension or "", claim.side or "")
        if claim.id in self._head_ids or self._selection.tension == side[0]:
            return self._looks_of_sides.get(side, "plain")
        return "plain" if self._selection.tension is not None else ""

    @cached_property
    def _head_ids(self) -> frozenset[str]:
        tensions = (self._index.tensions[name] for name in self._drawn_tensions)
        return frozenset(claim.id for tension in tensions for claim in self._heads(tension))

    def _arrows_of(self, claim_id: str) -> Iterator[Arrow]:
        claim = self._index.claims.get(claim_id)
        shown, claims = self._selection.claims, self._index.claims
        for reason in claim.reasons if claim else ():
            if reason.target not in shown and reason.target in claims:
                continue  # most links of a claim with very many, told without a call
            if shows_link(self._index, self._selection, reason):
                yield self._arrow(reason)

    def _arrow(self, reason: Reason) -> Arrow:
        linked = tuple(premise for premise in reason.linked if premise in self._selection.claims)
        undercut = any(other.premise in self._selection.claims for other in self._index.undercuts_of(reason))
        return Arrow(
            id=reason.address,
            kind=reason.kind,
            premises=tuple(dict.fromkeys((reason.premise, *linked))),
            target=reason.target,
            junction=bool(linked) or undercut,
            loose=reason.premise in self._head_ids and reason.target in self._head_ids,
            description=descriptions.reason(self._index, reason),
        )

    def _box(self, claim: Claim) -> Box:
        roles = self._roles(claim)
        look = self._look(claim)
        statuses = self._options.statuses
        hidden = [one for one in self._common.aimed_at(claim) if one.premise not in self._selection.claims]
        return Box(
            id=claim.id,
            kind=cast(BoxKind, roles[0]) if len(roles) == 1 else "several" if roles else "claim",
            text=claim.text,
            title=self._side_stated(claim, marked=True) if look.startswith("side-") else "",
            is_main=claim.id in self._common.main,
            roles=self._roles_towards_others(claim) if look.startswith("side-") else roles,
            look=look,
            in_focus=claim.id == self._selection.in_focus,
            not_shown=tuple(self._not_shown(claim)),
            badges=tuple(self._badges(claim)),
            marks=tuple(self._marks(claim)) if self._options.sources else (),
            side=self._side_of(claim),
            assumed=claim.assumed,
            unanswered=claim.id in self._selection.unanswered,
            status=statuses.get(claim.id) if statuses is not None else None,
            hidden=len(hidden),
            only_undercuts_hidden=bool(hidden) and all(reason.kind == "undercuts" for reason in hidden),
            page=self._options.pages.get(claim.id),
            number=self._options.numbers.get(claim.id, ""),
            description=self._common.description(claim) + self._unanswered_note(claim),
        )

    def _compacted(self, box: Box) -> Box:
        """A box whose claim has its full box elsewhere: with its short label, and narrow if it is in the title of its
        page."""
        claim = self._index.claims.get(box.id)
        if claim is not None and box.id in self._options.referred:
            return box._replace(text=claim.short or box.text, badges=())
        if claim is None or box.id not in self._options.compact:
            return box
        text = claim.short or excerpt(claim.text)
        return box._replace(text=text, badges=(), marks=(), side="", hidden=0, page=None, compact=True)

    def _side_stated(self, claim: Claim, *, marked: bool = False) -> str:
        """The name of a claim's side, after the mark of it if that is asked for."""
        tension = self._index.tensions[claim.tension or ""]
        name = next((side_name(tension, side) for side in tension.sides if side.id == claim.side), "")
        return f"{_mark_of(tension, claim.side)} {name}".strip() if marked else name

    def _roles_towards_others(self, claim: Claim) -> tuple[ArrowKind, ...]:
        """The kinds of reason that a claim on a side is for what is shown, besides the claims on other sides."""
        given = {
            reason.kind
            for reason in (*claim.reasons, *self._index.linked_in.get(claim.id, ()))
            if shows_link(self._index, self._selection, reason)
            and not (claim.id in self._head_ids and reason.target in self._head_ids)
        }
        return tuple(kind for kind in KINDS if kind in given)

    def _not_shown(self, claim: Claim) -> Iterator[str]:
        """Lines about the links of a claim that lead to what the diagram leaves out."""
        if not self._selection.caption or self._options.series:
            return
        left_out = [reason for reason in claim.reasons if not shows_link(self._index, self._selection, reason)]
        for reason in left_out[:MOST_NOT_SHOWN]:
            yield capital(descriptions.left_out(self._index, reason))
        if (more := len(left_out) - MOST_NOT_SHOWN) > 0:
            yield f"and {counted(more, 'more link')}, not shown"

    def _in_series(self, box: Box) -> Box:
        """A box, abbreviated where another diagram of the series shows it in full."""
        if box.id not in self._options.again:
            return box
        badges = tuple(badge._replace(description=self._once(badge.description)) for badge in box.badges)
        return box._replace(
            text=self._once(box.text),
            title=self._once(box.title),
            description=self._once(box.description),
            badges=badges,
        )

    def _unanswered_note(self, claim: Claim) -> str:
        return " Not answered by this stakeholder." if claim.id in self._selection.unanswered else ""

    def _roles(self, claim: Claim) -> tuple[ArrowKind, ...]:
        given = {reason.kind for reason in (*claim.reasons, *self._index.linked_in.get(claim.id, ()))}
        return tuple(kind for kind in KINDS if kind in given)

    def _side_of(self, claim: Claim) -> str:
        """The short name of the claim's side, where there is no line to a box of the side."""
        tension = self._index.tensions.get(claim.tension or "")
        if tension is None or claim.side is None or self._look(claim).startswith("side-"):
            return ""
        return self._side_stated(claim)

    def _badges(self, claim: Claim) -> Iterator[Badge]:
        """The positions on a claim, ordered by stance; notes are numbered in this order."""
        again = claim.id in self._options.again
        if not self._options.badges or (again and len(claim.positions) > MOST_AGAIN):
            return
        for position in sorted(claim.positions, key=lambda one: STANCES.index(one.stance)):
            badge = self._badge(position)
            quoted = self._options.quotes and not again
            yield badge._replace(note=self._note(position)) if quoted else badge

    def _note(self, position: Position) -> int:
        """The number of the note on a position, which is added; 0 if there is nothing to add to the badge."""
        if not is_quoted(position):
            return 0
        number = len(self._quotes) + 1
        said = position_said(self._index, position, self._options.marks)
        if source := self._index.sources.get(position.source or ""):
            said += f" [{self._mark(source).number}]"
        self._quotes.append(QuoteNote(number, said))
        return number

    def _badge(self, position: Position) -> Badge:
        return Badge(
            stakeholder=position.stakeholder,
            name=stakeholder_named(self._index, position.stakeholder),
            label=self._index.short_names.get(position.stakeholder, position.stakeholder),
            stance=position.stance,
            description=descriptions.position(self._index, position),
            is_sourced=position.source is not None,
        )

    @cached_property
    def _source_numbers(self) -> Mapping[str, int]:
        """The numbers of sources: those of the whole map on a page of a series, else without gaps in the part."""
        if self._options.series or self._selection.claims >= self._index.claims.keys():
            return self._common.source_numbers
        return source_numbers(Index.build(cut(self._index, self._selection)))

    def _marks(self, claim: Claim) -> Iterator[SourceMark]:
        names = list(dict.fromkeys(citation.source for citation in claim.sources))
        for name in names[:MOST_AGAIN] if claim.id in self._options.again else names:
            source = self._index.sources.get(name)
            if source is not None:
                yield self._mark(source)

    def _mark(self, source: Source) -> SourceMark:
        """The mark of a source, which is added to the list of sources."""
        if source.id not in self._used:
            self._used[source.id] = self._new_mark(source)
        return self._used[source.id]

    def _new_mark(self, source: Source) -> SourceMark:
        url = None if self._options.series and len(source.url or "") > LONGEST_LINK else source.url
        title, place = self._once(source_line(source)), ", ".join(source_place(source))
        return SourceMark(self._source_numbers[source.id], source.id, title, url, place)


def _mark_of(tension: Tension, side_id: str | None) -> str:
    """The number of a side among those of its tension, where these are too many for a colour each; else nothing."""
    places = (str(place) for place, side in enumerate(tension.sides, 1) if side.id == side_id)
    return next(places, "") if len(tension.sides) > SIDES_APART else ""


def tension_box_id(tension: str) -> str:
    """The id of a tension's box."""
    return f"tension {tension}"


def side_id(tension: str, side: str) -> str:
    """The id of a side's box."""
    return f"tension {tension} side {side}"


def _tension_box(tension: Tension, index: Index, page: PageLink | None) -> Box:
    return Box(
        tension_box_id(tension.id),
        "tension",
        tension.question or tension_name(tension),
        (tension.title or "") if tension.question else "",
        page=page,
        description=descriptions.tension(index, tension),
    )


def _missing(id: str) -> Box:
    return Box(id, "missing", words_of(id), description="This claim is missing from the map.")
