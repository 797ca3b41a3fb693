"""Where readers of YAML disagree, a file is read as one text or refused at one place: the table of ``lessons/``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from argmap.mapfile.read.read import read
from argmap.model.findings import ReadingRefused

LESSONS = Path(__file__).parent / "lessons"
TABLE = re.findall(r"^\| `(\S+\.yaml)` \| (.+?) \| .+ \|$", (LESSONS / "README.md").read_text("utf-8"), re.MULTILINE)


def test_the_table_names_every_file_once() -> None:
    assert sorted(name for name, _ in TABLE) == sorted(path.name for path in LESSONS.glob("*.yaml"))


@pytest.mark.parametrize(("name", "outcome"), TABLE, ids=[name for name, _ in TABLE])
def test_a_file_is_read_as_one_text_or_refused_at_one_place(name: str, outcome: str) -> None:
    data = (LESSONS / name).read_bytes()
    try:
        document = read(data, name)
    except ReadingRefused as refused:
        found = next(finding for finding in refused.findings if finding.severity == "error")
        assert found.place is not None
        assert f"{found.code} {found.place.line}:{found.place.column}" == outcome
        assert found.message
        assert found.hint
    else:
        assert f"`{json.dumps(document.map.claims[0].text)}`" == outcome
        assert document.data == data
