// The overview in a corner, with a frame around the visible part. It is hidden from screen readers, which have the
// outline, the search and the keys.
const minimap = byId("minimap");
const small = makeShape("svg", { viewBox: drawing.getAttribute("viewBox"), "aria-hidden": "true" });
const frameShape = makeShape("rect", { class: "frame" });
const ROOM = { width: 190, height: 150 };
const spots = new Map();

function buildMinimap() {
  const ratio = Math.min(ROOM.width / natural.width, ROOM.height / natural.height);
  small.setAttribute("width", natural.width * ratio);
  small.setAttribute("height", natural.height * ratio);
  for (const node of data.nodes) {
    const rect = node.shape?.querySelector(":scope > rect");
    if (!rect) continue;
    const spot = makeShape("rect", { class: node.look ?? node.kind, transform: node.shape.getAttribute("transform") ?? "" });
    for (const name of ["x", "y", "width", "height"]) spot.setAttribute(name, rect.getAttribute(name));
    spots.set(node, spot);
  }
  small.append(...spots.values(), frameShape);
  minimap.replaceChildren(small);
}

// The spots where the boxes are now.
function moveSpots() {
  small.setAttribute("viewBox", drawing.getAttribute("viewBox"));
  const ratio = Math.min(ROOM.width / natural.width, ROOM.height / natural.height);
  small.setAttribute("width", natural.width * ratio);
  small.setAttribute("height", natural.height * ratio);
  for (const [node, spot] of spots) spot.setAttribute("transform", node.shape.getAttribute("transform") ?? "");
}

// The frame; the overview is shown only while part of the drawing is not visible.
function drawFrame() {
  const units = drawing.viewBox.baseVal.width / natural.width / view.scale;
  const { width, height } = view;
  const wide = natural.width * view.scale, tall = natural.height * view.scale;
  minimap.hidden = view.x >= -1 && view.y >= -1 && view.x + wide <= width + 1 && view.y + tall <= height + 1;
  const left = Math.max(0, -view.x), top = Math.max(0, -view.y);
  const right = Math.min(wide, width - view.x), bottom = Math.min(tall, height - view.y);
  const place = { x: left * units, y: top * units, width: (right - left) * units, height: (bottom - top) * units };
  for (const [name, value] of Object.entries(place)) frameShape.setAttribute(name, value);
}

function drawSpots() {
  const searching = drawing.classList.contains("searching");
  for (const [node, spot] of spots) {
    const has = (name) => node.shape.classList.contains(name);
    spot.classList.toggle("faded", searching ? !has("found") : has("faded"));
    for (const name of ["away", "chosen"]) spot.classList.toggle(name, has(name));
  }
}

// Centres the stage on the point of the drawing under the pointer.
function goFromMinimap(event) {
  const box = small.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * natural.width;
  const y = ((event.clientY - box.top) / box.height) * natural.height;
  stop();
  place({ x: view.width / 2 - x * view.scale, y: view.height / 2 - y * view.scale, scale: view.scale });
}

minimap.addEventListener("pointerdown", (event) => {
  minimap.setPointerCapture(event.pointerId);
  goFromMinimap(event);
});
minimap.addEventListener("pointermove", (event) => {
  if (minimap.hasPointerCapture(event.pointerId)) goFromMinimap(event);
});

let awaited = 0;
new MutationObserver(() => {
  cancelAnimationFrame(awaited);
  awaited = requestAnimationFrame(drawSpots);
}).observe(drawing, { subtree: true, attributeFilter: ["class"] });
stage.addEventListener("viewed", drawFrame);
buildMinimap();
