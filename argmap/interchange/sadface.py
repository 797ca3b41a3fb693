"""SADFace, the JSON of the Simple Argument Description Format: atoms, and schemes between them.

Published source: https://github.com/Open-Argumentation/SADFace, "SADFace document format".
"""

from __future__ import annotations

import re

from argmap.interchange.draft import Draft, DraftCitation, DraftClaim, DraftLink, DraftSource
from argmap.interchange.file import MOST_THINGS, File, Json, Unreadable, fields_of, items_of, line, text_of, too_many
from argmap.interchange.ledger import Ledger
from argmap.model.types import Kind

_AGAINST = re.compile(r"(?i)conflict|attack|disagree|contradict|undercut|rebut|against")


def is_sadface(file: File) -> bool:
    """Whether a file is SADFace: its nodes are atoms and schemes."""
    kinds = {text_of(fields_of(node).get("type")) for node in items_of(file.json.get("nodes"))}
    return bool(kinds & {"atom", "scheme"}) and isinstance(file.json.get("edges"), list)


def read_sadface(file: File, ledger: Ledger) -> Draft:
    """The draft of a document. Raises Unreadable when the file is not SADFace or has no atom."""
    if not is_sadface(file):
        raise Unreadable("A SADFace document has 'nodes' of the types atom and scheme, and 'edges'.")
    return _Reader(file.json, ledger).draft


class _Reader:
    def __init__(self, values: dict[str, Json], ledger: Ledger) -> None:
        self._ledger = ledger
        core = fields_of(fields_of(values.get("metadata")).get("core"))
        self.draft = Draft(title=text_of(core.get("title")), summary=text_of(core.get("description")) or None)
        nodes = [fields_of(node) for node in items_of(values.get("nodes"))]
        if len(nodes) > MOST_THINGS:
            raise too_many("nodes")
        schemes: dict[str, str] = {}
        for node in nodes:
            if text_of(node.get("type")) == "atom":
                self._atom(node)
            else:
                schemes[text_of(node.get("id"))] = text_of(node.get("name"))
        if not self.draft.claims:
            raise Unreadable("The document has no atom, which is a claim.")
        self._resources(values)
        self._link(schemes, items_of(values.get("edges")))
        for name, value in core.items():
            if name not in {"title", "description"} and text_of(value):
                ledger.extra("metadata field", "metadata", f"{name}: {text_of(value)}", "a map has no place for it")

    def _atom(self, node: dict[str, Json]) -> None:
        self._ledger.read("atom")
        key = text_of(node.get("id"))
        claim = self.draft.claim(DraftClaim(key, line(text_of(node.get("text"))), f"node {key}", "atom"))
        for source in map(fields_of, items_of(node.get("sources"))):
            self._ledger.read("atom source")
            resource = text_of(source.get("resource_id")) or text_of(source.get("resource"))
            self.draft.sources.setdefault(resource, DraftSource(resource))
            claim.sources.append(DraftCitation(resource, quote=text_of(source.get("text")) or None))
        notes = text_of(fields_of(fields_of(node.get("metadata")).get("core")).get("notes"))
        claim.notes += [notes] if notes else []

    def _resources(self, values: dict[str, Json]) -> None:
        for resource in map(fields_of, items_of(values.get("resources"))):
            self._ledger.read("resource")
            key = text_of(resource.get("id"))
            metadata = fields_of(resource.get("metadata"))
            metadata = fields_of(metadata.get("core")) or metadata
            known = self.draft.sources.get(key)
            if known is None:
                self._ledger.left_out("resource", f"resource {key}", "", "no atom cites it")
                continue
            known.title = text_of(metadata.get("title")) or text_of(resource.get("title")) or known.title
            known.url = text_of(resource.get("url")) or text_of(metadata.get("url")) or None

    def _link(self, schemes: dict[str, str], edges: list[Json]) -> None:
        before: dict[str, list[str]] = {}
        after: dict[str, list[str]] = {}
        for number, edge in enumerate(map(fields_of, edges), 1):
            self._ledger.read("edge")
            source, target = text_of(edge.get("source_id")), text_of(edge.get("target_id"))
            if {source, target} <= {*self.draft.claims, *schemes}:
                before.setdefault(target, []).append(source)
                after.setdefault(source, []).append(target)
            else:
                why = "one of its ends is not in the file"
                self._ledger.left_out("edge", f"edge {number}", f"{source} -> {target}", why)
        for key, name in schemes.items():
            self._ledger.read("scheme node")
            premises = [one for one in before.get(key, []) if one in self.draft.claims]
            targets = after.get(key, [])
            if not premises or not targets:
                self._ledger.left_out("scheme node", f"node {key}", name, "it leads from or to nothing")
                continue
            for target in targets:
                self._scheme(key, name, premises, target)

    def _scheme(self, key: str, name: str, premises: list[str], target: str) -> None:
        against = _AGAINST.search(name) is not None
        kind: Kind = "undercuts" if target not in self.draft.claims else "objects_to" if against else "supports"
        link = DraftLink(kind, target, f"node {key}", key, premises[1:], called="scheme node", words=name)
        link.scheme = None if name.lower() in {"support", "conflict", "attack"} else name
        self.draft.claims[premises[0]].links.append(link)
