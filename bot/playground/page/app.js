/** The page: it takes the state from the playground and follows its events. */

import { state } from "./api.js";
import { Phone } from "./phone.js";
import { Tabs } from "./tabs.js";
import { Clock, showBot, watchAdding, watchKill, watchLook } from "./tools.js";

const RETRY_MILLISECONDS = 1000;
const PHONE_EVENTS = ["message", "edit", "delete", "keyboard", "menu", "answer"];

const world = { bot: { name: "Relawan", username: "", description: "" }, running: false };
const phones = new Map();
const row = document.getElementById("phones");
const offline = document.getElementById("offline");
const tabs = new Tabs(document.getElementById("tabs"));
const clock = new Clock(() => phones.forEach((phone) => phone.thread.renameDays()));

function showPhone(person) {
  const known = phones.get(person.id);
  if (known) {
    known.update(person);
    return known;
  }
  const phone = new Phone(person, world);
  phones.set(person.id, phone);
  row.append(phone.root);
  tabs.add(phone);
  return phone;
}

function dropPhone(id) {
  phones.get(id).root.remove();
  phones.delete(id);
  tabs.remove(id);
}

function setBot({ running = world.running, ...bot }) {
  world.bot = { ...world.bot, ...bot };
  world.running = running;
  showBot(running);
  for (const phone of phones.values()) phone.show();
}

function happened(event, data) {
  if (event === "clock") clock.advance(data);
  else if (event === "bot") setBot(data);
  else if (event === "phone") showPhone(data);
  else if (phones.get(data.phone)?.receive(event, data)) tabs.news(data.phone);
}

async function refresh() {
  const fresh = await state();
  clock.set(fresh.clock);
  setBot({ running: fresh.running, ...fresh.bot });
  const visible = new Set(fresh.phones.map((person) => person.id));
  for (const id of [...phones.keys()]) if (!visible.has(id)) dropPhone(id);
  fresh.phones.forEach(showPhone);
}

function follow() {
  const source = new EventSource("sim/events");
  // What happens while the state is fetched waits, so that nothing older overwrites it.
  let early = [];
  const lost = () => {
    source.close();
    offline.hidden = false;
    setTimeout(follow, RETRY_MILLISECONDS);
  };
  for (const event of [...PHONE_EVENTS, "phone", "clock", "bot"]) {
    source.addEventListener(event, ({ data }) => {
      if (early) early.push([event, JSON.parse(data)]);
      else happened(event, JSON.parse(data));
    });
  }
  source.addEventListener("error", lost);
  source.addEventListener("open", async () => {
    try {
      await refresh();
    } catch {
      if (source.readyState !== EventSource.CLOSED) lost();
      return;
    }
    offline.hidden = true;
    const waited = early;
    early = null;
    for (const [event, data] of waited) happened(event, data);
  });
}

watchLook();
watchKill();
watchAdding((person) => {
  const phone = showPhone(person);
  tabs.choose(person.id);
  phone.root.scrollIntoView({ inline: "center", block: "nearest" });
  phone.ui.start.focus();
});
follow();
