/** Addresses in messages: which of them start the bot, and which may be opened. */

const TELEGRAM_HOSTS = new Set(["t.me", "www.t.me", "telegram.me", "telegram.dog"]);
const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The address as a URL, with https:// where it has no scheme; null where it is none that may be opened. */
export function address(text) {
  const whole = /^[a-z][a-z0-9+.-]*:/iu.test(text) ? text : `https://${text}`;
  try {
    const url = new URL(whole);
    return SAFE.has(url.protocol) || url.protocol === "tg:" ? url : null;
  } catch {
    return null;
  }
}

/** The text that opening this address says to the bot ("/start X"), or null where it leads elsewhere. */
export function startText(text, username) {
  const url = address(text);
  if (!url) return null;
  const named = TELEGRAM_HOSTS.has(url.hostname)
    ? url.pathname.slice(1).replace(/\/$/u, "")
    : url.protocol === "tg:" && url.searchParams.get("domain");
  if (!named || named.toLowerCase() !== username.toLowerCase()) return null;
  return `/start ${url.searchParams.get("start") ?? ""}`.trim();
}

/** Open an address that is not the bot's own in a new tab. */
export function openOutside(text) {
  const url = address(text);
  if (url && SAFE.has(url.protocol)) window.open(url.href, "_blank", "noopener,noreferrer");
}

/** Put words on the clipboard; resolves to whether the browser allowed it. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
