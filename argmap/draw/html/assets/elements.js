// Making elements. Text only ever becomes a text node: nothing of the map is read as markup.
function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== undefined && child !== null && child !== ""));
  return made;
}

function makeShape(name, attributes = {}, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

// Words of the map, whose direction of writing is theirs alone.
const words = (text) => make("bdi", {}, text);
const linkTo = (node) => make("a", { href: `#${node.element}` }, words(node.text));
const counted = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;

// What the page says to everyone: seen in a corner, and read aloud.
function say(text) {
  byId("status").textContent = text;
}
