"""A Kialo export as a draft.

Its lines are numbered entries, a title and a list of sources. Pro and con become support and objection; ``-> See
1.2.`` is one more target of the claim 1.2; footnotes become citations; a question's theses become the sides of a
tension.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from argmap.excerpt import excerpt
from argmap.interchange.draft import (
    Draft,
    DraftCitation,
    DraftClaim,
    DraftLink,
    DraftSide,
    DraftSource,
    DraftTension,
)
from argmap.interchange.file import MOST_THINGS, File, Unreadable, clean, flowing, line, too_many
from argmap.interchange.ledger import Ledger
from argmap.model.types import Kind

Label = Literal["Thesis", "Question", "Pro", "Con", ""]

TITLE = re.compile(r"Discussion (Title|Name): *(.*)")
_OLD_ENTRY = re.compile(r"(\d{1,6}(?:\.\d{1,6})*)\. (?:(Pro|Con|Thesis|Question): ?)?(.*)")
_NEW_ENTRY = re.compile(r"( *)(\d{1,6}(?:\.\d{1,6})*)\. (Thesis|Question|Pro|Con):\s*")
_REASON = re.compile(r"^ *\d{1,6}(?:\.\d{1,6})+\. (?:Pro|Con):", re.MULTILINE)
"""A line that only exports have, which may have lost the lines before it."""
_SOURCE = re.compile(r"\[(\d{1,6})\] ?(.*)")


class Entry(NamedTuple):
    """One numbered entry: its number as written (``1.2.1``), its label, its lines of text, and its line."""

    number: str
    label: Label
    lines: list[str]
    line: int

    @property
    def parent(self) -> str:
        """The number of the entry above it; empty for a root."""
        return self.number.rpartition(".")[0]


class ListedSource(NamedTuple):
    """One entry of the list of sources: its number, first line, further lines, and its line."""

    number: str
    first: str
    more: list[str]
    line: int


class Export(NamedTuple):
    """A whole export."""

    title: str
    entries: list[Entry]
    sources: list[ListedSource]
    title_line: int
    loose: list[tuple[int, str]]
    """Lines that belong to nothing, with their numbers."""


def is_kialo(file: File) -> bool:
    """Whether a file is an export of either form, its title lost or not."""
    return TITLE.match(file.text.lstrip()) is not None or _REASON.search(file.text) is not None


def read_lines(text: str) -> Export:
    """The parts of an export; the title is empty where its line is lost. Raises Unreadable when it holds no numbered
    entry."""
    lines = text.split("\n")
    at = next((number for number, line in enumerate(lines) if line.strip()), 0)
    found = TITLE.match(lines[at].strip())
    if found is None and _REASON.search(text):
        current = any(map(_NEW_ENTRY.fullmatch, lines))
        return _parts(Export("", [], [], 0, []), lines, 0, current)
    if found is None:
        raise Unreadable("A Kialo export begins with 'Discussion Name:' or 'Discussion Title:'.", at + 1, 1)
    title, title_line, at = found[2], at + 1, at + 1
    if found[1] == "Name" and not title:
        while at < len(lines) and not lines[at].strip():
            at += 1
        if at < len(lines) and _NEW_ENTRY.fullmatch(lines[at]) is None:
            title, title_line, at = lines[at], at + 1, at + 1
    return _parts(Export(title.strip(), [], [], title_line, []), lines, at, found[1] == "Name")


def _parts(export: Export, lines: list[str], at: int, current: bool) -> Export:
    """Add the entries and sources from a line on."""
    end = _sources_begin(lines, at) if current else len(lines)
    _entries(export, lines, at, end, current)
    _sources(export, lines, end + 1)
    if not export.entries:
        raise Unreadable("No claim was found: claims are lines such as '1.1. Pro: ...'.", min(at + 1, len(lines)))
    return export


def _entries(export: Export, lines: list[str], start: int, end: int, current: bool) -> None:
    known: set[str] = set()
    for at in range(start, end):
        entry = (_current if current else _old)(lines[at], at + 1, known)
        if entry is not None:
            known.add(entry.number)
            export.entries.append(entry)
        elif export.entries:
            export.entries[-1].lines.append(lines[at])
        elif lines[at].strip():
            export.loose.append((at + 1, lines[at].strip()))
        if len(export.entries) > MOST_THINGS:
            raise too_many("claims")


def _current(line: str, number: int, known: set[str]) -> Entry | None:
    found = _NEW_ENTRY.fullmatch(line)
    if found is None or len(found[1]) != 2 * found[2].count("."):
        return None
    return Entry(found[2], found[3], [], number)  # type: ignore[arg-type]


def _old(line: str, number: int, known: set[str]) -> Entry | None:
    """The entry that begins in a line. Only the first, the thesis, has no label: further lines of a claim's text may
    begin with a number too."""
    found = _OLD_ENTRY.fullmatch(line)
    if found is None or not (found[2] or not known):
        return None
    return Entry(found[1], found[2] or "", [found[3]], number)  # type: ignore[arg-type]


def _sources_begin(lines: list[str], start: int) -> int:
    """The line of the heading of the list of sources: the first one that a first source follows, or nothing."""
    for at in range(start, len(lines)):
        if lines[at].rstrip() == "Sources:":
            after = next((line for line in lines[at + 1 :] if line.strip()), None)
            if after is None or after.startswith("[1]"):
                return at
    return len(lines)


def _sources(export: Export, lines: list[str], start: int) -> None:
    for at in range(start, len(lines)):
        found = _SOURCE.fullmatch(lines[at])
        if found is not None and int(found[1]) == len(export.sources) + 1:
            export.sources.append(ListedSource(found[1], found[2].strip(), [], at + 1))
        elif export.sources:
            export.sources[-1].more.append(lines[at])
        if len(export.sources) > MOST_THINGS:
            raise too_many("sources")


_FOOTNOTE = re.compile(r"\s*(?<!\\)\[(\d{1,6})\](?!\()(?:\s*\(((?:[^\W\d_]{1,9}\.? ?)?[^()]{0,40}?\d[^()]{0,20})\))?")
_LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.){1,2000})\]\((\S{1,2000}?)(?: \"[^\"]{0,200}\")?\)")
_ESCAPE = re.compile(r"\\([\\\[\]()*_`#>~.!+-])")
_LOCATOR = re.compile(
    r"(?i)(?:pp?|pages?|seiten?|s|para(?:graph)?s?|abs|art|arts|articles?|§+|ch|chap(?:ter)?|sec(?:tion)?s?|fig|table|"
    r"min|fn|n|note|line|lines|vol)\.? ?[\divxlc].*|\d+(?:\s?[-–:]\s?\d+)+"
)


class Footnote(NamedTuple):
    """A reference to a numbered source, with where in it."""

    number: str
    locator: str | None


class Link(NamedTuple):
    """A web link in a text: its words and address."""

    words: str
    url: str


def footnotes(text: str, known: frozenset[str]) -> tuple[str, list[Footnote]]:
    """``text`` without its footnotes, and these; other numbers in brackets are text. ``known`` are the numbers of the
    listed sources."""
    found: list[Footnote] = []

    def take(match: re.Match[str]) -> str:
        number, locator = match[1], match[2]
        if number not in known:
            return match[0]
        if locator and not is_locator(locator):
            found.append(Footnote(number, None))
            return match[0][match[0].index("]") + 1 :]
        found.append(Footnote(number, locator))
        return ""

    return _FOOTNOTE.sub(take, text), found


def is_locator(words: str) -> bool:
    """Whether words in parentheses say where in a source something is, such as ``p. 14``."""
    return _LOCATOR.fullmatch(words.strip()) is not None


def web_links(text: str) -> tuple[str, list[Link]]:
    """``text`` with each Markdown link as its words, and the links."""
    found: list[Link] = []

    def take(match: re.Match[str]) -> str:
        words = unescaped(match[1])
        found.append(Link(words, match[2]))
        return words

    return _LINK.sub(take, text), found


def unescaped(text: str) -> str:
    """``text`` without the backslashes that keep brackets from being links."""
    return _ESCAPE.sub(r"\1", text)


_END_LOCATOR = re.compile(r"\s*\(([^()]{1,40})\)\s*$")


def without_locator(text: str) -> tuple[str, str | None]:
    """``text`` without the location in parentheses that it ends with, and that."""
    found = _END_LOCATOR.search(text)
    if found is None or not is_locator(found[1]):
        return text, None
    return text[: found.start()], found[1]


def quotation(lines: list[str]) -> str | None:
    """The quotation under a source, line by line, without the quotation marks around it; None when there is none."""
    text = clean("\n".join(line.rstrip() for line in lines))
    if len(text) > 1 and text[0] in '"“„«' and text[-1] in '"”“»':
        text = text[1:-1].strip()
    return text or None


_SEE = re.compile(r"-> See (\d+(?:\.\d+)*)\.?")
_SEE_DISCUSSION = re.compile(r"-> See discussion #(\d+)(?:: ?(.*))?", re.DOTALL)
_KINDS: dict[str, Kind] = {"Pro": "supports", "Con": "objects_to"}
_NAMES = {"Pro": "support", "Con": "objection"}
QUESTION = "question"
SHORT_SIDE = 40
"""Characters of the short name of a side."""


def read_kialo(file: File, ledger: Ledger) -> Draft:
    """The draft of an export. Raises Unreadable when the file is not one."""
    return _Reader(file.text, ledger).draft


class _Reader:
    def __init__(self, text: str, ledger: Ledger) -> None:
        self._ledger = ledger
        export = read_lines(text)
        self.draft = Draft(title=export.title or excerpt(flowing(export.entries[0].lines)))
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
        """A reason that another discussion gives becomes a source of the claim that it is about."""
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
        short = excerpt(line(claim.text), SHORT_SIDE)
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
