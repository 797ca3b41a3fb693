"""FreeMind and Freeplane mind maps (``.mm``).

Published source: FreeMind's file format, ``freemind.xsd`` of FreeMind 1.0. The root node is the question or the main
claim; an icon of a tick or a plus is for, of a cross or a minus against.
"""

from __future__ import annotations

from argmap.interchange.draft import Draft
from argmap.interchange.file import EXPORT_AGAIN, File, Unreadable
from argmap.interchange.ledger import Ledger
from argmap.interchange.outline.tree import Item, marked, plant
from argmap.interchange.outline.xml_tree import Element, begins_as_xml, plain, read_xml
from argmap.model.types import Kind

_ICONS: dict[str, Kind] = {
    "button_ok": "supports",
    "addition": "supports",
    "emoji-2795": "supports",
    "button_cancel": "objects_to",
    "subtraction": "objects_to",
    "emoji-2796": "objects_to",
}
_OF_LAYOUT = frozenset("edge font cloud hook properties attribute_layout map_styles".split())


def is_freemind(file: File) -> bool:
    """Whether a file is a FreeMind map."""
    return begins_as_xml(file.text) and "<map" in file.text[:10_000] and "<node" in file.text


def read_freemind(file: File, ledger: Ledger) -> Draft:
    """The draft of a mind map. Raises Unreadable when the file is not one."""
    root = read_xml(file.text)
    node = root.first("node")
    if root.name != "map" or node is None:
        raise Unreadable(
            f"A FreeMind map is a 'map' element with a 'node' in it, and this is not. {EXPORT_AGAIN}", 1, 1
        )
    draft = Draft()
    item = _item(node, ledger)
    draft.title = item.text
    if item.text.endswith("?"):
        ledger.read("question")
        draft.question = item.text
        items = item.children
    else:
        items = [item]
    if not items:
        raise Unreadable("The mind map is empty. Write a text in a node.")
    plant(draft, items, ledger)
    return draft


def _item(node: Element, ledger: Ledger) -> Item:
    place = f"line {node.line}"
    given = node.attributes
    text, links = plain(given.get("TEXT") or _rich(node) or given.get("LOCALIZED_TEXT") or "")
    stance, text = marked(text)
    item = Item(text or "(no text)", place, stance, links=links)
    if given.get("LINK"):
        item.links.append(("", given["LINK"]))
    for child in node.children:
        if child.name == "node":
            item.children.append(_item(child, ledger))
        else:
            _part(item, child, ledger)
    return item


def _rich(node: Element) -> str:
    """The text of a node that is given as HTML."""
    found = (child for child in node.children if child.name == "richcontent")
    return next((child.text for child in found if child.attributes.get("TYPE") == "NODE"), "")


def _part(item: Item, part: Element, ledger: Ledger) -> None:
    place = f"line {part.line}"
    icon = part.attributes.get("BUILTIN", "")
    if part.name == "icon" and icon in _ICONS:
        item.stance = item.stance or _ICONS[icon]
    elif part.name == "richcontent":
        if part.attributes.get("TYPE") in {"NOTE", "DETAILS"}:
            ledger.read("note")
            item.notes.append(" ".join(part.text.split()))
    elif part.name not in _OF_LAYOUT:
        words = " ".join(f"{name}={value}" for name, value in part.attributes.items())
        ledger.extra(part.name, place, words, "a map has no place for it")
