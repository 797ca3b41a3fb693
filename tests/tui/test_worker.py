"""Keeping edits: all reach the journal, in their order; saving and leaving do not wait for the head start."""

from __future__ import annotations

import errno
import itertools
import json
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from argmap.edit.text import set_text
from argmap.io.files import Loaded, current_digest, save
from argmap.io.journal import Journal
from argmap.io.user_folders import state_folder
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.session.drafts import Draft, DraftSubject
from argmap.session.journal import drafts_in, recover
from argmap.session.session import Session, State
from argmap.tui.worker import FileWorker, Journalled
from tests.tui.conftest import SMALL


@pytest.fixture
def session() -> Session:
    return Session.open(read(SMALL.encode(), "map.yaml"))


@pytest.fixture
def worker(tmp_path: Path, session: Session) -> Iterator[FileWorker]:
    faults: list[MapError] = []

    def report(state: State, refusal: MapError) -> None:
        faults.append(refusal)

    worker = FileWorker(tmp_path / "map.yaml", "digest", session.document, report)
    yield worker
    worker.close(forget=True)
    assert not faults


def keep(worker: FileWorker, session: Session, *texts: str) -> Session:
    """Say ``texts`` one after the other of one claim, each journalled."""
    for text in texts:
        before = session.present
        session = session.apply(lambda map, text=text: set_text(map, "close", text), text)  # type: ignore[misc]
        worker.changed(before, Journalled(session.present))
    return session


def kept() -> list[str]:
    """The labels in the journal on disk, in their order; whole lines alone count."""
    lines = [line for path in (state_folder() / "journals").glob("*.journal") for line in path.open()]
    return [json.loads(line)["label"] for line in lines[1:] if line.endswith("\n")]


def test_edits_reach_the_journal_in_order_though_nobody_waits_for_them(worker: FileWorker, session: Session) -> None:
    """What a kill would leave behind: nobody closes or saves before it."""
    texts = [f"Text {number}." for number in range(3)]
    keep(worker, session, *texts)
    end = time.monotonic() + 10
    while kept() != texts:
        assert time.monotonic() < end, kept()


def test_what_is_done_while_a_save_waits_is_in_the_journal(
    worker: FileWorker, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the save ends, and after it, when the journal begins again at what was saved."""
    begun, goes_on = Event(), Event()

    def waits(path: Path, data: bytes, expected: str | None, stop: Event) -> Loaded:
        begun.set()
        assert goes_on.wait(10)
        return save(path, data, expected, stop)

    (tmp_path / "map.yaml").write_text(SMALL)
    monkeypatch.setattr("argmap.io.files.save", waits)
    worker.start_over(current_digest(tmp_path / "map.yaml"), session.saved)
    session = keep(worker, session, "One.")
    saving = worker.save(session.present)
    assert begun.wait(10)
    session = keep(worker, session, "Two.", "Three.")
    end = time.monotonic() + 10
    while kept() != ["One.", "Two.", "Three."]:
        assert time.monotonic() < end, kept()
    goes_on.set()
    saving.result(timeout=10)
    assert "One." in (tmp_path / "map.yaml").read_text()
    assert kept() == ["Three."]
    (leftover,) = (state_folder() / "journals").glob("*.journal")
    entries = [json.loads(line) for line in leftover.read_text().splitlines()[1:]]
    on_disk = read((tmp_path / "map.yaml").read_bytes(), "map.yaml")
    assert recover(on_disk, entries).session.document.data == session.document.data


def test_a_merge_leaves_the_journal_until_it_is_written_down(
    worker: FileWorker, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill between the two loses nothing."""
    session = keep(worker, session, "One.")
    worker.run(lambda: monkeypatch.setattr("argmap.tui.worker.HEAD_START", 3600))
    worker.start_over("other", session.saved)
    done = Event()
    worker.run(done.set)
    assert done.wait(10)
    assert kept() == ["One."]
    keep(worker, session, "Two.")
    worker.close(forget=False)
    assert kept() == ["Two."]


def test_a_disk_that_does_not_answer_keeps_nobody_from_leaving(
    worker: FileWorker, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = Event(), Event()

    def hangs(*_: object) -> None:
        begun.set()
        goes_on.wait(60)

    monkeypatch.setattr("argmap.io.files.save", hangs)
    monkeypatch.setattr("argmap.tui.worker.PATIENCE", 0.05)
    keep(worker, session, "One.")
    worker.save(session.present)
    assert begun.wait(10)
    worker.close(forget=False)
    assert worker.is_hung
    assert kept() == ["One."]
    goes_on.set()


def test_a_journal_that_does_not_answer_keeps_nobody_from_leaving(
    worker: FileWorker, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = Event(), Event()

    def hangs() -> None:
        begun.set()
        goes_on.wait(60)

    monkeypatch.setattr("argmap.tui.worker.PATIENCE", 0.05)
    worker.run(hangs)
    assert begun.wait(10)
    worker.close(forget=False)
    assert not goes_on.is_set() and worker.is_hung
    goes_on.set()


def test_saving_and_closing_need_no_head_start(
    worker: FileWorker, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.tui.worker.HEAD_START", 3600)
    (tmp_path / "map.yaml").write_text(SMALL)
    session = keep(worker, session, "Other.")
    worker.start_over(current_digest(tmp_path / "map.yaml"), session.saved)
    saved = worker.save(session.present).result(timeout=10)
    assert saved.state is session.present
    assert "Other." in (tmp_path / "map.yaml").read_text()
    assert kept() == []
    keep(worker, session, "Last.")
    worker.close(forget=False)
    assert kept() == ["Last."]


def full_at(monkeypatch: pytest.MonkeyPatch, *times: int, holding: str = "") -> None:
    """The disk is full at these times of those that a line with a text is written to a journal."""
    write, count = Journal._write, itertools.count()

    def writes(journal: Journal, value: object) -> None:
        if holding in str(value) and "argmap-journal" not in str(value) and next(count) in times:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(journal, value)

    monkeypatch.setattr(Journal, "_write", writes)


@pytest.mark.parametrize("when", [(0,), (1,), (2,), (0, 1), (1, 2)])
def test_a_disk_that_is_full_for_a_while_loses_no_change(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: tuple[int, ...]
) -> None:
    """The next entry has the change as well; the last is tried again at the end."""
    said: list[str] = []
    worker = FileWorker(tmp_path / "map.yaml", "d", session.document, lambda _, why: said.append(str(why)))
    full_at(monkeypatch, *when)
    edited = keep(worker, session, "One.", "Two.", "Three.")
    worker.close(forget=False)
    assert len(said) == len(when) and "No space left on device" in said[0]
    assert worker.unwritten.change is None
    (leftover,) = (state_folder() / "journals").glob("*.journal")
    entries = [json.loads(line) for line in leftover.read_text().splitlines()[1:]]
    recovered = recover(read(SMALL.encode(), "map.yaml"), entries)
    assert recovered.lost == 0
    assert recovered.session.document.data == edited.document.data


def test_a_change_that_could_not_be_written_is_kept_when_the_one_before_is_saved(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(SMALL)
    worker = FileWorker(file, current_digest(file), session.document, lambda *_: None)
    one = keep(worker, session, "One.")
    full_at(monkeypatch, 0)
    begun, goes_on = Event(), Event()
    worker._saver.submit(lambda: (begun.set(), goes_on.wait(10)))
    saving = worker.save(one.present)
    keep(worker, one, "Two.")
    assert isinstance(worker.keep_all(), MapError | None)
    goes_on.set()
    saving.result(timeout=10)
    worker.close(forget=False)
    assert kept() == ["Two."]


def test_a_draft_that_could_not_be_written_is_not_forgotten_for_another(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal that it was restored from stays, and it is tried again."""
    worker = FileWorker(tmp_path / "map.yaml", "d", session.document, lambda *_: None)
    full_at(monkeypatch, 0, 1, holding="LARGE")
    done: list[str] = []
    worker.note_draft(DraftSubject("text", ("close",), ()), Draft("One", {"text": "LARGE"}))
    worker.note_draft(DraftSubject("text", ("air",), ()), Draft("Other", {"text": "small"}))
    worker.run_once_journalled(lambda: done.append("too early"))
    assert worker.keep_all() is worker.draft_refusal is not None
    assert worker.keep_all() is None
    worker.run_once_journalled(lambda: done.append("written"))
    worker.close(forget=False)
    assert done == ["written"]
    (leftover,) = (state_folder() / "journals").glob("*.journal")
    drafts = drafts_in([json.loads(line) for line in leftover.read_text().splitlines()[1:]])
    assert sorted(draft.values["text"] for draft in drafts.values()) == ["LARGE", "small"]


def test_a_draft_that_cannot_be_written_is_told_again_only_after_one_that_could(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    worker = FileWorker(
        tmp_path / "map.yaml", "d", session.document, lambda *_: None, lambda why: said.append(str(why))
    )
    full_at(monkeypatch, 0, 1, 2, 4, holding="LARGE")
    subject, told = DraftSubject("text", ("close",), ()), []
    for number in range(4):
        worker.note_draft(subject, Draft("One", {"text": f"LARGE {number}"}))
        worker.keep_all()
        told.append(len(said))
    worker.close(forget=False)
    assert told == [1, 1, 2, 2]
