"""A file in which git left conflict markers opens as the merge of both sides, by claim and field."""

from __future__ import annotations

import asyncio
import subprocess
import threading
from pathlib import Path

import pytest

from argmap.model.findings import MapError
from argmap.tui.app import Editor
from argmap.tui.run import run as run_editor
from tests.terminal.journey import git
from tests.tui.conftest import SMALL, Driver, running

pytestmark = pytest.mark.needs("git")


def merged_by_git(folder: Path, ours: str, theirs: str | None, base: str | None = SMALL) -> str:
    """What git makes of two branches that change the map, or of which theirs deletes it."""
    file = folder / "map.yaml"

    def commit(text: str | None) -> None:
        if text is not None:
            file.write_text(text, encoding="utf-8")
        else:
            file.unlink(missing_ok=True)
        git(folder, "add", "--all", ".")
        git(folder, "commit", "-q", "--allow-empty", "-m", "Write")

    git(folder, "init", "-q", "-b", "main")
    commit(base)
    git(folder, "checkout", "-q", "-b", "theirs")
    commit(theirs)
    git(folder, "checkout", "-q", "main")
    commit(ours)
    with pytest.raises(subprocess.CalledProcessError):
        git(folder, "merge", "theirs")
    return file.read_text(encoding="utf-8")


OURS = SMALL.replace("Shops lose custom.", "Shops lose money.")
THEIRS = OURS.replace("Shops lose money.", "Shops lose trade.").replace("air gets cleaner", "air is better")
NEAR = SMALL.replace("    text: Shops lose custom.\n", "    text: Shops lose custom.\n    tags: [money]\n")
BESIDE = SMALL.replace("    text: Shops lose custom.\n", "    text: Shops lose custom.\n    short: Losses\n")


def screen(driver: Driver) -> str:
    return " ".join(" ".join(driver.screen_lines()).split())


async def test_its_conflicts_are_resolved_and_saved_and_git_is_told(driving, tmp_path: Path) -> None:
    text = merged_by_git(tmp_path, OURS, THEIRS)
    async with driving(text, size=(120, 40)) as driver:
        assert "in place of git's markers. D to resolve 1 conflict, ^s to save." in driver.said
        assert "1 conflict" in screen(driver)
        await driver.press("D")
        shown = screen(driver)
        assert "│ main Shops lose money. │" in shown and "│ theirs Shops lose trade. │" in shown
        await driver.press("t", "ctrl+s")
        said = f"Saved map.yaml. Run 'git add -- {tmp_path}/map.yaml' to finish the merge in git."
        await driver.until(lambda: driver.said == said)
    assert (tmp_path / "map.yaml").read_text(encoding="utf-8") == THEIRS


@pytest.mark.parametrize("resolves", [True, False])
def test_what_git_waits_for_is_told_after_saving_and_leaving_in_one_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], resolves: bool
) -> None:
    merged_by_git(tmp_path, OURS, THEIRS)

    def run(editor: Editor) -> int:
        async def drive() -> None:
            async with running(editor, size=(120, 40)) as driver:
                await driver.press(*(("D", "t", "q", "s") if resolves else ("q", "s", "s")))
                await driver.until(lambda: not editor.is_running)

        asyncio.run(drive())
        return 0

    monkeypatch.setattr(Editor, "run", run)
    assert run_editor(tmp_path / "map.yaml") == 0
    told = f"Saved map.yaml. Run 'git add -- {tmp_path}/map.yaml' to finish the merge in git.\n"
    assert capsys.readouterr().err == (told if resolves else "")


async def test_git_is_asked_in_one_thread_after_a_save(
    driving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = merged_by_git(tmp_path, NEAR, BESIDE)
    asked = []
    monkeypatch.setattr("argmap.tui.files.git.waiting", lambda file: asked.append(threading.current_thread()))
    monkeypatch.setattr("argmap.tui.files.git.branch_words", lambda file: asked.append(threading.current_thread()))
    async with driving(text) as driver:
        asked.clear()
        await driver.press("ctrl+s")
        await driver.until(lambda: len(asked) == 2)
        assert len(set(asked)) == 1


async def test_without_conflicts_of_claims_it_is_saved_at_once(driving, tmp_path: Path) -> None:
    text = merged_by_git(tmp_path, NEAR, BESIDE)
    async with driving(text, size=(120, 40)) as driver:
        assert driver.said.endswith("in place of git's markers. ^s to save.")
        await driver.press("ctrl+s")
        await driver.until(lambda: "git add" in driver.said)
        await driver.press("ctrl+s")
        assert driver.said == "No changes to save."
    saved = (tmp_path / "map.yaml").read_text(encoding="utf-8")
    assert "    tags: [money]\n" in saved
    assert "    short: Losses\n" in saved
    assert "<<<" not in saved


async def test_a_file_that_both_sides_added_is_merged(driving, tmp_path: Path) -> None:
    text = merged_by_git(tmp_path, OURS, THEIRS, base=None)
    async with driving(text, size=(120, 40)) as driver:
        assert "Merged both sides" in driver.said
        assert "2 conflicts" in screen(driver)


async def test_of_a_file_that_one_side_deleted_both_ways_on_are_named(driving, tmp_path: Path) -> None:
    text = merged_by_git(tmp_path, OURS, None)
    async with driving(text) as driver:
        await driver.select("air")
        await driver.press("delete", "ctrl+s")
        await driver.until(lambda: "theirs deleted the file" in driver.said)
        file = tmp_path / "map.yaml"
        assert f"Run 'git add -- {file}' to keep it, 'git rm -- {file}' to delete it." in driver.said


async def test_lines_that_were_written_since_are_left_out_knowingly(driving, tmp_path: Path) -> None:
    text = merged_by_git(tmp_path, OURS, THEIRS).replace("title: Small", "title: By hand")
    async with driving(text, size=(120, 40)) as driver:
        assert "map.yaml has git's conflict markers, and 1 line that neither side has." in screen(driver)
        await driver.press("m")
        assert "Merged both sides" in driver.said
    async with driving(text, size=(120, 40)) as driver:
        await driver.press("q")
        await driver.until(lambda: not driver.editor.is_running)
    assert (tmp_path / "map.yaml").read_text(encoding="utf-8") == text


async def test_lines_written_since_are_asked_about_before_work_is_recovered_into_the_merge(
    driving, tmp_path: Path
) -> None:
    text = merged_by_git(tmp_path, OURS, THEIRS).replace("title: Small", "title: By hand")
    async with driving(text, size=(120, 40)) as driver:
        await driver.press("m")
        await driver.select("air")
        await driver.press("delete")
        driver.editor.worker.close(forget=False)
    async with driving(None, size=(120, 40)) as driver:
        assert "and 1 line that neither side has." in screen(driver)
        await driver.press("m")
        assert "1 unsaved change" in screen(driver)
        await driver.press("r")
        assert driver.said.startswith("Recovered 1 change.")
    assert (tmp_path / "map.yaml").read_text(encoding="utf-8") == text


async def test_what_was_not_saved_is_recovered_into_the_same_merge(driving, tmp_path: Path) -> None:
    text = merged_by_git(tmp_path, OURS, THEIRS)
    async with driving(text, size=(120, 40)) as driver:
        await driver.select("air")
        await driver.press("e")
        await driver.write(" Much.")
        await driver.press("D", "t")
        merged = driver.editor.state.session.document.text
        driver.editor.worker.close(forget=False)
    async with driving(None, size=(120, 40)) as driver:
        assert "2 unsaved changes" in screen(driver)
        await driver.press("r")
        assert driver.editor.state.session.document.text == merged


@pytest.mark.parametrize("kind", ["elsewhere", "broken"])
async def test_without_two_maps_it_is_told_as_any_other_file(driving, tmp_path: Path, kind: str) -> None:
    text = merged_by_git(tmp_path, OURS.replace("title:", "titel:") if kind == "broken" else OURS, THEIRS)
    if kind == "elsewhere":
        git(tmp_path, "add", "map.yaml")
    with pytest.raises(MapError, match="Unresolved merge conflict: the line begins with '<<<<<<<'"):
        async with driving(text):
            pass
