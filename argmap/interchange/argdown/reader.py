"""What an Argdown document says as a draft.

Statements and the gists of arguments become claims; each conclusion of a premise-conclusion structure becomes one
link with linked premises, its last with the gist as the first of them; relations become links.
"""

from __future__ import annotations

import re

from argmap.interchange.argdown.data import take_data, texts
from argmap.interchange.argdown.links import key_of, link
from argmap.interchange.argdown.model import Argument, Debate, Entry, Ref
from argmap.interchange.argdown.modelling import read_debate
from argmap.interchange.argdown.restoring import restore_whole
from argmap.interchange.draft import Draft, DraftCitation, DraftClaim, DraftSource
from argmap.interchange.file import File
from argmap.interchange.ledger import Ledger
from argmap.interchange.unreadable import Unreadable

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
        take_data(self.draft, claim, entry.data, self._ledger)

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
