"""``argmap tutor`` begins a lesson, goes on with one that is there, and leaves only what somebody can still use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.cli import tutor
from argmap.exit_codes import ExitCode
from argmap.io.preferences import Preferences
from argmap.mapfile.read.read import read
from argmap.tui.files.bundled_maps import lesson
from argmap.tui.run import keys_in_force

Learn = Callable[..., tuple[int, Path, bytes]]


@pytest.fixture
def learn(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Learn:
    """Runs the command with an editor that ends at once: its exit code, the file that was open and what was in it."""

    def learned(*argv: str, ends: int = ExitCode.FINE) -> tuple[int, Path, bytes]:
        opened: list[tuple[Path, bytes]] = []

        def run(file: Path, *_: object) -> int:
            opened.append((file, file.read_bytes()))
            return ends

        monkeypatch.setattr("argmap.tui.run.run", run)
        monkeypatch.setattr(tutor, "refuse_without_terminal", lambda: None)
        monkeypatch.setattr(tutor.tempfile, "tempdir", str(tmp_path))
        code = tutor.main(list(argv))
        ((file, data),) = opened
        return code, file, data

    return learned


def test_a_lesson_is_begun_in_the_file_that_is_named(learn: Learn, tmp_path: Path) -> None:
    code, file, data = learn("-o", str(tmp_path / "mine.yaml"))
    assert (code, file) == (ExitCode.FINE, tmp_path / "mine.yaml")
    assert read(data, "mine.yaml").map == lesson("mine.yaml", keys_in_force(Preferences())).map
    assert file.read_bytes() == data


def test_a_lesson_that_is_there_is_gone_on_with(learn: Learn, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("argmap: 1\ntitle: Mine\nclaims: {}\n", encoding="utf-8")
    before = file.read_bytes()
    assert learn("-o", str(file)) == (ExitCode.FINE, file, before)


def test_a_lesson_of_no_file_is_deleted_at_the_end(learn: Learn, tmp_path: Path) -> None:
    code, file, _ = learn()
    assert code == ExitCode.FINE
    assert file.name == "lesson.yaml"
    assert list(tmp_path.iterdir()) == []


def test_a_lesson_that_a_signal_ended_stays(learn: Learn, tmp_path: Path) -> None:
    code, file, data = learn(ends=143)
    assert code == 143
    assert file.read_bytes() == data
    assert file.parent.parent == tmp_path


@pytest.mark.parametrize("name", ["x.csv", "x.svg", "x.docx"])
def test_a_lesson_has_the_ending_of_no_other_format(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tutor, "refuse_without_terminal", lambda: None)
    assert tutor.main(["-o", str(tmp_path / name)]) == ExitCode.COULD_NOT_RUN
    assert "has the ending of another format" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
