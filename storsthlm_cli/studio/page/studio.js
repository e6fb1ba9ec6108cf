// The page: what is chosen, and what the studio says of it.

import { announce, openPlace, showFindings, step } from "./findings.js";
import { clearMarks, showMail } from "./frame.js";
import { showInbox } from "./inbox.js";
import { openHelp, press, shortcut } from "./keys.js";
import { showParts, showWeight } from "./letter.js";
import { byId, make } from "./make.js";
import { openReaders } from "./readers.js";
import { follow } from "./session.js";
import { openTrial } from "./trial.js";

const KEPT = "storsthlm-choices";
const choices = {
  view: "mail", width: "640", dark: false, images: true, styles: true, issue: null, list: null, reader: null,
  ...JSON.parse(sessionStorage.getItem(KEPT) || "{}"),
};
let state = null;
let stream = null;
const scrolled = {};

const VIEWS = { mail: "paper", text: "text", source: "source", headers: "headers" };
const WIDTHS = ["320", "375", "640", "full"];

function keep() {
  sessionStorage.setItem(KEPT, JSON.stringify(choices));
}

function chosenQuery() {
  const query = new URLSearchParams({ dark: Number(choices.dark), images: Number(choices.images), styles: Number(choices.styles) });
  if (choices.issue !== null) {
    query.set("issue", choices.issue);
    query.set("list", choices.list || "");
    query.set("reader", choices.reader || "");
  }
  return query;
}

// One stream tells everything: another choice is another stream, whose first event is the whole state.
// A hidden page lets its stream go: a browser has six connections for all its tabs, and the seventh tab would wait.
function connect() {
  stream?.abort();
  if (document.hidden) return;
  stream = new AbortController();
  follow(`/events?${chosenQuery()}`, stream.signal, { onData: show, onLive: live, onRefused: refused });
}

function live(on) {
  byId("live").classList.toggle("on", on);
  byId("live").textContent = on ? "Follows your changes" : "Not connected";
}

function refused(reason) {
  live(false);
  state = null;
  document.querySelector("aside").hidden = byId("stale").hidden = true;
  byId("sheet").hidden = byId("inbox").hidden = byId("weight").hidden = true;
  byId("empty").hidden = false;
  byId("empty").firstElementChild.textContent = `${reason[0].toUpperCase()}${reason.slice(1)}.`;
}

let showing = Promise.resolve();

// One after the other: a state that came first may not be drawn last.
function show(told) {
  showing = showing.then(() => draw(told)).catch((error) => console.error(error));
}

async function draw(told) {
  const saved = Boolean(state) && told.version > state.version;
  state = told;
  document.title = `${told.issue || "no issue"} · storsthlm studio`;
  showIssues(told);
  byId("stale").hidden = !(told.shown !== told.version && told.stale);
  byId("stale").textContent = told.letter ? "The issue cannot be shown as it is. This is the last version that could." : "";
  if (!told.letter) byId("stale").hidden = true;
  showFindings(told, chooseView);
  showWeight(told.letter);
  byId("sheet").hidden = !told.letter;
  byId("empty").hidden = Boolean(told.letter);
  byId("empty").firstElementChild.textContent = "There is nothing to show yet: the findings say why.";
  if (told.letter) await showLetter(told.letter);
  showTime(told, saved);
}

async function showLetter(letter) {
  byId("sender").textContent = letter.sender;
  byId("from").textContent = `<${letter.from}>`;
  byId("subject").textContent = letter.subject;
  byId("recipient").textContent = letter.recipient;
  byId("note").hidden = !letter.note;
  byId("note").textContent = letter.note || "";
  byId("reader").textContent = letter.invented ? `The invented reader${state.list ? `, on ${state.list}` : ""}` : letter.recipient.replace(/ <.*>$/, "");
  clearMarks();
  const mail = await showMail(letter.html, choices.images);
  showParts(letter, choices.view);
  showInbox(letter, mail);
}

function showIssues(told) {
  const select = byId("issue");
  const gone = told.issue && !told.issues.includes(told.issue) ? [told.issue] : [];
  const wanted = [...gone, ...told.issues];
  const known = [...select.options].map((option) => option.value);
  if (known.join() !== wanted.join()) select.replaceChildren(...wanted.map((key) => make("option", "", key)));
  select.value = told.issue;
}

// Tells others (and the benchmark) when a state can be seen, and people how long it took since they saved.
function showTime(told, saved) {
  requestAnimationFrame(() => {
    const milliseconds = Math.round(performance.timeOrigin + performance.now() - told.noticed * 1000);
    byId("live").textContent = saved && !told.stale ? `Updated in ${milliseconds} ms` : "Follows your changes";
    byId("canvas").dataset.version = told.version;
    document.dispatchEvent(new CustomEvent("shown", { detail: { version: told.version, noticed: told.noticed, made: told.made } }));
  });
}

function pressed(name, value) {
  for (const each of document.querySelectorAll(`button[data-${name}]`)) each.setAttribute("aria-pressed", String(each.dataset[name] === value));
}

function chooseView(view) {
  if (choices.view === view) return;
  scrolled[choices.view] = byId("canvas").scrollTop;
  choices.view = view;
  pressed("view", view);
  for (const [name, id] of Object.entries(VIEWS)) byId(id).hidden = name !== view;
  byId("sheet").dataset.view = view;
  if (state?.letter) showParts(state.letter, view);
  byId("canvas").scrollTop = scrolled[view] ?? 0;
  keep();
}

function chooseWidth(width) {
  choices.width = width;
  pressed("width", width);
  byId("sheet").dataset.width = width;
  clearMarks();
  keep();
}

function flip(name) {
  choices[name] = !choices[name];
  showSwitches();
  keep();
  connect();
}

function showSwitches() {
  for (const each of document.querySelectorAll("button[data-switch]")) each.setAttribute("aria-pressed", String(choices[each.dataset.switch]));
  byId("paper").dataset.dark = choices.dark;
}

function chooseReader(reader) {
  Object.assign(choices, { issue: choices.issue ?? state.issue, list: reader?.list, reader: reader?.reader });
  keep();
  connect();
  announce(reader ? `Read as ${reader.name}` : "Read as the invented reader");
}

function sectionOf(element) {
  return state?.sections.find(({ id }) => element.closest?.(`#${CSS.escape(id)}`));
}

// The section that stands at the top of what is seen.
function sectionInView() {
  const edge = byId("canvas").getBoundingClientRect().top - byId("mail").getBoundingClientRect().top + 40;
  const mail = byId("mail").contentDocument;
  return state?.sections.find(({ id }) => mail.getElementById(id)?.getBoundingClientRect().bottom > edge);
}

function openSection(section) {
  if (section) openPlace(section.place);
}

const readers = () => state && openReaders(state.lists, state.list, chooseReader);
const trial = () => state?.transport && openTrial(state);

byId("issue").addEventListener("change", (event) => {
  Object.assign(choices, { issue: event.target.value, list: state.list, reader: state.reader });
  byId("canvas").scrollTo(0, 0);
  keep();
  connect();
});
byId("choose-reader").addEventListener("click", readers);
byId("send-test").addEventListener("click", trial);
byId("help").addEventListener("click", openHelp);
for (const each of document.querySelectorAll("button[data-view]")) each.addEventListener("click", () => chooseView(each.dataset.view));
for (const each of document.querySelectorAll("button[data-width]")) each.addEventListener("click", () => chooseWidth(each.dataset.width));
for (const each of document.querySelectorAll("button[data-switch]")) each.addEventListener("click", () => flip(each.dataset.switch));
document.addEventListener("visibilitychange", connect);
byId("mail").addEventListener("load", () => {
  const mail = byId("mail").contentDocument;
  mail?.addEventListener("keydown", press);
  mail?.addEventListener("dblclick", (event) => openSection(sectionOf(event.target)));
});

shortcut(["1", "2", "3", "4"], "Width 320, 375, 640, desktop", (index) => chooseWidth(WIDTHS[index]));
shortcut(["m", "t", "u", "h"], "Mail, text, source, headers", (index) => chooseView(Object.keys(VIEWS)[index]));
shortcut(["d"], "Dark or light", () => flip("dark"));
shortcut(["i"], "Images on or off", () => flip("images"));
shortcut(["s"], "Styles on or off", () => flip("styles"));
shortcut(["j", "k"], "Next and previous finding, shown in the mail", (index) => step(index ? -1 : 1));
shortcut(["o"], "Open the section in view in the editor; so does a double click on it", () => openSection(sectionInView()));
shortcut(["r"], "Choose a reader", readers);
shortcut(["p"], "Send a test", trial);
shortcut(["?"], "This list", openHelp);

chooseWidth(choices.width);
const view = choices.view;
choices.view = null;
chooseView(view);
showSwitches();
connect();
