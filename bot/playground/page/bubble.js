/** One message as a bubble, with the buttons under it. */

import { el, icon } from "./dom.js";
import { rich } from "./entities.js";
import { inlineKeyboard } from "./keyboard.js";
import { time } from "./when.js";

const PHOTO_PIXELS = 320;

/** A message in a few words, for a quotation or a strip. */
export function snippet(message) {
  const kind = message.photo ? "Foto" : message.document ? message.document.name : message.contact ? "Kontak"
    : message.place ? "Lokasi" : "Pesan";
  return message.text || kind;
}

/**
 * The message as an article. `acts` does what can be done with it: reply, edit, copy, press, sendText, openLink,
 * goTo; `acts.find(id)` is another message of the chat; `names` are those of the two who talk, by "bot" and "me".
 */
export function bubble(message, acts, names) {
  const box = el("div", { class: "bubble" },
    quoted(message, acts, names),
    message.photo && photo(message.photo),
    message.document && file(message.document),
    message.contact && contact(message.contact),
    message.place && place(message.place),
    words(message, acts));
  const article = el("article", {
    class: "message",
    tabindex: "-1",
    "data-message": message.id,
    "data-from": message.from,
    "aria-label": `Pesan dari ${names[message.from]}, ${time(message.date)}`,
  }, box, actions(message, acts));
  if (!message.text) article.classList.add(message.photo ? "bare-photo" : "wordless");
  const pressing = { ...acts, press: (button, done) => acts.press(message, button, done) };
  if (message.inline_keyboard?.length) article.append(inlineKeyboard(message.inline_keyboard, pressing));
  return article;
}

function words(message, acts) {
  const meta = el("span", { class: "meta" },
    message.edited && el("span", { class: "edited" }, "diedit"),
    el("time", { datetime: new Date(message.date * 1000).toISOString() }, time(message.date)),
    message.from === "me" && icon("check"));
  const own = { ...acts, copy: acts.copyText };
  const text = message.text && el("div", { class: "text" }, ...rich(message.text, message.entities ?? [], own));
  return el("div", { class: "words" }, text, meta);
}

function quoted(message, acts, names) {
  if (message.reply_to == null) return null;
  const original = acts.find(message.reply_to);
  const follow = (event) => {
    event.preventDefault();
    acts.goTo(message.reply_to);
  };
  return el("a", { class: "quoted", href: "#", onclick: follow },
    el("strong", {}, original ? names[original.from] : "Balasan"),
    el("span", {}, original ? snippet(original) : "pesan sebelumnya"));
}

function photo({ url, width, height }) {
  // The size is known before the picture is, so that nothing moves when it comes.
  const scale = Math.min(1, PHOTO_PIXELS / width, PHOTO_PIXELS / height);
  const size = width && height ? { width: Math.round(width * scale), height: Math.round(height * scale) } : {};
  const image = el("img", { src: url, alt: "Foto", ...size });
  return el("a", { class: "photo", href: url, target: "_blank", rel: "noopener noreferrer" }, image);
}

function file({ url, name, size }) {
  return el("a", { class: "file", href: url, download: name },
    el("span", { class: "file-mark" }, icon("file")),
    el("span", { class: "file-words" }, el("strong", {}, name), el("small", {}, weight(size))));
}

function weight(bytes) {
  const units = ["B", "KB", "MB", "GB"];
  let size = bytes;
  while (size >= 1000 && units.length > 1) {
    size /= 1000;
    units.shift();
  }
  return `${size.toLocaleString("id-ID", { maximumFractionDigits: 1 })} ${units[0]}`;
}

function contact({ first_name, phone_number }) {
  return el("div", { class: "file" },
    el("span", { class: "file-mark" }, icon("person")),
    el("span", { class: "file-words" }, el("strong", {}, first_name), el("small", {}, phone_number)));
}

function place({ latitude, longitude, title, address }) {
  const degrees = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return el("a", { class: "file", href: map, target: "_blank", rel: "noopener noreferrer" },
    el("span", { class: "file-mark" }, icon("place")),
    el("span", { class: "file-words" }, el("strong", {}, title || "Lokasi"), el("small", {}, address || degrees)));
}

function actions(message, acts) {
  const action = (name, label, act) =>
    el("button", {
      type: "button", class: "icon-button", "aria-label": label, title: label, onclick: () => act(message),
    }, icon(name));
  const link = links(message)[0];
  return el("div", { class: "actions" },
    action("reply", "Balas pesan", acts.reply),
    message.text && action("copy", "Salin teks", acts.copy),
    link && action("link", "Salin tautan", () => acts.copyText(link)),
    message.from === "me" && message.text && action("edit", "Ubah pesan", acts.edit));
}

function links(message) {
  const inText = (message.entities ?? []).map((entity) =>
    entity.type === "url" ? message.text.slice(entity.offset, entity.offset + entity.length) : entity.url);
  const buttons = (message.inline_keyboard ?? []).flat().map((button) => button.url);
  return [...inText, ...buttons].filter(Boolean);
}
