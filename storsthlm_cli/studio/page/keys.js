// Shortcuts of one key. They can be turned off (WCAG 2.1.4), and rest while somebody types or a dialog is open.

import { byId, make } from "./make.js";

const KEPT = "storsthlm-keys";
const SHORTCUTS = [];

export function shortcut(keys, told, act) {
  SHORTCUTS.push({ keys, told, act });
}

export function openHelp() {
  byId("keys").replaceChildren(
    ...SHORTCUTS.map(({ keys, told }) => make("div", "", make("dt", "", ...keys.map((key) => make("kbd", "", key))), make("dd", "", told))),
  );
  byId("shortcuts").showModal();
}

const on = byId("keys-on");
on.checked = localStorage.getItem(KEPT) !== "off";
on.addEventListener("change", () => localStorage.setItem(KEPT, on.checked ? "on" : "off"));

export function press(event) {
  if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest?.("input, textarea, select")) return;
  for (const { keys, act } of SHORTCUTS) {
    const index = keys.indexOf(event.key);
    if (index < 0) continue;
    event.preventDefault();
    act(index);
    return;
  }
}

document.addEventListener("keydown", press);
