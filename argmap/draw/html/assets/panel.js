// The panel: which node is open, and its id in the address, so that a link or the Back button opens it again.
const panel = byId("panel");
let chosen = null;

const lines = new Map(); // of the outline, by what they link to
for (const link of document.querySelectorAll(".outline a")) {
  const to = link.getAttribute("href");
  lines.set(to, [...(lines.get(to) ?? []), link]);
}
const linesOf = (node) => lines.get(`#${node?.element}`) ?? [];

// Opens a node, or closes the panel with null. How: "moves" the view, "reads" (focus goes to the panel's heading),
// "steps" (the address changes without a new entry in the history).
function open(node, how = {}) {
  const address = node ? `#${node.element}` : location.pathname + location.search;
  if (node !== chosen) remember(address, how.steps);
  show(node, how);
}

function remember(address, replace) {
  try {
    history[replace ? "replaceState" : "pushState"](null, "", address);
  } catch {
    // Some browsers refuse this for a local file; the page works without it.
  }
}

function show(node, { moves = false, reads = false } = {}) {
  if (chosen !== node) mark(node);
  if (!node) {
    if (!panel.hidden) keepingStill(() => { panel.hidden = true; });
    return;
  }
  bringOut(node);
  makeCurrent(node);
  if (panel.hidden) keepingStill(() => { closeOnSmallScreen(); panel.hidden = false; });
  showPanel(node);
  panel.scrollTop = 0;
  showRow(node);
  if (node.shape && !inBrief()) moves ? bring(node, Math.max(view.scale, 0.75)) : reveal(node);
  if (reads) panel.querySelector("h2").focus({ preventScroll: true });
}

function mark(node) {
  chosen?.shape?.classList.remove("chosen");
  for (const link of linesOf(chosen)) link.removeAttribute("aria-current");
  chosen = node;
  node?.shape?.classList.add("chosen");
  trace(node);
  for (const link of linesOf(node)) link.setAttribute("aria-current", "true");
}

function closePanel() {
  const back = chosen;
  const inside = panel.contains(document.activeElement) || document.activeElement === document.body;
  open(null);
  const row = inBrief() && rowOf(back)?.querySelector("a");
  if (inside) (row || back?.shape)?.focus({ preventScroll: true });
}

// The element that the address names; a fragment that is not valid percent-encoding, as in "#100%", is taken literally.
function asked() {
  const written = location.hash.slice(1);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

// The node that the address names, or null.
function follow(how = {}) {
  const element = asked();
  const node = nodeOfElement.get(element);
  if (node) return show(node, { moves: true, ...how });
  if (/^(claim|tension)-/.test(element)) say("That claim is not on this page.");
  show(null);
}

addEventListener("popstate", () => follow());
addEventListener("hashchange", () => { if (nodeOfElement.get(asked()) !== chosen) follow(); });

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const node = link && !link.closest("svg") && nodeOfElement.get(link.hash.slice(1));
  if (!node || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(node, { moves: true, reads: true });
});

drawing.addEventListener("click", (event) => {
  if (dragged) return event.preventDefault();
  if (event.target.closest("a")) return;
  const node = nodeOfElement.get(event.target.closest(".box")?.id);
  if (node) open(node);
});

const leadsToSource = (link) => /^[a-z]+:/i.test(link.getAttribute("href"));

for (const link of drawing.querySelectorAll("a")) {
  if (leadsToSource(link) || link.closest(".box")) link.setAttribute("tabindex", "-1"); // the panel has the same links, in the order of reading
  if (!leadsToSource(link)) continue; // another page of this map
  link.setAttribute("target", "_blank");
  link.setAttribute("rel", "noopener noreferrer");
}
