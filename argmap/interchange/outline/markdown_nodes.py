"""The texts of nodes of Markdown: without markup, with the links in them and their places."""

from __future__ import annotations

from markdown_it.tree import SyntaxTreeNode

from argmap.interchange.prose import line


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


def words_of(node: SyntaxTreeNode) -> list[str]:
    """The pieces of the text of a node."""
    if node.type in {"softbreak", "hardbreak"}:
        return [" "]
    if node.type == "html_inline":
        return []
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
