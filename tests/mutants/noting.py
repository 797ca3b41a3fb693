"""A plugin of pytest that notes each test that ended: lines of JSON in the file ``$ARGMAP_NOTED``."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Notes the name, whether it passed, and the seconds it took, in the process that hears of all tests."""
    if "PYTEST_XDIST_WORKER" not in os.environ and (report.failed or (report.when == "call" and report.passed)):
        with Path(os.environ["ARGMAP_NOTED"]).open("a", encoding="utf-8") as file:
            file.write(json.dumps([report.nodeid, report.passed, round(report.duration, 4)]) + "\n")
