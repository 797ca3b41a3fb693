"""Maps written short for tests: ``"quick +build, -dear / measured ⊘quick>build"``."""

from __future__ import annotations

from argmap.model.types import Claim, Kind, Map, Reason

SIGNS: dict[str, Kind] = {"+": "supports", "-": "objects_to", "⊘": "undercuts"}


def written(text: str) -> Map:
    """A map from its claims, parted by ``/``: an id, then its reasons as sign and target, ``with`` what is linked.

    ``p>t`` is the address ``p -> t``; ``+t&q&r`` a support of ``t`` linked with ``q`` and ``r``.
    """
    return Map(title="Test", claims=tuple(_claim(part.split()) for part in text.split("/") if part.strip()))


def _claim(words: list[str]) -> Claim:
    claim_id, *aims = words
    return Claim(id=claim_id, text=f"{claim_id}.", reasons=tuple(_reason(claim_id, aim) for aim in aims))


def _reason(premise: str, aim: str) -> Reason:
    target, *linked = aim[1:].split("&")
    return Reason(premise=premise, kind=SIGNS[aim[0]], target=target.replace(">", " -> "), linked=tuple(linked))


def short(map: Map) -> str:
    """The map in the same short writing."""
    return " / ".join(_short(claim) for claim in map.claims)


def _short(claim: Claim) -> str:
    signs = {kind: sign for sign, kind in SIGNS.items()}
    return " ".join(
        [
            claim.id,
            *(
                signs[reason.kind] + "&".join((reason.target.replace(" -> ", ">"), *reason.linked))
                for reason in claim.reasons
            ),
        ]
    )
