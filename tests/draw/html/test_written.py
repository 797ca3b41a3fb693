"""All of a page that is not its picture, its styles or its scripts, word for word: what is in ``written``."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from itertools import islice
from pathlib import Path

import pytest

from argmap.draw.export import ExportPlan, ExportTarget, export
from argmap.io.export_tools import export_tools
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from tests.golden import kept

WRITTEN = Path(__file__).with_name("written")
TESTS = Path(__file__).parents[2]
LAKE = TESTS / "transcripts" / "lake" / "lake.yaml"
EVERYTHING = TESTS / "maps" / "everything.yaml"
PLANS = {
    "lake": (LAKE, ExportPlan(status=True, quotes=True)),
    "pages": (LAKE, ExportPlan(pages=True)),
    "live": (EVERYTHING, ExportPlan(live=7, theme="dark")),
}


def shown(page: str) -> str:
    """A page without its assets and its picture, its data laid out."""
    for asset in files("argmap.draw.html").joinpath("assets").iterdir():
        if asset.name.endswith((".css", ".js")):
            page = page.replace(asset.read_text(encoding="utf-8"), f"[{asset.name}]\n")
    page = re.sub(r"<svg .*?</svg>", "[the picture]", page, flags=re.DOTALL)
    page = re.sub(r"'sha256-[^']*'", "HASH", page)

    def laid_out(found: re.Match[str]) -> str:
        return f"{found[1]}\n{json.dumps(json.loads(found[2]), indent=1, ensure_ascii=False)}{found[3]}"

    return re.sub(r'(<script type="application/json"[^>]*>)(.*?)(</script>)', laid_out, page, flags=re.DOTALL)


@pytest.mark.parametrize("name", PLANS)
def test_is_as_it_was(name: str) -> None:
    file, plan = PLANS[name]
    tools = export_tools(lambda sentence: None, map_file=file)
    made = export(Index.build(read(file.read_bytes(), file.name).map), plan, (ExportTarget("html"),), tools)
    text = "\n".join(f"{one.name}\n{shown(one.data.decode())}" for one in islice(made, 2))
    assert text == kept(WRITTEN / f"{name}.html", text)
