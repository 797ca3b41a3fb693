// A page of "argmap serve": it loads itself again when the map is saved, and keeps what its reader was looking at.
const version = JSON.parse(byId("live-data").textContent).version;
const KEPT = `argmap ${location.pathname}`;
const FLASH = 2000; // milliseconds
const STOPPED = "argmap no longer serves this page. It stays as it is.";
let events = null;

// What a reader was looking at: the node that is open or nearest to the centre, and where it is on the stage.
function anchor() {
  if (chosen?.shape && isThere(chosen)) return chosen;
  const middleOf = { x: view.width / 2, y: view.height / 2 };
  const away = (node) => {
    const at = placeOnStage(node);
    return Math.hypot((at.left + at.right) / 2 - middleOf.x, (at.top + at.bottom) / 2 - middleOf.y);
  };
  let best = null, least = Infinity;
  for (const node of data.nodes.filter(isThere)) {
    const distance = away(node);
    if (distance < least) [best, least] = [node, distance];
  }
  return best;
}

// Where the focus is, as what finds it on the next page.
function focused() {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const node = nodeOfElement.get(at.closest?.(".box")?.id);
  if (node) return { node: node.id };
  if (at.id) return { id: at.id, from: at.selectionStart, to: at.selectionEnd };
  if (at.hash && at.closest(".outline")) return { outline: at.hash };
  if (at.facet) return { facet: at.facet, choice: at.choice };
  return panel.contains(at) ? { panel: true } : null;
}

function keep(changed) {
  const node = anchor();
  const at = node && placeOnStage(node);
  const kept = {
    view: { x: view.x, y: view.y, scale: view.scale },
    anchor: node && { id: node.id, left: at.left, top: at.top },
    folded: [...folded].map((one) => one.id),
    walker: walker?.id,
    choices: [...choices].map(([facet, values]) => [facet, [...values]]),
    search: field.value,
    brief: inBrief(),
    drawer: openDrawer()?.id ?? null,
    scrolled: ["outline", "filter", "panel"].map((id) => [id, byId(id).scrollTop]),
    focus: focused(),
    keys: byId("single-keys").checked,
    changed,
  };
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // Without storage the next page begins as a new one.
  }
}

function kept() {
  try {
    const found = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    return found && JSON.parse(found);
  } catch {
    return null;
  }
}

function restore(state) {
  byId("single-keys").checked = state.keys;
  for (const id of state.folded) if (nodes.has(id)) fold(nodes.get(id), true);
  for (const [facet, values] of state.choices) for (const value of values) choices.get(facet)?.add(value);
  if (isFiltering()) applyFilter();
  if (state.drawer) setDrawer(state.drawer);
  showView(state.brief ? "brief" : "map");
  makeCurrent(nodes.get(state.walker));
  field.value = state.search;
  for (const [id, top] of state.scrolled) byId(id).scrollTop = top;
  refocus(state.focus);
  stop();
  place(state.view);
  const node = state.anchor && nodes.get(state.anchor.id);
  if (node?.shape) {
    const at = placeOnStage(node);
    place({ x: view.x + state.anchor.left - at.left, y: view.y + state.anchor.top - at.top, scale: view.scale });
  }
  say("");
  flash(state.changed);
}

function refocus(focus) {
  const still = { preventScroll: true };
  if (!focus) return;
  if (focus.node) return nodes.get(focus.node)?.shape?.focus(still);
  if (focus.outline) return document.querySelector(`.outline a[href="${CSS.escape(focus.outline).replace("\\#", "#")}"]`)?.focus(still);
  if (focus.panel) return panel.querySelector("h2")?.focus(still);
  if (focus.facet) return [...document.querySelectorAll("#facets input")].find((box) => box.facet === focus.facet && box.choice === focus.choice)?.focus(still);
  const at = byId(focus.id);
  at?.focus(still);
  if (focus.from !== undefined && focus.from !== null) at?.setSelectionRange?.(focus.from, focus.to);
}

// Marks what is new or different for a moment, and says how much it is.
function flash(elements) {
  const changed = elements.map((element) => nodeOfElement.get(element)).filter((node) => node?.shape);
  for (const node of changed) node.shape.classList.add("fresh");
  setTimeout(() => changed.forEach((node) => node.shape.classList.remove("fresh")), FLASH);
  if (changed.length) say(`Saved: ${counted(changed.length, "claim")} changed.`);
}

// What keeps the file from being read, over the last picture of it.
function showBroken({ findings, more }) {
  const lines = findings.map(({ place, text }) => make("li", {}, place ? `${place}: ` : "", words(text)));
  if (more) lines.push(make("li", {}, `and ${more} more`));
  const broken = byId("broken") ?? make("div", { id: "broken", role: "alert" });
  broken.replaceChildren(make("p", {}, "The file cannot be read. This is its last readable state."), make("ul", {}, ...lines));
  if (!broken.isConnected) document.querySelector("main").append(broken);
}

// The claim at the cursor of the editor that this page belongs to.
function followCursor({ element }) {
  const node = nodeOfElement.get(element);
  if (!node?.shape || node === chosen) return;
  bringOut(node);
  makeCurrent(node);
  mark(node);
  reveal(node);
}

function listen() {
  events?.close();
  events = new EventSource(`events?since=${version}`);
  const on = (name, act) => events.addEventListener(name, (event) => act(JSON.parse(event.data)));
  on("saved", ({ changed }) => {
    events.close();
    keep(changed);
    location.reload();
  });
  on("broken", showBroken);
  on("mended", () => byId("broken")?.remove());
  on("cursor", followCursor);
  on("ended", () => {
    events.close();
    say(STOPPED);
  });
  events.onerror = () => say(STOPPED); // the browser asks again by itself
  events.onopen = () => { if (byId("status").textContent === STOPPED) say(""); };
}

// A page that nobody sees asks for nothing: browsers allow few open requests to one server.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) events?.close();
  else listen();
});

const before = kept();
if (before) restore(before);
if (!document.hidden) listen();
