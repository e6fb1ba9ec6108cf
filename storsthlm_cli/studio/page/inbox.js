// The lines that a phone's inbox shows, set as the phone sets them, and how much of each is seen.

import { byId } from "./make.js";

const LONGEST = 240;

// A phone goes on with the mail's own text behind the preheader.
function snippet(preheader, mail) {
  const body = mail?.body ? readable(mail.body) : "";
  const text = body.startsWith(preheader) ? body : `${preheader} ${body}`;
  return text.trim().slice(0, LONGEST);
}

function readable(element) {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = "";
  for (let node = walker.nextNode(); node && text.length < 2 * LONGEST; node = walker.nextNode()) {
    if (!node.parentElement.closest("style, script, title")) text += ` ${node.data}`;
  }
  return text.replace(/\s+/g, " ").trim();
}

// How many characters end before the cut: those whose box lies inside of the line's box, less the ellipsis.
function seen(line) {
  const node = line.firstChild;
  if (!node || !line.clientWidth) return 0;
  const edge = line.getBoundingClientRect();
  const cut = line.scrollWidth > line.clientWidth + 1 || line.scrollHeight > line.clientHeight + 1;
  if (!cut) return node.length;
  const range = document.createRange();
  let low = 0;
  let high = node.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    range.setStart(node, middle - 1);
    range.setEnd(node, middle);
    const box = range.getBoundingClientRect();
    if (box.bottom <= edge.bottom + 2 && box.right <= edge.right - 12) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function showInbox(letter, mail) {
  const inbox = byId("inbox");
  inbox.hidden = !letter;
  if (!letter) return;
  const words = snippet(letter.preheader, mail);
  for (const phone of inbox.querySelectorAll(".phone")) {
    phone.querySelector(".avatar").textContent = letter.sender.slice(0, 1).toUpperCase();
    phone.querySelector(".from").textContent = letter.sender;
    phone.querySelector(".subject").textContent = letter.subject;
    phone.querySelector(".snippet").textContent = words;
    const subject = seen(phone.querySelector(".subject"));
    const preheader = Math.min(seen(phone.querySelector(".snippet")), letter.preheader.length);
    phone.querySelector("small").textContent =
      `subject ${part(subject, letter.subject.length)} · preheader ${part(preheader, letter.preheader.length)}`;
  }
  byId("inbox-words").textContent = `From ${letter.sender}. Subject: ${letter.subject}. Preheader: ${letter.preheader || "none"}`;
}

function part(shown, all) {
  if (!all) return "missing";
  return shown >= all ? "whole" : `${shown} of ${all}`;
}
