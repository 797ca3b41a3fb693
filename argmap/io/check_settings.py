"""Which settings a check goes by for which file, as the project has them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from argmap.check.config import Choices, choices_from
from argmap.io.project import find, read_settings
from argmap.model.findings import Refusal
from argmap.report.findings.pages import names

STANDARD_INPUT = "-"


class Projects:
    """The settings that hold for each file: those of the nearest settings file above it, each read once."""

    def __init__(self, config: str | None) -> None:
        self._config = config
        self._by_folder: dict[Path, tuple[Choices, Path | None]] = {}

    def choices_for(self, file: str) -> Choices:
        """The choices for one file. Raises Refusal when its settings file is wrong."""
        return self._of(file)[0]

    def name_of(self, file: str) -> str:
        """The file's name seen from its settings file, with ``/``."""
        settings = self._of(file)[1]
        path = Path(os.path.realpath(file))
        if settings is not None and path.is_relative_to(folder := os.path.realpath(settings.parent)):
            path = path.relative_to(folder)
        return path.as_posix()

    def _of(self, file: str) -> tuple[Choices, Path | None]:
        folder = Path() if file == STANDARD_INPUT else Path(file).parent
        if folder not in self._by_folder:
            self._by_folder[folder] = self._read(folder)
        return self._by_folder[folder]

    def _read(self, folder: Path) -> tuple[Choices, Path | None]:
        if self._config == "none":
            return Choices(), None
        found = find(folder) if self._config is None else read_settings(Path(self._config))
        table = found.table.get("check", {})
        if not isinstance(table, Mapping):
            raise Refusal(f"{found.path}: 'check' is a table.")
        return choices_from(table, str(found.path), names()), found.path
