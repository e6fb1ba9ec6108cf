// What can be measured on a page as it is laid out now. Every measure returns a list of faults, in words.
(() => {
  const WORD = /[\p{L}\p{N}]+(?:[.:,’'](?=\p{N})\p{N}+)*/gu;

  const shown = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.display === "none" || style.visibility === "hidden" || style.opacity === "0") return false;
      // Text for screen readers only: a box of a pixel, or clipped away.
      if (/absolute|fixed/.test(style.position) && (e.clientWidth <= 1 || e.clientHeight <= 1)) return false;
    }
    return true;
  };

  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.trim() && !/^(STYLE|SCRIPT|TITLE)$/.test(node.parentElement.tagName) && shown(node.parentElement))
        found.push(node);
    }
    return found;
  };

  const rects = (node, start, end) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return [...range.getClientRects()].filter((r) => r.width > 0 && r.height > 0);
  };

  const short = (text) => text.replace(/\s+/g, " ").trim().slice(0, 60);
  const where = (element) => element.tagName.toLowerCase() + (element.className ? "." + element.className : "");

  const sideways = () => {
    const page = document.scrollingElement, over = page.scrollWidth - page.clientWidth;
    if (over <= 0) return [];
    const wide = [...document.body.querySelectorAll("*")]
      .filter((e) => e.getBoundingClientRect().right > page.clientWidth + 0.5)
      .slice(-3).map((e) => `${where(e)} “${short(e.textContent)}”`);
    return [`${over} px too wide: ${wide.join(", ")}`];
  };

  const cutOff = () => [...document.body.querySelectorAll("*")]
    .filter((e) => shown(e) && /hidden|clip/.test(getComputedStyle(e).overflow) && e.textContent.trim())
    .filter((e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
    .map((e) => `${where(e)} cuts “${short(e.textContent)}”`);

  const brokenWords = () => {
    const faults = [];
    for (const node of texts()) {
      // Where hyphenation is on, programs that know the language break the word as its writer would.
      if (getComputedStyle(node.parentElement).hyphens === "auto" && node.parentElement.closest("[lang]")) continue;
      for (const match of node.data.matchAll(WORD)) {
        const lines = rects(node, match.index, match.index + match[0].length);
        if (lines.some((r) => r.top >= lines[0].bottom - 1))
          faults.push(`“${match[0]}” in ${where(node.parentElement)}`);
      }
    }
    return faults;
  };

  // Two lines of text may touch: only the middle half of each counts, where its small letters stand.
  const overlaps = () => {
    const lines = texts().flatMap((node) => rects(node, 0, node.data.length).map((r) => ({
      node, left: r.left + 1, right: r.right - 1, top: r.top + r.height / 4, bottom: r.bottom - r.height / 4,
    })));
    for (const image of document.images) {
      const r = image.getBoundingClientRect();
      if (shown(image) && r.width > 1 && r.height > 1)
        lines.push({ node: image, left: r.left + 1, right: r.right - 1, top: r.top + 1, bottom: r.bottom - 1 });
    }
    lines.sort((a, b) => a.top - b.top);
    const faults = new Set();
    lines.forEach((a, i) => {
      for (let j = i + 1; j < lines.length && lines[j].top < a.bottom; j++) {
        const b = lines[j];
        if (b.node !== a.node && b.left < a.right && a.left < b.right)
          faults.add(`“${short(a.node.data ?? a.node.alt)}” and “${short(b.node.data ?? b.node.alt)}”`);
      }
    });
    return [...faults];
  };

  const smallText = (least) => texts()
    .filter((node) => parseFloat(getComputedStyle(node.parentElement).fontSize) < least)
    .map((node) => `${getComputedStyle(node.parentElement).fontSize}: “${short(node.data)}”`);

  const notUnderlined = () => [...document.querySelectorAll("a[href]")]
    .filter((a) => shown(a) && a.textContent.trim())
    .filter((a) => ![a, ...a.querySelectorAll("*")].some((e) => getComputedStyle(e).textDecorationLine.includes("underline")))
    .map((a) => `“${short(a.textContent)}”`);

  const doubleText = () => {
    const elements = [...document.body.querySelectorAll("*")];
    const sizes = elements.map((e) => getComputedStyle(e)).map((s) => [parseFloat(s.fontSize), parseFloat(s.lineHeight)]);
    elements.forEach((e, i) => {
      e.style.setProperty("font-size", `${2 * sizes[i][0]}px`, "important");
      if (sizes[i][1]) e.style.setProperty("line-height", `${2 * sizes[i][1]}px`, "important");
    });
  };

  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = channels(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };

  // Run while images are blocked: a picture then shows its alternative text, in its own font and box.
  const lostImages = () => {
    const faults = [];
    for (const image of document.images) {
      if (!image.hasAttribute("alt")) faults.push(`no alt: ${image.getAttribute("src")}`);
      if (!image.alt || !shown(image)) continue;
      const style = getComputedStyle(image), box = image.getBoundingClientRect();
      const words = document.createElement("div");
      words.textContent = image.alt;
      for (const name of ["fontFamily", "fontSize", "fontStyle", "fontWeight", "lineHeight"]) words.style[name] = style[name];
      words.style.width = `${box.width}px`;
      image.parentElement.append(words);
      const needed = words.getBoundingClientRect().height;
      words.remove();
      if (box.width < 40 || box.height + 2 < needed)
        faults.push(`alt does not fit (${Math.round(box.width)} × ${Math.round(box.height)} px, needs ${Math.round(needed)}): “${short(image.alt)}”`);
      if (parseFloat(style.fontSize) < 14) faults.push(`alt in ${style.fontSize}: “${short(image.alt)}”`);
      const tones = [luminance(channels(style.color)), luminance(ground(image))].sort((a, b) => b - a);
      const contrast = (tones[0] + 0.05) / (tones[1] + 0.05);
      if (contrast < 4.5) faults.push(`alt at ${contrast.toFixed(2)}:1: “${short(image.alt)}”`);
    }
    return faults;
  };

  window.judge = { sideways, cutOff, brokenWords, overlaps, smallText, notUnderlined, doubleText, lostImages };
})();
