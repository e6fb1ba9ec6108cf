// The dialog in which a reader is chosen: the invented one, or somebody on a list, which may be a long one.

import { button, byId, make, sentence } from "./make.js";
import { ask, Refused, told } from "./session.js";

const dialog = byId("readers");
const list = byId("list");
const words = byId("words");
let chosen = () => {};
let asked = 0;
let found = Promise.resolve();

export function nameOf(fields, address) {
  return `${fields.first_name || ""} ${fields.last_name || ""}`.trim() || fields.name || address;
}

export function openReaders(lists, current, onChosen) {
  chosen = onChosen;
  list.replaceChildren(...lists.map((name) => make("option", "", name)));
  if (current && lists.includes(current)) list.value = current;
  list.disabled = words.disabled = !lists.length;
  words.value = "";
  dialog.showModal();
  words.focus();
  renew();
}

async function search() {
  const number = (asked += 1);
  const people = [invented()];
  let says = "There are no lists in this workspace.";
  if (list.value) {
    if (!words.value) people.push(ofList(list.value));
    try {
      const data = await told(await ask(`/readers.json?${new URLSearchParams({ list: list.value, words: words.value })}`));
      says = counted(data);
      people.push(...data.readers.map(person));
    } catch (error) {
      says = error instanceof Refused ? error.message : "The studio does not answer.";
    }
    if (number !== asked) return;
  }
  byId("count").replaceChildren(...sentence("p", "", says).childNodes);
  byId("people").replaceChildren(...people);
}

function counted({ count, readers }) {
  const found = count === 1 ? "1 person" : `${count.toLocaleString("en")} people`;
  return count > readers.length ? `${found}, the first ${readers.length} shown: type more of the name` : found;
}

function invented() {
  return make("li", "", choice("The invented reader", "has a value for every merge slot", null));
}

function ofList(name) {
  const more = "what is said to this list, for no one in particular";
  return make("li", "", choice(`The invented reader, on ${name}`, more, { list: name, reader: null, name: `a reader of ${name}` }));
}

function person({ address, fields }) {
  const name = nameOf(fields, address);
  const more = [fields.role, fields.organisation].filter(Boolean).join(", ");
  return make("li", "", choice(name, [name === address ? "" : address, more].filter(Boolean).join(" · "), { list: list.value, reader: address, name }));
}

function choice(name, more, reader) {
  const element = button(reader?.reader ? "person listed" : "person", "", () => {
    dialog.close();
    chosen(reader);
  });
  element.append(make("b", "", name), make("span", "quiet", more));
  return element;
}

function renew() {
  found = search();
}

list.addEventListener("change", renew);
words.addEventListener("input", renew);
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.target === list) return;
  const all = [words, ...dialog.querySelectorAll(".person")];
  const here = all.indexOf(document.activeElement);
  all[Math.min(all.length - 1, Math.max(0, here + (event.key === "ArrowDown" ? 1 : -1)))].focus();
  event.preventDefault();
});
words.addEventListener("keydown", async (event) => {
  if (event.key !== "Enter" || !words.value) return;
  await found;
  dialog.querySelector(".person.listed")?.click();
});
