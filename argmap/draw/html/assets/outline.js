// The outline can be folded: a button before each claim with reasons.
for (const item of document.querySelectorAll(".outline li")) {
  const inner = item.querySelector(":scope > ul");
  if (inner) item.prepend(make("button", { type: "button", class: "twist", "aria-expanded": "true", "aria-label": "Reasons" }, "▾"));
}

document.querySelector(".outline").addEventListener("click", (event) => {
  const button = event.target.closest(".twist");
  if (button) twist(button, button.getAttribute("aria-expanded") === "false");
});

function twist(button, open) {
  button.setAttribute("aria-expanded", String(open));
  button.textContent = open ? "▾" : "▸";
  button.parentElement.querySelector(":scope > ul").hidden = !open;
}
