// Search: every word must occur in the claim, its quotes, tags, holders or sources. Case and accents do not matter.
const field = byId("search");
const list = byId("found");
const MOST_SHOWN = 60;
let results = [];
let current = -1;

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function searchable(node) {
  const cited = [...(node.sources ?? []), ...(node.positions ?? [])];
  const people = (node.positions ?? []).map((position) => stakeholders.get(position.stakeholder)?.name ?? position.stakeholder);
  const titles = cited.map((item) => sources.get(item.source)?.title ?? "");
  return plain([node.text, node.title ?? "", node.id, ...(node.tags ?? []), ...people, ...titles, ...cited.map((item) => item.quote ?? "")].join("\n"));
}

function search() {
  const wanted = plain(field.value).split(/\s+/).filter(Boolean);
  results = wanted.length ? data.nodes.filter((node) => wanted.every((word) => (node.sought ??= searchable(node)).includes(word))) : [];
  const says = new Set(results.filter((node) => wanted.every((word) => plain(node.text).includes(word))));
  results = [...says, ...results.filter((node) => !says.has(node))]; // claims that have the words only in quotes come last
  current = results.length ? 0 : -1;
  showResults(wanted.length > 0);
}

function showResults(asked) {
  const items = results.slice(0, MOST_SHOWN).map((node, place) =>
    make("li", { role: "option", id: `found-${place}` }, make("span", { class: `lead ${rolesOf(node)[0]}` }, wordsOf(node)), words(node.text)));
  const more = results.length - items.length;
  if (more > 0) items.push(make("li", { class: "rest", role: "presentation" }, `${more} more. Add a word to narrow the search.`));
  list.replaceChildren(...items);
  list.hidden = !items.length;
  byId("found-nothing").hidden = !asked || items.length > 0;
  light(asked ? results : []);
  field.setAttribute("aria-expanded", String(!list.hidden));
  pick(current);
  say(!asked ? "" : results.length ? `${counted(results.length, "claim")} found.` : "No matches.");
}

function pick(place) {
  current = place;
  const options = list.querySelectorAll("[role=option]");
  options.forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
  options[place]?.scrollIntoView({ block: "nearest" });
  const node = results[place];
  if (node && options[place]) bringToSight(node);
  if (options[place]) field.setAttribute("aria-activedescendant", options[place].id);
  else field.removeAttribute("aria-activedescendant");
}

// Moves the view to a claim that is picked from those found.
function bringToSight(node) {
  showRow(node);
  if (!inBrief() && node.shape && !isAway(node)) reveal(node);
}

// The claims found are highlighted on the map while the search is open.
function light(these) {
  const found = new Set(these);
  drawing.classList.toggle("searching", found.size > 0);
  for (const node of data.nodes) node.shape?.classList.toggle("found", found.has(node));
}

function closeSearch() {
  list.hidden = byId("found-nothing").hidden = true;
  light([]);
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function take(place) {
  const node = results[place];
  if (!node) return;
  closeSearch();
  say("");
  open(node, { moves: true, reads: true });
}

field.addEventListener("input", search);
field.addEventListener("focus", () => { if (field.value) search(); });
field.addEventListener("blur", closeSearch);
list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
list.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) take([...list.children].indexOf(option));
});
field.addEventListener("keydown", (event) => {
  const count = Math.min(results.length, MOST_SHOWN);
  if (event.key === "ArrowDown" && count) pick((current + 1) % count);
  else if (event.key === "ArrowUp" && count) pick((current - 1 + count) % count);
  else if (event.key === "Enter") take(current);
  else if (event.key === "Escape") {
    if (field.value) {
      field.value = "";
      search();
    } else if (walker) walker.shape.focus({ preventScroll: true });
    else field.blur();
  } else return;
  event.preventDefault();
  event.stopPropagation();
});
