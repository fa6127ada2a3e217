/** The input of one phone: words, files, contacts, commands; answering and editing. */

import { post } from "./api.js";
import { snippet } from "./bubble.js";
import { el } from "./dom.js";
import { Menu } from "./menus.js";
import { fill, toast } from "./notices.js";

const TYPING_A_COMMAND = /^\/(\w*)$/u;
const CAPTION_LENGTH = 1024;
const STRIPS = { reply: "Membalas", edit: "Mengubah pesan", photo: "Foto", document: "Dokumen" };

/** The input; `path` is the phone's address on the server, `ui` its parts. */
export class Composer {
  #purpose = null;
  #commands = [];

  constructor(ui, path) {
    Object.assign(this, { ui, path });
    this.input = ui.text;
    ui.menu.addEventListener("click", () => this.#offer(this.#commands));
    this.menu = new Menu(ui.menu, ui.commands);
    this.attachments = new Menu(ui.attach, ui.attachments);
    ui.composer.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#pressed(event));
    ui.forget.addEventListener("click", () => this.#forget());
    this.#attaching("photo", ui["pick-photo"]);
    this.#attaching("document", ui["pick-document"]);
    ui["pick-contact"].addEventListener("click", () => this.#contact());
    ui["pick-place"].addEventListener("click", () => this.#place());
  }

  /** The commands that the menu offers. */
  setCommands(commands) {
    this.#commands = commands;
    this.ui.menu.hidden = !commands.length;
    if (this.menu.isOpen) this.#offer(commands);
  }

  /** Say something at once, whatever stands in the input. */
  async say(text) {
    await this.#try(() => post(`${this.path}/text`, { text }));
  }

  /** Let the next words answer this message. */
  reply(message) {
    this.#take({ kind: "reply", message, words: snippet(message) });
  }

  /** Let the next words stand in place of those of this message. */
  edit(message) {
    this.#take({ kind: "edit", message, words: message.text });
    this.#write(message.text);
  }

  async #send() {
    const text = this.input.value.trim();
    const purpose = this.#purpose;
    this.menu.close();
    this.input.focus();
    if (!text && !purpose?.file) return;
    if (purpose?.file && text.length > CAPTION_LENGTH) {
      toast(`Keterangan paling banyak ${CAPTION_LENGTH} huruf ya.`, this.ui.toasts);
      return;
    }
    this.#write("");
    this.#forget();
    const sent = await this.#try(() => this.#deliver(text, purpose));
    if (sent || this.input.value || this.#purpose) return;
    if (purpose) this.#take(purpose);
    this.#write(text);
  }

  #deliver(text, purpose) {
    switch (purpose?.kind) {
      case "reply": return post(`${this.path}/text`, { text, reply_to: purpose.message.id });
      case "edit": return post(`${this.path}/edit`, { text, message_id: purpose.message.id });
      case "photo":
      case "document": {
        const form = new FormData();
        if (text) form.set("caption", text);
        form.set("file", purpose.file);
        return post(`${this.path}/${purpose.kind}`, form);
      }
      default: return post(`${this.path}/text`, { text });
    }
  }

  async #contact() {
    this.attachments.close();
    const contact = await fill("contact");
    if (contact) await this.#try(() => post(`${this.path}/contact`, contact));
  }

  async #place() {
    this.attachments.close();
    const place = await fill("place");
    if (!place) return;
    const where = { latitude: Number(place.latitude), longitude: Number(place.longitude) };
    await this.#try(() => post(`${this.path}/place`, where));
  }

  async #try(act) {
    try {
      await act();
      return true;
    } catch (error) {
      toast(error.message, this.ui.toasts);
      return false;
    }
  }

  #attaching(kind, button) {
    const picker = this.ui[kind];
    button.addEventListener("click", () => {
      this.attachments.close();
      picker.click();
    });
    picker.addEventListener("change", () => {
      const [file] = picker.files;
      if (file) this.#take({ kind, file, words: file.name });
      picker.value = "";
    });
  }

  #take(purpose) {
    if (this.#purpose?.kind === "edit") this.#forget();
    this.#purpose = purpose;
    this.ui.strip.hidden = false;
    this.ui["strip-title"].textContent = STRIPS[purpose.kind];
    this.ui["strip-text"].textContent = purpose.words;
    this.input.focus();
  }

  #forget() {
    if (this.#purpose?.kind === "edit") this.#write("");
    this.#purpose = null;
    this.ui.strip.hidden = true;
  }

  #typed() {
    this.#fit();
    const typing = TYPING_A_COMMAND.exec(this.input.value);
    const fitting = typing ? this.#commands.filter(({ command }) => command.startsWith(typing[1].toLowerCase())) : [];
    this.#offer(fitting);
    if (fitting.length) this.menu.open();
    else this.menu.close();
  }

  #offer(commands) {
    const choose = (command) => {
      this.menu.close();
      this.#write("");
      this.input.focus();
      this.say(`/${command}`);
    };
    this.ui.commands.replaceChildren(...commands.map(({ command, description }) =>
      el("button", { type: "button", onclick: () => choose(command) },
        el("strong", {}, `/${command}`), el("span", {}, description))));
  }

  #pressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape") {
      if (this.menu.isOpen) this.menu.close();
      else this.#forget();
    } else if (this.menu.isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.menu.move(event.key === "ArrowDown" ? 1 : -1);
    }
  }

  #write(text) {
    this.input.value = text;
    this.#fit();
  }

  #fit() {
    this.input.style.height = "auto";
    if (this.input.value) this.input.style.height = `${this.input.scrollHeight}px`;
  }
}
