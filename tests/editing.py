"""Random edits of maps, by a seed: what a busy author might do next."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from argmap.edit import claims, reasons, rename, sources, stakeholders, tensions, text
from argmap.merge.unite import unite
from argmap.model.findings import MapError
from argmap.model.types import Citation, Map, Position, Side, Source, Stakeholder, Tension

Edit = Callable[[Map, Random], Map]
TEXTS = (
    "Trains run late.",
    "It's [/] odd: no",
    "後で 雨が降る",
    "two\nlines",
    "yes",
    "- dash",
    "# hash",
    " “quoted” ",
    "a" * 90,
)


def claim(map: Map, random: Random) -> str:
    return random.choice(map.claims).id if map.claims else "missing"


def address(map: Map, random: Random) -> str:
    found = [reason.address for item in map.claims for reason in item.reasons]
    return random.choice(found) if found else "missing -> missing"


def new_id(map: Map, random: Random) -> str:
    return claims.new_claim_id(map, random.choice(("claim", "some words", "雨")))


def _one(parts: tuple, random: Random) -> str:
    return random.choice(parts).id if parts else "missing"


def _delete(map: Map, random: Random) -> Map:
    return claims.delete_claim(map, claim(map, random)).map


def _delete_branch(map: Map, random: Random) -> Map:
    return claims.delete_branch(map, claim(map, random)).map


def _position(map: Map, random: Random) -> Map:
    stance = random.choice(("agrees", "disagrees", "mixed"))
    source = _one(map.sources, random) if random.random() < 0.5 else None
    position = Position(stakeholder=_one(map.stakeholders, random), stance=stance, source=source, quote="q")
    return stakeholders.set_position(map, claim(map, random), position)


def _clear_position(map: Map, random: Random) -> Map:
    item = random.choice(map.claims)
    return stakeholders.clear_position(map, item.id, random.choice(item.positions).stakeholder)


def _cite(map: Map, random: Random) -> Map:
    owner = claim(map, random) if random.random() < 0.6 else address(map, random)
    return sources.add_citation(map, owner, Citation(source=_one(map.sources, random), locator=random.choice("ab")))


def _tension(map: Map, random: Random) -> Map:
    if not map.tensions or random.random() < 0.2:
        return tensions.set_tension(map, claim(map, random), None)
    item = random.choice(map.tensions)
    side = random.choice(item.sides).id if item.sides else None
    return tensions.set_tension(map, claim(map, random), item.id, side)


def _rename(map: Map, random: Random) -> Map:
    ids = [
        part.id for group in (map.claims, map.claims, map.tensions, map.stakeholders, map.sources) for part in group
    ]
    return rename.rename(map, random.choice(ids), f"renamed-{random.randrange(40)}")


def _add_tension(map: Map, random: Random) -> Map:
    sides = (Side(id="left", title="Left"), Side(id="right", title="Right"))
    return tensions.add_tension(map, Tension(id=f"tension-{random.randrange(4)}", title="T", sides=sides))


EDITS: dict[str, Edit] = {
    "add claim": lambda m, r: claims.add_claim(m, new_id(m, r), r.choice(TEXTS)),
    "add claim after": lambda m, r: claims.add_claim(m, new_id(m, r), r.choice(TEXTS), after=claim(m, r)),
    "add support": lambda m, r: claims.add_support(m, claim(m, r), new_id(m, r), r.choice(TEXTS)),
    "add support too": lambda m, r: claims.add_support(m, claim(m, r), new_id(m, r), r.choice(TEXTS)),
    "add objection": lambda m, r: claims.add_objection(m, claim(m, r), new_id(m, r), r.choice(TEXTS)),
    "add undercut": lambda m, r: claims.add_undercut(m, address(m, r), new_id(m, r), r.choice(TEXTS)),
    "add sibling": lambda m, r: claims.add_sibling(m, claim(m, r), new_id(m, r), r.choice(TEXTS)),
    "set text": lambda m, r: text.set_text(m, claim(m, r), r.choice(TEXTS)),
    "set title": lambda m, r: text.set_title(m, r.choice(TEXTS)),
    "set note": lambda m, r: text.set_note(m, claim(m, r), r.choice(("", *TEXTS))),
    "set reason note": lambda m, r: text.set_note(m, address(m, r), r.choice(("", *TEXTS))),
    "set tags": lambda m, r: text.set_tags(m, claim(m, r), r.sample(("a", "b", "no"), 2)),
    "set assumed": lambda m, r: text.set_assumed(m, claim(m, r), r.random() < 0.5),
    "delete claim": _delete,
    "delete branch": _delete_branch,
    "flip": lambda m, r: reasons.flip(m, address(m, r)),
    "link": lambda m, r: reasons.link(m, claim(m, r), claim(m, r), r.choice(("supports", "objects_to"))),
    "link undercut": lambda m, r: reasons.link(m, claim(m, r), address(m, r), "undercuts"),
    "unlink": lambda m, r: reasons.unlink(m, address(m, r)),
    "move reason": lambda m, r: reasons.move_reason(m, address(m, r), claim(m, r)),
    "link premises": lambda m, r: reasons.set_linked(m, address(m, r), [claim(m, r) for _ in range(r.randrange(3))]),
    "move before": lambda m, r: claims.move_before(m, claim(m, r), claim(m, r)),
    "move after": lambda m, r: claims.move_after(m, claim(m, r), claim(m, r)),
    "set position": _position,
    "clear position": _clear_position,
    "cite": _cite,
    "set tension": _tension,
    "rename": _rename,
    "unite": lambda m, r: unite(m, claim(m, r), claim(m, r)).map,
    "add tension": _add_tension,
    "remove tension": lambda m, r: tensions.remove_tension(m, _one(m.tensions, r)),
    "add stakeholder": lambda m, r: stakeholders.add_stakeholder(
        m, Stakeholder(id=f"body-{r.randrange(5)}", name="B")
    ),
    "remove stakeholder": lambda m, r: stakeholders.remove_stakeholder(m, _one(m.stakeholders, r)),
    "add source": lambda m, r: sources.add_source(m, Source(id=f"source-{r.randrange(5)}", title="S")),
    "remove source": lambda m, r: sources.remove_source(m, _one(m.sources, r)),
}


def edited(map: Map, name: str, seed: int) -> Map:
    """The map after the edit, or as it is when the edit is refused or has nothing to work on."""
    try:
        return EDITS[name](map, Random(seed))
    except (MapError, IndexError):
        return map
