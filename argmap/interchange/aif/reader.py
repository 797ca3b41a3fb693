"""An AIF graph as a draft.

Propositions become claims, inferences supports with linked premises, conflicts objections or, onto a scheme node,
undercuts, rephrases supports with a note. Who asserts a proposition agrees with it, in the words of the locution.
"""

from __future__ import annotations

import re

from argmap.excerpt import told_again
from argmap.interchange.aif.graph import Graph, Node, read_graph
from argmap.interchange.draft import Draft, DraftClaim, DraftLink, DraftPosition, DraftStakeholder
from argmap.interchange.file import File
from argmap.interchange.ledger import Ledger
from argmap.interchange.prose import line
from argmap.interchange.unreadable import Unreadable
from argmap.model.types import Kind, Stance

_SCHEMES = ("RA", "CA", "MA")
_KINDS: dict[str, Kind] = {"RA": "supports", "CA": "objects_to", "MA": "supports"}
_UNNAMED = re.compile(r"(?i)default .*|ra|ca|ma|")
_SPEAKER = re.compile(r"([^:]{1,80}?) ?: (.*)")
_STANCES: tuple[tuple[re.Pattern[str], Stance], ...] = (
    (re.compile(r"(?i)asserting|agreeing|conceding|stating"), "agrees"),
    (re.compile(r"(?i)disagreeing|rejecting"), "disagrees"),
)


def read_aif(file: File, ledger: Ledger) -> Draft:
    """The draft of an AIF file. Raises Unreadable when it is none, or holds no proposition."""
    return _Reader(read_graph(file, ledger), ledger).draft


class _Reader:
    def __init__(self, graph: Graph, ledger: Ledger) -> None:
        self._graph = graph
        self._ledger = ledger
        self.draft = Draft()
        for node in graph.nodes.values():
            if node.type == "I":
                self.draft.claim(DraftClaim(node.id, line(node.text), _place(node), "I node"))
        if not self.draft.claims:
            raise Unreadable("The file has no proposition (a node of type I).")
        for node in graph.nodes.values():
            if node.type in _SCHEMES:
                self._scheme(node)
            elif node.type == "YA":
                self._illocution(node)
            elif node.type != "I":
                self._other(node)

    # Links

    def _scheme(self, node: Node) -> None:
        premises = self._graph.before(node.id, "I")
        targets = self._graph.after(node.id, "I", *_SCHEMES)
        if not premises or not targets:
            missing = "leads from no proposition" if not premises else "leads to no proposition"
            self._leave_out(node, f"it {missing}")
            return
        for number, target in enumerate(targets):
            kind = _KINDS[node.type]
            if self._graph.nodes[target].type != "I":
                if node.type != "CA":
                    self._leave_out(node, "a map has no support for a link")
                    continue
                kind = "undercuts"
            key = node.id if number == 0 else f"{node.id} {number}"
            link = DraftLink(kind, target, _place(node), key, premises[1:], called=f"{node.type} node")
            link.scheme = None if _UNNAMED.fullmatch(node.scheme) else node.scheme
            link.words = node.text
            if node.type == "MA":
                link.note = "rephrase"
                self._ledger.changed("MA node", _place(node), node.text, "it is a support with a note that says so")
            self.draft.claims[premises[0]].links.append(link)
        if len(targets) > 1:
            self._ledger.changed(
                f"{node.type} node", _place(node), node.text, "it is one link to each of its targets"
            )

    # Who said what

    def _illocution(self, node: Node) -> None:
        locutions = self._graph.before(node.id, "L")
        claims = self._graph.after(node.id, "I")
        if not claims:
            anchors = self._graph.after(node.id, *_SCHEMES)
            why = "it says where a link was made, which a map does not" if anchors else "it anchors no proposition"
            self._leave_out(node, why)
        elif (stance := _stance(node)) is None:
            self._leave_out(node, "to ask or to challenge is not to take a position")
        elif not locutions:
            self._leave_out(node, "nobody is known to have said it")
        else:
            for locution in locutions:
                for claim in claims:
                    self._position(self._graph.nodes[locution], self.draft.claims[claim], stance)

    def _position(self, locution: Node, claim: DraftClaim, stance: Stance) -> None:
        speaker, words = self._speaker(locution)
        if not speaker:
            self._leave_out(locution, "it does not say whose words they are")
            return
        self.draft.stakeholders.setdefault(speaker, DraftStakeholder(speaker))
        if any(position.stakeholder == speaker for position in claim.positions):
            self._leave_out(locution, "its speaker has said so once already")
            return
        is_cut = line(words) != claim.text and line(words) == told_again(claim.text)
        claim.positions.append(DraftPosition(speaker, stance, quote=None if is_cut else line(words)))

    def _speaker(self, locution: Node) -> tuple[str, str]:
        """Who speaks in a locution, and the words."""
        words = line(locution.text)
        found = _SPEAKER.fullmatch(words)
        named = self._graph.speakers.get(locution.id, "")
        if found is None or (named and found[1] != named):
            return line(named), words
        return line(named or found[1]), found[2]

    # What has no place on a map

    def _other(self, node: Node) -> None:
        if node.type == "L":
            if not self._graph.into.get(node.id) and not self._graph.out_of.get(node.id):
                self._leave_out(node, "nothing leads from it: it only repeats what somebody said")
            elif not any(self._asserts(one) for one in self._graph.after(node.id, "YA")):
                self._leave_out(node, "it asserts nothing")
        elif node.type == "TA":
            self._leave_out(node, "a map does not say who answered whom")
        elif node.type == "PA":
            self._leave_out(node, "a map has no preferences")
        else:
            self._leave_out(node, "AIF has no nodes of this type")

    def _asserts(self, illocution: str) -> bool:
        node = self._graph.nodes[illocution]
        return _stance(node) is not None and bool(self._graph.after(illocution, "I"))

    def _leave_out(self, node: Node, why: str) -> None:
        self._ledger.left_out(f"{node.type} node", _place(node), node.text, why)


def _stance(node: Node) -> Stance | None:
    """The stance that an illocution takes; none when it asks or challenges."""
    words = node.scheme or node.text
    return next((stance for pattern, stance in _STANCES if pattern.fullmatch(words)), None)


def _place(node: Node) -> str:
    return f"node {node.id}"
