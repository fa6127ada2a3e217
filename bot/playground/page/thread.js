/** The messages of one phone, in order and by day; it follows the newest unless the reader has scrolled up. */

import { el } from "./dom.js";
import { dayKey, dayName } from "./when.js";

const NEAR_END_PIXELS = 60;

/** The list of messages; `draw(message)` makes a bubble. */
export class Thread {
  #drawn = new Map();
  #days = new Map();
  #current = null;
  #atEnd = true;
  #unread = 0;

  constructor(list, down, badge, draw) {
    Object.assign(this, { list, down, badge, draw });
    down.addEventListener("click", () => this.toEnd());
    list.addEventListener("scroll", () => this.#scrolled());
    list.addEventListener("focusin", (event) => this.#mark(event.target.closest(".message")));
    list.addEventListener("focusout", (event) => {
      if (!list.contains(event.relatedTarget)) this.#mark(this.#newest());
    });
    list.addEventListener("keydown", (event) => this.#pressed(event));
    new ResizeObserver(() => this.#atEnd && this.toEnd()).observe(list);
  }

  get size() {
    return this.#drawn.size;
  }

  /** The message with this id, if it is shown. */
  find(id) {
    return this.#drawn.get(id)?.message;
  }

  /** Show a message: in its place by id, instead of an older version of itself. */
  put(message) {
    const written = JSON.stringify(message);
    const old = this.#drawn.get(message.id);
    if (old?.written === written) return;
    const node = this.draw(message);
    this.#drawn.set(message.id, { message, node, written });
    if (old) this.#replace(old.node, node);
    else this.#insert(message, node);
  }

  /** Take a message away. */
  remove(id) {
    const old = this.#drawn.get(id);
    if (!old) return;
    this.#drawn.delete(id);
    old.node.remove();
    if (this.#current === old.node) this.#mark(this.#newest());
    this.#separate();
  }

  /** Show these messages and no others. */
  sync(messages) {
    const wanted = new Set(messages.map((message) => message.id));
    for (const id of [...this.#drawn.keys()]) if (!wanted.has(id)) this.remove(id);
    for (const message of messages) this.put(message);
  }

  /** Name the days anew, after the clock was moved or midnight passed. */
  renameDays() {
    for (const { node, date } of this.#days.values()) node.textContent = dayName(date);
  }

  /** Scroll to the newest message. */
  toEnd() {
    this.list.scrollTop = this.list.scrollHeight;
    this.#atEnd = true;
    this.#count(0);
  }

  /** Scroll to a message and let it be noticed. */
  goTo(id) {
    const node = this.#drawn.get(id)?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.focus({ preventScroll: true });
    node.classList.add("noticed");
    node.addEventListener("animationend", () => node.classList.remove("noticed"), { once: true });
  }

  #replace(old, fresh) {
    const focused = old.contains(document.activeElement);
    old.replaceWith(fresh);
    if (this.#current === old) this.#mark(fresh);
    else this.#tabbable(fresh, false);
    if (focused) fresh.focus({ preventScroll: true });
    if (this.#atEnd) this.toEnd();
  }

  #insert(message, node) {
    const shown = [...this.list.querySelectorAll(".message")];
    const next = shown.find((other) => Number(other.dataset.message) > message.id);
    const follow = this.#atEnd || message.from === "me";
    this.list.insertBefore(node, next ?? null);
    this.#separate();
    this.#tabbable(node, false);
    if (!this.#current?.contains(document.activeElement)) this.#mark(this.#newest());
    if (follow) this.toEnd();
    else this.#count(this.#unread + 1);
  }

  #newest() {
    return this.list.querySelector(".message:last-of-type");
  }

  // Separators stay in place where they can: a new one would be read out anew.
  #separate() {
    const used = new Set();
    for (const node of this.list.querySelectorAll(".message")) {
      const { date } = this.find(Number(node.dataset.message));
      const key = dayKey(date);
      if (used.has(key)) continue;
      used.add(key);
      if (!this.#days.has(key)) this.#days.set(key, { node: el("div", { class: "day" }, dayName(date)), date });
      const separator = this.#days.get(key).node;
      if (node.previousElementSibling !== separator) node.before(separator);
    }
    for (const [key, { node }] of this.#days) {
      if (used.has(key)) continue;
      node.remove();
      this.#days.delete(key);
    }
  }

  #scrolled() {
    if (!this.list.clientHeight) return;
    this.#atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END_PIXELS;
    this.#count(this.#atEnd ? 0 : this.#unread);
  }

  #count(unread) {
    this.#unread = unread;
    this.badge.textContent = unread;
    this.badge.hidden = !unread;
    this.down.hidden = this.#atEnd;
    this.down.setAttribute("aria-label", unread ? `Ke pesan terbaru, ${unread} belum dibaca` : "Ke pesan terbaru");
  }

  // Only one message, the one visited or else the newest, is in the tab order; arrows reach the others.
  #mark(node) {
    if (!node || node === this.#current) return;
    if (this.#current) this.#tabbable(this.#current, false);
    this.#current = node;
    this.#tabbable(node, true);
  }

  #tabbable(node, yes) {
    for (const control of [node, ...node.querySelectorAll("button, a")]) control.tabIndex = yes ? 0 : -1;
  }

  #pressed(event) {
    const steps = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };
    if (!(event.key in steps) || !event.target.closest(".message")) return;
    event.preventDefault();
    const messages = [...this.list.querySelectorAll(".message")];
    const at = messages.indexOf(event.target.closest(".message")) + steps[event.key];
    messages[Math.max(0, Math.min(messages.length - 1, at))].focus();
  }
}
