"""A headless browser in tests: run a script on a page and get what it returns."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "chromium")


def run(body: str, script: str, folder: Path, style: str = "") -> Any:
    """What the body of a function, ``script``, returns on a page with this body, as JSON."""
    page = folder / "page.html"
    page.write_text(
        f"<!doctype html><meta charset='utf-8'><style>{style}</style><body>{body}"
        "<pre id='answer'></pre><script>document.fonts.ready.then(() => {"
        f"const answer = (() => {{ {script} }})();"
        "document.getElementById('answer').textContent = JSON.stringify(answer); });</script>",
        encoding="utf-8",
    )
    flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking".split()
    done = subprocess.run(
        [
            CHROMIUM,
            *flags,
            f"--user-data-dir={folder / 'profile'}",
            "--virtual-time-budget=8000",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    )
    found = re.search(r'<pre id="answer">(.*?)</pre>', done.stdout.decode(), re.DOTALL)
    assert found, "the page did not answer"
    return json.loads(html.unescape(found[1]))
