// Creating elements. Text always becomes a text node, so that text of the map is never markup.
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

// Text of the map, isolated so that its direction of writing does not affect the text around it.
const words = (text) => make("bdi", {}, text);
const linkTo = (node) => make("a", { href: `#${node.element}` }, words(node.text));
const counted = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;

// The status message of the page: visible in a corner, and read by screen readers.
function say(text) {
  byId("status").textContent = text;
}
