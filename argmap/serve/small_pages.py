"""The pages of the live server that show no map: the list of a folder's maps, and the page of a file that could never
be read yet."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from string import Template
from urllib.parse import quote

from argmap.escape import for_xml, one_line
from argmap.model.findings import Finding

_PAGE = Template("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<style>$style</style>
</head>
<body>
<h1>$title</h1>
$body
</body>
</html>
""")

_STYLE = "body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }"

_SCRIPT = """
const events = new EventSource("events?since=0");
events.addEventListener("saved", () => { events.close(); location.reload(); });
events.addEventListener("broken", ({ data }) => {
  const lines = JSON.parse(data).findings.map(({ place, text }) => {
    const line = document.createElement("li");
    line.textContent = place ? `${place}: ${text}` : text;
    return line;
  });
  document.querySelector("ul").replaceChildren(...lines);
});
"""


def index_page(titles: Mapping[str, str]) -> bytes:
    """A list of maps, by the names of their addresses; ``titles`` of maps that were not read yet are empty."""
    lines = [
        f'<li><a href="{for_xml(quote(name))}/"><bdi>{for_xml(one_line(title or name))}</bdi></a></li>'
        for name, title in titles.items()
    ]
    return _page("Maps", f"<ul>\n{chr(10).join(lines)}\n</ul>")


def waiting_page(broken: Sequence[Finding]) -> bytes:
    """What is wrong with a file of which no state could be read, until one can."""
    lines = [
        f"<li>{f'Line {one.place.line}: ' if one.place else ''}{for_xml(one_line(f'{one.message} {one.hint}'))}</li>"
        for one in broken[:5]
    ]
    body = f'<ul role="alert">\n{chr(10).join(lines)}\n</ul>\n<script>{_SCRIPT}</script>'
    return _page("The file cannot be read", body, _SCRIPT)


def _page(title: str, body: str, script: str = "") -> bytes:
    allowed = f"style-src {_hash(_STYLE)}"
    if script:
        allowed += f"; script-src {_hash(script)}; connect-src 'self'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    return _PAGE.substitute(title=for_xml(title), policy=policy, style=_STYLE, body=body).encode()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
