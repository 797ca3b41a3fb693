"""Background threads that keep the work: one writes the journal in the order of edits and drafts, another saves.

Edits reach the journal even while a save waits for a disk or a lock.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from argmap.io.journal import Journal
from argmap.mapfile.document import Document
from argmap.model.findings import MapError
from argmap.session.drafts import Draft, DraftSubject
from argmap.session.journal import JournalWriter, draft_entry
from argmap.session.session import State

if TYPE_CHECKING:
    from argmap.io.files import Loaded
    from argmap.merge.conflicts import Conflict

Done = TypeVar("Done")

PATIENCE = 10.0
"""Seconds that the end of the editor waits for a disk that does not answer."""

HEAD_START = 0.04
"""Seconds after an edit before its bytes are computed. Both threads share one interpreter, and without this delay the
edit is painted 5 to 10 ms later."""


class Journalled(NamedTuple):
    """The state after a change, the conflicts that are open in it, and whether it leaves out a change on disk."""

    now: State
    conflicts: tuple[Conflict, ...] = ()
    leaves_out: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """A state that was saved, and the SHA-256 of the file."""

    state: State
    digest: str


class Unwritten(NamedTuple):
    """Why the last change and a draft are not in the journal; None when they are."""

    change: MapError | None = None
    draft: MapError | None = None
    has_changes: bool = True
    """Whether the journal has changes from before."""


class FileWorker:
    """Journals each change and draft, and saves. Calls ``report`` from its thread when an edit cannot be kept,
    and ``report_draft`` when drafts cannot: once, until one can again.

    A change is journalled :data:`HEAD_START` seconds after it was made, or at once when something waits for it.
    """

    def __init__(
        self,
        file: Path,
        digest: str | None,
        on_disk: Document,
        report: Callable[[State, MapError], None],
        report_draft: Callable[[MapError], None] = lambda refusal: None,
    ) -> None:
        self._file = file
        self._digest = digest
        """SHA-256 of the file as far as known; the next save expects it."""
        self._journal = Journal(file, digest)
        self._chain = JournalWriter(on_disk)
        self._report = report
        self._report_draft = report_draft
        self._has_reported_draft = False
        """Whether it was reported that drafts cannot be written, since one was."""
        self._hurry = Event()
        self._closing = Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="worker")
        self._saver = ThreadPoolExecutor(1, thread_name_prefix="saver")
        self._kept: Journalled | None = None
        """The last change in the journal; None before the first entry."""
        self._drafts: dict[DraftSubject, Draft] = {}
        """The drafts, which each new journal begins with."""
        self._waiting: Journalled | None = None
        """The last change, while it could not be written; the next entry has it too."""
        self.change_refusal: MapError | None = None
        """Why the last change could not be written; None once it was."""
        self._refused: dict[DraftSubject, MapError] = {}
        """Why drafts could not be written."""
        self.is_hung = False
        """Whether the disk did not answer when the worker was closed."""

    @property
    def draft_refusal(self) -> MapError | None:
        """Why a draft could not be written; None when all were."""
        return next(iter(self._refused.values()), None)

    @property
    def unwritten(self) -> Unwritten:
        """What could not be written."""
        return Unwritten(self.change_refusal, self.draft_refusal, has_changes=self._kept is not None)

    def changed(self, before: State, change: Journalled) -> None:
        """Journal the change from one state to another in the background."""
        self._hurry.clear()
        due = monotonic() + HEAD_START
        self._ask(lambda: self._write_entry(before, change, due))

    def note_draft(self, subject: DraftSubject, draft: Draft | None) -> None:
        """Journal a draft in the background, or that there is none any more."""
        self._ask(lambda: self._take_draft(subject, draft))

    def save(self, state: State) -> Future[Saved]:
        """Save a state if the file is still the version that was read, saved or taken in last.

        The future raises ChangedOnDisk or another MapError.
        """
        proved = self._proved(state)
        return _asked(self._saver, lambda: self._save(state, proved))

    def save_copy(self, state: State, file: Path) -> Future[Loaded]:
        """Write a state to a new file. The future raises MapError when that is impossible."""
        proved = self._proved(state)
        return _asked(self._saver, lambda: self._write(file, proved, None))

    def _proved(self, state: State) -> Future[bytes]:
        """The verified bytes of a state, after all earlier work."""
        from argmap.mapfile.patch.verify import prove

        self._hurry.set()
        return self._ask(lambda: prove(state.document).data)

    def start_over(self, digest: str | None, on_disk: State) -> None:
        """Start the journal again from the version on disk. What it has stays until the next change is written."""
        self._ask(lambda: self._restart(digest, on_disk, self._journal.begin_anew))

    def run(self, work: Callable[[], object]) -> None:
        """Call ``work`` in the background, after all earlier work."""
        self._ask(work)

    def run_once_journalled(self, work: Callable[[], object], state: State | None = None) -> None:
        """Call ``work`` in the background after all earlier work, if the journal has all of that.

        It has when it has the drafts and ends with ``state``, if one is given.
        """

        def run() -> None:
            kept = self._kept.now if self._kept is not None else None
            if self.draft_refusal is None and state in (None, kept):
                work()

        self._ask(run)

    def keep_all(self) -> MapError | None:
        """Finish all work, try once more to write what could not be written, and return why that is impossible."""
        self._hurry.set()
        ended = self._ask(self._try_again)
        wait((ended,), PATIENCE)
        return self.change_refusal or self.draft_refusal

    def _ask(self, work: Callable[[], Done]) -> Future[Done]:
        """Run ``work`` after all earlier work."""
        return _asked(self._thread, work)

    def close(self, *, forget: bool) -> None:
        """Finish all work and stop waiting for other programs.

        ``forget`` removes the journal; otherwise it stays for the next editor. Afterwards ``is_hung`` says whether
        the disk did not answer for :data:`PATIENCE` seconds; the process then ends only by ``os._exit``.
        """
        self._hurry.set()
        self._closing.set()
        saved = _asked(self._saver, lambda: None)
        self._saver.shutdown(wait=False)
        wait((saved,), PATIENCE)
        if not forget:
            self._ask(self._try_again)
        ended = self._ask(self._journal.close if forget else self._journal.leave)
        self._thread.shutdown(wait=False)
        wait((ended,), PATIENCE)
        self.is_hung = not (saved.done() and ended.done())

    def _write_entry(self, before: State, change: Journalled, due: float) -> None:
        self._hurry.wait(max(0.0, due - monotonic()))
        now = change.now
        try:
            # A state whose edit could not be kept has no document, so the next entry starts where the journal ends.
            start = self._chain.end or before.document
            self._append(start, change)
        except MapError as refusal:
            self._report(now, refusal)
        except Exception as fault:  # noqa: BLE001  nothing else would report it, and the edit would be lost silently
            kind = type(fault).__name__
            self._report(
                now, MapError(f"Could not write down this edit because of a bug in argmap ({kind}): {now.label}.")
            )

    def _append(self, start: Document, change: Journalled) -> None:
        """Write an entry. Raises MapError; the next entry then starts where this one did."""
        now, leaves_out = change.now, change.leaves_out
        chain = replace(self._chain)
        made = chain.entry(start, now.document, now.label, change.conflicts, leaves_out=leaves_out)
        try:
            self._journal.append(made)
        except MapError as refusal:
            self._waiting, self.change_refusal = change, refusal
            raise
        self._chain, self._kept = chain, change
        self._waiting = self.change_refusal = None

    def _try_again(self) -> None:
        """Write what could not be written, if that is possible by now."""
        if self._waiting is not None:
            with contextlib.suppress(MapError):
                self._append(self._chain.end or self._waiting.now.document, self._waiting)
        for subject in [*self._refused]:
            self._write_draft(subject, self._drafts.get(subject))

    def _take_draft(self, subject: DraftSubject, draft: Draft | None) -> None:
        if draft is not None:
            self._drafts[subject] = draft
        elif self._drafts.pop(subject, None) is None:
            return
        self._write_draft(subject, draft)

    def _write_draft(self, subject: DraftSubject, draft: Draft | None) -> None:
        try:
            self._journal.append(draft_entry(subject, draft), replaces=False)
            self._refused.pop(subject, None)
            self._has_reported_draft = False
        except MapError as refusal:
            self._refused[subject] = refusal
            if not self._has_reported_draft:
                self._has_reported_draft = True
                self._report_draft(refusal)

    def _restart(self, digest: str | None, on_disk: State, begin: Callable[[str | None], None]) -> None:
        self._digest = digest
        self._kept = self._waiting = self.change_refusal = None
        self._refused.clear()
        begin(digest)
        self._chain.restart(on_disk.document)
        for subject, draft in self._drafts.items():
            self._write_draft(subject, draft)

    def _save(self, state: State, proved: Future[bytes]) -> Saved:
        loaded = self._write(self._file, proved, lambda: self._digest)
        self._ask(lambda: self._saved(loaded.digest, state)).result()
        return Saved(state, loaded.digest)

    def _saved(self, digest: str, state: State) -> None:
        """Start the journal again at the saved state, with the later edits as its first entry."""
        last = self._waiting or self._kept
        if last is None or last.now is state:
            self._restart(digest, state, self._journal.restart)
        else:
            self._restart(digest, state, self._journal.begin_anew)
            self._write_entry(state, last._replace(leaves_out=False), monotonic())

    def _write(self, file: Path, proved: Future[bytes], expected: Callable[[], str | None] | None) -> Loaded:
        from argmap.io.files import save

        data = proved.result()
        return save(file, data, expected() if expected else None, self._closing)


def _asked(thread: ThreadPoolExecutor, work: Callable[[], Done]) -> Future[Done]:
    """Run ``work`` in a thread; the future raises MapError once the editor is ending."""
    try:
        return thread.submit(work)
    except RuntimeError:  # the thread pool is closed
        refused: Future[Done] = Future()
        refused.set_exception(MapError("The editor is closing."))
        return refused
