"""A Kialo export as a draft.

Pro and con become support and objection; ``-> See 1.2.`` is one more target of the claim 1.2; footnotes become
citations; a question's theses become the sides of a tension.
"""

from __future__ import annotations

import re

from argmap.interchange.draft import (
    Draft,
    DraftCitation,
    DraftClaim,
    DraftLink,
    DraftSide,
    DraftSource,
    DraftTension,
)
from argmap.interchange.file import File
from argmap.interchange.kialo.lines import Entry, ListedSource, read_lines
from argmap.interchange.kialo.text import Link, footnotes, quotation, unescaped, web_links, without_locator
from argmap.interchange.ledger import Ledger
from argmap.interchange.prose import flowing, line, shortened
from argmap.model.types import Kind

_SEE = re.compile(r"-> See (\d+(?:\.\d+)*)\.?")
_SEE_DISCUSSION = re.compile(r"-> See discussion #(\d+)(?:: ?(.*))?", re.DOTALL)
_KINDS: dict[str, Kind] = {"Pro": "supports", "Con": "objects_to"}
_NAMES = {"Pro": "support", "Con": "objection"}
QUESTION = "question"
SHORT_SIDE = 40
"""Characters of the short name of a side."""


def read_kialo(file: File, ledger: Ledger) -> Draft:
    """The draft of an export. Raises Unreadable when it is none."""
    return _Reader(file.text, ledger).draft


class _Reader:
    def __init__(self, text: str, ledger: Ledger) -> None:
        self._ledger = ledger
        export = read_lines(text)
        self.draft = Draft(title=export.title)
        self._sources = {source.number: source for source in export.sources}
        self._known = frozenset(self._sources)
        self._cited: set[str] = set()
        self._keys: dict[str, str] = {}
        """The key of the claim that an entry number stands for."""
        self._question = ""
        self._see: dict[str, str] = {}
        later: list[tuple[Entry, str]] = []
        for entry in export.entries:
            see = _SEE.fullmatch(line(" ".join(entry.lines)))
            if see is not None:
                later.append((entry, see[1]))
                self._see[entry.number] = see[1]
            else:
                self._entry(entry)
        for entry, number in later:
            self._second_target(entry, number)
        self._list_sources()
        self._drop_tension_of_one_side()
        for line_number, words in export.loose:
            ledger.extra("line", f"line {line_number}", words, "it belongs to no claim and no source")

    # Entries

    def _entry(self, entry: Entry) -> None:
        place = f"line {entry.line}"
        raw = flowing(entry.lines)
        if entry.label == "Question" and not self._question and not entry.parent:
            self._asks(entry, raw)
            return
        elsewhere = _SEE_DISCUSSION.fullmatch(raw)
        if elsewhere is not None:
            self._other_discussion(entry, elsewhere[1], line(elsewhere[2] or ""), raw)
            return
        claim = self._claim(entry, raw, place)
        if entry.label in _KINDS:
            self._link(claim, entry, place)
        elif entry.parent and entry.parent == self._question:
            self._side(claim)
        elif entry.parent:
            self._ledger.extra("thesis", place, claim.text, f"{entry.parent}. is not a question for it to answer")

    def _claim(self, entry: Entry, raw: str, place: str) -> DraftClaim:
        self._ledger.read("claim")
        key = entry.number if entry.number not in self.draft.claims else f"{entry.number} in {place}"
        self._keys[entry.number] = key
        text, notes = footnotes(raw, self._known)
        text, links = web_links(text)
        claim = self.draft.claim(DraftClaim(key, _tidy(unescaped(text)), place))
        for note in notes:
            self._footnote(claim, note.number, note.locator)
        for link in links:
            self._web_link(claim, link)
        return claim

    def _link(self, claim: DraftClaim, entry: Entry, place: str) -> None:
        self._ledger.read(_NAMES[entry.label])
        if entry.parent == self._question:
            self._ledger.left_out(_NAMES[entry.label], place, claim.text, "nothing can be for or against a question")
            return
        parent = self._resolved(entry.parent)
        claim.links.append(DraftLink(_KINDS[entry.label], self._keys.get(parent, parent), place))

    def _resolved(self, number: str) -> str:
        """The number of the entry that ``number`` stands for, past entries that only point to another."""
        seen: set[str] = set()
        while number in self._see and number not in seen:
            seen.add(number)
            number = self._see[number]
        return number

    def _second_target(self, entry: Entry, number: str) -> None:
        place = f"line {entry.line}"
        name = _NAMES.get(entry.label, "thesis")
        self._ledger.read(name)
        claim = self.draft.claims.get(self._keys.get(self._resolved(number), ""))
        words = f"-> See {number}."
        if claim is None:
            self._ledger.left_out(name, place, words, "the file has no claim of that number")
        elif entry.label not in _KINDS:
            self._ledger.left_out(name, place, words, "it points to a claim without being for or against anything")
        else:
            parent = self._resolved(entry.parent)
            claim.links.append(DraftLink(_KINDS[entry.label], self._keys.get(parent, parent), place))

    def _other_discussion(self, entry: Entry, number: str, title: str, raw: str) -> None:
        """A reason that another discussion gives is a source of the claim that it bears on."""
        name = _NAMES.get(entry.label, "thesis")
        place = f"line {entry.line}"
        self._ledger.read(name)
        claim = self.draft.claims.get(self._keys.get(self._resolved(entry.parent), ""))
        if claim is None:
            self._ledger.left_out(name, place, raw, "it points to another discussion and has no parent")
            return
        key = f"discussion #{number}"
        self.draft.sources.setdefault(key, DraftSource(title=title or f"Discussion #{number}", publisher="Kialo"))
        claim.sources.append(DraftCitation(key, locator=f"discussion #{number}"))
        self._ledger.changed(name, place, raw, "another discussion is cited as a source of its parent")

    # A question and its theses

    def _asks(self, entry: Entry, raw: str) -> None:
        self._ledger.read("question")
        text, notes = footnotes(raw, self._known)
        self._question = entry.number
        self.draft.question = line(unescaped(web_links(text)[0]))
        self.draft.tensions[QUESTION] = DraftTension(question=self.draft.question)
        for note in notes:
            self._ledger.extra("footnote", f"line {entry.line}", f"[{note.number}]", "a question cites no source")

    def _side(self, claim: DraftClaim) -> None:
        short = shortened(claim.text.rstrip("."), SHORT_SIDE)
        side = DraftSide(claim.key, claim.text, short=short)
        self.draft.tensions[QUESTION].sides.append(side)
        claim.tension, claim.side = QUESTION, side.key

    def _drop_tension_of_one_side(self) -> None:
        """A question with fewer than two answers is the question of the map and no tension."""
        for key in [key for key, tension in self.draft.tensions.items() if len(tension.sides) < 2]:
            for side in self.draft.tensions.pop(key).sides:
                claim = self.draft.claims[side.key]
                claim.tension = claim.side = None

    # Sources

    def _footnote(self, claim: DraftClaim, number: str, locator: str | None) -> None:
        self._ledger.read("footnote")
        self._cited.add(number)
        listed = self._sources[number]
        key, at_source = self._source(listed)
        quote = quotation(listed.more)
        claim.sources.append(DraftCitation(key, locator=locator or at_source, quote=quote))

    def _source(self, listed: ListedSource) -> tuple[str, str | None]:
        """The key of a listed source, one for each address, and where in it the footnote points."""
        first, locator = without_locator(line(listed.first))
        words, links = web_links(first)
        if links and words == links[0].words:
            first, title = links[0].url, links[0].words
        else:
            title = ""
        key = line(first) or f"source {listed.number}"
        is_address = re.match(r"(?i)https?://\S+$", key) is not None
        self.draft.sources.setdefault(
            key, DraftSource(url=key, title=title or None) if is_address else DraftSource(title=unescaped(key))
        )
        return key, locator

    def _web_link(self, claim: DraftClaim, link: Link) -> None:
        self._ledger.read("web link")
        self._ledger.changed("web link", claim.place, link.url, "its words stay in the text, its address is a source")
        self.draft.sources.setdefault(link.url, DraftSource(url=link.url, title=link.words or None))
        claim.sources.append(DraftCitation(link.url))

    def _list_sources(self) -> None:
        for listed in self._sources.values():
            self._ledger.read("source")
            place = f"line {listed.line}"
            quote = quotation(listed.more)
            if quote is not None:
                self._ledger.read("quote")
            if listed.number not in self._cited:
                self._source(listed)
                if quote is not None:
                    self._ledger.left_out("quote", place, quote, "no claim has a footnote to its source")


_BEFORE_STOP = re.compile(r"[ ]+([.,;:!?])(?=\s|$)")


def _tidy(text: str) -> str:
    """``text`` without the spaces that footnotes leave before a full stop."""
    return "\n".join(_BEFORE_STOP.sub(r"\1", part).strip() for part in text.split("\n"))
