// The findings, by level, each with the way to the file and to the place in the mail.

import { button, byId, make, sentence } from "./make.js";
import { clearMarks, point } from "./frame.js";
import { post } from "./session.js";

const LEVELS = [["error", "Errors", "stand in the way of sending"], ["warning", "Warnings", "look at them"], ["info", "Remarks", ""]];
let shown = "";

export function announce(text) {
  byId("announcer").textContent = "";
  requestAnimationFrame(() => { byId("announcer").textContent = text; });
}

export function showFindings(state, showView) {
  const told = JSON.stringify([state.summary, state.findings]);
  if (told === shown) return;
  shown = told;
  clearMarks();
  byId("findings-title").textContent = state.summary;
  const kept = document.activeElement?.closest?.(".finding")?.dataset.key;
  const groups = LEVELS.map(([level, title, meaning]) => {
    const found = state.findings.filter((finding) => finding.level === level);
    if (!found.length) return null;
    const head = make("h3", "", `${title} `, make("span", "number", String(found.length)), " ", make("small", "", meaning));
    return make("section", `group ${level}`, head, make("ol", "", ...found.map((finding) => card(finding, showView))));
  });
  const list = byId("findings");
  list.replaceChildren(...groups.filter(Boolean));
  if (!state.findings.length) list.append(make("p", "none", make("b", "", "✓"), "Nothing to object to."));
  if (kept) list.querySelector(`[data-key="${CSS.escape(kept)}"] button`)?.focus({ preventScroll: true });
}

function card(finding, showView) {
  const element = make("li", `finding ${finding.level}`);
  element.dataset.key = `${finding.code} ${finding.place} ${finding.message}`;
  const label = make("p", "label", finding.code ? make("b", "", finding.code) : "", finding.accepted ? make("span", "", "accepted") : "");
  if (finding.place) label.append(placeButton(finding.place));
  element.append(label, sentence("p", "message", finding.message));
  if (finding.source) element.append(excerpt(finding.source));
  if (finding.accepted) element.append(sentence("p", "help", `Accepted: ${finding.accepted}`));
  if (finding.help) element.append(sentence("p", "help", finding.help));
  const actions = make("p", "ways");
  if (finding.section) {
    actions.append(button("link", "Show in the mail", () => {
      showView("mail");
      const found = point(finding.section, finding.words);
      announce(found ? `Shown in the mail, section ${finding.section}` : "It is not in the mail");
    }));
  }
  if (finding.why) {
    actions.append(make("details", "", make("summary", "", "Why"), ...finding.why.split("\n\n").map((text) => sentence("p", "", text))));
  }
  if (actions.childNodes.length) element.append(actions);
  return element;
}

function placeButton(place) {
  const file = place.replace(/^.*\//, "");
  const element = button("place", file, () => openPlace(place));
  element.title = `Open ${place}`;
  element.setAttribute("aria-label", `Open ${place}`);
  return element;
}

export async function openPlace(place) {
  let opened = null;
  try {
    ({ opened } = await post("/open", { place }));
  } catch { /* told below */ }
  if (opened) return announce(opened === "system" ? `Opened ${place}` : `Opened ${place} in ${opened}`);
  try {
    await navigator.clipboard.writeText(place);
    toast(`Copied ${place}: there is no editor to open it`);
  } catch {
    toast(place);
  }
  return undefined;
}

export function toast(text) {
  document.querySelector(".toast")?.remove();
  const element = make("p", "toast", text);
  element.setAttribute("role", "status");
  document.body.append(element);
  setTimeout(() => element.remove(), 4000);
}

function excerpt(source) {
  const before = source.before.trimStart();
  const start = before.length > 36 ? `…${before.slice(-36)}` : before;
  const end = source.after.length > 60 ? `${source.after.slice(0, 60)}…` : source.after;
  return make("pre", "", start, make("mark", "", source.marked || " "), end);
}

// The next or the previous finding that has a place in the mail gets the focus, and its place is shown.
export function step(direction) {
  const buttons = [...document.querySelectorAll("#findings .ways > .link")];
  if (!buttons.length) return;
  const here = buttons.findIndex((each) => each.closest(".finding").contains(document.activeElement));
  const next = buttons[(here < 0 && direction < 0 ? buttons.length - 1 : here + direction + buttons.length) % buttons.length];
  next.focus();
  next.click();
}
