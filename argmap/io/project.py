"""What a project provides for its maps: settings in ``.argmap.toml`` or ``[tool.argmap]`` of ``pyproject.toml``, and
a schema.

Both are looked for in the folder of a map and those above it, up to the root of a git checkout.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from argmap.check.settings import Choices, choices_from
from argmap.io.files import why_not_read
from argmap.io.map_files import STANDARD_INPUT
from argmap.io.user_folders import expanded
from argmap.model.findings import MapError

SCHEMA_FILE = "map-1.schema.json"
"""The usual name of the file that 'argmap schema' writes and maps refer to."""

OWN_FILE = ".argmap.toml"
SHARED_FILE = "pyproject.toml"


@dataclass(frozen=True)
class Found:
    """A project's settings and the file that they are in; an empty table and None when there are none."""

    table: Mapping[str, object] = field(default_factory=dict)
    path: Path | None = None


def find(start: Path) -> Found:
    """The settings for the folder ``start``: those in it or in the nearest folder above that has any.

    The search ends at the root of a git checkout. ``.argmap.toml`` goes before ``pyproject.toml``; a
    ``pyproject.toml`` without ``[tool.argmap]`` is passed over. Raises MapError when a file is not TOML.
    """
    here = Path(os.path.realpath(start))
    for folder in (here, *here.parents):
        found = _in(folder)
        if found is not None:
            return found
        if (folder / ".git").exists():
            break
    return Found()


def _in(folder: Path) -> Found | None:
    own = folder / OWN_FILE
    if own.is_file():
        return read_settings(own)
    shared = folder / SHARED_FILE
    return read_settings(shared) if shared.is_file() and "argmap" in _tools(_read(shared)) else None


def read_settings(path: Path) -> Found:
    """The settings in one file, in ``[tool.argmap]`` if it is a ``pyproject.toml``.

    Raises MapError when it cannot be read or is not TOML.
    """
    whole = _read(path)
    table = _tools(whole).get("argmap") if path.name == SHARED_FILE else whole
    return Found(table if isinstance(table, Mapping) else {}, path)


def _tools(whole: Mapping[str, object]) -> Mapping[str, object]:
    tools = whole.get("tool")
    return tools if isinstance(tools, Mapping) else {}


def _read(path: Path) -> Mapping[str, object]:
    import tomllib  # Most folders have no settings, and this takes longer to load than a small map to check.

    try:
        return tomllib.loads(path.read_bytes().decode())
    except OSError as error:
        raise MapError(why_not_read(path, error)) from error
    except UnicodeDecodeError as error:
        raise MapError(f"The settings in {path} are not UTF-8 text; save the file as UTF-8.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise MapError(f"The settings in {path} are not TOML: {error}.") from error


class Projects:
    """The settings for each file: those of the nearest settings file above it, each read once."""

    def __init__(self, config: str | None) -> None:
        self._config = config
        self._by_folder: dict[Path, tuple[Choices, Found]] = {}

    def choices_for(self, file: str) -> Choices:
        """The choices for one file. Raises MapError when its settings file is wrong."""
        return self._of(file)[0]

    def name_of(self, file: str) -> str:
        """The file's name seen from its settings file, with ``/``."""
        settings = self._of(file)[1].path
        path = Path(os.path.realpath(file))
        if settings is not None and path.is_relative_to(folder := os.path.realpath(settings.parent)):
            path = path.relative_to(folder)
        return path.as_posix()

    def copies_folder(self, file: str) -> Path | None:
        """The folder of copies that are not published, which ``copies`` in the settings names; None without one.

        It is relative to the settings file. Settings of a repository that anybody can write to would have any file of
        this machine read and told: where ``ARGMAP_COPIES_WITHIN`` is set, only a folder in that one counts. Raises
        MapError when the setting is not the name of a folder.
        """
        found = self._of(file)[1]
        named = found.table.get("copies")
        if named is None or found.path is None:
            return None
        if not isinstance(named, str) or not named.strip() or not named.isprintable():
            raise MapError(f"{found.path}: 'copies' is the name of a folder.")
        folder = found.path.parent / expanded(named)
        within = os.environ.get("ARGMAP_COPIES_WITHIN")
        if within and not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(within)):
            return None
        return folder

    def _of(self, file: str) -> tuple[Choices, Found]:
        folder = Path() if file == STANDARD_INPUT else Path(file).parent
        if folder not in self._by_folder:
            self._by_folder[folder] = self._read(folder)
        return self._by_folder[folder]

    def _read(self, folder: Path) -> tuple[Choices, Found]:
        if self._config == "none":
            return Choices(), Found()
        found = find(folder) if self._config is None else read_settings(Path(self._config))
        table = found.table.get("check", {})
        if not isinstance(table, Mapping):
            raise MapError(f"{found.path}: 'check' is a table.")
        if not table:
            return Choices(), found
        from argmap.report.findings.pages import names

        return choices_from(table, str(found.path), names()), found


def schema_beside(map: Path) -> str:
    """The JSON Schema file nearest to a map, seen from the map's folder; a name beside the map where the project has
    none.
    """
    folder = Path(os.path.realpath(map.parent))
    for up, ancestor in enumerate((folder, *folder.parents)):
        for candidate in (SCHEMA_FILE, f"argmap/schema/{SCHEMA_FILE}"):
            if (ancestor / candidate).is_file():
                return "../" * up + candidate
        if (ancestor / ".git").exists():
            break
    return SCHEMA_FILE
