/** Menus that open over a phone: by button, closed by Esc, by leaving or by choosing, arrows move within. */

let count = 0;

/** A panel of buttons that another button opens. */
export class Menu {
  constructor(button, panel) {
    this.button = button;
    this.panel = panel;
    panel.id ||= `menu-${(count += 1)}`;
    button.setAttribute("aria-controls", panel.id);
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => (this.isOpen ? this.close() : this.open(true)));
    for (const node of [button, panel]) node.addEventListener("keydown", (event) => this.#pressed(event));
    document.addEventListener("pointerdown", (event) => {
      if (!this.#mine(event.target)) this.close();
    });
    panel.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.#mine(event.relatedTarget)) this.close();
    });
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  open(takeFocus = false) {
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    if (takeFocus) this.#items()[0]?.focus();
  }

  close() {
    this.panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  /** Move the focus this many items down (or up), from wherever it is. */
  move(step) {
    const items = this.#items();
    const at = items.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : items.length - 1) : (at + step + items.length) % items.length;
    items[next]?.focus();
  }

  #items() {
    return [...this.panel.querySelectorAll("button")];
  }

  #mine(node) {
    return this.panel.contains(node) || this.button.contains(node);
  }

  #pressed(event) {
    if (!this.isOpen) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
      this.button.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    }
  }
}
