"""Looking for rubbish while no key is pressed: Python does it in the midst of one, for as long as many keys take."""

from __future__ import annotations

import gc

YOUNG, ALL = 1, 2
"""What is looked through: what was made since the last time, or all but what is frozen."""

SELDOM = 16
"""Looks until all is looked through: other styles and screens leave rubbish that was in use the time before."""


class IdleCollector:
    """Looks for rubbish when it is told to, but not in the map nor, once it stands, in the first screen."""

    def __init__(self) -> None:
        self._looks = 0

    def look(self) -> None:
        """Look once: for a millisecond, now and then for some more."""
        gc.collect(YOUNG if self._looks % SELDOM or not self._looks else ALL)
        if not self._looks:
            gc.freeze()
        self._looks += 1
