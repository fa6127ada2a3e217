/** One phone: a person, their chat with the bot, and what they can do with it. */

import { post } from "./api.js";
import { bubble } from "./bubble.js";
import { Composer } from "./composer.js";
import { initials, parts } from "./dom.js";
import { ReplyKeyboard } from "./keyboard.js";
import { copied, openOutside, startText } from "./links.js";
import { alertWith, confirmed, fill, toast } from "./notices.js";
import { Thread } from "./thread.js";

const HUES = 7;
const ANSWERS_KEPT = 50;
const EMPTY = "Belum ada percakapan di sini. Ketuk / untuk melihat perintah, atau tulis saja.";

/** A phone on the page; `world.bot` is what is known of the bot and whether it runs. */
export class Phone {
  #waiting = new Map();
  #answered = [];

  constructor(person, world) {
    this.world = world;
    this.path = `sim/phones/${person.id}`;
    this.root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.ui = parts(this.root);
    this.composer = new Composer(this.ui, this.path);
    const pressed = (button) => this.#replyPressed(button);
    this.keyboard = new ReplyKeyboard(this.ui.keyboard, this.ui["toggle-keyboard"], pressed);
    this.thread = new Thread(this.ui.thread, this.ui.down, this.ui.unread, (message) => this.#draw(message));
    this.ui.start.addEventListener("click", () => this.composer.say("/start"));
    this.ui.unblock.addEventListener("click", () => this.#block(false));
    this.ui.block.addEventListener("change", () => this.#block(this.ui.block.checked));
    this.ui.link.addEventListener("click", () => this.#askLink());
    this.update(person);
  }

  get name() {
    return [this.person.first_name, this.person.last_name].filter(Boolean).join(" ");
  }

  /** Show this state of the phone. */
  update(person) {
    this.person = { ...this.person, ...person };
    this.root.dataset.phone = person.id;
    this.root.dataset.hue = person.id % HUES;
    this.root.setAttribute("aria-label", `Telepon ${this.name}`);
    this.ui.face.textContent = initials(this.name);
    this.ui.owner.textContent = this.name;
    this.ui.note.textContent = [this.person.note, this.person.phone_number].filter(Boolean).join(" · ");
    this.ui.note.title = this.ui.note.textContent;
    this.ui.thread.setAttribute("aria-label", `Percakapan ${this.name}`);
    if (person.messages) this.thread.sync(person.messages);
    if ("keyboard" in person) this.#setKeyboard(person.keyboard);
    if (person.menu) this.composer.setCommands(person.menu);
    this.show();
  }

  /** Take in something that happened on this phone; returns whether it is news from the bot. */
  receive(event, data) {
    switch (event) {
      case "message":
      case "edit":
        this.thread.put(data.message);
        break;
      case "delete": this.thread.remove(data.message_id); break;
      case "keyboard": this.#setKeyboard(data.keyboard); break;
      case "menu": this.composer.setCommands(data.menu); break;
      case "answer": this.#answer(data); break;
    }
    this.show();
    return event === "message" && data.message.from === "bot";
  }

  /** Show what the bot is called, and which controls make sense now. */
  show() {
    const { ui, person } = this;
    const { bot, running } = this.world;
    const talks = person.started && !person.blocked;
    const pressed = [ui.start, ui.unblock].includes(document.activeElement);
    ui.bot.textContent = bot.name;
    ui.status.textContent = person.blocked ? "diblokir" : running ? "bot" : "bot sedang mati";
    ui.about.textContent = person.started ? EMPTY : (bot.description ?? "");
    ui.about.hidden = this.thread.size > 0 || !ui.about.textContent;
    ui.block.checked = person.blocked;
    ui.composer.hidden = !talks;
    ui.start.hidden = person.started || person.blocked;
    ui.unblock.hidden = !person.blocked;
    this.root.classList.toggle("talks", talks);
    if (pressed && talks) ui.text.focus();
  }

  #draw(message) {
    const acts = {
      find: (id) => this.thread.find(id),
      goTo: (id) => this.thread.goTo(id),
      reply: (other) => this.composer.reply(other),
      edit: (other) => this.composer.edit(other),
      copy: (other) => this.#copy(other.text),
      copyText: (text) => this.#copy(text),
      sendText: (text) => this.composer.say(text),
      openLink: (url) => this.openLink(url),
      press: (other, button, done) => this.#tap(other, button, done),
    };
    return bubble(message, acts, { bot: this.world.bot.name, me: this.name });
  }

  /** Open an address as this phone would: the bot's own links start it. */
  openLink(url) {
    const text = startText(url, this.world.bot.username);
    if (text) this.composer.say(text);
    else openOutside(url);
  }

  async #askLink() {
    const asked = await fill("link");
    if (!asked) return;
    const text = startText(asked.url, this.world.bot.username);
    if (text) await this.composer.say(text);
    else toast(`Itu bukan tautan ke ${this.world.bot.name}.`, this.ui.toasts);
  }

  async #copy(text) {
    toast((await copied(text)) ? "Disalin." : "Peramban tidak mengizinkan menyalin.", this.ui.toasts);
  }

  async #tap(message, button, done) {
    if (button.callback_data == null) {
      done();
      return;
    }
    try {
      const tap = await post(`${this.path}/tap`, { message_id: message.id, data: button.callback_data });
      if (this.#answered.includes(tap.callback_id)) done();
      else this.#waiting.set(tap.callback_id, done);
    } catch (error) {
      done();
      toast(error.message, this.ui.toasts);
    }
  }

  #answer({ callback_id: id, text, show_alert: showAlert, url }) {
    this.#waiting.get(id)?.();
    this.#waiting.delete(id);
    // An answer may overtake the response that says which tap it is for.
    this.#answered = [...this.#answered.slice(1 - ANSWERS_KEPT), id];
    if (text && showAlert) alertWith(text);
    else if (text) toast(text, this.ui.toasts);
    if (url) this.openLink(url);
  }

  #setKeyboard(keyboard) {
    this.keyboard.set(keyboard);
    this.ui.text.placeholder = this.keyboard.placeholder || "Tulis pesan";
  }

  async #replyPressed(button) {
    if (!button.request_contact) {
      await this.composer.say(button.text);
      return;
    }
    const number = this.person.phone_number ? ` (${this.person.phone_number})` : "";
    const question = `Nomor ${this.name}${number} akan dikirim ke ${this.world.bot.name}.`;
    if (!(await confirmed(question, "Bagikan"))) return;
    try {
      await post(`${this.path}/contact`);
    } catch (error) {
      toast(error.message, this.ui.toasts);
    }
  }

  async #block(blocked) {
    try {
      await post(`${this.path}/block`, { blocked });
      this.update({ id: this.person.id, blocked });
    } catch (error) {
      toast(error.message, this.ui.toasts);
      this.show();
    }
  }
}
