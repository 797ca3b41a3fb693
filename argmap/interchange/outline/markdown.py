"""A Markdown outline: nested lists, or nested headings where there is no list.

Published source: CommonMark 0.31 (https://spec.commonmark.org/), as ``markdown-it-py`` reads it. In CommonMark the
second sign of ``- + text`` begins a list in a list; here it says that the item is for or against the one above.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.interchange.draft import Draft
from argmap.interchange.file import File, Unreadable, line
from argmap.interchange.ledger import Ledger
from argmap.interchange.outline.tree import Item, marked, plant
from argmap.interchange.yaml_values import read_yaml, told
from argmap.model.types import Kind

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


def inline(block: SyntaxTreeNode) -> tuple[str, list[tuple[str, str]]]:
    """The text of a block without its markup, and its web links."""
    links: list[tuple[str, str]] = []
    words: list[str] = []
    for inline in block.children:
        for node in inline.children:
            words.append("".join(words_of(node)))
            if node.type == "link":
                links.append((words[-1], str(node.attrs.get("href", ""))))
    return line("".join(words)), links


_LINE_BREAK = re.compile(r"(?i)<br\b")


def words_of(node: SyntaxTreeNode) -> list[str]:
    """The pieces of the text of a node."""
    if node.type in {"softbreak", "hardbreak"}:
        return [" "]
    if node.type == "html_inline":
        return [" "] if _LINE_BREAK.match(node.content) else []
    if node.is_nested or node.children:
        return [word for child in node.children for word in words_of(child)]
    return [node.content]


def is_sign(block: SyntaxTreeNode) -> bool:
    """Whether a list begins in the line in which the item around it begins: its bullet is a sign of that item."""
    above = block.parent
    return (
        above is not None
        and above.type == "list_item"
        and above.children[0] is block
        and block.markup in {"+", "-"}
        and bool(block.map and above.map and block.map[0] == above.map[0])
    )


def place_of(node: SyntaxTreeNode) -> str:
    """Where a node begins."""
    return f"line {node.map[0] + 1}" if node.map else "outline"


MOST_CHARACTERS = 4 * 2**20
_LIST_LINE = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S", re.MULTILINE)
_HEADING_LINE = re.compile(r"^#{1,6} \S", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n([\s\S]*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_CHECK_BOX = re.compile(r"\[[ xX]\] +")
_LISTS = {"bullet_list", "ordered_list"}
_LEFT_OUT = {
    "fence": "code block",
    "code_block": "code block",
    "html_block": "HTML block",
    "hr": "rule",
}


def is_markdown(file: File) -> bool:
    """Whether a file has lists or headings of Markdown."""
    return bool(_LIST_LINE.search(file.text) or _HEADING_LINE.search(file.text))


def read_markdown(file: File, ledger: Ledger) -> Draft:
    """The draft of an outline. Raises Unreadable when it has neither a list nor headings below its title."""
    if len(file.text) > MOST_CHARACTERS:
        raise Unreadable(
            f"The outline has {len(file.text):,} characters; at most {MOST_CHARACTERS:,} can be imported."
        )
    return _Reader(file.text, ledger).draft


class _Reader:
    def __init__(self, text: str, ledger: Ledger) -> None:
        from markdown_it import MarkdownIt
        from markdown_it.tree import SyntaxTreeNode

        self._ledger = ledger
        self.draft = Draft()
        text = self._front_matter(text)
        parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
        self._blocks = SyntaxTreeNode(parser.parse(text)).children
        below = {
            bullet for block in self._blocks for item in block.children for bullet in self._bullets(item.children)
        }
        self._tells_below = "+" in below
        self._tells_at_top = {"+", "-"} <= self._bullets(self._blocks, deeper=False)
        by_list = any(block.type in _LISTS for block in self._blocks)
        items = self._of_lists() if by_list else self._of_headings()
        if not items:
            raise Unreadable("No outline was found: claims are items of a list, or headings below the title.")
        plant(self.draft, items, ledger)

    def _front_matter(self, text: str) -> str:
        """Take the front matter, and leave blank lines in its place, so that lines keep their numbers."""
        found = _FRONT_MATTER.match(text)
        if found is None:
            return text
        fields = read_yaml(found[1], text.count("\n", 0, found.start(1)) + 1).plain()
        for name, value in fields.items() if isinstance(fields, dict) else ():
            self._ledger.read("front matter field")
            words = told(value)
            if name.lower() == "title":
                self.draft.title = words
            elif name.lower() == "question":
                self.draft.question = words
            elif name.lower() in {"lang", "language"}:
                self.draft.language = words
            else:
                self._ledger.left_out(
                    "front matter field", "front matter", f"{name}: {words}", "a map has no place for it"
                )
        return "\n" * found[0].count("\n") + text[found.end() :]

    # Blocks

    def _of_lists(self) -> list[Item]:
        items: list[Item] = []
        headings: list[tuple[int, str]] = []
        summary: list[str] = []
        for block in self._blocks:
            if block.type in _LISTS:
                found = self._list(block, 0)
                for item in found:
                    _tag(item, [title for _, title in headings])
                items += found
            elif block.type == "heading":
                self._heading(block, headings)
            elif block.type == "paragraph" and not items and not headings:
                self._ledger.read("paragraph")
                summary.append(inline(block)[0])
            else:
                self._leave_out(block)
        self.draft.summary = " ".join(summary) or None
        return items

    def _heading(self, block: SyntaxTreeNode, headings: list[tuple[int, str]]) -> None:
        text, level = inline(block)[0], int(block.tag[1:])
        self._ledger.read("heading")
        if not self.draft.title:
            self._name(text)
            return
        while headings and headings[-1][0] >= level:
            headings.pop()
        headings.append((level, text))

    def _name(self, title: str) -> None:
        self.draft.title = title
        if title.endswith("?"):
            self.draft.question = title

    def _of_headings(self) -> list[Item]:
        """The items of an outline that is made of headings: each a claim below the nearest higher one."""
        items: list[Item] = []
        open_items: list[tuple[int, Item]] = []
        for block in self._blocks:
            if block.type == "heading":
                self._heading_item(block, items, open_items)
            elif block.type == "paragraph" and open_items:
                self._ledger.read("paragraph")
                text, links = inline(block)
                self._ledger.changed("paragraph", place_of(block), text, "it is in the note of the claim above it")
                open_items[-1][1].notes.append(text)
                open_items[-1][1].links += links
            else:
                self._leave_out(block)
        return items

    def _heading_item(self, block: SyntaxTreeNode, items: list[Item], open_items: list[tuple[int, Item]]) -> None:
        text, links = inline(block)
        level = int(block.tag[1:])
        if not self.draft.title and level == 1:
            self._ledger.read("heading")
            self._name(text)
            return
        while open_items and open_items[-1][0] >= level:
            open_items.pop()
        stance, text = marked(text)
        item = Item(text, place_of(block), stance, links=links)
        (open_items[-1][1].children if open_items else items).append(item)
        open_items.append((level, item))

    # Lists

    def _bullets(self, blocks: list[SyntaxTreeNode], deeper: bool = True) -> set[str]:
        """The bullets of the lists among some blocks, and of those in them; signs of items are none."""
        found: set[str] = set()
        for block in blocks:
            if block.type in _LISTS:
                if not is_sign(block):
                    found.add(block.markup)
                if deeper:
                    for item in block.children:
                        found |= self._bullets(item.children)
        return found

    def _list(self, block: SyntaxTreeNode, depth: int) -> list[Item]:
        """The items of a list. Where some bullets are pluses, bullets distinguish for from against."""
        stance: Kind | None = None
        if (self._tells_below if depth else self._tells_at_top) and block.markup in {"+", "-"}:
            stance = "supports" if block.markup == "+" else "objects_to"
        return [found for item in block.children if (found := self._item(item, depth, stance)) is not None]

    def _item(self, node: SyntaxTreeNode, depth: int, stance: Kind | None) -> Item | None:
        children = list(node.children)
        if children and children[0].type in _LISTS and is_sign(children[0]):
            sign = children.pop(0)
            stance = "supports" if sign.markup == "+" else "objects_to"
            inner = sign.children[0]
            children = [*inner.children, *children]
            extra = self._list_of(sign.children[1:], depth)
        else:
            extra = []
        found = Item("", place_of(node), stance)
        for child in children:
            self._part(found, child, depth)
        found.children += extra
        if found.text:
            return found
        if found.children:
            self._ledger.extra("item", found.place, "", "it has no text of its own; what is below it stays")
            return Item(found.children[0].text, found.place, stance, found.children[0].children + found.children[1:])
        return None

    def _list_of(self, nodes: list[SyntaxTreeNode], depth: int) -> list[Item]:
        return [found for node in nodes if (found := self._item(node, depth, None)) is not None]

    def _part(self, item: Item, block: SyntaxTreeNode, depth: int) -> None:
        """Take one block of an item: its text, a list below it, or what more is said of it."""
        if block.type in _LISTS:
            item.children += self._list(block, depth + 1)
        elif block.type in {"paragraph", "heading"}:
            text, links = inline(block)
            item.links += links
            if item.text:
                self._ledger.read("paragraph")
                self._ledger.changed("paragraph", place_of(block), text, "it is in the note of its item")
                item.notes.append(text)
                return
            box = _CHECK_BOX.match(text)
            if box is not None:
                self._ledger.extra("check box", place_of(block), text, "a map has none")
                text = text[box.end() :]
            stance, item.text = marked(text)
            item.stance = stance or item.stance
        elif block.type == "blockquote":
            for quoted in block.children:
                if quoted.type == "paragraph":
                    text, links = inline(quoted)
                    self._ledger.read("quote")
                    self._ledger.changed(
                        "quote", place_of(quoted), text, "it is in the note of its item, as it has no source"
                    )
                    item.notes.append(f"“{text}”")
                    item.links += links
                else:
                    self._leave_out(quoted)
        else:
            self._leave_out(block)

    def _leave_out(self, block: SyntaxTreeNode) -> None:
        words = line(block.content if not block.is_nested else " ".join(words_of(block)))
        kind = _LEFT_OUT.get(block.type, block.type.replace("_", " "))
        self._ledger.extra(kind, place_of(block), words, "it is not an item of a list")


def _tag(item: Item, tags: list[str]) -> None:
    item.tags = [*item.tags, *tags]
    for child in item.children:
        _tag(child, tags)
