"""The examples of ``docs/reference/python.md``, run.

``python -m tests.api.documentation`` writes what they print into the page.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "python.md"
SAMPLE = ROOT / "maps" / "uk_openai.yaml"

_EXAMPLE = re.compile(r"```python\n(.*?)```(?:\n\n```text\n.*?```)?", re.DOTALL)


def page_as_run(page: str, folder: Path) -> str:
    """The page with each example followed by what it prints, run in order in a folder with the sample map."""
    (folder / "maps").mkdir()
    (folder / "maps" / SAMPLE.name).write_bytes(SAMPLE.read_bytes())
    names: dict[str, object] = {}

    def run(found: re.Match[str]) -> str:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(found[1], "docs/reference/python.md", "exec"), names)
        said = printed.getvalue().strip()
        return f"```python\n{found[1]}```" + (f"\n\n```text\n{said}\n```" if said else "")

    with contextlib.chdir(folder):
        return _EXAMPLE.sub(run, page)


if __name__ == "__main__":
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(page_as_run(PAGE.read_text(encoding="utf-8"), Path(name)), encoding="utf-8")
