// Pan and zoom: the position of the drawing on the stage. Lengths are CSS pixels; x and y are of its top left corner.
// Sizes and places are remembered, as reading one after a change makes the browser lay out the whole page again.
const stage = byId("stage");
const natural = { width: drawing.width.baseVal.value, height: drawing.height.baseVal.value };
const unit = natural.width / drawing.viewBox.baseVal.width; // pixels of a unit of the drawing at its natural size
const view = { x: 0, y: 0, scale: 1, width: 0, height: 0 };
const wantsStillness = matchMedia("(prefers-reduced-motion: reduce)");
const MOST = 4;
const READABLE = 0.55; // 12-point text is then 9 pixels tall
const EDGE = 28;
const FOOT = { width: 250, height: 60 }; // the lower corner with the zoom control, under which a footnote would be
let frame = 0;

const limited = (value, least, most) => Math.min(Math.max(value, least), most);

function measureStage() {
  view.width = stage.clientWidth;
  view.height = stage.clientHeight;
}

function place({ x, y, scale }) {
  const { width, height } = view;
  view.scale = limited(scale, Math.min(0.02, fitting()), MOST);
  const keep = Math.min(120, width / 3, height / 3); // the part of the drawing that stays visible
  view.x = limited(x, keep - natural.width * view.scale, width - keep);
  view.y = limited(y, keep - natural.height * view.scale, height - keep);
  drawing.style.left = `${view.x}px`; // not in the transform, which makes a browser lay out and paint everything again
  drawing.style.top = `${view.y}px`;
  drawing.style.transform = `scale(${view.scale})`;
  stage.classList.toggle("far", view.scale < 0.45);
  const percent = `${Math.round(view.scale * 100)}%`;
  byId("zoom-shown").textContent = percent;
  byId("zoom-whole").setAttribute("aria-label", `${percent}: zoom to actual size`);
  stage.dispatchEvent(new Event("viewed"));
}

// Whether the drawing in the middle of the stage leaves the lower corner free.
const isBesideFoot = (scale) => (view.width - natural.width * scale) / 2 >= FOOT.width;

function fitting() {
  const across = view.width / natural.width;
  const whole = Math.min(across, view.height / natural.height);
  return isBesideFoot(whole) ? whole : Math.min(across, Math.max(view.height - FOOT.height, view.height / 2) / natural.height);
}

function stop() {
  cancelAnimationFrame(frame);
  frame = 0;
  stage.classList.remove("gliding");
}

function glide(goal) {
  stop();
  if (wantsStillness.matches) return place(goal);
  const from = { ...view };
  const start = performance.now();
  const step = (now) => {
    const part = limited((now - start) / 220, 0, 1);
    const eased = 1 - (1 - part) ** 3;
    const mix = (name) => from[name] + (goal[name] - from[name]) * eased;
    place({ x: mix("x"), y: mix("y"), scale: mix("scale") });
    if (part < 1) frame = requestAnimationFrame(step);
    else stop();
  };
  stage.classList.add("gliding");
  frame = requestAnimationFrame(step);
}

// The view after zooming by a factor about a point of the stage, by default its centre.
function zoomed(factor, x = view.width / 2, y = view.height / 2) {
  const scale = limited(view.scale * factor, Math.min(0.02, fitting()), MOST);
  const ratio = scale / view.scale;
  return { x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio, scale };
}

function centred(scale) {
  const free = view.height - natural.height * scale;
  const y = isBesideFoot(scale) ? free / 2 : Math.min(free / 2, Math.max(free - FOOT.height, 0));
  return { x: (view.width - natural.width * scale) / 2, y, scale };
}

const fit = () => glide(centred(Math.min(fitting(), 1.5)));

// The first view: the whole map if it can be read, else the part around the main claim that can be read; for an
// overview of pages, its top with the table of contents.
function openingView(first) {
  if (fitting() >= READABLE) return centred(Math.min(fitting(), 1.25));
  const scale = limited(view.width / natural.width, READABLE, 1);
  const box = !data.listed && first?.shape && extent(first);
  const y = box ? view.height / 2 - middle(box).y * scale : 0;
  const least = Math.min(0, view.height - natural.height * scale);
  const across = natural.width * scale <= view.width + 1 ? (view.width - natural.width * scale) / 2 : 0;
  return { x: across, y: limited(y, least, 0), scale };
}

// The bounding box of a node or step, in units of the drawing: measured once, and then where folding moves it.
function extent(part) {
  return (part.extent ??= measured(part.shape));
}

function measured(shape) {
  const { x, y, width, height } = shape.getBBox(), at = shape.transform.baseVal[0]?.matrix; // relative to its group
  return { x: x + (at?.e ?? 0), y: y + (at?.f ?? 0), width, height };
}

function middle(box) {
  return { x: (box.x + box.width / 2) * unit, y: (box.y + box.height / 2) * unit };
}

// The position of a node on the stage.
function placeOnStage(node) {
  const { x, y, width, height } = extent(node), scale = unit * view.scale;
  return { left: view.x + x * scale, top: view.y + y * scale, right: view.x + (x + width) * scale, bottom: view.y + (y + height) * scale };
}

// Scrolls a node into view with as little movement as possible.
function reveal(node) {
  stop();
  const { left, top, right, bottom } = placeOnStage(node);
  const { width, height } = view;
  if (right < 0 || bottom < 0 || left > width || top > height) return bring(node, view.scale);
  const by = (low, high, room) => (low < EDGE || high - low > room ? EDGE - low : high > room - EDGE ? room - EDGE - high : 0);
  const x = by(left, right, width);
  const y = fromUnderControls({ left: left + x, right: right + x, top, bottom }, by(top, bottom, height));
  if (x || y) glide({ x: view.x + x, y: view.y + y, scale: view.scale });
}

// How far a position has to move down, which is less if it would otherwise be covered by what is in the lower corners.
function fromUnderControls({ left, right, top, bottom }, y) {
  const whole = stage.getBoundingClientRect();
  for (const control of ["status", "zoom", "minimap"].map(byId)) {
    const at = control.getBoundingClientRect(), over = at.top - whole.top, under = at.bottom - whole.top;
    if (left < at.right - whole.left && right > at.left - whole.left && top + y < under && bottom + y > over) y = over - EDGE / 2 - bottom;
  }
  return y;
}

// Centres a node on the stage, or above what is in its lower corners.
function bring(node, scale) {
  const box = extent(node), at = middle(box);
  const x = view.width / 2, y = view.height / 2, across = (box.width * unit * scale) / 2, down = (box.height * unit * scale) / 2;
  const up = fromUnderControls({ left: x - across, right: x + across, top: y - down, bottom: y + down }, 0);
  glide({ x: x - at.x * scale, y: y + Math.max(up, down - y) - at.y * scale, scale });
}

// Scrolls nodes into view together if their text can then be read; else the first of them.
function gather(these) {
  const { width, height } = view;
  const seen = these.map(placeOnStage);
  if (!these.length || seen.every(({ left, top, right, bottom }) => left >= 0 && top >= 0 && right <= width && bottom <= height)) return;
  const boxes = these.map(extent);
  const left = Math.min(...boxes.map((box) => box.x)) * unit, right = Math.max(...boxes.map((box) => box.x + box.width)) * unit;
  const top = Math.min(...boxes.map((box) => box.y)) * unit, bottom = Math.max(...boxes.map((box) => box.y + box.height)) * unit;
  const scale = Math.min((width - 2 * EDGE) / (right - left), (height - 2 * EDGE) / (bottom - top), Math.max(view.scale, READABLE));
  if (scale < 0.75 * READABLE) return reveal(these[0]);
  glide({ x: (width - (left + right) * scale) / 2, y: (height - (top + bottom) * scale) / 2, scale });
}

// Moves the view so that a node is where it was on the stage.
function staying(node, before) {
  const now = placeOnStage(node);
  place({ x: view.x + before.left - now.left, y: view.y + before.top - now.top, scale: view.scale });
}

// Runs what changes the size of the stage, and keeps the drawing where it is on the screen.
function keepingStill(change) {
  const before = stage.getBoundingClientRect();
  change();
  measureStage();
  const after = stage.getBoundingClientRect();
  place({ x: view.x + before.left - after.left, y: view.y + before.top - after.top, scale: view.scale });
}

// Dragging with one pointer pans, two pinch. A drag is not a click.
const held = new Map();
let dragged = false;

stage.addEventListener("pointerdown", (event) => {
  if (event.button > 0) return;
  if (!held.size) dragged = false;
  held.set(event.pointerId, { x: event.clientX, y: event.clientY });
});

stage.addEventListener("pointermove", (event) => {
  const last = held.get(event.pointerId);
  if (!last) return;
  const now = { x: event.clientX, y: event.clientY };
  if (!dragged && Math.hypot(now.x - last.x, now.y - last.y) < 4) return;
  if (!dragged) {
    dragged = true;
    stop();
    stage.classList.add("held");
  }
  stage.setPointerCapture(event.pointerId);
  const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
  if (other) pinch(last, now, other);
  else place({ x: view.x + now.x - last.x, y: view.y + now.y - last.y, scale: view.scale });
  held.set(event.pointerId, now);
});

function pinch(last, now, other) {
  const whole = stage.getBoundingClientRect();
  const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(last.x - other.x, last.y - other.y));
  const next = zoomed(factor, (last.x + other.x) / 2 - whole.left, (last.y + other.y) / 2 - whole.top);
  place({ x: next.x + (now.x - last.x) / 2, y: next.y + (now.y - last.y) / 2, scale: next.scale });
}

for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, (event) => {
    held.delete(event.pointerId);
    if (!held.size) stage.classList.remove("held");
  });
}

stage.addEventListener("wheel", (event) => {
  event.preventDefault();
  stop();
  const line = [1, 16, view.height][event.deltaMode]; // pixels
  if (event.shiftKey) return place({ x: view.x - (event.deltaX || event.deltaY) * line, y: view.y, scale: view.scale });
  const whole = stage.getBoundingClientRect();
  const strength = event.ctrlKey ? 0.01 : 0.0016; // a pinch on a touchpad comes as a wheel with Ctrl, in small steps
  place(zoomed(Math.exp(-event.deltaY * line * strength), event.clientX - whole.left, event.clientY - whole.top));
}, { passive: false });

new ResizeObserver(() => {
  measureStage();
  place(view);
}).observe(stage);
byId("zoom-in").addEventListener("click", () => glide(zoomed(1.4)));
byId("zoom-out").addEventListener("click", () => glide(zoomed(1 / 1.4)));
byId("zoom-whole").addEventListener("click", () => glide(zoomed(1 / view.scale)));
byId("zoom-fit").addEventListener("click", fit);
