"""Keeping edits: all reach the journal, in their order; saving and leaving do not wait for the head start."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.edit.words import set_text
from argmap.model.findings import Refusal
from argmap.session.session import Session
from argmap.session.state import State
from argmap.text.read import read
from argmap.tui.keeper import Keeper
from argmap.world.files import current_digest
from argmap.world.user_folders import state_folder
from tests.tui.conftest import SMALL


@pytest.fixture
def session() -> Session:
    return Session.open(read(SMALL.encode(), "map.yaml"))


@pytest.fixture
def keeper(tmp_path: Path, session: Session) -> Iterator[Keeper]:
    faults: list[Refusal] = []

    def report(state: State, refusal: Refusal) -> None:
        faults.append(refusal)

    keeper = Keeper(tmp_path / "map.yaml", "digest", session.document, report)
    yield keeper
    keeper.close(forget=True)
    assert not faults


def keep(keeper: Keeper, session: Session, *texts: str) -> Session:
    """Say ``texts`` one after the other of one claim, each journalled."""
    for text in texts:
        before = session.present
        session = session.apply(lambda map, text=text: set_text(map, "close", text), text)  # type: ignore[misc]
        keeper.changed(before, session.present)
    return session


def kept() -> list[str]:
    """The labels in the journal on disk, in their order; whole lines alone count."""
    lines = [line for path in (state_folder() / "journals").glob("*.journal") for line in path.open()]
    return [json.loads(line)["label"] for line in lines[1:] if line.endswith("\n")]


def test_edits_reach_the_journal_in_order_though_nobody_waits_for_them(keeper: Keeper, session: Session) -> None:
    """What a kill would leave behind: nobody closes or saves before it."""
    texts = [f"Text {number}." for number in range(3)]
    keep(keeper, session, *texts)
    end = time.monotonic() + 10
    while kept() != texts:
        assert time.monotonic() < end, kept()


def test_saving_and_closing_need_no_head_start(
    keeper: Keeper, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.tui.keeper.HEAD_START", 3600)
    (tmp_path / "map.yaml").write_text(SMALL)
    session = keep(keeper, session, "Other.")
    keeper.start_over(current_digest(tmp_path / "map.yaml"), session.saved)
    saved = keeper.save(session.present).result(timeout=10)
    assert saved.state is session.present
    assert "Other." in (tmp_path / "map.yaml").read_text()
    assert kept() == []
    keep(keeper, session, "Last.")
    keeper.close(forget=False)
    assert kept() == ["Last."]
