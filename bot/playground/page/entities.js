/** A message's text with its entities, whose offsets count UTF-16 units as JavaScript's strings do. */

import { el } from "./dom.js";
import { address } from "./links.js";

const PLAIN = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** The nodes of a text; `acts` says what a tapped link, command or code does. */
export function rich(text, entities, acts) {
  const pending = entities
    .map((entity) => ({ ...entity, end: Math.min(entity.offset + entity.length, text.length) }))
    .filter((entity) => entity.offset >= 0 && entity.end > entity.offset);
  return nested(text, 0, text.length, pending, acts);
}

function outermostFirst(one, other) {
  return one.offset - other.offset || other.end - one.end;
}

function nested(text, start, end, entities, acts) {
  const nodes = [];
  const queue = [...entities].sort(outermostFirst);
  let at = start;
  while (queue.length) {
    const entity = queue.shift();
    const inner = [];
    while (queue.length && queue[0].offset < entity.end) {
      const other = queue.shift();
      if (other.end > entity.end) {
        // Two that overlap without nesting: the second goes on after the first.
        queue.push({ ...other, offset: entity.end });
        queue.sort(outermostFirst);
      }
      inner.push({ ...other, end: Math.min(other.end, entity.end) });
    }
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const children = nested(text, entity.offset, entity.end, inner, acts);
    nodes.push(dressed(entity, text.slice(entity.offset, entity.end), children, acts));
    at = entity.end;
    // A block already ends its line.
    if (BLOCKS.has(entity.type) && text[at] === "\n" && at < end) at += 1;
  }
  if (end > at) nodes.push(text.slice(at, end));
  return nodes;
}

function dressed(entity, words, children, acts) {
  const tag = PLAIN[entity.type];
  if (tag) return el(tag, {}, ...children);
  switch (entity.type) {
    case "text_link": return anchor(entity.url, children, acts);
    case "url": return anchor(words, children, acts);
    case "email": return anchor(`mailto:${words}`, children, acts);
    case "phone_number": return anchor(`tel:${words}`, children, acts);
    case "bot_command":
      return el("button", { type: "button", class: "in-text", onclick: () => acts.sendText(words) }, ...children);
    case "code":
      return el("button", { type: "button", class: "in-text code", title: "Salin", onclick: () => acts.copy(words) },
        el("code", {}, ...children));
    case "pre": return el("pre", {}, el("code", {}, ...children));
    case "spoiler": return spoiler(children);
    default: return el("span", {}, ...children);
  }
}

function anchor(target, children, acts) {
  const url = address(target);
  if (!url) return el("span", {}, ...children);
  const follow = (event) => {
    event.preventDefault();
    acts.openLink(target);
  };
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", onclick: follow }, ...children);
}

function spoiler(children) {
  const label = "Teks tertutup, ketuk untuk membaca";
  const cover = el("button", { type: "button", class: "in-text spoiler", "aria-label": label }, ...children);
  cover.addEventListener("click", () => cover.replaceWith(...cover.childNodes), { once: true });
  return cover;
}
