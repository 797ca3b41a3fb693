// Keys: the drawing is one Tab stop; inside it, the arrow keys go from claim to claim along the reasons.
let walker = null; // the node that has the Tab stop
let cameFrom = null; // the node from which the walker went to its parent

const TOWARDS_REASONS = data.upright ? "ArrowDown" : "ArrowRight";
const TOWARDS_TARGET = data.upright ? "ArrowUp" : "ArrowLeft";
const NEXT = data.upright ? "ArrowRight" : "ArrowDown";
const BEFORE = data.upright ? "ArrowLeft" : "ArrowUp";
const across = (node) => {
  const box = extent(node);
  return data.upright ? box.x : box.y;
};

const isThere = (node) => node.shape && !isAway(node);
const inOrder = (list) => list.filter(isThere).sort((a, b) => across(a) - across(b));

function makeCurrent(node) {
  if (!node?.shape) return;
  walker?.shape.setAttribute("tabindex", "-1");
  walker = node;
  node.shape.setAttribute("tabindex", "0");
}

function goTo(node) {
  if (!node) return;
  makeCurrent(node);
  node.shape.focus({ preventScroll: true });
  reveal(node);
  if (chosen) open(node, { steps: true });
}

function parentOf(node) {
  const above = node.above.filter(isThere);
  return above.includes(cameFrom) ? cameFrom : above[0];
}

function neighbour(key) {
  const parent = parentOf(walker);
  if (key === TOWARDS_REASONS) return inOrder(walker.below)[0];
  if (key === TOWARDS_TARGET) return parent;
  const row = parent ? inOrder(parent.below) : inOrder(roots);
  return row[row.indexOf(walker) + (key === NEXT ? 1 : -1)];
}

function walk(key) {
  const next = neighbour(key);
  if (!next) return say(key === TOWARDS_REASONS ? "No reasons here." : key === TOWARDS_TARGET ? "This is a main claim." : "No more claims this way.");
  say("");
  if (key === TOWARDS_REASONS) cameFrom = walker;
  else if (key === TOWARDS_TARGET) cameFrom = null;
  goTo(next);
}

// The next or previous claim in reading order that matches the filter.
function stepThroughMatches(by) {
  const found = matching().filter((claim) => claim.shape);
  if (!found.length) return;
  const at = found.indexOf(walker);
  const next = found[(at + by + found.length) % found.length] ?? found[0];
  bringOut(next);
  goTo(at < 0 ? found[0] : next);
}

const MOVES = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

function keyOnDrawing(event) {
  const order = data.nodes.filter(isThere);
  if (event.shiftKey && MOVES[event.key]) {
    const [x, y] = MOVES[event.key];
    glide({ x: view.x + x * view.width * 0.3, y: view.y + y * view.height * 0.3, scale: view.scale });
  } else if (MOVES[event.key]) walk(event.key);
  else if (event.key === "Home") goTo(order[0]);
  else if (event.key === "End") goTo(order[order.length - 1]);
  else if (event.key === "Enter" || event.key === " ") open(walker, { reads: true });
  else return false;
  return true;
}

const LETTERS = {
  "/": () => field.focus(),
  "+": () => glide(zoomed(1.4)),
  "=": () => glide(zoomed(1.4)),
  "-": () => glide(zoomed(1 / 1.4)),
  0: fit,
  b: toggleView,
  c: () => fold(walker),
  e: unfoldAll,
  f: () => toggleDrawer("filter"),
  o: () => toggleDrawer("outline"),
  n: () => stepThroughMatches(1),
  p: () => stepThroughMatches(-1),
  "?": () => byId("help").showModal(),
};

const ON_MAP = /^[1-9cenp+=0-]$/i; // keys for what is only seen on the map

function escape() {
  const drawer = openDrawer();
  if (drawer?.contains(document.activeElement) || (drawer && panel.hidden)) return closeDrawer();
  if (!panel.hidden) return closePanel();
  say("");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || byId("help").open) return;
  const target = event.target;
  if (target.matches("input:not([type=checkbox]), textarea, select")) return;
  const onDrawing = target === document.body || (target.closest?.(".box") && drawing.contains(target));
  const level = /^[1-9]$/.test(event.key) ? () => foldTo(Number(event.key)) : null;
  const letter = level ?? LETTERS[event.key] ?? LETTERS[event.key.toLowerCase()];
  if (event.key === "Escape") escape();
  else if (onDrawing && walker && !inBrief() && keyOnDrawing(event)) return event.preventDefault();
  else if (letter && byId("single-keys").checked) {
    if (inBrief() && ON_MAP.test(event.key)) showView("map");
    letter();
  }
  else return;
  event.preventDefault();
});

// Not on the drawing itself: Chromium makes an SVG element that listens for the focus a stop of the Tab key.
stage.addEventListener("focusin", (event) => {
  const node = nodeOfElement.get(event.target.closest(".box")?.id);
  if (!node || (node === walker && !event.target.matches(":focus-visible"))) return;
  makeCurrent(node);
  reveal(node);
});
