/** The playground's own interface, over HTTP. */

async function answered(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Error("Tempat mencoba ini tidak menjawab. Coba lagi sebentar ya.");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(`Maaf, itu belum bisa. (${answer.error ?? response.status})`);
  return answer;
}

/** The whole state. Throws an Error whose message may be shown. */
export function state() {
  return answered(fetch("sim/state", { cache: "no-store" }));
}

/** Post a form, or anything else as JSON. Throws an Error whose message may be shown. */
export function post(path, body = {}) {
  if (body instanceof FormData) return answered(fetch(path, { method: "POST", body }));
  const headers = { "Content-Type": "application/json" };
  return answered(fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}
