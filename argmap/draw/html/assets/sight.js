// Level of detail. Boxes far outside the view, or with text too small to read, are drawn as frames, and arrows as
// lines: a browser lays out all text whenever the view moves, which takes a second for thousands of claims. The groups
// and their names remain, so that screen readers have all of the map.
const LEGIBLE = 0.2; // 12-point text is then 3 pixels tall
const AROUND = 0.25; // of the stage, on each side: so that little changes while the view is dragged
const parts = [...data.nodes, ...data.steps].filter((part) => part.shape);
const inSight = new Set();

function drawInFull() {
  const ratio = unit * view.scale;
  const left = (-AROUND * view.width - view.x) / ratio, right = ((1 + AROUND) * view.width - view.x) / ratio;
  const top = (-AROUND * view.height - view.y) / ratio, bottom = ((1 + AROUND) * view.height - view.y) / ratio;
  for (const part of parts) {
    const { x, y, width, height } = extent(part);
    const full = view.scale >= LEGIBLE && x < right && x + width > left && y < bottom && y + height > top;
    if (full === inSight.has(part)) continue;
    part.shape.toggleAttribute("data-full", full);
    full ? inSight.add(part) : inSight.delete(part);
  }
}

stage.addEventListener("viewed", drawInFull);
