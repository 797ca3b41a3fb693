"""A plugin of pytest that notes each test that ended: lines of JSON in the file ``$ARGMAP_NOTED``."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Timer

import pytest

NOTES = os.environ.get("ARGMAP_NOTED", "")
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
ENDS_AT_FIRST = "ARGMAP_FIRST" in os.environ
"""As they are when the run begins: a test may run with an environment of its own."""

if IS_WORKER and "ARGMAP_CHILD" in os.environ:
    # Not for the workers themselves, in which the lines are noted already.
    os.environ["COVERAGE_PROCESS_START"] = os.environ["ARGMAP_CHILD"]

SECONDS = 30.0
"""How long what is left of a run may take after a failure. A fault can leave threads that never end."""


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Notes the name, whether it passed, and the seconds it took, in the process that hears of all tests.

    With ``$ARGMAP_FIRST`` the process ends soon after the first failure, come what may.
    """
    if IS_WORKER or not (report.failed or (report.when == "call" and report.passed)):
        return
    with Path(NOTES).open("a", encoding="utf-8") as file:
        file.write(json.dumps([report.nodeid, report.passed, round(report.duration, 4)]) + "\n")
    if report.failed and ENDS_AT_FIRST:
        end = Timer(SECONDS, os._exit, (1,))
        end.daemon = True
        end.start()
