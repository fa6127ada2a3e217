/** The buttons that the bot puts under a message, and those it puts above the input. */

import { el, icon } from "./dom.js";

const SPINNER_MILLISECONDS = 8000;

/** The buttons under one message; `acts.press(button, done)` runs one and calls `done` once it was answered. */
export function inlineKeyboard(rows, acts) {
  return el("div", { class: "inline-keyboard" },
    ...rows.map((row) => el("div", { class: "inline-row" }, ...row.map((button) => inlineButton(button, acts)))));
}

function inlineButton(button, acts) {
  const node = el("button", { type: "button", class: "inline-button" }, el("span", {}, button.text));
  if (button.url) node.append(icon("out"));
  node.addEventListener("click", () => {
    if (button.url) {
      acts.openLink(button.url);
      return;
    }
    const quiet = () => node.removeAttribute("aria-busy");
    node.setAttribute("aria-busy", "true");
    setTimeout(quiet, SPINNER_MILLISECONDS);
    acts.press(button, quiet);
  });
  return node;
}

/** The buttons above the input, which the bot may show, replace and take away. */
export class ReplyKeyboard {
  #kept = null;

  constructor(panel, toggle, press) {
    this.panel = panel;
    this.toggle = toggle;
    this.press = press;
    toggle.addEventListener("click", () => this.#show(this.panel.hidden));
  }

  /** The words that the bot wants in the empty input. */
  get placeholder() {
    return this.#kept?.placeholder ?? "";
  }

  /** Show this keyboard, or none; the same again leaves a folded one folded. */
  set(keyboard) {
    if (JSON.stringify(keyboard) === JSON.stringify(this.#kept)) return;
    this.#kept = keyboard;
    const rows = keyboard?.rows ?? [];
    this.panel.replaceChildren(...rows.map((row) =>
      el("div", { class: "reply-row" }, ...row.map((button) => this.#button(button)))));
    this.toggle.hidden = !rows.length;
    this.#show(rows.length > 0);
  }

  #button(button) {
    const mark = button.request_contact ? icon("person") : null;
    const pressed = () => {
      if (this.#kept?.one_time && !button.request_contact) this.#show(false);
      this.press(button);
    };
    return el("button", { type: "button", class: "reply-button", onclick: pressed }, mark, el("span", {}, button.text));
  }

  #show(open) {
    this.panel.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
  }
}
