// Tracing: the steps of one node are highlighted, so that its lines can be followed. It is the node under the pointer,
// else the open one.
function trace(node) {
  const own = node ? new Set(data.steps.filter((step) => isOf(step, node))) : new Set();
  drawing.classList.toggle("tracing", own.size > 0);
  for (const step of data.steps) step.shape?.classList.toggle("own", own.has(step));
}

// Whether a step starts or ends at a node, or undercuts one that does.
function isOf(step, node, depth = 0) {
  if (step.premises.includes(node.id) || step.target === node.id) return true;
  const denied = steps.get(step.target);
  return Boolean(denied) && depth < 20 && isOf(denied, node, depth + 1);
}

const nodeUnder = (target) => nodeOfElement.get(target?.closest?.(".box")?.id);

drawing.addEventListener("pointerover", (event) => {
  if (event.pointerType === "mouse" && !held.size) trace(nodeUnder(event.target) ?? chosen);
});
drawing.addEventListener("pointerleave", () => trace(chosen));
