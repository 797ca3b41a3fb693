"""Finding the comments of a YAML text by taking its scalars away."""

from __future__ import annotations

from argmap.text.nodes import Mapping, Node, Sequence, compose
from argmap.text.report import silent


def comments_in(text: str) -> list[str]:
    """The comments of ``text``, sorted."""
    spans: list[tuple[int, int]] = []
    root = compose(text, silent(text))
    if root is not None:
        _scalars(text, root, spans)
    bare = list(text)
    for start, end in spans:
        for at in range(start, end):
            if bare[at] != "\n":
                bare[at] = "x"
    found = [line[line.index("#") :].rstrip() for line in "".join(bare).split("\n") if "#" in line]
    return sorted(found)


def _scalars(text: str, node: Node, spans: list[tuple[int, int]]) -> None:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            spans.append((key.start_mark.index, key.end_mark.index))
            _scalars(text, value, spans)
    elif isinstance(node, Sequence):
        for item in node.items:
            _scalars(text, item, spans)
    else:
        start = node.start_mark.index
        if node.style in ("|", ">"):
            start = text.index("\n", start)
        spans.append((start, node.end_mark.index))
