"""Work that cannot be saved where the map is goes into a file of another name."""

from __future__ import annotations

from pathlib import Path

from argmap.mapfile.read.read import read
from tests.tui.conftest import SMALL, Driver


async def edited(driver: Driver, text: str = " Soon.") -> None:
    await driver.select("close")
    await driver.press("e")
    await driver.write(text)


async def ask_for_copy(driver: Driver, name: str) -> None:
    await driver.press("alt+s")
    await driver.write(name)


async def test_a_read_only_file_is_left_alone_and_its_message_names_the_key_that_saves_a_copy(
    driving, tmp_path: Path
) -> None:
    async with driving() as driver:
        file = driver.editor.state.file
        file.chmod(0o444)
        await edited(driver)
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.said.startswith("Not saved."))
        assert driver.editor.main.message.problem
        assert driver.said.endswith("Press ^o to save a copy.")
        await driver.press("alt+s")
        assert driver.editor.main.entry.box.text == str(file.with_name("map-copy.yaml"))
        await driver.press("enter")
        await driver.until(lambda: driver.said.startswith("Saved a copy"))
        assert not driver.editor.main.message.problem
        assert file.read_text("utf-8") == SMALL
        copy = read(file.with_name("map-copy.yaml").read_bytes(), "map-copy.yaml")
        assert copy.map == driver.editor.state.map
        assert copy.map.claims[0].text == "Close the street. Soon."
        assert driver.editor.state.session.dirty


async def test_a_copy_overwrites_nothing_and_the_name_can_be_mended(driving, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("mine", "utf-8")
    async with driving() as driver:
        await edited(driver)
        await ask_for_copy(driver, str(other))
        await driver.until(lambda: "already exists" in driver.said)
        assert driver.editor.main.message.problem
        assert other.read_text("utf-8") == "mine"
        await ask_for_copy(driver, "")
        assert driver.editor.main.entry.is_open
        assert sorted(path.name for path in tmp_path.glob("*.yaml")) == ["map.yaml", "other.yaml"]


async def test_a_copy_has_the_ending_of_no_other_format(driving, tmp_path: Path) -> None:
    async with driving() as driver:
        await ask_for_copy(driver, str(tmp_path / "copy.csv"))
        assert driver.editor.main.entry.is_open
        assert "A map is written as YAML" in "".join(driver.screen_lines())
    assert not list(tmp_path.glob("*.csv"))


async def test_a_copy_named_without_an_ending_has_that_of_the_map(driving, tmp_path: Path) -> None:
    async with driving() as driver:
        await ask_for_copy(driver, str(tmp_path / "before the meeting"))
        await driver.until(lambda: driver.said.startswith("Saved a copy"))
        assert (tmp_path / "before the meeting.yaml").read_text("utf-8") == SMALL
