"use strict";

const byId = (id) => document.getElementById(id);
const mail = byId("mail");
let version = -1;

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

// Names stand in backticks; everything goes in as text, never as HTML.
function sentence(tag, className, text) {
  const element = make(tag, className);
  text.split("`").forEach((part, index) => {
    if (part) element.append(index % 2 ? make("code", "", part) : part);
  });
  return element;
}

function excerpt(source) {
  const line = make("pre");
  const before = source.before.trimStart();
  const start = before.length > 40 ? `…${before.slice(-40)}` : before;
  const end = source.after.length > 80 ? `${source.after.slice(0, 80)}…` : source.after;
  line.append(start, make("mark", "", source.marked || " "), end);
  return line;
}

function findingCard(finding) {
  const card = make("li", `finding ${finding.level}`);
  card.append(make("div", "label", finding.code ? `${finding.level} ${finding.code}` : finding.level));
  card.append(sentence("div", "message", finding.message));
  if (finding.place) card.append(make("div", "where", finding.place));
  if (finding.source) card.append(excerpt(finding.source));
  if (finding.help) card.append(sentence("div", "help", finding.help));
  return card;
}

function showFindings(state) {
  byId("summary").textContent = state.summary;
  const list = byId("findings");
  list.replaceChildren(...state.findings.map(findingCard));
  if (state.version && !state.findings.length) list.append(make("li", "none", "✓ nothing to object"));
}

function showLetter(letter) {
  byId("sheet").hidden = !letter;
  byId("empty").hidden = Boolean(letter);
  byId("size").textContent = letter ? `${letter.size} a message, filled for an invented reader` : "";
  if (!letter) return;
  byId("initial").textContent = letter.sender.slice(0, 1).toUpperCase();
  for (const name of ["sender", "recipient", "subject", "preheader", "text"]) byId(name).textContent = letter[name];
  showMail(letter.version);
}

// The frame is as high as the mail, so that the mail has exactly the chosen width: a scroll bar would take some of it.
function fit() {
  const root = mail.contentDocument && mail.contentDocument.documentElement;
  if (root) mail.style.height = `${Math.ceil(root.getBoundingClientRect().height)}px`;
}

const grown = new ResizeObserver(fit);
mail.addEventListener("load", () => {
  grown.disconnect();
  grown.observe(mail.contentDocument.documentElement);
  fit();
});

function showMail(number) {
  const address = `/mail.html?v=${number}`;
  if (mail.getAttribute("src") !== address) mail.setAttribute("src", address);
}

async function refresh() {
  const answer = await fetch("/state.json", { cache: "no-store" });
  const state = await answer.json();
  if (state.version === version) return;
  version = state.version;
  document.title = `${state.issue || "no issue"} · storsthlm studio`;
  byId("issue").textContent = state.issue ? `issue ${state.issue}` : "";
  byId("stale").hidden = !(state.stale && state.letter);
  showFindings(state);
  showLetter(state.letter);
}

function choose(name, value) {
  for (const button of document.querySelectorAll(`[data-${name}][aria-pressed]`)) {
    button.setAttribute("aria-pressed", String(button.dataset[name] === value));
  }
  if (name === "width") byId("sheet").dataset.width = value;
  if (name === "view") {
    mail.hidden = value !== "html";
    byId("text").hidden = value !== "text";
  }
  sessionStorage.setItem(name, value);
}

for (const name of ["width", "view"]) {
  for (const button of document.querySelectorAll(`button[data-${name}]`)) {
    button.addEventListener("click", () => choose(name, button.dataset[name]));
  }
  const kept = sessionStorage.getItem(name);
  if (kept && document.querySelector(`button[data-${name}="${CSS.escape(kept)}"]`)) choose(name, kept);
}

const events = new EventSource("/events");
events.addEventListener("open", () => live(true));
events.addEventListener("error", () => live(false));
events.addEventListener("message", refresh);

function live(on) {
  byId("live").textContent = on ? "follows your changes" : "not connected";
  byId("live").classList.toggle("on", on);
}
