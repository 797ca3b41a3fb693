"""How findings name things of the map, and the paths of claims and links.

A thing in the map is named by its text, as readers know it; a reference to a missing thing is quoted as the file
has it.
"""

from __future__ import annotations

from argmap.model import names
from argmap.model.findings import Path
from argmap.model.ids import split_address
from argmap.model.index import Index
from argmap.model.names import tension_name
from argmap.model.types import Reason, Tension
from argmap.semantics.wording import named, stakeholder_named
from argmap.semantics.wording import quoted as quoted_text


def quoted(text: str, longest: int = 60) -> str:
    """An id or a value as the file has it, in straight quotation marks, truncated to ``longest`` characters."""
    return f"'{text}'" if len(text) <= longest else f"'{text[: longest - 1].rstrip()}…'"


def listed(names: list[str], most: int = 4) -> str:
    """``a, b and c``; names past ``most`` are counted."""
    shown = names[:most]
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def ids_listed(ids: list[str], most: int = 4) -> str:
    """Ids as the file has them: ``'a', 'b' and 'c'``."""
    return listed([quoted(one) for one in ids], most)


def link_named(index: Index, address: str) -> str:
    """A link named by the texts of its ends, or by its address when that is not one."""
    if split_address(address) is None:
        return quoted(address, 130)
    return names.link_named(address, lambda claim_id: named(index, claim_id))


def target_named(index: Index, reason: Reason) -> str:
    """What a support, objection or undercut is about: a claim or a link."""
    return (link_named if reason.kind == "undercuts" else named)(index, reason.target)


def stakeholder(index: Index, stakeholder_id: str) -> str:
    """A stakeholder named so that the verb after it is singular, however the name is: ``the stakeholder “Users”``."""
    return f"the stakeholder “{stakeholder_named(index, stakeholder_id)}”"


def tension_named(tension: Tension) -> str:
    """A tension named by its title, its question or the words of its id, in quotation marks."""
    return quoted_text(tension_name(tension))


def path_of(reason: Reason) -> Path:
    """The path of a link."""
    return ("claims", reason.premise, reason.kind, reason.target)


def path_of_claim(claim_id: str) -> Path:
    """The path of a claim."""
    return ("claims", claim_id)
