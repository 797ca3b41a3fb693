"""Settings for all tests: which tools they need, and how hard hypothesis tries."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

IN_CI = os.environ.get("CI") == "true"

TOOLS = {
    "terminal": ("tmux",),
    "browser": ("chromium", "chromium-browser", "google-chrome"),
}
"""Marker -> the commands of which one must be there."""

slow_machines = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("here", deadline=None, suppress_health_check=slow_machines)
settings.register_profile("ci", deadline=None, suppress_health_check=slow_machines, derandomize=True, print_blob=True)
settings.load_profile("ci" if IN_CI else "here")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose tool is missing on a developer's machine; in CI fail it instead."""
    for marker, commands in TOOLS.items():
        if item.get_closest_marker(marker) and not any(map(shutil.which, commands)):
            (pytest.fail if IN_CI else pytest.skip)(f"needs {' or '.join(commands)} on PATH")
