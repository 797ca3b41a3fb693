"""What the editor keeps of its user: settings in ``editor.toml`` of the settings folder, the colours last used, and
the maps opened last.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from argmap.escape import one_line
from argmap.io.user_folders import NoHome, settings_folder, state_folder
from argmap.model.findings import MapError


@dataclass(frozen=True)
class Preferences:
    """The colours that the user set, or None, the user's own keys by action, and the colours last used, or None."""

    theme: str | None = None
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    last_theme: str | None = None


def settings_file() -> Path:
    """Where the settings are looked for; the file need not exist. Raises NoHome."""
    return settings_folder() / "editor.toml"


def read_preferences(file: Path | None = None) -> Preferences:
    """The user's settings; none when there is no file. Raises MapError when the file cannot be understood."""
    try:
        path = file or settings_file()
    except NoHome:
        return Preferences(last_theme=_theme_last_used())
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Preferences(last_theme=_theme_last_used())
    except (OSError, UnicodeDecodeError) as error:
        raise MapError(f"The settings {path} cannot be read: {_why(error)}.") from error
    import tomllib  # not loaded where there are no settings

    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise MapError(f"The settings {path} are not TOML: {error}.") from error
    for name in table.keys() - {"theme", "keys"}:
        raise MapError(f"In {path}, '{one_line(name)}' is not a setting. Use theme or the table [keys].")
    return Preferences(_theme(table, path), _keys(table, path), _theme_last_used())


def _why(error: OSError | UnicodeDecodeError) -> str:
    return "they are not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror or str(error)


def _theme(table: Mapping[str, object], path: Path) -> str | None:
    theme = table.get("theme")
    if theme is not None and not isinstance(theme, str):
        raise MapError(f'In {path}, theme is the name of a set of colours, such as theme = "light".')
    return theme


def _keys(table: Mapping[str, object], path: Path) -> dict[str, tuple[str, ...]]:
    keys = table.get("keys", {})
    example = 'such as add-support = ["a", "+"]'
    if not isinstance(keys, dict):
        raise MapError(f"In {path}, [keys] is a table of actions and their keys, {example}.")
    found: dict[str, tuple[str, ...]] = {}
    for action, given in keys.items():
        listed = [given] if isinstance(given, str) else given
        if not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
            raise MapError(f"In {path}, the keys of '{one_line(action)}' are a list of names, {example}.")
        found[action] = tuple(listed)
    return found


def _theme_last_used() -> str | None:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return (state_folder() / "theme").read_text(encoding="utf-8").strip() or None
    return None


def remember_theme(name: str) -> None:
    """Start with these colours next time. Nothing happens when the folder cannot be written."""
    with contextlib.suppress(OSError):
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "theme").write_text(name + "\n", encoding="utf-8")


MOST = 9
"""Most files that are remembered."""


def recent_files() -> list[Path]:
    """The files that were opened last and still exist, the last one first."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        lines = (state_folder() / "recent").read_text(encoding="utf-8").splitlines()
        return [path for path in map(Path, lines) if path.is_absolute() and path.is_file()][:MOST]
    return []


def remember_file(file: Path) -> None:
    """Put a file first among those that were opened. Nothing happens when the folder cannot be written."""
    name = str(file.absolute())
    if "\n" in name:
        return
    with contextlib.suppress(OSError, UnicodeEncodeError):
        others = [str(path) for path in recent_files() if str(path) != name]
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "recent").write_text("\n".join([name, *others][:MOST]) + "\n", encoding="utf-8")
