"""How findings quote and list things of the map, and the paths of claims and links."""

from __future__ import annotations

from argmap.model.findings import Path
from argmap.model.types import Reason


def quoted(text: str, longest: int = 60) -> str:
    """An id or text in quotation marks, truncated to ``longest`` characters."""
    return f"'{text}'" if len(text) <= longest else f"'{text[: longest - 1].rstrip()}…'"


def listed(names: list[str], most: int = 4) -> str:
    """``'a', 'b' and 'c'``; names past ``most`` are counted."""
    shown = [quoted(name) for name in names[:most]]
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def path_of(reason: Reason) -> Path:
    """The path of a link."""
    return ("claims", reason.premise, reason.kind, reason.target)


def path_of_claim(claim_id: str) -> Path:
    """The path of a claim."""
    return ("claims", claim_id)
