"""OPML, the outline format of many outliners and mind maps, read and written.

Published source: OPML 2.0 (http://opml.org/spec2.opml). Attributes ``type``, ``id`` and ``how``, which the standard
leaves to programs, say in a file of argmap which claims, links, tensions, sides and sources its outlines are; what
was added to them since then is read like any other outline. A sign before each text says how it argues about the one
above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.escape import for_xml_exactly
from argmap.excerpt import excerpt
from argmap.interchange.build import is_web_address
from argmap.interchange.draft import Draft, DraftSide, DraftSource, DraftTension
from argmap.interchange.file import EXPORT_AGAIN, File, Unreadable
from argmap.interchange.ledger import Ledger
from argmap.interchange.outline.tree import BEARINGS, Bearing, Item, marked, plant
from argmap.interchange.outline.xml_tree import Element, begins_as_xml, plain, read_xml
from argmap.interchange.sheets.table import column_of, how_of
from argmap.interchange.sheets.writer import HOW
from argmap.model.index import Index
from argmap.model.names import source_line
from argmap.model.types import Claim
from argmap.views.outline.build import OutlineEntry, outline
from argmap.views.source_numbers import source_numbers
from argmap.views.wording import lines_of_citations, position_said, source_mark
from argmap.vocabulary import ASSUMED, LINKED_SIGN, RELATIONS, SEE, SIDE_LEAD, TENSION_LEAD, capital

_PARTS = frozenset({"tension", "side", "source"})
_CLAIMS = frozenset({"claim", "reference"})
_HOW: Mapping[str, Bearing] = {bearing: bearing for bearing in BEARINGS}
_ADDRESSES = ("url", "htmlUrl", "xmlUrl")
_NOTES = ("_note", "note", "description")


def is_opml(file: File) -> bool:
    """Whether a file is OPML."""
    return begins_as_xml(file.text) and "<opml" in file.text[:10_000]


def read_opml(file: File, ledger: Ledger) -> Draft:
    """The draft of an outline. Raises Unreadable when the file is not OPML or has no outline in it."""
    root = read_xml(file.text)
    body = root.first("body")
    if root.name != "opml" or body is None:
        raise Unreadable(f"OPML is an 'opml' element with a 'body', and this is not. {EXPORT_AGAIN}", 1, 1)
    draft = Draft()
    _head(draft, root.first("head"), ledger)
    items = _items(body, draft, ledger)
    if not items:
        raise Unreadable("The outline is empty. Write an 'outline' element with a text in its body.", body.line)
    plant(draft, items, ledger)
    return draft


def _head(draft: Draft, head: Element | None, ledger: Ledger) -> None:
    for field in head.children if head is not None else ():
        words = " ".join(field.text.split())
        if not words:
            continue
        ledger.read("head field")
        if field.name == "title":
            draft.title = words
            draft.question = words if words.endswith("?") else None
        else:
            ledger.left_out("head field", f"line {field.line}", f"{field.name}: {words}", "a map has no place for it")


def _items(parent: Element, draft: Draft, ledger: Ledger) -> list[Item]:
    """The items in an element. Elements that stand for other parts of a map are added to the draft."""
    items: list[Item] = []
    for element in parent.children:
        kind = element.attributes.get("type", "")
        if kind in _PARTS and element.attributes.get("id"):
            _part(element, kind, draft, ledger)
            items += _items(element, draft, ledger)
        elif kind == "sources":
            _items(element, draft, ledger)
        elif kind == "question":
            draft.question = element.attributes.get("text", "")
        elif (found := _item(element, draft, ledger)) is not None:
            items.append(found)
    return items


def _part(element: Element, kind: str, draft: Draft, ledger: Ledger) -> None:
    """Add a tension, a side of the tension before it, or a source."""
    given = element.attributes
    key, title = given["id"], given.get("title")
    if kind == "tension":
        ledger.read("tension")
        draft.tensions[key] = DraftTension(title, given.get("question"), id=key)
    elif kind == "side" and draft.tensions:
        list(draft.tensions.values())[-1].sides.append(DraftSide(key, title or given.get("text", ""), key))
    elif kind == "source":
        ledger.read("source")
        draft.sources[key] = DraftSource(title, given.get("url"), key)


def _item(element: Element, draft: Draft, ledger: Ledger) -> Item | None:
    place = f"line {element.line}"
    if element.name != "outline":
        ledger.extra("element", place, f"{element.name}: {element.text}", "it is not part of the outline")
        return None
    given = element.attributes
    if given.get("type") == "missing":
        ledger.extra("item", place, given.get("text", ""), "its map names this claim and does not contain it")
        return None
    children = _items(element, draft, ledger)
    if given.get("type") in _CLAIMS:
        item = _own(given, place, children)
    else:
        text, links = plain(given.get("text") or given.get("title") or "")
        stance, text = marked(text)
        item = Item(text, place, stance, children, links)
        for name, value in given.items():
            _attribute(item, name, value, ledger)
    if not item.text and children:
        ledger.extra("item", place, "", "it has no text of its own; what is below it stays")
        first = children[0]
        return Item(first.text, first.place, first.stance, [*first.children, *children[1:]], first.links, first.notes)
    return item if item.text else None


def _own(given: dict[str, str], place: str, children: list[Item]) -> Item:
    """The item of a claim that argmap wrote. A sign that was changed since counts more than the attribute."""
    text = given.get("text", "")
    stance, bare = marked(text) if given.get("how") else (None, text)
    item = Item(bare, place, stance or _HOW.get(given.get("how", "").replace(" ", "_")), children)
    item.id, item.again = given.get("id", ""), given["type"] == "reference"
    item.tension, item.side = given.get("tension"), given.get("side")
    item.notes = [note] if (note := given.get("_note", "").strip()) else []
    item.tags = [tag for tag in given.get("category", "").split(",") if tag]
    return item


def _attribute(item: Item, name: str, value: str, ledger: Ledger) -> None:
    if name == "text" or not value.strip() or (name == "title" and value == item.text):
        return
    if name in _ADDRESSES:
        item.links.append(("", value))
    elif name in _NOTES:
        text, links = _note(value)
        ledger.read("note")
        item.notes.append(text)
        item.links += links
    elif name == "category":
        item.tags += [tag.strip("/ ") for tag in value.split(",")]
    elif column_of(name) == "how" and item.stance is None and (how := how_of(value)) is not None:
        item.stance = how
    else:
        ledger.extra("attribute", item.place, f"{name}: {value}", "a map has no place for it")


def _note(value: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of a note, in which line ends stay, and its web links."""
    lines = [plain(text) for text in value.split("\n")]
    return "\n".join(text for text, _ in lines).strip(), [link for _, links in lines for link in links]


DEEPEST = 60
"""Levels of the outline. Deeper claims are at this level with its level before it, as programs that read outlines
go down by recursion."""


def write_opml(index: Index) -> str:
    """The outline of the map as OPML, ending with a newline. The notes of its editors are not in it."""
    return "\n".join(_document(index)) + "\n"


def _document(index: Index) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<opml version="2.0">'
    yield f"  <head><title>{for_xml_exactly(index.map.title)}</title></head>"
    yield "  <body>"
    if index.map.question:
        yield f"    <outline {_attributes({'text': index.map.question, 'type': 'question'})}/>"
    numbers = source_numbers(index)
    yield from _nested(index, numbers)
    yield from _sources(index, numbers)
    yield "  </body>"
    yield "</opml>"


def _nested(index: Index, numbers: dict[str, int]) -> Iterator[str]:
    """The elements of the outline. An element is closed before the next one that is not deeper."""
    waiting = ""
    depth = -1
    for entry in outline(index):
        level = min(entry.depth, DEEPEST)
        if waiting:
            yield f"{waiting}>" if level > depth else f"{waiting}/>"
        for closed in range(depth - 1, level - 1, -1):
            yield f"{_indent(closed)}</outline>"
        values = _values(index, entry, numbers)
        if entry.depth > DEEPEST:
            values["text"] = f"({entry.depth}) {values['text']}"
        waiting, depth = f"{_indent(level)}<outline {_attributes(values)}", level
    if waiting:
        yield f"{waiting}/>"
    for closed in range(depth - 1, -1, -1):
        yield f"{_indent(closed)}</outline>"


def _indent(level: int) -> str:
    return "  " * (level + 2)


def _attributes(values: dict[str, str]) -> str:
    return " ".join(f'{name}="{for_xml_exactly(value)}"' for name, value in values.items() if value)


def _values(index: Index, entry: OutlineEntry, numbers: dict[str, int]) -> dict[str, str]:
    if entry.role == "tension":
        tension = index.tensions[entry.id]
        words = ". ".join(part for part in (tension.title, tension.question) if part) or entry.id
        own = {"title": tension.title or "", "question": tension.question or ""}
        return {"text": f"{TENSION_LEAD} {words}", "type": "tension", "id": entry.id, **own}
    if entry.role == "side":
        title = next(side.title for side in index.tensions[entry.tension or ""].sides if side.id == entry.id)
        return {"text": f"{SIDE_LEAD} {title}", "type": "side", "id": entry.id, "title": title}
    claim = index.claims.get(entry.id)
    how, sign = _how(entry)
    if claim is None:
        return {"text": f"{sign}(missing claim)", "type": "missing"}
    if entry.elsewhere:
        text = f"{sign}{excerpt(claim.text)} ({SEE[entry.elsewhere]})"
        return {"text": text, "type": "reference", "id": claim.id, "how": how}
    tags = ",".join(claim.tags)
    note = "\n".join(_on_record(index, claim, numbers))
    side = {"tension": claim.tension or "", "side": claim.side or ""}
    return {"text": sign + claim.text, "type": "claim", "id": claim.id, "how": how, **side, "category": tags} | {
        "_note": note
    }


def _how(entry: OutlineEntry) -> tuple[str, str]:
    """How a claim argues about the one above it, in a word and as a sign before its text."""
    if entry.reason is None:
        return "", ""
    if entry.role == "linked":
        return "with", f"{LINKED_SIGN} "
    return HOW[entry.reason.kind], f"{RELATIONS[entry.reason.kind].sign} "


def _on_record(index: Index, claim: Claim, numbers: dict[str, int]) -> Iterator[str]:
    """What is known of a claim, a line each: that it is assumed, who holds it, what it and its links cite."""
    if claim.assumed:
        yield capital(ASSUMED)
    for position in claim.positions:
        yield position_said(index, position) + source_mark(position.source, numbers)
    yield from lines_of_citations(claim, numbers)


def _sources(index: Index, numbers: dict[str, int]) -> Iterator[str]:
    if not numbers:
        return
    yield f"{_indent(0)}<outline {_attributes({'text': 'Sources', 'type': 'sources'})}>"
    for name, number in numbers.items():
        source = index.sources[name]
        url = source.url if source.url and is_web_address(source.url) else ""
        values = {"text": f"[{number}] {source_line(source)}", "type": "source", "id": source.id}
        yield f"{_indent(1)}<outline {_attributes({**values, 'title': source.title or '', 'url': url})}/>"
    yield f"{_indent(0)}</outline>"
