"""OPML, the outline format of many outliners and mind maps.

Published source: OPML 2.0 (http://opml.org/spec2.opml). Outlines that argmap wrote say by attributes which claims,
tensions and sources they are; what was added to them since then is read like any other outline.
"""

from __future__ import annotations

from collections.abc import Mapping

from argmap.interchange.draft import Draft, DraftSide, DraftSource, DraftTension
from argmap.interchange.file import File
from argmap.interchange.ledger import Ledger
from argmap.interchange.outline.html_text import plain
from argmap.interchange.outline.tree import BEARINGS, Bearing, Item, marked, plant
from argmap.interchange.unreadable import Unreadable
from argmap.interchange.xml_tree import Element, begins_as_xml, read_xml

_PARTS = frozenset({"tension", "side", "source"})
_CLAIMS = frozenset({"claim", "reference"})
_HOW: Mapping[str, Bearing] = {bearing: bearing for bearing in BEARINGS}
_ADDRESSES = ("url", "htmlUrl", "xmlUrl")
_NOTES = ("_note", "note", "description")


def is_opml(file: File) -> bool:
    """Whether a file is OPML."""
    return begins_as_xml(file.text) and "<opml" in file.text[:10_000]


def read_opml(file: File, ledger: Ledger) -> Draft:
    """The draft of an outline. Raises Unreadable when the file is no OPML, or has no outline in it."""
    root = read_xml(file.text)
    body = root.first("body")
    if root.name != "opml" or body is None:
        raise Unreadable("OPML is an 'opml' element with a 'body', and this is not.")
    draft = Draft()
    _head(draft, root.first("head"), ledger)
    items = _items(body, draft, ledger)
    if not items:
        raise Unreadable("The outline is empty.")
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
    """The items in an element. What is no claim but another part of a map is added to the draft."""
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
    else:
        ledger.extra("attribute", item.place, f"{name}: {value}", "a map has no place for it")


def _note(value: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of a note, in which line ends stay, and its web links."""
    lines = [plain(text) for text in value.split("\n")]
    return "\n".join(text for text, _ in lines).strip(), [link for _, links in lines for link in links]
