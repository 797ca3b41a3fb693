"""Runs Python's garbage collector while no key is pressed, so that it does not run during one."""

from __future__ import annotations

import gc

YOUNG, ALL = 1, 2
"""Generations for ``gc.collect``: young objects, or all that are not frozen."""

SELDOM = 16
"""Every how many collections all generations are collected: themes and screens leave older garbage."""


class IdleCollector:
    """Collects garbage on demand. After the first collection the map and the first screen are frozen."""

    def __init__(self) -> None:
        self._looks = 0

    def look(self) -> None:
        """Collect once: about a millisecond, sometimes longer."""
        gc.collect(YOUNG if self._looks % SELDOM or not self._looks else ALL)
        if not self._looks:
            gc.freeze()
        self._looks += 1
