"""The live page in a real browser: every save is seen, and the reader keeps their place."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser import Page
from tests.examples import tries_all
from tests.serve.conftest import Served
from tests.small_maps import THREE

pytestmark = pytest.mark.browser


def opened(page: Page, served: Served) -> None:
    page.open_address(served.url)
    page.wait_over_loads("document.querySelector('.box')")


def showing(words: str) -> str:
    """A condition: the words are in the outline of the page that is there."""
    return f"document.querySelector('.outline').textContent.includes({json.dumps(words)})"


def test_every_save_is_seen(page: Page, served: Served) -> None:
    opened(page, served)
    for number in range(100 if tries_all() else 10):
        served.save(THREE.replace("The air gets cleaner.", f"The air gets cleaner, {number}."))
        page.wait_over_loads(showing(f"cleaner, {number}."))
    page.wait_over_loads("document.querySelector('.box')")
    assert page.complaints() == []


def test_the_reader_keeps_their_place(page: Page, served: Served) -> None:
    opened(page, served)
    page.value(
        "document.querySelector('#claim-close .fold').dispatchEvent(new MouseEvent('click', { bubbles: true }))"
    )
    folded = "document.querySelector('#claim-close').classList.contains('folded')"
    assert page.value(folded)
    page.value("[...document.querySelectorAll('#zoom-in')].forEach((button) => button.click())")
    page.click("#open-outline")
    page.key("Tab")
    page.value("document.querySelector('#search').focus()")
    page.type("cust")
    place = "(({ x, y }) => [x, y])(document.querySelector('#claim-close').getBoundingClientRect())"
    before, zoom = page.value(place), page.value("document.querySelector('#zoom-shown').textContent")
    served.save(
        THREE.replace("Close the street.", "Close the street to cars, vans and lorries on every day of the week.")
    )
    page.wait_over_loads(showing("lorries"))
    page.wait_over_loads("document.activeElement.id === 'search'")
    assert page.value("document.querySelector('#search').value") == "cust"
    assert page.value("document.querySelectorAll('#found [role=option]').length") == 1
    assert page.value("document.querySelector('#outline').classList.contains('open')")
    assert page.value(folded)
    assert page.value("document.querySelector('#zoom-shown').textContent") == zoom
    assert all(abs(one - two) < 2 for one, two in zip(before, page.value(place), strict=True))


def test_filter_and_open_claim_stay(page: Page, served: Served) -> None:
    opened(page, served)
    page.value("document.querySelector('#claim-air').dispatchEvent(new MouseEvent('click', { bubbles: true }))")
    page.wait("!document.querySelector('#panel').hidden")
    page.click("#open-filter")
    page.value("document.querySelector('#facets input').click()")
    chosen = "document.querySelector('#facets input').checked"
    assert page.value(chosen)
    served.save(THREE.replace("Shops lose custom.", "Shops lose trade."))
    page.wait_over_loads(showing("lose trade"))
    page.wait_over_loads(chosen)
    assert page.value("document.querySelector('#open-filter').textContent").startswith("Filter: ")
    assert page.value("document.querySelector('#panel h2').textContent") == "The air gets cleaner."


def test_what_changed_is_marked_and_told(page: Page, served: Served) -> None:
    opened(page, served)
    served.save(THREE.replace("Shops lose custom.", "Shops lose trade."))
    page.wait_over_loads("document.querySelector('.box.fresh')")
    fresh = "[...document.querySelectorAll('.box.fresh')].map((box) => box.id)"
    assert page.value(fresh) == ["claim-custom"]
    assert page.value("document.querySelector('#status').textContent") == "Saved: 1 claim changed."
    page.wait("!document.querySelector('.box.fresh')")


def test_a_broken_file_leaves_the_picture_with_the_finding_on_it(page: Page, served: Served) -> None:
    opened(page, served)
    served.save(THREE + "  more:\n    text: <img src=x>: y: z\n")
    page.wait_over_loads("document.querySelector('#broken')")
    said = page.value("document.querySelector('#broken').textContent")
    assert said.startswith("The file cannot be read. This is its last readable state.Line ")
    assert page.value("document.querySelectorAll('#broken img').length") == 0
    assert page.value("document.querySelectorAll('.box').length") == 3
    served.save(THREE + "  more:\n    text: More.\n")
    page.wait_over_loads(showing("More."))
    assert page.value("document.querySelector('#broken')") is None


ATTACK = """<!doctype html><script>
const target = %s, got = [];
const note = (how) => (what) => got.push([how, String(what)]);
const tries = [
  fetch(target).then((answer) => answer.text()).then(note('read'), () => {}),
  fetch(target, { mode: 'no-cors' }).then((answer) => answer.text())
    .then((text) => text && note('opaque')(text), () => {}),
  fetch(target + 'events?since=0', { credentials: 'include' }).then(note('events'), () => {}),
  new Promise((done) => {
    const events = new EventSource(target + 'events?since=0');
    events.onopen = () => { got.push(['source', 'open']); done(); };
    events.onerror = () => { events.close(); done(); };
  }),
  new Promise((done) => {
    const frame = document.createElement('iframe');
    frame.onload = () => {
      try { if (frame.contentDocument.querySelector('svg')) note('frame')('seen'); } catch { /* as it should be */ }
      done();
    };
    frame.src = target;
    document.documentElement.append(frame);
  }),
  new Promise((done) => {
    const script = document.createElement('script');
    script.onload = () => { got.push(['script', 'ran']); done(); };
    script.onerror = done;
    script.src = target;
    document.documentElement.append(script);
  }),
];
Promise.all(tries).then(() => { document.title = JSON.stringify(got); });
</script>"""


def test_a_hostile_page_that_knows_the_address_gets_nothing(page: Page, served: Served) -> None:
    class Attacker(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write((ATTACK % json.dumps(served.url)).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    attacker = ThreadingHTTPServer(("127.0.0.1", 0), Attacker)
    threading.Thread(target=attacker.serve_forever, daemon=True).start()
    try:
        for host in ("127.0.0.1", "localhost"):
            page.open_address(f"http://{host}:{attacker.server_address[1]}/")
            page.wait_over_loads("document.title.startsWith('[')")
            assert page.value("document.title") == "[]"
    finally:
        attacker.shutdown()
        attacker.server_close()
