// The frame with the mail. What differs is changed in place, so that nothing flickers and the scroll position stays.

import { byId } from "./make.js";

const frame = byId("mail");
const marks = byId("marks");
let ready = Promise.resolve();
let loaded = null;
let address = "";
let wanted = null;

const grown = new ResizeObserver(fit);

// The frame is as high as the mail, so that the mail has exactly the chosen width: a scroll bar would take some of it.
function fit() {
  const root = frame.contentDocument && frame.contentDocument.documentElement;
  if (!root) return;
  const height = Math.ceil(Math.max(root.getBoundingClientRect().height, frame.contentDocument.body?.scrollHeight ?? 0));
  frame.style.height = `${height}px`;
}

// A link may take the frame away from the mail, to a page without its policy, and "back" may empty it: the mail returns.
frame.addEventListener("load", () => {
  if (loaded && where() === address) {
    loaded();
    loaded = null;
  } else if (!loaded && wanted) {
    address = "";
    showMail(...wanted);
  }
});

function where() {
  try {
    return frame.contentWindow.location.pathname + frame.contentWindow.location.search;
  } catch {
    return "";
  }
}

// A frame that may load images and one that may not are two pages: their policies differ.
function opened(images) {
  const page = images ? "/frame.html" : "/frame.html?images=0";
  if (page !== address) {
    address = page;
    ready = new Promise((resolve) => {
      loaded = resolve;
      frame.setAttribute("src", page);
    });
  }
  return ready;
}

export async function showMail(html, images) {
  wanted = [html, images];
  await opened(images);
  const here = frame.contentDocument;
  // The frame's own parser: a document of ours would be under our policy, which allows no inline styles.
  const there = new frame.contentWindow.DOMParser().parseFromString(html, "text/html");
  alter(here.documentElement, here.importNode(there.documentElement, true));
  grown.disconnect();
  grown.observe(here.documentElement);
  if (here.body) grown.observe(here.body);
  fit();
  return here;
}

// Turns one element into another of the same name: what is alike at both ends of the children stays untouched.
function alter(from, to) {
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name)) from.removeAttribute(name);
  for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  const old = [...from.childNodes];
  const fresh = [...to.childNodes];
  while (old.length && fresh.length && old[0].isEqualNode(fresh[0])) {
    old.shift();
    fresh.shift();
  }
  while (old.length && fresh.length && old.at(-1).isEqualNode(fresh.at(-1))) {
    old.pop();
    fresh.pop();
  }
  if (old.length === fresh.length && old.every((node, index) => alike(node, fresh[index]))) {
    old.forEach((node, index) => {
      if (node.nodeType === Node.ELEMENT_NODE) alter(node, fresh[index]);
      else if (node.data !== fresh[index].data) node.data = fresh[index].data;
    });
    return;
  }
  const before = old.length ? old.at(-1).nextSibling : fresh.length ? follower(from, to, fresh) : null;
  for (const node of old) node.remove();
  for (const node of fresh) from.insertBefore(node, before);
}

// Where nothing goes away, new nodes stand before as many of the old ones as stand behind them in the new page.
function follower(from, to, fresh) {
  const behind = to.childNodes.length - [...to.childNodes].indexOf(fresh.at(-1)) - 1;
  return from.childNodes[from.childNodes.length - behind] ?? null;
}

// An image of another address is another image: changed in place it would show the old one until the new one is there.
function alike(one, other) {
  if (one.nodeType !== other.nodeType || one.nodeName !== other.nodeName) return false;
  return one.nodeName !== "IMG" || one.getAttribute("src") === other.getAttribute("src");
}

// Marks a place of the mail and brings it into view: these words in this section, or else the section as a whole.
export function point(section, words) {
  clearMarks();
  const here = frame.contentDocument;
  const root = (section && here?.getElementById(section)) || null;
  if (!root) return null;
  const found = words.map((each) => spotted(root, each)).find(Boolean);
  const boxes = found ? [...found.getClientRects()] : [root.getBoundingClientRect()];
  const drawn = boxes.filter((box) => box.width && box.height).map((box) => drawMark(box, Boolean(found)));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  drawn[0]?.scrollIntoView({ block: found ? "center" : "start", behavior: calm ? "auto" : "smooth" });
  return found ? "words" : "section";
}

export function clearMarks() {
  marks.replaceChildren();
}

function drawMark(box, words) {
  const mark = document.createElement("i");
  mark.className = words ? "words" : "section";
  for (const side of ["left", "top", "width", "height"]) mark.style[side] = `${box[side]}px`;
  marks.append(mark);
  return mark;
}

// Finds words in the text, however it is broken into elements and spaces, else in addresses and names of images.
function spotted(root, words) {
  const wanted = plain(words);
  const places = [];
  let text = "";
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    [...node.data].forEach((letter, index) => {
      const shown = plain(letter);
      if (!shown && letter.trim()) return;
      if (!letter.trim() && (!text || text.endsWith(" "))) return;
      text += letter.trim() ? shown : " ";
      places.push({ node, index });
    });
  }
  const start = text.indexOf(wanted);
  if (start >= 0 && wanted) {
    const range = root.ownerDocument.createRange();
    const last = places[start + wanted.length - 1];
    range.setStart(places[start].node, places[start].index);
    range.setEnd(last.node, last.index + 1);
    return range;
  }
  const stem = words.split("/").pop().replace(/\.\w+$/, "");
  return [...root.querySelectorAll("a[href], img")].find(
    (each) => each.getAttribute("href") === words || (stem && (each.getAttribute("src") || "").includes(`/${stem}-`)),
  );
}

function plain(text) {
  return text.replace(/[\u00ad\u200b]/g, "").replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"').replace(/\s+/g, " ");
}
