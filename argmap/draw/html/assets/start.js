// Drawers, and the start of the page.
const openDrawer = () => (byId("filter").hidden ? (byId("outline").classList.contains("open") ? byId("outline") : null) : byId("filter"));

function setDrawer(name) {
  keepingStill(() => {
    byId("filter").hidden = name !== "filter";
    byId("outline").classList.toggle("open", name === "outline");
    if (name && isSmall.matches) panel.hidden = true;
  });
  for (const drawer of ["filter", "outline"]) byId(`open-${drawer}`).setAttribute("aria-expanded", String(drawer === name));
}

function toggleDrawer(name) {
  if (openDrawer()?.id === name) return closeDrawer();
  setDrawer(name);
  byId(`${name}-title`).focus({ preventScroll: true });
  if (name === "outline") document.querySelector(".outline a[aria-current]")?.scrollIntoView({ block: "center" });
}

function closeDrawer() {
  const drawer = openDrawer();
  const inside = drawer?.contains(document.activeElement);
  setDrawer(null);
  if (inside) byId(`open-${drawer.id}`).focus();
}

const isSmall = matchMedia("(max-width: 720px) and (max-aspect-ratio: 4/3), (max-width: 560px)");
function closeOnSmallScreen() {
  if (isSmall.matches && openDrawer()) setDrawer(null);
}

byId("open-filter").addEventListener("click", () => toggleDrawer("filter"));
byId("open-outline").addEventListener("click", () => toggleDrawer("outline"));
byId("open-help").addEventListener("click", () => byId("help").showModal());
for (const button of document.querySelectorAll("[data-closes]")) button.addEventListener("click", closeDrawer);
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  if (openDrawer()?.id !== "outline") setDrawer("outline");
  byId("outline-title").focus();
});

// Lines of the outline are laid out when they become visible. Until then each has the height of some lines of text.
for (const item of document.querySelectorAll(".outline li"))
  item.style.containIntrinsicHeight = `auto ${5.5 * (1 + item.getElementsByTagName("li").length)}em`;

// What the page opens with: the map where an address asks for it or all of it can be read, else the brief.
function opensWith() {
  const element = asked();
  if (element === "brief" || element === "map") return element;
  if (nodeOfElement.has(element) && !isSmall.matches) return "map";
  const isOfSeries = [...drawing.querySelectorAll("a")].some((link) => !leadsToSource(link)); // which the drawing leads through
  return !isOfSeries && (isSmall.matches || fitting() < READABLE) ? "brief" : "map";
}

drawing.setAttribute("aria-describedby", "diagram-keys");
for (const node of data.nodes) node.shape?.setAttribute("tabindex", "-1");
makeCurrent(data.nodes.find((node) => node.shape));
measureStage();
place(openingView(walker));
showView(opensWith());
follow();
document.documentElement.classList.remove("starting");
