// The two views of the page: the brief, which can be read at any size of window, and the map.
const inBrief = () => document.documentElement.classList.contains("in-brief");
const rows = new Map();
for (const link of document.querySelectorAll("#brief :is(.column, .main-claim) a")) rows.set(link.hash, link.parentElement);
const rowOf = (node) => node && rows.get(`#${node.element}`);

function showView(name) {
  document.documentElement.classList.toggle("in-brief", name === "brief");
  for (const each of ["brief", "map"]) byId(`show-${each}`).setAttribute("aria-pressed", String(each === name));
  if (name !== "map") return;
  const isFirst = !view.width;
  measureStage();
  place(isFirst ? openingView(walker) : view);
  if (chosen?.shape) reveal(chosen);
}

// Marks the row of a node, and scrolls to it.
function showRow(node) {
  document.querySelector("#brief [data-picked]")?.removeAttribute("data-picked");
  const row = rowOf(node);
  row?.setAttribute("data-picked", "");
  if (inBrief()) row?.querySelector("a").scrollIntoView({ block: "nearest" });
}

function toggleView() {
  const name = inBrief() ? "map" : "brief";
  showView(name);
  byId(`show-${name}`).focus({ preventScroll: true });
}

byId("show-brief").addEventListener("click", () => showView("brief"));
byId("show-map").addEventListener("click", () => showView("map"));
