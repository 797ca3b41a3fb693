"""How long the HTML page of a large map takes to answer. Run: ``python tests/bench/bench_page.py [CLAIMS ...]``.

In headless chromium, for each act of a reader: the time until the browser has drawn the answer and is idle again, the
least of several, in milliseconds; and how long the page takes to open.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import redirect_stderr
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from argmap.cli.export import command
from argmap.mapfile.canonical import write
from tests.bench.large_maps import large_map
from tests.browser import Page, launched

SIZES = (200, 2_000)
ROUNDS = 3

DRAWN = """new Promise((done) => requestAnimationFrame(() => {
  const after = new MessageChannel();
  after.port1.onmessage = done;
  after.port2.postMessage(0);
}))"""
TIMED = f"(async () => {{ await {DRAWN}; const begun = performance.now(); %s; await {DRAWN}; await {DRAWN};" + (
    " return performance.now() - begun; })()"
)


def key(name: str, more: str = "") -> str:
    """A script that presses a key on the page."""
    return f"document.body.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{name}', bubbles: true{more} }}))"


def click(selector: str, place: int = 0) -> str:
    """A script that clicks one of the elements that a selector finds."""
    clicked = "dispatchEvent(new MouseEvent('click', { bubbles: true }))"
    return f"document.querySelectorAll('{selector}')[{place}].{clicked}"


def search(words: str) -> str:
    """A script that puts words into the search field."""
    return f"search.focus(), search.value = '{words}', search.dispatchEvent(new Event('input'))"


ACTS = {
    "zoom in": key("+"),
    "zoom out": key("-"),
    "pan": key("ArrowRight", ", shiftKey: true"),
    "the whole map": key("0"),
    "first claim": key("Home"),
    "open a claim": click(".box", 60),
    "open the next": click(".box", 61),
    "close it": key("Escape"),
    "fold all": click(".box .fold"),
    "unfold all": key("e"),
    "fold to 2 levels": key("2"),
    "fold to 9 levels": key("9"),
    "unfold them": key("e"),
    "open the outline": key("o"),
    "close the outline": key("o"),
    "open the filter": key("f"),
    "filter": click("#facets input"),
    "end the filter": click("#clear-filter"),
    "close the filter": key("f"),
    "search": search("productivity"),
    "end the search": search(""),
}


def opening(page: Page, file: Path) -> float:
    begun = time.perf_counter()
    page.open(file)
    page.value(DRAWN)
    return (time.perf_counter() - begun) * 1000


def main(sizes: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as folder, launched(Path(folder, "profile")) as browser:
        found: dict[str, list[float]] = {}
        for size in sizes:
            map, file = Path(folder, "map.yaml"), Path(folder, "map.html")
            map.write_text(write(large_map(size)), encoding="utf-8")
            with redirect_stderr(io.StringIO()):  # it says what it wrote
                command.main([str(map), "-o", str(file)])
            page = browser.page()
            page.call("Accessibility.disable")  # as for those whose page is not read aloud
            page.media(prefers_reduced_motion="reduce")
            found.setdefault("open the page", []).append(min(opening(page, file) for _ in range(ROUNDS)))
            rounds = [{act: page.value(TIMED % script) for act, script in ACTS.items()} for _ in range(ROUNDS)]
            for act in ACTS:
                found.setdefault(act, []).append(min(times[act] for times in rounds))
    print("milliseconds at claims:" + "".join(f"{size:7}" for size in sizes))
    for act, times in found.items():
        print(f"{act:23}" + "".join(f"{milliseconds:7.0f}" for milliseconds in times))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or SIZES)
