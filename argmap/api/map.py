"""A map for programs and notebooks: a value with its edits, its pictures and the file that it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from argmap.model import types
from argmap.model.findings import MapError
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.lookup import must_be
from argmap.model.types import (
    Citation,
    Claim,
    Kind,
    Level,
    Part,
    Position,
    Reason,
    Side,
    Source,
    Stakeholder,
    Stance,
    Tension,
)

if TYPE_CHECKING:
    from graphviz import Digraph

    from argmap.draw.theme import ThemeName
    from argmap.mapfile.document import Document

AnyPart = TypeVar("AnyPart", bound=Part)


@dataclass(slots=True)
class Origin:
    """The text that a map was read from, if any, and the file that holds it; shared by all maps edited from that one.

    Saving brings it up to date. ``digest`` is the SHA-256 of the file as it was last read or saved.
    """

    document: Document | None = None
    path: Path | None = None
    digest: str | None = None


class Map(types.Map):
    """An argument map. It is a value, like a string: it never changes, and an edit returns a new map.

    Compared by what it says. ``title``, ``question``, ``summary``, ``tensions``, ``stakeholders``, ``claims`` and
    ``sources`` are as in the file and in its order; :meth:`claim` and others find one by its id. Every edit raises
    :class:`argmap.MapError`, with what to do, when it cannot be carried out.
    """

    __slots__ = ("_origin",)
    _origin: Origin

    @classmethod
    def of(cls, map: types.Map, origin: Origin | None = None) -> Map:
        """The same map, which remembers where it came from."""
        made = cls(**dict(map.items()))
        if origin is not None:
            object.__setattr__(made, "_origin", origin)
        return made

    @property
    def origin(self) -> Origin:
        """Where it came from."""
        if not hasattr(self, "_origin"):
            object.__setattr__(self, "_origin", Origin())
        return self._origin

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, types.Map):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.field_names())

    __hash__ = types.Map.__hash__

    # --- finding ---------------------------------------------------------------------------------------------------

    def claim(self, id: str) -> Claim:
        """The claim with this id."""
        return _found("claim", id, Index.of(self).claims, self)

    def stakeholder(self, id: str) -> Stakeholder:
        """The stakeholder with this id."""
        return _found("stakeholder", id, Index.of(self).stakeholders, self)

    def source(self, id: str) -> Source:
        """The source with this id."""
        return _found("source", id, Index.of(self).sources, self)

    def tension(self, id: str) -> Tension:
        """The tension with this id."""
        return _found("tension", id, Index.of(self).tensions, self)

    def new_id(self, text: str) -> str:
        """An unused id made from the content words of a text. Edits give this one unless an id is named."""
        from argmap.edit.claims import new_claim_id

        return new_claim_id(self, text)

    # --- what the map is about -------------------------------------------------------------------------------------

    def set_title(self, title: str) -> Map:
        """The map under another title."""
        from argmap.edit import text

        return self._edited(text.set_title(self, title))

    def set_question(self, question: str | None) -> Map:
        """The map with another leading question, or none."""
        from argmap.edit import text

        return self._edited(text.set_question(self, question))

    def set_summary(self, summary: str | None) -> Map:
        """The map with another summary, or none."""
        from argmap.edit import text

        return self._edited(text.set_summary(self, summary))

    def set_language(self, language: str | None) -> Map:
        """Another language of the map's texts, as a BCP 47 tag such as ``"en-GB"``, or none."""
        from argmap.edit import text

        return self._edited(text.set_language(self, language))

    # --- claims ----------------------------------------------------------------------------------------------------

    def add_claim(
        self,
        text: str,
        *,
        id: str | None = None,
        supports: str | None = None,
        objects_to: str | None = None,
        undercuts: str | None = None,
        after: str | None = None,
        tension: str | None = None,
        side: str | None = None,
        short: str | None = None,
        note: str | None = None,
        assumed: bool = False,
        tags: Iterable[str] = (),
    ) -> Map:
        """Add a claim. ``supports`` or ``objects_to`` names the claim that it is a reason for or against,
        or by ``undercuts``, the address ``"premise -> target"`` of a link; it then goes where that is argued. Further
        links are made with :meth:`link`.
        """
        from argmap.edit import claims
        from argmap.edit import text as texts

        claim_id = id or self.new_id(text)
        targets = {"supports": supports, "objects_to": objects_to, "undercuts": undercuts}
        given = [(kind, target) for kind, target in targets.items() if target is not None]
        if len(given) + (after is not None) > 1:
            raise MapError("A claim is added in one place: give one of supports, objects_to, undercuts and after.")
        add = {"supports": claims.add_support, "objects_to": claims.add_objection, "undercuts": claims.add_undercut}
        made: types.Map = self
        for kind, target in given:
            made = add[kind](made, target, claim_id, text)
        if not given:
            made = claims.add_claim(made, claim_id, text, after=after)
        if tension is not None or side is not None:
            made = _in_tension(made, claim_id, tension, side)
        made = texts.set_short(texts.set_assumed(made, claim_id, assumed), claim_id, short)
        made = texts.set_note(made, claim_id, note)
        return self._edited(texts.set_tags(made, claim_id, tags))

    def set_text(self, claim: str, text: str) -> Map:
        """A claim in other words."""
        from argmap.edit import text as texts

        return self._edited(texts.set_text(self, claim, text))

    def set_short(self, claim: str, short: str | None) -> Map:
        """A claim in at most 40 characters, for pictures; None takes it away."""
        from argmap.edit import text as texts

        return self._edited(texts.set_short(self, claim, short))

    def set_note(self, owner: str, note: str | None) -> Map:
        """The note of a claim, or of the link at an address ``"premise -> target"``; None takes it away."""
        from argmap.edit import text

        return self._edited(text.set_note(self, owner, note))

    def set_assumed(self, claim: str, assumed: bool = True) -> Map:
        """A claim that is taken as given, or no longer."""
        from argmap.edit import text

        return self._edited(text.set_assumed(self, claim, assumed))

    def set_tags(self, claim: str, tags: Iterable[str]) -> Map:
        """The tags of a claim."""
        from argmap.edit import text

        return self._edited(text.set_tags(self, claim, tags))

    def set_tension(self, claim: str, tension: str | None, side: str | None = None) -> Map:
        """The tension and the side that a claim belongs to; None takes it out of any."""
        return self._edited(_in_tension(self, claim, tension, side))

    def move_before(self, claim: str, other: str) -> Map:
        """A claim, with what is argued directly below it in the file, before another."""
        from argmap.edit import claims

        return self._edited(claims.move_before(self, claim, other))

    def move_after(self, claim: str, other: str) -> Map:
        """A claim, with what is argued directly below it in the file, after another and what is below that."""
        from argmap.edit import claims

        return self._edited(claims.move_after(self, claim, other))

    def delete_claim(self, id: str, *, branch: bool = False) -> Map:
        """The map without a claim and the links to it; with ``branch`` also without all that argues for it alone."""
        from argmap.edit import claims

        return self._edited((claims.delete_branch if branch else claims.delete_claim)(self, id).map)

    # --- links -----------------------------------------------------------------------------------------------------

    def link(
        self,
        premise: str,
        kind: Kind,
        target: str,
        *,
        linked: Iterable[str] = (),
        scheme: str | None = None,
        note: str | None = None,
    ) -> Map:
        """Add a link: ``map.link("jobs", "supports", "sign")``. ``linked`` are its further premises, ``scheme`` names
        its argument scheme.

        ``kind`` is ``"supports"``, ``"objects_to"`` or ``"undercuts"``; the target of an undercut is the address of a
        link, ``"premise -> target"``.
        """
        from argmap.edit import reasons
        from argmap.edit.text import set_note, set_scheme

        reason = _part(Reason, premise=premise, kind=kind, target=target, linked=tuple(linked))
        made = reasons.link(self, premise, target, reason.kind)
        made = reasons.set_linked(made, reason.address, reason.linked) if reason.linked else made
        return self._edited(set_note(set_scheme(made, reason.address, scheme), reason.address, note))

    def set_linked(self, premise: str, target: str, linked: Iterable[str]) -> Map:
        """The further premises that a link needs; none makes its claim the only one."""
        from argmap.edit import reasons

        return self._edited(reasons.set_linked(self, f"{premise}{ARROW}{target}", linked))

    def set_scheme(self, premise: str, target: str, scheme: str | None) -> Map:
        """The argument scheme of a link, by its name; None takes it away."""
        from argmap.edit.text import set_scheme

        return self._edited(set_scheme(self, f"{premise}{ARROW}{target}", scheme))

    def unlink(self, premise: str, target: str) -> Map:
        """The map without the link from a claim to its target, and without what undercuts it; the claims stay."""
        from argmap.edit import reasons

        return self._edited(reasons.unlink(self, f"{premise}{ARROW}{target}"))

    # --- who said what ---------------------------------------------------------------------------------------------

    def set_position(
        self,
        claim: str,
        stakeholder: str,
        stance: Stance,
        *,
        source: str | None = None,
        quote: str | None = None,
        date: str | None = None,
    ) -> Map:
        """The position of a stakeholder on a claim, in place of one recorded before.

        ``stance`` is ``"agrees"``, ``"disagrees"`` or ``"mixed"``.
        """
        from argmap.edit import stakeholders

        position = _part(Position, stakeholder=stakeholder, stance=stance, source=source, quote=quote, date=date)
        return self._edited(stakeholders.set_position(self, claim, position))

    def clear_position(self, claim: str, stakeholder: str) -> Map:
        """The map without the position of a stakeholder on a claim."""
        from argmap.edit import stakeholders

        return self._edited(stakeholders.clear_position(self, claim, stakeholder))

    def cite(self, owner: str, source: str, *, locator: str | None = None, quote: str | None = None) -> Map:
        """Add a citation to a claim, or to the link at an address ``"premise -> target"``."""
        from argmap.edit import sources

        citation = _part(Citation, source=source, locator=locator, quote=quote)
        return self._edited(sources.add_citation(self, owner, citation))

    # --- stakeholders, sources, tensions ---------------------------------------------------------------------------

    def add_stakeholder(
        self,
        name: str,
        *,
        id: str | None = None,
        short: str | None = None,
        kind: str | None = None,
        part_of: str | None = None,
        interests: str | None = None,
        power: Level | None = None,
        interest: Level | None = None,
    ) -> Map:
        """Add a stakeholder. ``power`` and ``interest`` are ``"high"`` or ``"low"``."""
        from argmap.edit import stakeholders

        made = _part(
            Stakeholder,
            id=id or self.new_id(name),
            name=name,
            short=short,
            kind=kind,
            part_of=part_of,
            interests=interests,
            power=power,
            interest=interest,
        )
        return self._edited(stakeholders.add_stakeholder(self, made))

    def add_source(
        self,
        title: str,
        *,
        id: str | None = None,
        short: str | None = None,
        author: str | None = None,
        publisher: str | None = None,
        date: str | None = None,
        url: str | None = None,
        accessed: str | None = None,
        copy: str | None = None,
    ) -> Map:
        """Add a source. Dates are written ``2025``, ``2025-07`` or ``2025-07-21``; ``copy`` is a path to a file."""
        from argmap.edit import sources

        made = _part(
            Source,
            id=id or self.new_id(title),
            title=title,
            short=short,
            author=author,
            publisher=publisher,
            date=date,
            url=url,
            accessed=accessed,
            copy=copy,
        )
        return self._edited(sources.add_source(self, made))

    def add_tension(
        self, title: str, sides: Mapping[str, str], *, id: str | None = None, question: str | None = None
    ) -> Map:
        """Add a tension. ``sides`` gives the title of each side by its id."""
        from argmap.edit import tensions

        named = tuple(_part(Side, id=name, title=words) for name, words in sides.items())
        made = _part(Tension, id=id or self.new_id(title), title=title, question=question, sides=named)
        return self._edited(tensions.add_tension(self, made))

    def replace(self, part: Stakeholder | Source | Tension) -> Map:
        """A stakeholder, source or tension in place of the one with its id, as :func:`dataclasses.replace` makes it:
        ``map.replace(dataclasses.replace(map.source("report"), date="2025-07"))``.
        """
        from argmap.edit import sources, stakeholders, tensions

        if isinstance(part, Stakeholder):
            return self._edited(stakeholders.edit_stakeholder(self, part))
        if isinstance(part, Source):
            return self._edited(sources.edit_source(self, part))
        return self._edited(tensions.edit_tension(self, part))

    def delete(self, id: str) -> Map:
        """The map without a stakeholder, source or tension, and without what refers to it."""
        from argmap.edit import sources, stakeholders, tensions

        index = Index.of(self)
        if id in index.stakeholders:
            return self._edited(stakeholders.remove_stakeholder(self, id))
        if id in index.sources:
            return self._edited(sources.remove_source(self, id))
        return self._edited(tensions.remove_tension(self, must_be("tension", id, index.tensions, index)))

    def rename(self, old: str, new: str) -> Map:
        """Another id for a claim, stakeholder, source or tension, wherever it is named."""
        from argmap.edit import rename

        return self._edited(rename.rename(self, old, new))

    # --- pictures --------------------------------------------------------------------------------------------------

    def svg(
        self,
        *,
        tension: str | None = None,
        focus: str | None = None,
        depth: int | None = None,
        stakeholder: str | None = None,
        tag: str | None = None,
        theme: ThemeName = "auto",
    ) -> str:
        """The diagram of the map, or of one part of it, as SVG: :func:`argmap.render` gives the other formats."""
        from argmap.api.pictures import render

        return render(
            self, "svg", tension=tension, focus=focus, depth=depth, stakeholder=stakeholder, tag=tag, theme=theme
        ).decode()

    def digraph(
        self,
        *,
        tension: str | None = None,
        focus: str | None = None,
        depth: int | None = None,
        stakeholder: str | None = None,
        tag: str | None = None,
    ) -> Digraph:
        """The map, or one part of it, as a ``graphviz.Digraph``, to restyle and draw with the Graphviz of this
        machine.
        """
        from argmap.api.pictures import digraph

        return digraph(self, tension=tension, focus=focus, depth=depth, stakeholder=stakeholder, tag=tag)

    def _repr_svg_(self) -> str:
        return self.svg()

    def _edited(self, map: types.Map) -> Map:
        return Map.of(map, self.origin)


def plain(map: types.Map) -> types.Map:
    """The map without its origin and its edits, as the rest of argmap has it."""
    return map if type(map) is types.Map else types.Map(**dict(map.items()))


def _found(kind: str, id: str, there: Mapping[str, AnyPart], map: types.Map) -> AnyPart:
    return there[must_be(kind, id, there, Index.of(map))]


def _in_tension(map: types.Map, claim: str, tension: str | None, side: str | None) -> types.Map:
    from argmap.edit.tensions import set_tension

    if tension is None and side is not None:
        raise MapError(f"'{side}' is a side of a tension: give the tension as well.")
    return set_tension(map, claim, tension, side)


def _part(kind: type[AnyPart], /, **values: object) -> AnyPart:
    """A part made from unchecked values. Raises MapError for the first value of a wrong type."""
    from argmap.model.validation import checked

    return checked(kind, values)


def path_of(map: types.Map) -> Path | None:
    """The file that a map was loaded from; None for a map made in a program."""
    return map.origin.path if isinstance(map, Map) else None


def file_of(map: types.Map) -> str:
    """What to call the file of a map in places and titles."""
    document = map.origin.document if isinstance(map, Map) else None
    return document.file if document is not None else "the map"
