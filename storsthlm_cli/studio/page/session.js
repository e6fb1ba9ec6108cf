// The session: its key comes in the fragment of the address and goes out as a header, never as a cookie.

const KEPT = "storsthlm-session";
const given = () => /^#([\w-]{32})$/.exec(location.hash)?.[1];

// What was chosen in another run stays there: this one may be of another issue.
function taken() {
  const fresh = given();
  if (fresh) {
    history.replaceState(null, "", "/");
    if (fresh !== sessionStorage.getItem(KEPT)) sessionStorage.clear();
    sessionStorage.setItem(KEPT, fresh);
  }
  return sessionStorage.getItem(KEPT) || "";
}

const key = taken();

// The address of another run, put into this tab, is only another fragment: the page would stay what it is.
addEventListener("hashchange", () => {
  if (given()) location.reload();
});

export function ask(path, options = {}) {
  const headers = { ...options.headers, "X-Storsthlm-Session": key };
  return fetch(path, { cache: "no-store", ...options, headers });
}

export async function post(path, body) {
  const answer = await ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  return told(answer);
}

// What an answer tells; an error with the studio's words when it refuses.
export async function told(answer) {
  const data = await answer.json();
  if (!answer.ok) throw new Refused(data.refused);
  return data;
}

export class Refused extends Error {}

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
