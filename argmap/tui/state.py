"""The state of the editor: the map with its history, and what is shown of it. Every change goes through it.

It does not know the terminal. Widgets register a function that is called when their part changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from argmap.mapfile.document import Document
from argmap.model.findings import Finding, MapError
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.semantics.labels import NO_FORCES
from argmap.session.claim_status import ClaimStatus
from argmap.session.drafts import Drafts
from argmap.session.journal import Recovery
from argmap.session.outline.outline import Outline
from argmap.session.session import Edit, OpenConflicts, OutsideMerge, Session, State
from argmap.tui.actions import ViewName
from argmap.tui.naming import in_texts
from argmap.vocabulary import CONFLICT, RELATIONS, QuotationMarks, counted

if TYPE_CHECKING:
    from argmap.merge.conflicts import Conflict, Pick

Result = TypeVar("Result")

Watcher = Callable[[State, State], None]
"""Called after each change of the map with the state of the session before and after."""

Part = Literal[
    "outline", "labels", "leaving-view", "view", "drawing", "table", "findings", "changes", "bars", "cursor", "ending"
]
"""The parts of the editor, besides the map, that a widget can listen to.

``outline``: the rows; ``labels``: the status of claims; ``leaving-view`` and ``view``: before and after another view
is shown; ``drawing``: a pane in the full screen; ``table``: the rows of the table; ``findings`` and
``changes``: what is known of them; ``bars``: header and notice; ``cursor``: the selected row, once it rests;
``ending``: before the editor ends.
"""

FullScreen = Literal["", "diagram", "brief"]
"""A pane that can have the whole screen."""

ChangeLines = Sequence[tuple[str, str | None]]
"""Changes as sentences, each with the id of its claim."""


NO_MARKS: QuotationMarks = {}


class Checks(NamedTuple):
    """What a check finds: the findings with their positions in the file, a summary, the marks of quotations, and the
    objections without an answer.
    """

    found: Sequence[Finding]
    words: Sequence[str]
    marks: QuotationMarks = NO_MARKS
    open_objections: Mapping[str, Sequence[str]] = {}


class KnownChanges(NamedTuple):
    """What the screen of changes shows while ``state`` is the present state."""

    state: State
    lines: ChangeLines
    empty: str
    """The message when there are no lines."""
    in_passing: bool = False
    """Whether it answers a question, and is dropped when the screen is left."""


class EditorState:
    """The session with its outline, mark and what-if, and what the screens show."""

    finding_on: str | None = None
    """The row on which the finding that was gone to last is shown, if it is about the whole map."""

    is_new: bool
    """Whether the file has no map yet: it does not exist, or is empty."""
    first_in_matrix: frozenset[str] = frozenset()
    """The claims that had positions when the present tab was opened: rows do not jump as stances are set."""
    is_open_elsewhere = False
    """Whether another editor has the file open."""

    written_by_hand: int | None = None
    """How many lines somebody wrote into a file with git's conflict markers, in place of which this map is; None when
    the file has a map."""

    def __init__(self, document: Document, file: Path, digest: str | None, *, is_empty: bool = False) -> None:
        self.file = file
        self.digest, self.is_new = digest, digest is None or is_empty
        """SHA-256 of the file when it was last read or saved; None when there is none."""
        self.session = Session.open(document)
        self.outline = Outline.build(self.session.index).opened()
        self.drafts = Drafts()
        self.marked: str | None = None
        self.shows_status = False
        self.status = ClaimStatus(self.session.index)
        self.last_query = ""
        self.view: ViewName = "map"
        self.full_screen: FullScreen = ""
        """The pane that has the whole screen, if any."""
        self.queries: dict[ViewName, str] = {}
        """The search of each table."""
        self.findings: Sequence[Finding] | None = None
        """The findings in the present map; None before the check."""
        self.quotation_marks = NO_MARKS
        """What the last check found of quotations; it stays while the map is edited, as words keep their marks."""
        self.open_objections: Mapping[str, Sequence[str]] = {}
        """By claim: the claims whose objections to it, or undercuts of its links, the last check found unanswered."""
        self.finding: Finding | None = None
        """The finding that was gone to last."""
        self.finding_place = 0
        """Its place among all, the worst first."""
        self.turned_rules: set[str] = set()
        """The rules whose findings are folded, or unfolded, by the user."""
        self.findings_words: Sequence[str] = ()
        """The summary of the last check."""
        self.changes: KnownChanges | None = None
        self.git_words = ""
        """The text of the header about git: the branch, and whether the file differs from its last commit."""
        self.disk_notice: tuple[str, ...] = ()
        """How the file on disk differs from the version that was read; empty when it does not."""
        self._used: dict[str, list[str]] = {}
        """Ids that were picked, by section of the file, the last one first."""
        self.ask_again: Callable[[], None] | None = None
        """A question to repeat when the screen that answered it is left."""
        self.cursor_to: str | None = None
        """The row that the outline selects with the present change."""
        self.watchers: list[Watcher] = []
        self._listeners: dict[Part, list[Callable[[], None]]] = {}
        self._undecided = OpenConflicts()
        self._with_somebody: set[tuple[str, ...]] = set()
        self._taken_in: State | None = None
        """The state that the last merge or reload of a change on disk made; None once the file was saved since."""
        self._recovered_without: State | None = None
        """The state with recovered work that leaves out a change on disk; None once that was merged or saved over."""
        self._find_conflicts(document)

    def _find_conflicts(self, document: Document) -> None:
        """Record the conflicts whose comments are in the file."""
        if CONFLICT in document.text:
            from argmap.merge.conflict_markers import markers_in

            waiting = (mark.conflict for mark in markers_in(document))
            self._undecided.only(self.session.present, (one for one in waiting if one is not None))

    # Listening

    def listen(self, part: Part, act: Callable[[], None]) -> None:
        """Call ``act`` after each change of a part."""
        self._listeners.setdefault(part, []).append(act)

    def _tell(self, *parts: Part) -> None:
        for part in parts:
            for act in self._listeners.get(part, ()):
                act()

    def cursor_rests(self) -> None:
        """Tell those who follow the cursor that it rests on a row."""
        self._tell("cursor")

    @property
    def unanswered(self) -> Mapping[str, int]:
        """The number of unanswered objections to each claim that has any."""
        return {claim: len(those) for claim, those in self.open_objections.items()}

    def stop_telling(self) -> None:
        """Remove all watchers and listeners, because the editor is ending."""
        self._tell("ending")
        self.watchers.clear()
        self._listeners.clear()

    # The map

    @property
    def map(self) -> Map:
        """The present map."""
        return self.session.map

    @property
    def index(self) -> Index:
        """The present index."""
        return self.session.index

    def do(self, edit: Edit, label: str, *, in_ids: bool = False) -> bool:
        """Apply an edit; False when it changes nothing. Raises MapError when it is impossible.

        The message names things by their texts, unless the edit is about ids (``in_ids``).
        """
        session = self.session.apply(edit, label) if in_ids else self.tried(lambda _: self.session.apply(edit, label))
        if session is self.session:
            return False
        self.take(self._undecided.edited(self.session, session))
        return True

    def do_in_text(self, edit: Callable[[Document], Document], label: str) -> None:
        """Apply an edit of the file's text, which moves comments too. Raises MapError when it is impossible."""
        document = self.tried(lambda _: edit(self.session.document))
        session = self.session.replace_document(document, label)
        self.take(self._undecided.edited(self.session, session))

    def tried(self, work: Callable[[Map], Result]) -> Result:
        """What ``work`` gives for the present map. A MapError names things by their texts."""
        try:
            return work(self.map)
        except MapError as refusal:
            raise MapError(in_texts(self.index, str(refusal), 40)) from refusal

    def replace(self, document: Document, label: str) -> None:
        """Continue with another map."""
        self.drafts.clear()
        self.take(self.session.replace_document(document, label))

    def undo(self) -> str:
        """Undo the last change and return its label. Raises MapError when there is none."""
        label = self.session.undo_label
        self.take(self.session.undo())
        return label or ""

    def redo(self) -> str:
        """Redo the change that was undone last and return its label. Raises MapError when there is none."""
        label = self.session.redo_label
        self.take(self.session.redo())
        return label or ""

    def take(self, session: Session) -> None:
        """Continue with another session, and call the watchers if its map differs."""
        before, self.session = self.session.present, session
        if session.present is before:
            return
        self.findings = None
        self.outline = self.outline.after(session.index)
        if self.cursor_to is not None:
            self.outline = self.outline.reveal(self.cursor_to)
        if self.marked is not None and self.marked not in session.index.claims:
            self.marked = None
        self.status.follow(session.index)
        self.drafts.follow(before.map, session.index)
        for watcher in self.watchers:
            watcher(before, session.present)

    @contextmanager
    def selecting(self, key: str) -> Iterator[None]:
        """Select a row of the outline with the change of the map made within, unfolding its ancestors."""
        self.cursor_to = key
        try:
            yield
        finally:
            self.cursor_to = None

    # The file

    def saved(self, state: State, digest: str) -> None:
        """Record that ``state`` was saved, and the SHA-256 of the file."""
        self.know_disk(digest)
        self.session = self.session.mark_saved(state)
        self._includes_disk(None)

    def take_reloaded(self, session: Session) -> None:
        """Continue with the version on disk in place of the present one."""
        self._includes_disk(session.present)
        self.take(session)

    @property
    def leaves_out_disk(self) -> bool:
        """Whether a merge or reload was undone, so that saving would overwrite what changed on disk."""
        taken_in = self._taken_in is None or self._follows(self._taken_in)
        return not taken_in or (self._recovered_without is not None and self._follows(self._recovered_without))

    def _follows(self, earlier: State) -> bool:
        """Whether the present state came from an earlier one, or is it."""
        state: State | None = self.session.present
        while state is not None and state is not earlier:
            state = state.before
        return state is not None

    def _includes_disk(self, taken_in: State | None) -> None:
        """Record that the present version stands for the one on disk: merged or reloaded in a state, or saved."""
        self._taken_in, self._recovered_without = taken_in, None

    def know_disk(self, digest: str | None) -> None:
        """Record the version on disk that the session now includes: its SHA-256, None for no file."""
        self.digest, self.is_new, self.written_by_hand = digest, digest is None, None
        self.forget_changes()

    def notice_disk(self, *notice: str) -> None:
        """Show how the file on disk differs, the longest text first; without texts remove the notice."""
        self.disk_notice = notice
        self._tell("bars")

    def notice_others(self, are_there: bool) -> None:
        """Show whether another editor has the file open."""
        self.is_open_elsewhere = are_there
        self._tell("bars")

    def know_git(self, words: str) -> None:
        """Show what git says about the file."""
        self.git_words = words
        self._tell("bars")

    # Views

    def show_outline(self, outline: Outline, key: str | None = None) -> None:
        """Show another outline and select the row ``key``, or keep the selected row."""
        self.outline = outline
        with self.selecting(key) if key is not None else nullcontext():
            self._tell("outline")

    def select(self, key: str) -> None:
        """Select a row of the outline, unfolding its ancestors."""
        self.show_outline(self.outline.reveal(key), key)

    def mark(self, claim_id: str | None) -> None:
        """Mark a claim for pasting; None removes the mark."""
        self.marked = claim_id
        self._tell("outline")

    def go_to(self, view: ViewName) -> None:
        """Show another view."""
        self._tell("leaving-view")
        if view != "changes" and self.changes is not None and self.changes.in_passing:
            self.changes = None
        self.view = view
        self.full_screen = ""
        self.first_in_matrix = frozenset(claim.id for claim in self.map.claims if claim.positions)
        self._tell("view")

    def show_full_screen(self, pane: FullScreen) -> None:
        """Show a pane in the full screen; an empty name shows all panes again."""
        self.full_screen = pane
        self._tell("drawing")

    def find_in_table(self, view: ViewName, words: str) -> None:
        """Show only the rows of a table that match; all for an empty search."""
        self.queries[view] = words
        self._tell("table")

    def turn_rule(self, code: str) -> None:
        """Fold or unfold the findings of a rule."""
        self.turned_rules ^= {code}
        self._tell("table")

    def found(self, state: State, checks: Checks) -> None:
        """Record what a check of ``state`` found; ignored unless it is still the present state."""
        if self.session.present is state:
            self.findings, self.findings_words, self.quotation_marks, self.open_objections = checks
            self._tell("findings")

    def compared(self, known: KnownChanges) -> None:
        """Record the changes since the last commit; ignored unless their state is still the present one."""
        here = self.changes
        if self.session.present is known.state and (here is None or here.state is not known.state):
            self.changes = known
            self._tell("changes")

    def show_changes(self, lines: ChangeLines, empty: str) -> None:
        """Show changes on the screen of changes until it is left."""
        self.changes = KnownChanges(self.session.present, lines, empty, in_passing=True)
        self.go_to("changes")

    def show_bars(self) -> None:
        """Update header and notice."""
        self._tell("bars")

    def forget_changes(self) -> None:
        """Drop the known changes, because the file or its commit changed."""
        self.changes = None
        self._tell("bars")

    # What was picked last

    def use(self, section: str, name: str) -> None:
        """Record that an id of a section was picked."""
        before = self._used.get(section, [])
        self._used[section] = [name, *(one for one in before if one != name)]

    def used(self, section: str) -> Sequence[str]:
        """The ids of a section that were picked, the last one first."""
        return self._used.get(section, ())

    def last_used_first(self, section: str, names: Iterable[str]) -> list[str]:
        """Ids of a section in the order in which they were picked last, then in their own order."""
        ranks = {name: rank for rank, name in enumerate(self._used.get(section, ()))}
        return sorted(names, key=lambda name: ranks.get(name, len(ranks)))

    # Precomputation

    def get_ready(self) -> None:
        """Compute what the first edit and the first search need; may run in a thread."""
        self.get_ready_to_edit()
        self.outline.haystack.matches("")

    def get_ready_to_edit(self) -> None:
        """Compute what the next edit needs; may run in a thread."""
        self.index.order  # noqa: B018

    # Conflicts

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The unresolved conflicts, of a merge here or of one that left markers in the file."""
        return self._undecided.at(self.session.present)

    def take_merged(self, merge: OutsideMerge) -> None:
        """Continue with the result of merging a change on disk."""
        self._with_somebody.update(conflict.path for conflict in merge.merged.conflicts)
        self._undecided.add(merge.session.present, merge.merged.conflicts)
        self._includes_disk(merge.session.present)
        self.take(merge.session)

    def take_recovered(self, recovery: Recovery) -> None:
        """Continue with the unsaved work of an earlier session, as one edit, and with its open conflicts."""
        from argmap.merge.conflict_markers import markers_in

        recovered = recovery.session.present
        session = self.session.replace_document(recovered.document, recovered.label)
        marked = markers_in(recovered.document)
        without = (one for one in recovery.conflicts if not any(mark.is_of(one) for mark in marked))
        self._with_somebody.update(conflict.path for conflict in without)
        self._undecided.only(session.present, recovery.conflicts)
        self._recovered_without = session.present if recovery.leaves_out else None
        self.take(session)

    @property
    def has_unwritten_conflicts(self) -> bool:
        """Whether the text lacks the other version of an open conflict, so that saving or leaving would lose it."""
        if not self.conflicts:
            return False
        from argmap.merge.conflict_markers import markers_in

        there = markers_in(self.session.document)
        return not all(any(mark.is_of(conflict) for mark in there) for conflict in self.conflicts)

    @property
    def is_unmerged(self) -> bool:
        """Whether the file has git's conflict markers in place of this map."""
        return self.written_by_hand is not None

    @property
    def is_unsaved(self) -> bool:
        """Whether the file lacks something: a change, or the other version of an open conflict."""
        return self.session.dirty or self.has_unwritten_conflicts

    @property
    def has_unkept(self) -> bool:
        """Whether anything would be lost without the journal: what is unsaved, and drafts."""
        return self.is_unsaved or bool(self.drafts.headings)

    def is_with_somebody(self, conflict: Conflict) -> bool:
        """Whether a conflict is with a change on disk, instead of one that was in the file before."""
        return conflict.path in self._with_somebody

    def decide(self, conflict: Conflict, pick: Pick, wording: str | None = None) -> None:
        """Resolve a conflict. Raises MapError when ``pick`` is impossible for it."""
        self.take(self._undecided.decide(self.session, conflict, pick, wording))
        self.drafts.of("conflict", (), *conflict.path).drop()

    def write_conflicts_down(self) -> None:
        """Write the open conflicts into the text as comments, so that saving loses no version."""
        from argmap.merge.conflict_markers import with_markers

        conflicts = self.conflicts
        document = with_markers(self.session.document, conflicts)
        session = self.session.replace_document(document, "write conflicts as comments")
        self._undecided.only(session.present, conflicts)
        self.take(session)

    # Status and what-if

    def ask_what_if(self, claim_id: str) -> str:
        """Reject a claim, then accept it, then reset it, and return the result as a sentence."""
        said = self.status.cycle(claim_id)
        self.show_status(True)
        return said

    def ask_without_source(self, source_id: str) -> str:
        """Reject or restore a source, and return the result as a sentence."""
        said = self.status.toggle_source(source_id)
        self.show_status(True)
        return said

    def end_what_if(self) -> None:
        """End the what-if."""
        self.status.forces = NO_FORCES
        self._tell("labels")

    def show_status(self, on: bool) -> None:
        """Show or hide the status of claims."""
        self.shows_status = on
        self._tell("labels")

    # Text

    def counts(self) -> tuple[str, ...]:
        """The numbers of the map's parts, from the longest text to the shortest.

        ``42 claims · 27 supports · 15 objections``, ``42 claims · 27 + · 15 −``, ``42 claims 27+ 15−``, ``42
        claims``.
        """
        kinds = self.index.kinds
        shown = [(kinds[kind], words) for kind, words in RELATIONS.items() if kinds[kind]]
        claims = counted(len(self.index.claims), "claim", zero="0")
        return (
            " · ".join((claims, *(counted(count, words.noun) for count, words in shown))),
            " · ".join((claims, *(f"{count:,} {words.sign}" for count, words in shown))),
            " ".join((claims, *(f"{count:,}{words.sign}" for count, words in shown))),
            claims,
        )
