/** What time it is in the playground, and times as people in Kalimantan Selatan read them. */

const ZONE = "Asia/Makassar";
const TIME = new Intl.DateTimeFormat("id-ID", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("id-ID", { timeZone: ZONE, day: "numeric", month: "long", year: "numeric" });
const WEEKDAY = new Intl.DateTimeFormat("id-ID", { timeZone: ZONE, weekday: "long" });
const KEY = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });
const DAY_SECONDS = 86400;

let ahead = 0;

/** Let the page's clock show this instant (epoch seconds) now, and run on from there. */
export function setNow(seconds) {
  ahead = seconds - Date.now() / 1000;
}

/** The playground's present instant, in epoch seconds. */
export function now() {
  return Date.now() / 1000 + ahead;
}

/** "17.26" */
export function time(seconds) {
  return TIME.format(seconds * 1000);
}

/** "Senin, 24 November 2025" */
export function longDay(seconds) {
  return `${WEEKDAY.format(seconds * 1000)}, ${DAY.format(seconds * 1000)}`;
}

/** The day as something to compare: "2025-11-24". */
export function dayKey(seconds) {
  return KEY.format(seconds * 1000);
}

/** The day as a separator names it: "Hari ini", "Kemarin" or "24 November 2025". */
export function dayName(seconds) {
  const key = dayKey(seconds);
  if (key === dayKey(now())) return "Hari ini";
  if (key === dayKey(now() - DAY_SECONDS)) return "Kemarin";
  return DAY.format(seconds * 1000);
}

/** How far the clock runs ahead, in words: "2 hari 3 jam"; empty when it does not. */
export function span(seconds) {
  const days = Math.floor(seconds / DAY_SECONDS);
  const hours = Math.floor((seconds % DAY_SECONDS) / 3600);
  return [days && `${days} hari`, hours && `${hours} jam`].filter(Boolean).join(" ");
}
