// The room of folded claims. Boxes that remain keep their columns and their order, move together, and stand beside what
// they bear on; lines follow them. Coordinates are those of the drawing: "along" a column and "across" the columns.
const ALONG = data.upright ? "x" : "y", ACROSS = data.upright ? "y" : "x";
const LENGTH = data.upright ? "width" : "height", DEPTH = data.upright ? "height" : "width";
const LEAST_GAP = 20, LANE = 9; // between boxes; more for each line that passes there
const homes = new Map(); // where shapes are with nothing folded: boxes by node, lines by element
let columns = [];
let sizes = null;

function rememberHomes() {
  if (sizes) return;
  const root = drawing.viewBox.baseVal;
  for (const node of data.nodes.filter((one) => one.shape)) {
    const { e: x, f: y } = node.shape.transform.baseVal[0]?.matrix ?? { e: 0, f: 0 };
    const rect = node.shape.querySelector(":scope > rect");
    homes.set(node, { transform: node.shape.getAttribute("transform"), x, y, width: rect.width.baseVal.value, height: rect.height.baseVal.value });
  }
  for (const step of data.steps.filter((one) => one.shape)) step.home = extent(step);
  for (const step of data.steps) for (const path of step.shape?.querySelectorAll("path") ?? []) homes.set(path, path.getAttribute("d"));
  const boxes = [...homes].filter(([key]) => key.shape).map(([node, home]) => ({ node, home })).sort((a, b) => a.home[ACROSS] - b.home[ACROSS]);
  let end = -Infinity;
  for (const { node, home } of boxes) {
    if (home[ACROSS] >= end - 1) columns.push({ from: home[ACROSS], boxes: [] });
    end = Math.max(end, home[ACROSS] + home[DEPTH]);
    Object.assign(columns.at(-1), { to: end }).boxes.push(node);
  }
  const along = (node) => homes.get(node)[ALONG];
  for (const column of columns) column.boxes.sort((a, b) => along(a) - along(b));
  const bottom = Math.max(0, ...boxes.map(({ home }) => home.y + home.height));
  const ours = new Set([...data.nodes, ...data.steps].map((part) => part.shape));
  const rest = [...drawing.querySelectorAll(":scope > g > *")].filter((item) => !ours.has(item) && item.getBBox().y >= bottom - 1).map((item) => [item, item.getAttribute("transform")]);
  sizes = { width: root.width, height: root.height, bottom, rest };
}

// Isotonic regression (pool adjacent violators): the places nearest to those wanted with these distances between them.
function spaced(wanted, distances) {
  const blocks = [];
  let offset = 0;
  wanted.forEach((want, at) => {
    offset += at ? distances[at - 1] : 0;
    let block = { sum: want - offset, count: 1 };
    while (blocks.length && blocks.at(-1).sum / blocks.at(-1).count >= block.sum / block.count) {
      const last = blocks.pop();
      block = { sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
  });
  const found = blocks.flatMap(({ sum, count }) => Array(count).fill(sum / count));
  offset = 0;
  return found.map((value, at) => value + (offset += at ? distances[at - 1] : 0));
}

// Where the visible boxes of each column go: first as close together as can be, then towards what they bear on.
function newPlaces(lanes) {
  const places = new Map();
  const visible = columns.map((column) => column.boxes.filter(isThere));
  const size = (node) => homes.get(node)[LENGTH];
  const gaps = visible.map((boxes, at) => boxes.slice(1).map((node, place) => {
    const before = homes.get(boxes[place]), end = before[ALONG] + before[LENGTH], start = homes.get(node)[ALONG];
    return before[LENGTH] + Math.min(start - end, LEAST_GAP + LANE * lanes(columns[at], end, start));
  }));
  visible.forEach((boxes, at) => boxes.reduce((y, node, place) => {
    places.set(node, y);
    return y + (gaps[at][place] ?? 0);
  }, 0));
  const centre = (node) => places.get(node) + size(node) / 2;
  const settle = (at) => {
    const boxes = visible[at];
    const wanted = boxes.map((node) => {
      const near = [...node.above, ...node.below].filter((other) => places.has(other) && !boxes.includes(other)).map(centre);
      return near.length ? near.reduce((sum, one) => sum + one, 0) / near.length - size(node) / 2 : places.get(node);
    });
    spaced(wanted, gaps[at]).forEach((y, place) => places.set(boxes[place], y));
  };
  for (let turn = 0; turn < 8; turn++) {
    for (let at = columns.length - 1; at >= 0; at--) settle(at);
    for (let at = 0; at < columns.length; at++) settle(at);
  }
  const top = Math.min(...data.nodes.filter((node) => homes.has(node)).map((node) => homes.get(node)[ALONG]));
  const shift = top - Math.min(...places.values());
  for (const [node, y] of places) places.set(node, y + shift);
  return places;
}

const shiftOf = (places, node) => places.get(node) - homes.get(node)[ALONG];

// How far a point moves that belongs to no box: as the boxes before and after it in its column do, or between.
function shiftAt(places, across, along) {
  const distance = ({ from, to }) => Math.max(from - across, across - to, 0);
  const full = columns.filter((column) => column.boxes.some((node) => places.has(node)));
  const column = full.reduce((best, one) => (distance(one) < distance(best) ? one : best));
  const boxes = column.boxes.filter((node) => places.has(node));
  const next = boxes.findIndex((node) => homes.get(node)[ALONG] + homes.get(node)[LENGTH] > along);
  if (next < 0) return shiftOf(places, boxes.at(-1));
  const start = homes.get(boxes[next])[ALONG];
  if (next === 0 || along >= start) return shiftOf(places, boxes[next]);
  const end = homes.get(boxes[next - 1])[ALONG] + homes.get(boxes[next - 1])[LENGTH];
  const part = (along - end) / Math.max(start - end, 1);
  return shiftOf(places, boxes[next - 1]) * (1 - part) + shiftOf(places, boxes[next]) * part;
}

// How many lines pass a column between two places.
function laneCounter() {
  const levels = [];
  for (const step of data.steps.filter((one) => one.shape && !one.shape.classList.contains("away"))) {
    const origin = originOf(step.shape);
    for (const path of linePaths(step)) {
      const corners = cornersOf(homes.get(path)).map(({ x, y }) => ({ x: x + origin.x, y: y + origin.y }));
      for (let at = 1; at < corners.length; at++) {
        const [a, b] = [corners[at - 1], corners[at]];
        if (isLevel(a, b)) levels.push({ along: a[ALONG], from: Math.min(a[ACROSS], b[ACROSS]), to: Math.max(a[ACROSS], b[ACROSS]) });
      }
    }
  }
  return (column, end, start) => new Set(levels.filter(({ along, from, to }) => along > end && along < start && from < column.to && to > column.from).map(({ along }) => Math.round(along))).size;
}

function giveBack(shape, transform) {
  if (transform === null) shape.removeAttribute("transform");
  else shape.setAttribute("transform", transform);
}

function resize(height) {
  drawing.setAttribute("viewBox", `0 0 ${sizes.width} ${height}`);
  natural.height = height * unit;
  drawing.setAttribute("height", natural.height);
  for (const [item, transform] of sizes.rest) {
    if (height === sizes.height) giveBack(item, transform);
    else item.setAttribute("transform", `translate(0 ${height - sizes.height}) ${transform ?? ""}`);
  }
}

function goHome() {
  for (const [key, home] of homes) {
    if (key.shape) {
      giveBack(key.shape, home.transform);
      key.extent = home;
    } else key.setAttribute("d", home);
  }
  for (const step of data.steps.filter((one) => one.shape)) {
    step.extent = step.home;
    for (const item of step.shape.children) {
      item.removeAttribute("transform");
      item.removeAttribute("visibility");
    }
  }
  resize(sizes.height);
}

// Lays the drawing out again for what is folded.
function compact() {
  if (!sizes) return;
  goHome();
  const shown = data.nodes.filter((node) => homes.has(node) && isThere(node));
  if (folded.size && shown.length) {
    const places = newPlaces(laneCounter());
    const done = new Map();
    const drawn = data.steps.filter((step) => step.shape && !step.shape.classList.contains("away"));
    for (const step of [...drawn.filter((one) => nodes.has(one.target)), ...drawn.filter((one) => !nodes.has(one.target))]) done.set(step, movedLines(step, places, done));
    keepApart(done);
    for (const [step, lines] of done) drawStep(step, lines);
    for (const [node, along] of places) {
      node.extent = { ...homes.get(node), [ALONG]: along };
      node.shape.setAttribute("transform", `translate(${node.extent.x},${node.extent.y})`);
    }
    const bottom = Math.max(...shown.map((node) => (data.upright ? homes.get(node).y : places.get(node)) + homes.get(node).height));
    resize(sizes.height - sizes.bottom + bottom);
  }
  moveSpots();
  place(view);
}
