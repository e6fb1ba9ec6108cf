// The session: its key comes in the fragment of the address and goes out as a header, never as a cookie.

const KEPT = "storsthlm-session";

function taken() {
  const given = location.hash.slice(1);
  if (given) {
    history.replaceState(null, "", "/");
    sessionStorage.setItem(KEPT, given);
  }
  return sessionStorage.getItem(KEPT) || "";
}

const key = taken();

export function ask(path, options = {}) {
  const headers = { ...options.headers, "X-Storsthlm-Session": key };
  return fetch(path, { cache: "no-store", ...options, headers });
}

export async function post(path, body) {
  const answer = await ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const data = await answer.json();
  if (!answer.ok) throw new Error(data.refused);
  return data;
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Server-sent events, read by hand: EventSource cannot send the header. Comes back when the connection breaks.
export async function follow(path, signal, { onData, onLive, onRefused }) {
  while (!signal.aborted) {
    try {
      const answer = await ask(path, { signal });
      if (answer.status === 403) return onRefused((await answer.json()).refused);
      onLive(true);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        const events = (rest + value).split("\n\n");
        rest = events.pop();
        for (const event of events) onData(JSON.parse(event.slice("data: ".length)));
      }
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!(error instanceof TypeError)) console.error(error);
    }
    if (!signal.aborted) onLive(false);
    await pause(400);
  }
  return undefined;
}
