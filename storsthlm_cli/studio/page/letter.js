// The message beside its looks: text, source, headers, weight.

import { byId, make } from "./make.js";

let known = "";

export function showParts(letter, view) {
  byId("text").textContent = letter.text;
  if (view === "source" && known !== letter.source) {
    known = letter.source;
    byId("source").replaceChildren(...coloured(letter.source));
  }
  if (view === "headers") byId("headers").replaceChildren(...headers(letter));
}

const PIECES = /(<!--[\s\S]*?-->)|(<\/?[\w:!-]+)|([\w:-]+)(?==")|("[^"]*")|(>)/g;

// Tags, attributes and comments in their colours; text stays as it is.
function* coloured(source) {
  let last = 0;
  let inTag = false;
  for (const match of source.matchAll(PIECES)) {
    const [piece, comment, tag, attribute, value] = match;
    if (match.index > last) yield source.slice(last, match.index);
    last = match.index + piece.length;
    if (tag) inTag = true;
    const kind = comment ? "comment" : tag || (piece === ">" && inTag) ? "tag" : inTag && attribute ? "attribute" : inTag && value ? "value" : "";
    if (piece === ">") inTag = false;
    yield kind ? make("span", kind, piece) : piece;
  }
  yield source.slice(last);
}

function* headers(letter) {
  const table = make("table", "", make("caption", "unseen", "The headers of the message, decoded"));
  const body = make("tbody");
  for (const { name, value } of letter.headers) {
    const head = make("th", "", name);
    head.scope = "row";
    body.append(make("tr", "", head, make("td", "", value)));
  }
  table.append(body);
  yield table;
  yield make("h3", "", "Parts");
  const parts = letter.parts.map((part) => {
    const item = make("li", "", make("code", "", part.type), " ", part.name, " ", make("span", "quiet", part.size));
    item.style.paddingLeft = `${part.depth * 20}px`;
    return item;
  });
  yield make("ul", "", ...parts);
  yield make("h3", "", "As sent");
  const raw = make("pre", "", letter.raw);
  raw.tabIndex = 0;
  raw.setAttribute("aria-label", "The headers as sent");
  yield raw;
}

export function showWeight(letter) {
  byId("weight").hidden = !letter;
  if (!letter) return;
  const weights = letter.weights;
  byId("weight-html").textContent = `${(weights.html / 1000).toFixed(1)} kB`;
  const gauge = byId("gauge");
  gauge.className = `gauge ${weights.verdict}`;
  const full = weights.limit * 1.15;
  gauge.querySelector("i").style.width = `${Math.min(100, (100 * weights.html) / full)}%`;
  gauge.querySelector("b").style.left = `${(100 * weights.limit) / full}%`;
  gauge.setAttribute("aria-valuemax", String(weights.limit));
  gauge.setAttribute("aria-valuenow", String(Math.min(weights.html, weights.limit)));
  gauge.setAttribute("aria-valuetext", `${weights.html} of ${weights.limit} bytes`);
  byId("clipping").hidden = !weights.told;
  byId("clipping").textContent = weights.told || "";
  const number = weights.images.length;
  const images = number ? `${number} ${number === 1 ? "image" : "images"}, ${weights.of_images}` : "No images";
  byId("weight-images").textContent = `${images} · ${weights.message} a message`;
  byId("images").replaceChildren(
    ...weights.images.map(({ name, size, shown }) => make("li", "", make("span", "", name), make("span", "quiet", shown ? `${shown} · ${size}` : size))),
  );
}
