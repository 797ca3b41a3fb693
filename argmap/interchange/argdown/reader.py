"""What an Argdown document says as a draft.

Statements and the gists of arguments become claims; each conclusion of a premise-conclusion structure becomes one
link with linked premises, its last with the gist as the first of them; relations become links. Undercuts are placed
last, when it is known which links lead from what they challenge.
"""

from __future__ import annotations

import re

from argmap.interchange.argdown.data import (
    citations,
    cited,
    enrich,
    fields,
    leave_out,
    numbers,
    restore_whole,
    take_data,
    texts,
)
from argmap.interchange.argdown.model import Argument, Debate, Entry, Inference, Ref, Relation, read_debate
from argmap.interchange.draft import Draft, DraftCitation, DraftClaim, DraftLink, DraftSource
from argmap.interchange.file import File, Unreadable, begins_as_object
from argmap.interchange.ledger import Ledger
from argmap.interchange.yaml_values import Value
from argmap.model.ids import ARROW
from argmap.model.types import Kind

_SIGN = r"(?:(?:<?[+_-]|[+_-]>|><)[ \t]*)?"
_TITLE = r"(?:\[(?![ xX]\])[^\]\n]+\]|<[^>\n/]+>)"
_TITLED = re.compile(rf"^[ \t]*{_SIGN}{_TITLE}(?::(?=\s)(?! *https?://)|[ \t]*(?:$|#|\{{))", re.MULTILINE)
_RELATION = re.compile(r"^[ \t]+(?:\+>|->|<\+|<-|<_|_>|><)", re.MULTILINE)
_STRUCTURE = re.compile(r"^\(1\) .*", re.MULTILINE)
_INFERENCE_LINE = re.compile(r"^-{2,}[ \t]*$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\s*===+\s*\n")


def is_argdown(file: File) -> bool:
    """Whether a file has what only Argdown has: titles in brackets, relations, or premises above an inference."""
    text = file.text
    if begins_as_object(text):
        return False
    return (
        _FRONT_MATTER.match(text) is not None
        or _TITLED.search(text) is not None
        or _RELATION.search(text) is not None
        or (_STRUCTURE.search(text) is not None and _INFERENCE_LINE.search(text) is not None)
    )


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


_MENTION = re.compile(r"@(?:\[([^\]\n]+)\]|<([^>\n]+)>)")
_ONLY_TITLE = "nothing says what it is, so its title is its text"
SHORTEST = 40


def read_argdown(file: File, ledger: Ledger) -> Draft:
    """The draft of an Argdown document. Raises Unreadable, with line and column, at its first error."""
    return to_draft(read_debate(file.text), ledger)


def to_draft(debate: Debate, ledger: Ledger) -> Draft:
    """The draft of what a document says."""
    return _Reader(debate, ledger).draft


class _Reader:
    def __init__(self, debate: Debate, ledger: Ledger) -> None:
        self._debate = debate
        self._ledger = ledger
        self.draft = Draft()
        model = debate.front_matter.get("model")
        strict = isinstance(model, dict) and model.get("mode") == "strict"
        self._relations = debate.settled(strict)
        self._related = {ref for one in self._relations for ref in (one.source, one.target)}
        self._title_heading = self._front_matter()
        for ref in debate.order:
            if ref.kind == "statement":
                self._statement(debate.statements[ref.title], ref)
            else:
                self._argument(debate.arguments[ref.title], ref)
        link(debate, self._relations, self.draft, ledger)
        self._rest()
        if not self.draft.claims and not self.draft.exact:
            raise Unreadable("The document makes no claim: no text in it has a title, a relation or premises.")

    # The whole

    def _front_matter(self) -> str:
        """Take what the front matter says of the whole; the heading that serves as a title."""
        tops = [title for level, title, _ in self._debate.headings if level == 1]
        heading = tops[0] if len(tops) == 1 and self._debate.headings[0][1] == tops[0] else ""
        self.draft.title = heading
        for name, value in self._debate.front_matter.items():
            self._ledger.read("front matter field")
            words = " ".join(texts(value))
            match name.lower():
                case "title":
                    self.draft.title = (value if isinstance(value, str) else words) or heading
                case "abstract" | "summary":
                    self.draft.summary = words
                case "subtitle" if "abstract" not in self._debate.front_matter:
                    self.draft.summary = words
                case "language" | "lang":
                    self.draft.language = words
                case "model":
                    pass
                case "argmap" if isinstance(value, dict):
                    restore_whole(self.draft, value)
                case _:
                    why = "it is a setting of Argdown's" if isinstance(value, dict) else "a map has no place for it"
                    self._ledger.left_out("front matter field", "front matter", f"{name}: {words}", why)
        return heading if self.draft.title == heading else ""

    def _rest(self) -> None:
        """Account for headings and comments."""
        used = {tag for claim in self.draft.claims.values() for tag in claim.tags}
        for _, title, place in self._debate.headings:
            self._ledger.read("heading")
            if title not in used and title != self._title_heading:
                self._ledger.left_out("heading", place, title, "it has no claim below it")
        for place, text in self._debate.comments:
            self._ledger.extra("comment", place, text, "it is a comment on the Argdown file")

    # Claims

    def _statement(self, entry: Entry, ref: Ref) -> None:
        self._ledger.read("statement")
        if not (entry.titled or entry.in_structure or entry.data or ref in self._related):
            self._ledger.left_out(
                "statement", entry.place, entry.text, "a text without title, relation or data is a remark"
            )
            return
        self._claim(ref, entry, "statement")

    def _argument(self, argument: Argument, ref: Ref) -> None:
        self._ledger.read("argument")
        if argument.steps:
            gist = _bare(argument.text)
            same = next((title for title in argument.steps if _bare(self._text_of(title)) == gist), None)
            if gist and same is not None and ref not in self._related:
                self._ledger.changed("argument", argument.place, argument.text, "its gist is one of its statements")
                return
            if not gist and ref not in self._related:
                return
        self._claim(ref, argument, "argument")

    def _text_of(self, title: str) -> str:
        return self._debate.statements[title].text

    def _claim(self, ref: Ref, entry: Entry, called: str) -> None:
        text = entry.text
        if not text:
            text = entry.title
            self._ledger.changed(called, entry.place, text, _ONLY_TITLE)
        name = entry.title if entry.titled else ""
        claim = self.draft.claim(
            DraftClaim(key_of(ref), self._unmentioned(text, entry.place), entry.place, called, name=name)
        )
        if len(name) <= SHORTEST and name != text and not self.draft.exact:
            claim.short = name
        claim.tags = [*entry.tags, *(title for title in entry.sections if title != self._title_heading)]
        self._ledger.read("tag", len(entry.tags))
        for wording in entry.wordings:
            if wording.text and wording.text != entry.text:
                self._ledger.read("wording")
                self._ledger.changed("wording", wording.place, wording.text, "it is in the note of its claim")
                claim.notes.append(wording.text)
        for written in entry.links:
            self._web_link(claim, written.words, written.url)
        used = {"uses"} if entry.in_structure else set()
        data = {name: value for name, value in entry.data.items() if name not in used}
        take_data(self.draft, claim, data, self._ledger)

    def _unmentioned(self, text: str, place: str) -> str:
        """``text`` with the titles that it mentions in place of the mentions."""
        if self.draft.exact:
            return text

        def title(found: re.Match[str]) -> str:
            self._ledger.read("mention")
            self._ledger.changed("mention", place, found[0], "the title is in the text without brackets")
            return found[1] or found[2]

        return _MENTION.sub(title, text)

    def _web_link(self, claim: DraftClaim, words: str, url: str) -> None:
        self._ledger.read("web link")
        if url.startswith("#"):
            self._ledger.left_out("web link", claim.place, url, "it leads to a heading of the document")
            return
        self._ledger.changed("web link", claim.place, url, "its words stay in the text, its address is a source")
        self.draft.sources.setdefault(url, DraftSource(url=url, title=words))
        claim.sources.append(DraftCitation(url))


def _bare(text: str) -> str:
    """A text as it is compared with another: words only."""
    return " ".join(re.findall(r"\w+", text.casefold()))
