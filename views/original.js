// Words of a document become text nodes and nothing else: no innerHTML, no attribute made from them.
const KINDS = new Set(["sentence", "task", "heading", "lead", "support", "responsible", "target", "citation", "chosen"]);

function runElement([text, kinds, focus]) {
  const names = kinds.split(" ").filter((kind) => KINDS.has(kind));
  const element = document.createElement(names.length ? "mark" : "span");
  element.className = names.join(" ");
  if (focus) element.dataset.focus = "true";
  element.textContent = text;
  return element;
}

function lineElement(line, style) {
  const element = document.createElement(style === "title" ? "h2" : "p");
  element.dir = "ltr";
  if (line.length === 0) {
    element.className = "gap";
    element.textContent = "……";
  }
  element.append(...line.map(runElement));
  return element;
}

export default function ({ data, parentElement }) {
  const box = document.createElement("div");
  box.className = "original";
  if (data.height) {
    box.classList.add("scrolling");
    box.style.height = `${data.height}px`;
  }
  box.append(...data.lines.map((line) => lineElement(line, data.style)));
  parentElement.querySelector(".original")?.remove();
  parentElement.append(box);
  const focus = box.querySelector("[data-focus]");
  if (focus && data.height) {
    const offset = focus.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += offset - data.height / 3;
  }
}
