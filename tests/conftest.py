"""Settings for all tests: which tools they need, and how hard hypothesis tries."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.needs import in_ci, require

DRIVEN = {"terminal": "tmux", "browser": "chromium"}
"""What the tests with these markers drive."""

slow_machines = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("here", deadline=None, suppress_health_check=slow_machines)
settings.register_profile("ci", deadline=None, suppress_health_check=slow_machines, derandomize=True, print_blob=True)
settings.load_profile("ci" if in_ci() else "here")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Looks for the tools that a test is marked to need, before it begins."""
    marked = [tool for marker, tool in DRIVEN.items() if item.get_closest_marker(marker)]
    for tool in [*marked, *(tool for mark in item.iter_markers("needs") for tool in mark.args)]:
        require(tool)
