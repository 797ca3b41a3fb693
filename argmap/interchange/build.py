"""From a draft to a map: ids given, references settled, texts made fit; what does not fit is listed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from argmap.interchange.draft import (
    Draft,
    DraftCitation,
    DraftClaim,
    DraftPosition,
    DraftSide,
    DraftSource,
    DraftTension,
)
from argmap.interchange.file import clean, line
from argmap.interchange.ledger import Ledger
from argmap.interchange.links import Links, Placed
from argmap.model.content_words import language_of
from argmap.model.ids import is_id, numbered, slug
from argmap.model.types import (
    KINDS,
    Citation,
    Claim,
    Map,
    Position,
    Reason,
    Side,
    Source,
    Stakeholder,
    Tension,
)

_SAMPLE = 200
"""The number of claims from which the language is recognized."""
_HOST = re.compile(r"(?i)[a-z][a-z+.-]*:(?://)?(?:www\.)?([^/?#]*)([^?#]*)")


class _Named(Protocol):
    id: str


AnyNamed = TypeVar("AnyNamed", bound=_Named)


class Names:
    """Gives each part of a draft an id that no other part of the map has. ``taken`` are ids in use already."""

    def __init__(self, draft: Draft, ledger: Ledger, taken: Iterable[str] = ()) -> None:
        self._ledger = ledger
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}
        texts = [claim.text for claim in list(draft.claims.values())[:_SAMPLE]]
        self.language = draft.language or language_of([*texts, draft.title])
        parts = (draft.claims, draft.tensions, draft.stakeholders, draft.sources)
        self._given = {part.id for some in parts for part in _values(some) if is_id(part.id)} - self._taken
        self.claims = self._ids(draft.claims, self._claim)
        self.tensions = self._ids(
            draft.tensions, lambda _, tension: self._made(tension.title or tension.question, "tension")
        )
        self.stakeholders = self._ids(draft.stakeholders, lambda key, one: self._made(one.name or key, "stakeholder"))
        self.sources = self._ids(draft.sources, self._source)

    def _ids(self, parts: Mapping[str, AnyNamed], make: Callable[[str, AnyNamed], str]) -> dict[str, str]:
        found = {}
        for key, part in parts.items():
            found[key] = self._own(part.id) or make(key, part)
            self._taken.add(found[key])
        return found

    def _own(self, given: str) -> str | None:
        """The id that the file gives, if it may be one and nothing else has it."""
        if given in self._given:
            self._given.discard(given)
            return given
        return None

    def _claim(self, key: str, claim: DraftClaim) -> str:
        if claim.id:
            self._ledger.changed(claim.called, claim.place, claim.text, "it has another id, as its own cannot be one")
        if claim.name:
            named = slug(claim.name, (), "", self.language)
            if is_id(named):
                return self._free(named)
        return self._made(claim.text, "claim")

    def _source(self, key: str, source: DraftSource) -> str:
        return self._made(source.short or source.title or words_of_address(source.url or key), "source")

    def _made(self, words: str | None, fallback: str) -> str:
        return self._free(slug(words or "", (), fallback, self.language))

    def _free(self, base: str) -> str:
        """``base`` with the smallest free number, searched from the last one given: ids are never set free."""
        free, self._numbers[base] = numbered(base, _Either(self._taken, self._given), self._numbers.get(base, 1))
        return free


class _Either:
    """Membership in either of two sets."""

    def __init__(self, one: set[str], two: set[str]) -> None:
        self._one, self._two = one, two

    def __contains__(self, item: object) -> bool:
        return item in self._one or item in self._two


def _values(parts: Mapping[str, AnyNamed]) -> Iterable[AnyNamed]:
    return parts.values()


def words_of_address(url: str) -> str:
    """The words by which a web address is recognized: the site's name and the end of the path."""
    found = _HOST.match(url)
    if found is None:
        return url
    labels = found[1].split(".")
    site = " ".join(labels[:-1] if len(labels) > 1 else labels)
    ends = [part for part in found[2].split("/") if part]
    page = re.sub(r"\.\w{2,5}$", "", ends[-1]) if ends else ""
    return f"{site} {page}"


_WEB_ADDRESS = re.compile(r"(?i)(?:https?://|mailto:|doi:)\S+\Z")


def build(draft: Draft, ledger: Ledger, name: str, taken: Iterable[str] = ()) -> Map:
    """The map of a draft. ``name`` is its title when the file gives none; ids avoid those that are ``taken``."""
    return _Builder(draft, ledger, taken).map(name)


def is_web_address(text: str) -> bool:
    """Whether a map may hold ``text`` as the web address of a source."""
    return _WEB_ADDRESS.match(text) is not None


class _Builder:
    def __init__(self, draft: Draft, ledger: Ledger, taken: Iterable[str]) -> None:
        self._draft = draft
        self._ledger = ledger
        for key in [
            key for key, claim in draft.claims.items() if not (claim.text if draft.exact else clean(claim.text))
        ]:
            empty = draft.claims.pop(key)
            ledger.left_out(empty.called, empty.place, empty.text, "it has no text")
        self._names = Names(draft, ledger, taken)
        self._sides = {key: self._side_ids(tension) for key, tension in draft.tensions.items()}
        self._links = Links(draft, self._names.claims, ledger)

    def map(self, name: str) -> Map:
        draft = self._draft
        return Map(
            title=(draft.title if draft.exact else line(draft.title)) or name,
            question=self._fit(draft.question),
            language=draft.language,
            summary=self._fit(draft.summary),
            tensions=tuple(self._tension(key, tension) for key, tension in draft.tensions.items()),
            stakeholders=tuple(self._stakeholder(key) for key in draft.stakeholders),
            claims=tuple(map(self._claim, draft.claims.values())),
            sources=tuple(self._source(key, source) for key, source in draft.sources.items()),
        )

    # Claims

    def _claim(self, claim: DraftClaim) -> Claim:
        claim_id = self._names.claims[claim.key]
        placed = self._links.by_claim[claim_id]
        side = self._sides.get(claim.tension or "", {}).get(claim.side or "")
        return Claim(
            id=claim_id,
            text=claim.text if self._draft.exact else clean(claim.text),
            short=self._fit(claim.short),
            tension=self._names.tensions.get(claim.tension or ""),
            side=side,
            reasons=tuple(self._reason(one) for kind in KINDS for one in placed if one.link.kind == kind),
            positions=self._positions(claim),
            sources=self._citations(claim.sources, claim.place),
            assumed=claim.assumed,
            tags=self._tags(claim),
            note=self._fit("\n".join(claim.notes)),
        )

    def _reason(self, placed: Placed) -> Reason:
        link = placed.link
        return Reason(
            premise=placed.premise,
            kind=link.kind,
            target=placed.target,
            linked=placed.linked,
            scheme=self._fit(link.scheme),
            note=self._fit(link.note),
            sources=self._citations(link.sources, link.place),
        )

    def _positions(self, claim: DraftClaim) -> tuple[Position, ...]:
        found: dict[str, Position] = {}
        for position in claim.positions:
            holder = self._names.stakeholders.get(position.stakeholder)
            if holder is None:
                self._leave_out_position(claim, position, "its stakeholder is not in the file")
            elif holder in found:
                self._leave_out_position(claim, position, "the stakeholder has one already on this claim")
            else:
                found[holder] = Position(
                    stakeholder=holder,
                    stance=position.stance,
                    source=self._names.sources.get(position.source or ""),
                    quote=self._fit(position.quote),
                    date=self._fit(position.date),
                )
        return tuple(found.values())

    def _leave_out_position(self, claim: DraftClaim, position: DraftPosition, why: str) -> None:
        words = position.quote or claim.text
        self._ledger.left_out("position", claim.place, f"{position.stakeholder}: {words}", why)

    def _citations(self, citations: list[DraftCitation], place: str) -> tuple[Citation, ...]:
        found: list[Citation] = []
        for citation in citations:
            source = self._names.sources.get(citation.source)
            if source is None:
                self._ledger.left_out("citation", place, citation.source, "its source is not in the file")
                continue
            fit = Citation(source=source, locator=self._fit(citation.locator), quote=self._fit(citation.quote))
            if self._draft.exact or fit not in found:
                found.append(fit)
        return tuple(found)

    def _tags(self, claim: DraftClaim) -> tuple[str, ...]:
        if self._draft.exact:
            return tuple(claim.tags)
        return tuple(dict.fromkeys(tag for tag in map(line, claim.tags) if tag))

    def _fit(self, text: str | None) -> str | None:
        """A text made fit, or None when nothing is left of it."""
        if self._draft.exact:
            return text or None
        return (clean(text) or None) if text else None

    # The other sections

    def _side_ids(self, tension: DraftTension) -> dict[str, str]:
        found: dict[str, str] = {}
        for side in tension.sides:
            own = side.id if side.id and side.id not in found.values() else ""
            found[side.key] = own or slug(side.short or side.title, set(found.values()), "side", self._names.language)
        return found

    def _tension(self, key: str, tension: DraftTension) -> Tension:
        return Tension(
            id=self._names.tensions[key],
            title=self._fit(tension.title),
            question=self._fit(tension.question),
            sides=tuple(self._side(self._sides[key][side.key], side) for side in tension.sides),
        )

    def _side(self, side_id: str, side: DraftSide) -> Side:
        title = side.title if self._draft.exact else line(side.title)
        return Side(id=side_id, title=title, short=self._fit(side.short))

    def _stakeholder(self, key: str) -> Stakeholder:
        one = self._draft.stakeholders[key]
        return Stakeholder(
            id=self._names.stakeholders[key],
            name=self._fit(one.name),
            short=self._fit(one.short),
            kind=self._fit(one.kind),
            part_of=self._names.stakeholders.get(one.part_of or ""),
            interests=self._fit(one.interests),
            power=one.power,
            interest=one.interest,
        )

    def _source(self, key: str, source: DraftSource) -> Source:
        url, title = self._fit(source.url), self._fit(source.title)
        if url is not None and not is_web_address(url):
            self._ledger.changed("source", key, url, "its title is what the file has in place of a web address")
            title, url = f"{title} ({url})" if title else url, None
        return Source(
            id=self._names.sources[key],
            title=title,
            short=self._fit(source.short),
            author=self._fit(source.author),
            publisher=self._fit(source.publisher),
            date=self._fit(source.date),
            url=url,
            accessed=self._fit(source.accessed),
            copy=self._fit(source.copy),
            copy_sha256=self._fit(source.copy_sha256),
        )
