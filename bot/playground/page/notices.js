/** Small words to the person at the page: toasts, and dialogs that ask. */

import { el } from "./dom.js";

const TOAST_MILLISECONDS = 4000;

/** Show words for a few seconds, over the phone whose toasts these are or over the page. */
export function toast(text, toasts = document.getElementById("toasts")) {
  const node = el("p", { class: "toast" }, text);
  toasts.append(node);
  setTimeout(() => node.remove(), TOAST_MILLISECONDS);
}

/** Open a dialog of the page, emptied; resolves to its fields by name, or to null if it was closed. */
export function fill(id) {
  const dialog = document.getElementById(id);
  const form = dialog.querySelector("form");
  form.reset();
  return opened(dialog).then((agreed) => {
    if (!agreed) return null;
    return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
  });
}

/** Ask before something is done; resolves to whether the person agreed. */
export function confirmed(text, yes) {
  return notice(text, yes, true);
}

/** Show words until they are put away. */
export function alertWith(text) {
  return notice(text, "Baik", false);
}

function notice(text, yes, mayRefuse) {
  const dialog = document.getElementById("notice");
  dialog.querySelector("p").textContent = text;
  dialog.querySelector("[name=yes]").textContent = yes;
  dialog.querySelector("[name=no]").hidden = !mayRefuse;
  return opened(dialog);
}

function opened(dialog) {
  // An Enter in a field presses the first submit button, which would be "Batal".
  const enter = (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    dialog.querySelector(".primary").click();
  };
  if (dialog.open) dialog.close("");
  dialog.returnValue = "";
  dialog.addEventListener("keydown", enter);
  dialog.showModal();
  return new Promise((resolve) => {
    const closed = () => {
      dialog.removeEventListener("keydown", enter);
      resolve(dialog.returnValue === "ok");
    };
    dialog.addEventListener("close", closed, { once: true });
  });
}
