/** Elements made from data, which is never read as HTML. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with these attributes and children. Functions named "on…" become listeners, true becomes a bare
 * attribute; false, null and undefined are left out, and among the children empty text too.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter(Boolean));
  return node;
}

/** A picture from the sprite in the page; words beside it say what it means. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** The elements of a tree that are marked `data-part`, and its named controls, by name. */
export function parts(root) {
  const found = {};
  for (const node of root.querySelectorAll("[data-part], [name]")) found[node.dataset.part ?? node.name] = node;
  return found;
}

/** The first letters of a name, for a face without a picture. */
export function initials(name) {
  const words = name.trim().split(/\s+/u);
  return words.slice(0, 2).map((word) => [...word][0] ?? "").join("").toUpperCase();
}
