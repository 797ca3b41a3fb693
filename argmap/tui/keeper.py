"""Keeping work: one background thread that writes the journal and saves, in the order in which things were done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from argmap.model.findings import Refusal
from argmap.session.journal import Chain
from argmap.session.state import State
from argmap.text.document import Document
from argmap.world.journal import Journal

if TYPE_CHECKING:
    from argmap.world.files import Loaded

Done = TypeVar("Done")

HEAD_START = 0.04
"""Seconds that the screen has before an edit's bytes are worked out: two threads share one interpreter, and with both
at work the edit is seen 5 to 10 ms later."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A state that is on disk, and the file's SHA-256."""

    state: State
    digest: str


class Keeper:
    """Journals each change of state and saves. Problems are handed to ``report`` from the background thread.

    A change is journalled :data:`HEAD_START` seconds after it was made, and at once where something waits for that.
    """

    def __init__(
        self, file: Path, digest: str | None, on_disk: Document, report: Callable[[State, Refusal], None]
    ) -> None:
        self._file = file
        self._digest = digest
        """What the file on disk has, as far as is known: the next save expects it."""
        self._journal = Journal(file, digest)
        self._chain = Chain(on_disk)
        self._report = report
        self._hurry = Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="keeper")

    def changed(self, before: State, now: State) -> None:
        """Journal the change from one state to another, in the background."""
        self._hurry.clear()
        due = monotonic() + HEAD_START
        self._ask(lambda: self._write_entry(before, now, due))

    def save(self, state: State) -> Future[Saved]:
        """Save a state, where the file is the one that was read, saved or taken in last.

        The future raises ChangedOnDisk or another Refusal.
        """
        self._hurry.set()
        return self._ask(lambda: self._save(state))

    def save_copy(self, state: State, file: Path) -> Future[None]:
        """Write a state to a file that does not exist yet. The future raises a Refusal when that cannot be done."""
        self._hurry.set()
        return self._ask(lambda: self._save_copy(state, file))

    def start_over(self, digest: str | None, on_disk: State) -> None:
        """The journal begins again at what is on disk now."""
        self._ask(lambda: self._restart(digest, on_disk))

    def run(self, work: Callable[[], object]) -> None:
        """Do something in the background, after what was asked for before."""
        self._ask(work)

    def _ask(self, work: Callable[[], Done]) -> Future[Done]:
        """Do something after what was asked for before. A key on its way while the editor is left asks in vain."""
        try:
            return self._thread.submit(work)
        except RuntimeError:  # it is closed
            refused: Future[Done] = Future()
            refused.set_exception(Refusal("The editor is being left."))
            return refused

    def close(self, *, forget: bool) -> None:
        """Finish what was begun. ``forget`` removes the journal: nothing unsaved is wanted back."""
        self._hurry.set()
        self._thread.shutdown(wait=True)
        if forget:
            self._journal.close()
        else:
            self._journal.wait_until_on_disk()

    def _write_entry(self, before: State, now: State, due: float) -> None:
        self._hurry.wait(max(0.0, due - monotonic()))
        try:
            # A state whose edit could not be kept has no document, so its successor starts where the journal ends.
            start = self._chain.end or before.document
            self._journal.append(self._chain.entry(start, now.document, now.label))
        except Refusal as refusal:
            self._report(now, refusal)
        except Exception as fault:  # noqa: BLE001  nobody else would see it, and the edit would be lost in silence
            kind = type(fault).__name__
            self._report(
                now, Refusal(f"'{now.label}' could not be kept because of a fault in argmap itself ({kind}).")
            )

    def _restart(self, digest: str | None, on_disk: State) -> None:
        self._digest = digest
        self._journal.restart(digest)
        self._chain.restart(on_disk.document)

    def _save_copy(self, state: State, file: Path) -> None:
        _write(state, file, None)

    def _save(self, state: State) -> Saved:
        loaded = _write(state, self._file, self._digest)
        self._restart(loaded.digest, state)
        return Saved(state, loaded.digest)


def _write(state: State, file: Path, digest: str | None) -> Loaded:
    """Write a state, proved, to a file that still has ``digest`` (None: does not exist). Raises Refusal."""
    from argmap.text.prove import prove
    from argmap.world.files import save

    return save(file, prove(state.document).data, digest)
