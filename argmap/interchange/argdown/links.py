"""The links of an Argdown document: one to each conclusion of a premise-conclusion structure, and one for each
relation; undercuts are placed last, when it is known which links lead from what they challenge."""

from __future__ import annotations

from argmap.interchange.argdown.data import cited, leave_out, numbers, texts
from argmap.interchange.argdown.model import Argument, Debate, Entry, Inference, Ref, Relation
from argmap.interchange.argdown.restoring import citations, enrich, fields
from argmap.interchange.draft import Draft, DraftLink
from argmap.interchange.ledger import Ledger
from argmap.interchange.yaml_values import Value
from argmap.model.ids import ARROW
from argmap.model.types import Kind

_KINDS: dict[str, Kind] = {"support": "supports", "attack": "objects_to", "undercut": "undercuts"}
_INFERENCE = "inference "
"""What the keys of the links of inferences begin with."""
_NAMES = {"support": "support", "attack": "objection", "undercut": "undercut"}


def key_of(ref: Ref) -> str:
    """The key of the claim that a statement or argument is."""
    return f"{ref.kind} {ref.title}"


def link(debate: Debate, relations: list[Relation], draft: Draft, ledger: Ledger) -> None:
    """Add the links to a draft that has the claims of a document; ``relations`` are its settled ones."""
    _Linker(debate, relations, draft, ledger).link()


class _Linker:
    def __init__(self, debate: Debate, relations: list[Relation], draft: Draft, ledger: Ledger) -> None:
        self._debate = debate
        self._relations = relations
        self.draft = draft
        self._ledger = ledger
        self._out: dict[str, list[str]] = {}
        """The keys of the links that lead from a claim, by the claim's key."""
        self._ids = {claim.id: key for key, claim in draft.claims.items() if claim.id}
        self._addresses: dict[str, str] = {}
        self._by_address: dict[str, str] = {}
        """The address of each link whose ends have ids, by its key, and the other way round."""

    def link(self) -> None:
        """Add all links."""
        for argument in self._debate.arguments.values():
            self._structure(argument)
        self._relate()

    def _link(self, key: str, source: str, link: DraftLink) -> None:
        link.key = key
        claim = self.draft.claims[source]
        claim.links.append(link)
        self._out.setdefault(source, []).append(key)
        challenges = link.kind == "undercuts"
        target = self._addresses.get(link.target, "") if challenges else self._id_of(link.target)
        if claim.id and target:
            self._addresses[key] = f"{claim.id}{ARROW}{target}"
            self._by_address.setdefault(self._addresses[key], key)

    def _id_of(self, key: str) -> str:
        claim = self.draft.claims.get(key)
        return claim.id if claim is not None else ""

    def _said(self, source: Ref) -> dict[str, dict[str, Value]]:
        """What the data of a statement say of its links, by the id or address of the target."""
        known: dict[str, Entry] | dict[str, Argument]
        known = self._debate.arguments if source.kind == "argument" else self._debate.statements
        return {target: fields(values) for target, values in fields(known[source.title].data.get("links")).items()}

    def _structure(self, argument: Argument) -> None:
        """The links of a premise-conclusion structure, one to each conclusion."""
        used: set[int] = set()
        previous = 0
        for number, inference in enumerate(argument.inferences):
            premises = self._premises(argument, inference, previous)
            used.update(premises)
            previous = inference.conclusion
            keys = [key_of(Ref("statement", argument.steps[at])) for at in premises]
            lead = key_of(Ref("argument", argument.title))
            if number == len(argument.inferences) - 1 and lead in self.draft.claims:
                keys.insert(0, lead)
            self._ledger.read("inference")
            target = key_of(Ref("statement", argument.steps[inference.conclusion]))
            link = DraftLink(
                "supports", target, inference.place, linked=keys[1:], called="inference", words=argument.title
            )
            link.scheme = ", ".join(inference.rules) or None
            if argument.titled and lead not in self.draft.claims:
                link.note = argument.title
            self._link(f"{_INFERENCE}{argument.title} {number}", keys[0], link)
            enrich(link, inference.data, self._ids)
            for name, value in inference.data.items():
                if name not in {"uses", "note", "scheme"} and not (name == "sources" and citations(value)):
                    self._ledger.read("data field")
                    leave_out(name, value, inference.place, self._ledger)
        concluded = {inference.conclusion for inference in argument.inferences}
        for at in set(range(len(argument.steps))) - used - concluded:
            words = self._debate.statements[argument.steps[at]].text
            self._ledger.extra("premise", argument.place, words, "no inference of its argument uses it")
        self._argument_data(argument)

    def _premises(self, argument: Argument, inference: Inference, previous: int) -> list[int]:
        """The places of the statements that a conclusion is drawn from: those that are named, else all since the
        conclusion before."""
        conclusion = self._debate.statements[argument.steps[inference.conclusion]]
        named = [number - 1 for number in numbers(inference.data.get("uses") or conclusion.data.get("uses"))]
        fitting = [at for at in named if 0 <= at < len(argument.steps) and at != inference.conclusion]
        if len(fitting) < len(named):
            self._ledger.extra(
                "number", inference.place, "uses", "it names a statement that the argument does not have"
            )
        return fitting or list(range(previous, inference.conclusion)) or [inference.conclusion]

    def _argument_data(self, argument: Argument) -> None:
        """Data and tags of a reconstructed argument without a claim of its own."""
        if not argument.steps or key_of(Ref("argument", argument.title)) in self.draft.claims:
            return
        link = self.draft.claims
        first = link[key_of(Ref("statement", argument.steps[0]))]
        for tag in argument.tags:
            self._ledger.extra("tag", argument.place, tag, "a link has no tags")
        for name, value in argument.data.items():
            self._ledger.read("data field")
            if name.lower() in {"source", "sources"} and first.links:
                first.links[-1].sources += [cited(self.draft, text) for text in texts(value)]
            else:
                leave_out(name, value, argument.place, self._ledger)

    def _relate(self) -> None:
        """The links of relations; undercuts after what they challenge."""
        for number, relation in enumerate(self._relations):
            self._ledger.read(_NAMES.get(relation.kind, "contradiction"))
            if relation.kind != "undercut":
                self._relation(f"relation {number}", relation)
        waiting = [
            (f"relation {number}", one) for number, one in enumerate(self._relations) if one.kind == "undercut"
        ]
        while waiting:
            # An undercut of an undercut comes after that.
            ready = [(key, one) for key, one in waiting if self._is_there(one)]
            for key, one in ready or waiting:
                self._undercut(key, one)
            waiting = [one for one in waiting if one not in ready] if ready else []

    def _is_there(self, relation: Relation) -> bool:
        """Whether what an undercut challenges is linked already."""
        if relation.target.kind == "inference":
            return True
        wanted = self._wanted(relation)
        if wanted:
            return all(address in self._by_address for address in wanted)
        return bool(self._out.get(key_of(relation.target)))

    def _wanted(self, relation: Relation) -> list[str]:
        """The addresses of the links that an undercut of a statement challenges, where its data name them."""
        premise = self._id_of(key_of(relation.target))
        return [address for address in self._said(relation.source) if address.startswith(f"{premise}{ARROW}")]

    def _relation(self, key: str, relation: Relation) -> None:
        source, target = key_of(relation.source), key_of(relation.target)
        kind = _KINDS.get(relation.kind)
        if kind is not None:
            link = DraftLink(kind, target, relation.place)
            enrich(link, self._said(relation.source).get(self._id_of(target), {}), self._ids)
            self._link(key, source, link)
            return
        words = f"{self.draft.claims[source].text} / {self.draft.claims[target].text}"
        for one, other in ((source, target), (target, source)):
            link = DraftLink(
                "objects_to", other, relation.place, note=relation.kind, called="contradiction", words=words
            )
            self._link(f"{key} from {one}", one, link)
        self._ledger.changed(
            "contradiction", relation.place, words, "it is two objections, each with a note that says what it is"
        )

    def _undercut(self, key: str, relation: Relation) -> None:
        source, words = key_of(relation.source), self.draft.claims[key_of(relation.source)].text
        if relation.target.kind == "inference":
            challenged = [f"{_INFERENCE}{relation.target.title} {relation.target.number}"]
        elif wanted := self._wanted(relation):
            named = [self._by_address[address] for address in wanted if address in self._by_address]
            challenged = [one for one in named if not one.startswith(_INFERENCE)]  # those have relations of their own
        else:
            challenged = [link for link in self._out.get(key_of(relation.target), []) if link != key]
        if not challenged:
            self._ledger.changed(
                "undercut",
                relation.place,
                words,
                "what it challenges leads to nothing, so it is an objection to that",
            )
            link = DraftLink("objects_to", key_of(relation.target), relation.place, called="undercut")
            self._link(key, source, link)
        for number, one in enumerate(list(challenged)):
            link = DraftLink("undercuts", one, relation.place)
            enrich(link, self._said(relation.source).get(self._addresses.get(one, ""), {}), self._ids)
            self._link(f"{key} {number}", source, link)
        if len(challenged) > 1:
            self._ledger.changed("undercut", relation.place, words, "it challenges each of several links")
