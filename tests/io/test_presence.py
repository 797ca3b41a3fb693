"""Editors of one file see each other as long as they run, however they end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.io.presence import Presence
from argmap.io.process_locks import is_locked

HOLDS = """
import sys
from pathlib import Path
from argmap.io.presence import Presence
Presence(Path(sys.argv[1])).others()
print("here", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ARGMAP_STATE_HOME", str(tmp_path))
    return tmp_path / "open"


@pytest.fixture
def presences() -> Iterator[dict[str, Presence]]:
    made = {name: Presence(Path(name)) for name in ("map.yaml", "./map.yaml", "other.yaml")}
    yield made
    for one in made.values():
        one.leave()


def test_two_editors_of_one_file_see_each_other_until_one_leaves(
    folder: Path, presences: dict[str, Presence]
) -> None:
    first, second, other = presences.values()
    assert first.others() == 0
    assert other.others() == 0
    assert second.others() == 1
    assert first.others() == 1
    second.leave()
    assert first.others() == 0
    assert len(list(folder.iterdir())) == 2


def test_an_editor_that_was_killed_is_seen_no_more(folder: Path, presences: dict[str, Presence]) -> None:
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", HOLDS, "map.yaml"], text=True, **streams) as editor:
        assert editor.stdout is not None and editor.stdout.readline() == "here\n"
        assert presences["map.yaml"].others() == 1
        editor.kill()
        editor.wait()
        assert presences["map.yaml"].others() == 0
        assert len(list(folder.iterdir())) == 1


def test_an_editor_whose_file_was_removed_is_seen_again(folder: Path, presences: dict[str, Presence]) -> None:
    first, second, _ = presences.values()
    first.others()
    for path in folder.iterdir():
        path.unlink()
    assert second.others() == 0
    assert first.others() == 1
    assert second.others() == 1


def test_without_a_state_folder_there_is_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ARGMAP_STATE_HOME", str(tmp_path / "file"))
    one = Presence(Path("map.yaml"))
    assert one.others() == 0
    one.leave()


def test_a_file_that_is_not_there_is_nobodys(tmp_path: Path) -> None:
    assert not is_locked(tmp_path / "none")
    (tmp_path / "free").touch()
    assert not is_locked(tmp_path / "free")
