"""argmap maps a public dispute: claims, objections, who holds which, and the tensions between them."""

TYPE_CHECKING = False  # as type checkers know it: typing itself would take longer to load than all of this
if TYPE_CHECKING:
    from argmap.io.notebook import load

__all__ = ["__version__", "load"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """``argmap.load``, imported when it is first asked for, so that ``import argmap`` stays light."""
    if name == "load":
        from argmap.io.notebook import load

        return load
    raise AttributeError(f"module 'argmap' has no attribute '{name}'")
