"""The YAML of David Sanson's ``argmap`` and of ``argview``, in which claims and reasons alternate.

Published source: https://github.com/dsanson/argmap, README. A claim's value names reasons, a reason's value names the
claims that are its premises together; a reason whose name begins with ``o`` or ``-`` is an objection, and a claim
whose text begins with ``-`` is an implicit one.
"""

from __future__ import annotations

import re

from argmap.interchange.draft import Draft, DraftClaim, DraftLink
from argmap.interchange.file import MOST_THINGS, File, Unreadable, line, too_many
from argmap.interchange.ledger import Ledger
from argmap.interchange.yaml_values import Node, read_yaml

_REASON = re.compile(r"^ +(?:[ro-]\w{0,20}|other\w*)\s*:\s*(?:#.*)?$", re.MULTILINE)
IMPLICIT = "implicit"


def is_dsanson(file: File) -> bool:
    """Whether a file is YAML with reasons such as ``r1:`` and ``o1:`` under its keys."""
    first = file.text.lstrip()[:1]
    return first not in {"{", "[", "<", "#", ""} and _REASON.search(file.text) is not None and ":" in file.text


def read_dsanson(file: File, ledger: Ledger) -> Draft:
    """The draft of a map. Raises Unreadable when the file is not such a map."""
    root = read_yaml(file.text)
    if not isinstance(root.content, tuple) or not root.content:
        raise Unreadable("The file is not a mapping of claims to their reasons.", root.line)
    reader = _Reader(ledger)
    for key, value in root.content:
        reader.claim(key, value)
    return reader.draft


class _Reader:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.draft = Draft()

    def claim(self, key: Node, value: Node) -> DraftClaim:
        """Add a claim and what is under it."""
        text = line(str(key.content or ""))
        if not text or isinstance(key.content, (list, tuple)):
            raise Unreadable("A claim's text is expected here.", key.line)
        self._ledger.read("claim")
        claim = DraftClaim(str(len(self.draft.claims)), text, f"line {key.line}")
        if text.startswith("-") and text.strip("- "):
            claim.text = text.removeprefix("-").strip()
            claim.tags.append(IMPLICIT)
            self._ledger.changed("claim", claim.place, text, "it is implicit, which a tag says")
        self.draft.claim(claim)
        if len(self.draft.claims) > MOST_THINGS:
            raise too_many("claims")
        for name, inner in self._pairs(value, "the reasons of a claim"):
            word = str(name.content or "")
            if word == "note":
                self._ledger.read("note")
                claim.notes.append(str(inner.plain() or ""))
            else:
                self._reason(claim, word, name, inner)
        return claim

    def _reason(self, target: DraftClaim, name: str, key: Node, value: Node) -> None:
        against = name.startswith(("o", "-"))
        called = "objection" if against else "support"
        place = f"line {key.line}"
        self._ledger.read(called)
        premises: list[DraftClaim] = []
        link = DraftLink("objects_to" if against else "supports", target.key, place, words=name)
        for inner, below in self._pairs(value, "the claims of a reason"):
            word = str(inner.content or "")
            if word == "label":
                link.scheme = str(below.plain() or "") or None
            elif word == "strength":
                words = f"strength: {below.plain()}"
                self._ledger.extra("strength", f"line {inner.line}", words, "links of a map have no strength")
            else:
                premises.append(self.claim(inner, below))
        if not premises:
            self._ledger.left_out(called, place, name, "it has no claim below it")
            return
        link.linked = [premise.key for premise in premises[1:]]
        premises[0].links.append(link)

    def _pairs(self, value: Node, what: str) -> tuple[tuple[Node, Node], ...]:
        """The pairs under a key; none under a missing value, an empty list or an empty mapping."""
        if value.content is None or value.content == []:
            return ()
        if not isinstance(value.content, tuple):
            raise Unreadable(f"Expected {what} here, each a name and a colon.", value.line)
        return value.content
