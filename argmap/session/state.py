"""One state of a document under edit. Its map is there at once; its bytes are worked out when first asked for."""

from __future__ import annotations

from dataclasses import replace

from argmap.mapfile.document import Document
from argmap.mapfile.revise import revise
from argmap.model.types import Map


class State:
    """A map with the label of the edit that made it and the state before.

    The bytes of a state are those of the state before it, revised to its map: whenever they are worked out, and in
    whatever thread, they are the same.
    """

    __slots__ = ("_document", "before", "label", "map")

    def __init__(self, map: Map, label: str, before: State | None, document: Document | None = None) -> None:
        self.map = map
        self.label = label
        self.before = before
        self._document = document

    @property
    def is_settled(self) -> bool:
        """Whether the bytes are known already."""
        return self._document is not None

    @property
    def document(self) -> Document:
        """The document of this state. Raises Refusal when an edit cannot be written into the text."""
        if self._document is not None:
            return self._document
        waiting = [self]
        while (before := waiting[-1].before) is not None and before._document is None:
            waiting.append(before)
        assert before is not None, "a first state has its document"
        document = before.document
        before._forget_text()
        for state in reversed(waiting):
            document = state._document = revise(document, state.map)
        return document

    def _forget_text(self) -> None:
        """Let go of what the document worked out about itself: past states share blocks, and cost little so."""
        if self._document is not None:
            self._document = replace(self._document)
