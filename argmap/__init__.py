"""argmap maps a public dispute: claims, objections, who holds which, and the tensions between them.

The names below are all that programs and notebooks need; ``docs/reference/python.md`` shows their use. Each
is loaded when it is first asked for, so that ``import argmap`` takes no time.
"""

import sys

TYPE_CHECKING = False  # as type checkers know it: typing itself would take longer to load than all of this
if TYPE_CHECKING:
    from argmap.api.files import dumps, load, loads, save
    from argmap.api.map import Map
    from argmap.api.pictures import render
    from argmap.api.results import Difference, MapReport, MergeResult, check, diff, merge, report
    from argmap.model.findings import Finding, MapError, Place
    from argmap.model.types import Citation, Claim, Position, Reason, Side, Source, Stakeholder, Tension

__all__ = [
    "Citation",
    "Claim",
    "Difference",
    "Finding",
    "Map",
    "MapError",
    "MapReport",
    "MergeResult",
    "Place",
    "Position",
    "Reason",
    "Side",
    "Source",
    "Stakeholder",
    "Tension",
    "__version__",
    "check",
    "diff",
    "dumps",
    "load",
    "loads",
    "merge",
    "render",
    "report",
    "save",
]

__version__ = "0.1.0"

_HOMES = {
    "argmap.api.files": ("dumps", "load", "loads", "save"),
    "argmap.api.map": ("Map",),
    "argmap.api.pictures": ("render",),
    "argmap.api.results": ("Difference", "MapReport", "MergeResult", "check", "diff", "merge", "report"),
    "argmap.model.findings": ("Finding", "MapError", "Place"),
    "argmap.model.types": (
        "Citation",
        "Claim",
        "Position",
        "Reason",
        "Side",
        "Source",
        "Stakeholder",
        "Tension",
    ),
}
"""Module -> the public names that it defines."""


class _Package(type(sys)):  # type: ignore[misc]
    """This package. ``argmap.check``, ``merge`` and ``report`` are the functions, whatever has been imported.

    Python binds a subpackage to its parent when it is first imported, which would hide the function of its name.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name not in __all__ or not isinstance(value, type(sys)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

if not TYPE_CHECKING:  # a type checker would take every name for one that is there

    def __getattr__(name: str) -> object:
        """A public name, from the module that defines it."""
        for module, names in _HOMES.items():
            if name in names:
                from importlib import import_module

                found = globals()[name] = getattr(import_module(module), name)
                return found
        raise AttributeError(f"module 'argmap' has no attribute '{name}'")


def __dir__() -> list[str]:
    """The public names, for completion."""
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
