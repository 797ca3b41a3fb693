"""Each platform's folders for settings, state and cache; and a user who has no home folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.io.fault_log import write_fault_log
from argmap.io.git.setup import global_place
from argmap.io.journal import Journal, leftovers
from argmap.io.preferences import Preferences, read_preferences, remember_theme
from argmap.io.user_folders import NoHome, cache_folder, expanded, settings_folder, state_folder
from argmap.mapfile.canonical import write as yaml_of
from argmap.model.findings import MapError
from tests.draw.small_maps import PLAIN

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = pytest.mark.parametrize("folder", [settings_folder, state_folder, cache_folder])


@pytest.mark.parametrize(
    ("folder", "environment", "platform", "found"),
    [
        (settings_folder, {"XDG_CONFIG_HOME": "/x"}, "linux", "/x/argmap"),
        (settings_folder, {"APPDATA": "/r"}, "win32", "/r/argmap"),
        (settings_folder, {"ARGMAP_CONFIG_HOME": "/c", "XDG_CONFIG_HOME": "/x"}, "linux", "/c"),
        (state_folder, {"XDG_STATE_HOME": "/x"}, "linux", "/x/argmap"),
        (state_folder, {"LOCALAPPDATA": "/l"}, "win32", "/l/argmap"),
        (state_folder, {"ARGMAP_STATE_HOME": "/s", "XDG_STATE_HOME": "/x"}, "linux", "/s"),
        (cache_folder, {"XDG_CACHE_HOME": "/x"}, "linux", "/x/argmap"),
        (cache_folder, {"LOCALAPPDATA": "/l"}, "win32", "/l/argmap/Cache"),
        (settings_folder, {}, "linux", "HOME/.config/argmap"),
        (state_folder, {"XDG_STATE_HOME": "relative"}, "linux", "HOME/.local/state/argmap"),
        (cache_folder, {"XDG_CACHE_HOME": ""}, "linux", "HOME/.cache/argmap"),
        (settings_folder, {}, "win32", "HOME/AppData/Roaming/argmap"),
        (settings_folder, {}, "darwin", "HOME/Library/Application Support/argmap"),
        (state_folder, {}, "darwin", "HOME/Library/Application Support/argmap"),
        (cache_folder, {}, "darwin", "HOME/Library/Caches/argmap"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths that begin with a slash are not whole there")
def test_each_folder_is_the_platforms(
    folder: Callable[..., Path], environment: dict[str, str], platform: str, found: str
) -> None:
    assert folder(environment, platform) == Path(found.replace("HOME", str(Path.home())))


class TestWithoutHome:
    @pytest.fixture(autouse=True)
    def no_home(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def nowhere(_: object = None) -> Path:
            raise RuntimeError("Could not determine home directory.")

        monkeypatch.setattr(Path, "home", nowhere)
        for name in list(os.environ):
            if name.startswith(("ARGMAP_", "XDG_")):
                monkeypatch.delenv(name)

    @FOLDERS
    @pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
    def test_it_is_said_which_variable_to_set(self, folder: Callable[..., Path], platform: str) -> None:
        with pytest.raises(NoHome, match=r"you have no home folder, and [A-Z_]+ names no other"):
            folder({}, platform)

    @pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
    def test_it_is_not_asked_for_where_a_folder_is_named(self, platform: str) -> None:
        named = {"ARGMAP_STATE_HOME": "/s", "ARGMAP_CONFIG_HOME": "/c"}
        assert (state_folder(named, platform), settings_folder(named, platform)) == (Path("/s"), Path("/c"))

    def test_there_are_no_settings_and_no_faults_are_logged(self) -> None:
        assert read_preferences() == Preferences()
        remember_theme("light")
        assert write_fault_log(ValueError("x"), "") is None

    def test_edits_are_not_journalled_and_the_user_is_told(self, tmp_path: Path) -> None:
        assert leftovers(tmp_path / "map.yaml") == ()
        journal = Journal(tmp_path / "map.yaml", None)
        with pytest.raises(
            MapError, match=r"Cannot write the recovery file: you have no home .*ARGMAP_STATE_HOME|XDG_STATE"
        ):
            journal.append("edit")
        journal.close()

    def test_git_is_set_up_for_one_repository_only(self, tmp_path: Path) -> None:
        with pytest.raises(MapError, match="Git cannot be set up for all your repositories"):
            global_place(tmp_path)


def test_a_home_that_is_not_known_stays_as_it_is_written() -> None:
    assert expanded("~nobody-of-this-name/copy.yaml") == Path("~nobody-of-this-name/copy.yaml")
    assert expanded("~/copy.yaml") == Path.home() / "copy.yaml"


NO_ENTRY = """
import pwd, sys

def unknown(user):
    raise KeyError(user)

pwd.getpwuid = unknown
from argmap.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no passwd entries")
@pytest.mark.parametrize(
    "argv", [["export", "map.yaml", "-o", "-"], ["check", "map.yaml"], ["export", "map.yaml", "-o", "a.pdf"]]
)
def test_commands_run_for_a_user_without_home_and_passwd_entry(argv: list[str], tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(yaml_of(PLAIN), encoding="utf-8")
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.defpath}
    done = subprocess.run(
        [sys.executable, "-c", NO_ENTRY, *argv], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
