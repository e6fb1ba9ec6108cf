// Making elements. Everything goes in as text, never as HTML.

export const byId = (id) => document.getElementById(id);

export function make(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content.filter((each) => each !== null && each !== undefined && each !== ""));
  return element;
}

// Names stand in backticks.
export function sentence(tag, className, text) {
  return make(tag, className, ...text.split("`").map((part, index) => (index % 2 ? make("code", "", part) : part)));
}

export function button(className, text, act) {
  const element = make("button", className, text);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}
