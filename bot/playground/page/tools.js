/** What is above the phones: the clock, the bot's life, light and dark, another phone. */

import { post } from "./api.js";
import { el } from "./dom.js";
import { fill, toast } from "./notices.js";
import { longDay, now, setNow, span, time } from "./when.js";

const TICK_MILLISECONDS = 1000;
const THEME = "relawan-theme";

/** The clock; `moved` is called when another day may have begun. */
export class Clock {
  #ahead = 0;
  #day = "";

  constructor(moved) {
    this.moved = moved;
    this.output = document.getElementById("clock");
    for (const button of document.querySelectorAll("[data-ahead]")) {
      button.addEventListener("click", () => this.#move(button));
    }
    setInterval(() => this.#show(), TICK_MILLISECONDS);
  }

  /** Show this state of the clock. */
  set({ now: seconds, ahead }) {
    setNow(seconds);
    this.#ahead = ahead;
    this.#show();
  }

  /** Show this state unless a later one is known: answers and events may overtake each other. */
  advance(state) {
    if (state.ahead >= this.#ahead) this.set(state);
  }

  async #move(button) {
    button.setAttribute("aria-busy", "true");
    try {
      this.advance(await post("sim/clock", { ahead: this.#ahead + Number(button.dataset.ahead) }));
    } catch (error) {
      toast(error.message);
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  #show() {
    const day = longDay(now());
    const ahead = span(this.#ahead);
    const written = `${day} ${time(now())} ${ahead}`;
    if (this.output.dataset.written === written) return;
    this.output.dataset.written = written;
    this.output.replaceChildren(
      el("span", { class: "clock-day" }, day), " ", el("span", { class: "clock-time" }, `${time(now())} WITA`),
      ...(ahead ? [el("small", {}, `maju ${ahead}`)] : []));
    if (day !== this.#day) this.moved();
    this.#day = day;
  }
}

/** Show whether the bot runs. */
export function showBot(running) {
  const state = document.getElementById("bot-state");
  state.textContent = running ? "Bot hidup" : "Bot mati";
  state.dataset.running = running;
}

/** Let the button kill the bot. */
export function watchKill() {
  const button = document.getElementById("kill");
  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    try {
      await post("sim/kill");
      toast("Bot dimatikan tiba-tiba. Sebentar lagi ia bangun sendiri.");
    } catch (error) {
      toast(error.message);
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}

/** Let the button add a phone; `added` gets what the server made. */
export function watchAdding(added) {
  document.getElementById("add-phone").addEventListener("click", async () => {
    const asked = await fill("new-phone");
    if (!asked?.name) return;
    const [first, ...rest] = asked.name.split(/\s+/u);
    try {
      added(await post("sim/phones", { first_name: first, last_name: rest.join(" ") }));
    } catch (error) {
      toast(error.message);
    }
  });
}

/** Light or dark as the system has it, until the switch says otherwise; and the tools' own switch on small screens. */
export function watchLook() {
  const root = document.documentElement;
  root.dataset.theme = localStorage.getItem(THEME) ?? "";
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    root.dataset.theme = dark === "dark" ? "light" : "dark";
    localStorage.setItem(THEME, root.dataset.theme);
  });
  const toggle = document.getElementById("tools-toggle");
  toggle.addEventListener("click", () => {
    const open = document.body.classList.toggle("tools-open");
    toggle.setAttribute("aria-expanded", String(open));
  });
}
