"""Keeping edits: all reach the journal, in their order; saving and leaving do not wait for the head start."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from argmap.edit.text import set_text
from argmap.io.files import Loaded, current_digest, save
from argmap.io.user_folders import state_folder
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.session.journal import recover
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
