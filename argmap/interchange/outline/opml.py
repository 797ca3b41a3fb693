"""OPML, the outline format of many outliners and mind maps.

Published source: OPML 2.0 (http://opml.org/spec2.opml).
"""

from __future__ import annotations

from argmap.interchange.draft import Draft
from argmap.interchange.file import File
from argmap.interchange.ledger import Ledger
from argmap.interchange.outline.html_text import plain
from argmap.interchange.outline.tree import Item, marked, plant
from argmap.interchange.unreadable import Unreadable
from argmap.interchange.xml_tree import Element, begins_as_xml, read_xml

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
    items = [found for element in body.children if (found := _item(element, ledger)) is not None]
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


def _item(element: Element, ledger: Ledger) -> Item | None:
    place = f"line {element.line}"
    if element.name != "outline":
        ledger.extra("element", place, f"{element.name}: {element.text}", "it is no outline")
        return None
    text, links = plain(element.attributes.get("text") or element.attributes.get("title") or "")
    children = [found for child in element.children if (found := _item(child, ledger)) is not None]
    stance, text = marked(text)
    item = Item(text, place, stance, children, links)
    for name, value in element.attributes.items():
        _attribute(item, name, value, ledger)
    if not item.text and children:
        ledger.extra("item", place, "", "it has no text of its own; what is below it stays")
        first = children[0]
        return Item(first.text, first.place, first.stance, [*first.children, *children[1:]], first.links, first.notes)
    return item if item.text else None


def _attribute(item: Item, name: str, value: str, ledger: Ledger) -> None:
    if name == "text" or not value.strip() or (name == "title" and value == item.text):
        return
    if name in _ADDRESSES:
        item.links.append(("", value))
    elif name in _NOTES:
        text, links = plain(value)
        ledger.read("note")
        item.notes.append(text)
        item.links += links
    elif name == "category":
        item.tags += [tag.strip("/ ") for tag in value.split(",")]
    else:
        ledger.extra("attribute", item.place, f"{name}: {value}", "a map has no place for it")
