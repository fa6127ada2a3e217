/** Which phone is shown where there is room for one only. */

import { el, initials } from "./dom.js";

/** The tabs of all phones. */
export class Tabs {
  #tabs = new Map();
  #chosen = null;

  constructor(nav) {
    this.nav = nav;
    this.wanted = location.hash;
  }

  /** Give a phone its tab, once; the first one, or the one in the page's address, is shown. */
  add(phone) {
    const { id, first_name: name, note } = phone.person;
    if (this.#tabs.has(id)) return;
    const badge = el("span", { class: "badge", hidden: true });
    const click = () => {
      this.choose(id);
      history.replaceState(null, "", `#${id}`);
    };
    const tab = el("button", { class: "tab", "data-hue": phone.root.dataset.hue, onclick: click },
      el("span", { class: "avatar", "aria-hidden": "true" }, initials(phone.name)),
      el("span", { class: "owner-words" }, el("strong", {}, name), note && el("small", {}, note)),
      badge);
    this.#tabs.set(id, { tab, badge, phone, unread: 0 });
    this.nav.append(tab);
    if (!this.#chosen || this.wanted === `#${id}`) this.choose(id);
  }

  /** Take a phone's tab away. */
  remove(id) {
    this.#tabs.get(id)?.tab.remove();
    this.#tabs.delete(id);
    if (this.#chosen === id && this.#tabs.size) this.choose(this.#tabs.keys().next().value);
  }

  /** Show this phone. */
  choose(id) {
    this.#chosen = id;
    for (const [other, { tab, phone }] of this.#tabs) {
      tab.setAttribute("aria-current", String(other === id));
      phone.root.classList.toggle("chosen", other === id);
    }
    this.#count(id, 0);
  }

  /** Something new came on this phone. */
  news(id) {
    if (id !== this.#chosen) this.#count(id, this.#tabs.get(id).unread + 1);
  }

  #count(id, unread) {
    const entry = this.#tabs.get(id);
    entry.unread = unread;
    entry.badge.textContent = unread;
    entry.badge.hidden = !unread;
    entry.badge.setAttribute("aria-label", `${unread} pesan baru`);
  }
}
