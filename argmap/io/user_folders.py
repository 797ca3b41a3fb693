"""The folders of a platform for what a program stores for its user: settings, state and cache.

On Linux by the XDG Base Directory Specification, on macOS and Windows in their usual places. A user may have no home
folder, as in a container: then a folder has to be named by an environment variable.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from pathlib import Path


class NoHome(OSError):
    """The user has no home folder, and no environment variable names another."""


def settings_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder of the user's settings, which may not exist. Raises NoHome."""
    if override := environment.get("ARGMAP_CONFIG_HOME"):
        return Path(override)
    if platform == "darwin":
        return _home("ARGMAP_CONFIG_HOME") / "Library" / "Application Support" / "argmap"
    if platform == "win32":
        return named_folder("APPDATA", "AppData/Roaming", environment) / "argmap"
    return named_folder("XDG_CONFIG_HOME", ".config", environment) / "argmap"


def state_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder of a program's state, such as unsaved work, which may not exist. Raises NoHome."""
    if override := environment.get("ARGMAP_STATE_HOME"):
        return Path(override)
    if platform == "darwin":
        return _home("ARGMAP_STATE_HOME") / "Library" / "Application Support" / "argmap"
    if platform == "win32":
        return named_folder("LOCALAPPDATA", "AppData/Local", environment) / "argmap"
    return named_folder("XDG_STATE_HOME", ".local/state", environment) / "argmap"


def cache_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder of the cache, which may not exist. Raises NoHome."""
    if platform == "darwin":
        return _home("HOME") / "Library" / "Caches" / "argmap"
    if platform == "win32":
        return named_folder("LOCALAPPDATA", "AppData/Local", environment) / "argmap" / "Cache"
    return named_folder("XDG_CACHE_HOME", ".cache", environment) / "argmap"


def expanded(path: str) -> Path:
    """A path with ``~`` and ``~user`` expanded where that user has a home, else as it is."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 - Path.expanduser raises where there is no home


def named_folder(variable: str, below_home: str, environment: Mapping[str, str] = os.environ) -> Path:
    """The folder that a variable names, if by a whole path; else one below the home folder. Raises NoHome."""
    named = Path(environment.get(variable, ""))
    return named if named.is_absolute() else _home(variable) / below_home


def _home(variable: str) -> Path:
    try:
        return Path.home()
    except RuntimeError as problem:
        raise NoHome(errno.ENOENT, f"you have no home folder, and {variable} names no other") from problem
