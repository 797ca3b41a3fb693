"""How hard a law is tried: one number for each law, and a profile that says which share of it a run takes.

``.ci/slow`` takes all of them, other runs a fifth: ``pytest --hypothesis-profile=slow``. Tables are cut short too;
``pytest -m ''`` tries all of their lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

WHOLE = 100
"""The ``max_examples`` of a profile that tries every example of each law; a smaller number is a share in per cent."""

_SLOW_MACHINES = [HealthCheck.too_slow, HealthCheck.data_too_large]

PROFILES: dict[str, dict[str, Any]] = {
    "quick": {"max_examples": 5},
    "here": {"max_examples": 20},
    "ci": {"max_examples": 20, "derandomize": True},
    "slow": {"max_examples": WHOLE},
    "fuzz": {"max_examples": 20 * WHOLE},
}
"""``ci`` takes the same examples in every run, the others new ones."""


def register_profiles() -> None:
    """Makes the profiles known to hypothesis. None has a deadline: a machine that is busy is no fault."""
    for name, values in PROFILES.items():
        settings.register_profile(
            name, deadline=None, suppress_health_check=_SLOW_MACHINES, print_blob=True, **values
        )


def is_long_run() -> bool:
    """Whether the present profile is that of the long runs of ``.ci/slow``."""
    return settings().max_examples > WHOLE


def tries_all() -> bool:
    """Whether the present profile tries every example, as ``.ci/slow`` does, of what is a table as well."""
    return settings().max_examples >= WHOLE


def examples(count: int, **others: Any) -> settings:
    """Settings of a law that is worth ``count`` examples, of which the current profile takes its share.

    ``others`` are further settings of hypothesis. Laws without these settings are worth ``WHOLE`` examples.
    """
    return settings(max_examples=share_of(count), **others)


def share_of(count: int) -> int:
    """How many of so many trials the current profile takes: at least one."""
    return ceil(count * settings().max_examples / WHOLE)


def slow_but(values: Iterable[Any], *quick: Any) -> list[Any]:
    """Parameters of a test, those that are not ``quick`` marked ``slow``: what others try too, at another place."""
    return [value if value in quick else pytest.param(value, marks=pytest.mark.slow) for value in values]


def each(step: int, lines: Iterable[Sequence[Any]]) -> list[Any]:
    """Lines of a table for a test with several parameters, of which a usual run tries each ``step``-th."""
    return [
        pytest.param(*line, marks=[pytest.mark.slow] if number % step else []) for number, line in enumerate(lines)
    ]
