// The dialog that sends a test. Each opening, and each change of the addresses, is an attempt with a name of its own:
// the studio sends nothing twice for one attempt, however often the button is pressed.

import { byId, make, sentence } from "./make.js";
import { post, Refused } from "./session.js";

const dialog = byId("trial");
const outcome = byId("outcome");
const send = byId("trial-send");
const addresses = byId("addresses");
const KEPT = "storsthlm-test-addresses";
let attempt = "";
let issue = "";
let list = null;
let sending = false;

function ready() {
  sending = false;
  addresses.readOnly = false;
  send.disabled = false;
  send.textContent = "Send the test";
}

function renew() {
  if (sending) return;
  attempt = crypto.randomUUID();
  ready();
}

export function openTrial(state) {
  if (sending) return dialog.showModal();
  issue = state.issue;
  list = state.list;
  const { rehearsal, over } = state.transport;
  byId("transport").replaceChildren(
    ...(rehearsal
      ? [make("b", "", "A rehearsal. "), "It goes to the embedded server: nothing leaves this computer, and no mailbox gets it."]
      : [make("b", "", "A real mail. "), `It goes out over ${over}.`]),
  );
  byId("transport").className = rehearsal ? "transport rehearsal" : "transport real";
  byId("trial-title").textContent = `Send a test of issue ${issue}${state.letter?.own.length ? ` as ${state.letter.own.join(", ")} gets it` : ""}`;
  outcome.replaceChildren();
  addresses.value = sessionStorage.getItem(KEPT) || "";
  renew();
  dialog.showModal();
  return addresses.focus();
}

addresses.addEventListener("input", renew);
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());

byId("trial-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (send.disabled) return;
  const named = addresses.value.split(/[\s,;]+/).filter(Boolean);
  if (!named.length) return;
  sending = true;
  addresses.readOnly = true;
  send.disabled = true;
  send.textContent = "Sending …";
  outcome.replaceChildren();
  sessionStorage.setItem(KEPT, named.join(", "));
  try {
    show(await post("/test", { attempt, issue, list, addresses: named }));
  } catch (error) {
    // It may have gone out all the same: another press is the same attempt.
    const message = error instanceof Refused ? error.message : "The studio does not answer: whether it went out is not known.";
    show({ sent: false, message, hint: "", findings: [], rows: [] }, ready);
  }
});

function show(told, next = renew) {
  sending = false;
  addresses.readOnly = false;
  send.textContent = told.sent ? "Sent" : "Not sent";
  const head = make("p", told.sent ? "yes" : "no", make("b", "", told.sent ? "✓ Sent. " : "✗ "), ...sentence("span", "", told.message).childNodes);
  const rows = told.rows.map((row) => make("li", row.state, make("b", "", row.address), ` ${row.state} `, make("span", "quiet", row.reply)));
  const findings = told.findings.map((text) => sentence("li", "", text));
  outcome.replaceChildren(head);
  if (told.hint) outcome.append(sentence("p", "quiet", told.hint));
  if (rows.length || findings.length) outcome.append(make("ul", "", ...rows, ...findings));
  if (!told.sent) next();
}
