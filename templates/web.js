// Comforts of the page, which is whole without them. On a small screen the contents start closed and stay at hand.
const contents = document.querySelector("nav > details");
const small = matchMedia("screen and (max-width: 60rem)");
const fit = () => { contents.open = !small.matches; };
small.addEventListener("change", fit);
contents.addEventListener("click", (event) => {
  if (small.matches && event.target.closest("a")) contents.open = false;
});
document.documentElement.classList.add("scripted");
fit();
// A narrow screen shows rows as cards, which would be no table to a screen reader any more.
const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
const narrow = matchMedia("(max-width: 40rem)");
const name = () => document.querySelectorAll("table, thead, tbody, tr, td, th").forEach((part) => {
  if (!narrow.matches) part.removeAttribute("role");
  else part.setAttribute("role", roles[part.tagName] ?? (part.scope === "row" ? "rowheader" : "columnheader"));
});
narrow.addEventListener("change", name);
if (narrow.matches) name();
document.addEventListener("renewed", () => { if (narrow.matches) name(); }); // where the page is edited, rows come anew
// The entry of the section that is read is marked, and brought into view.
const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
const heads = [...document.querySelectorAll("main :is(h2, h3, h4, h5, h6)[id]")].filter(({ id }) => links.has(encodeURI(id)));
let current;
const follow = () => {
  const read = heads.findLast((head) => head.getBoundingClientRect().top < innerHeight / 4);
  const link = read && links.get(encodeURI(read.id));
  if (link === current) return;
  current?.removeAttribute("aria-current");
  current = link;
  if (!link) return;
  link.setAttribute("aria-current", "location");
  for (let part = link.closest("details"); part; part = part.parentElement.closest("details")) {
    if (part !== contents) part.open = true;
  }
  if (!small.matches) link.scrollIntoView({ block: "nearest" });
};
let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; follow(); });
}, { passive: true });
follow();
// On paper all of the contents is printed.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("nav details:not([open])")];
  folded.forEach((part) => { part.open = true; });
});
addEventListener("afterprint", () => { folded.forEach((part) => { part.open = false; }); });

// Search over codes and texts: upper and lower case and marks above letters are alike.
const form = document.querySelector("nav form");
const BLOCKS = "h2, h3, h4, h5, h6, p, li, td, th, caption, figcaption";
const fold = (text) => [...text].map((sign) => (sign.length > 1 ? sign
  : sign.normalize("NFD")[0].toLowerCase()[0].replace(/\s/, " "))).join("");
let texts;
const gather = () => {
  texts = new Map();
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const block = walker.currentNode.parentElement.closest(BLOCKS);
    if (!block) continue;
    const text = texts.get(block) ?? { folded: "", nodes: [] };
    text.nodes.push([text.folded.length, walker.currentNode]);
    text.folded += fold(walker.currentNode.data);
    texts.set(block, text);
  }
};
const place = ({ nodes }, at) => {
  const [start, node] = nodes.findLast(([first]) => first <= at);
  return [node, at - start];
};
const find = (words) => {
  const own = [...document.querySelectorAll("main [id]")].find(({ id }) => fold(id) === words);
  const whole = own ? /^(?!\.?\d)/ : /^/; // O.1.1 is no hit in O.1.10
  const ranges = [];
  for (const text of words ? texts.values() : []) {
    for (let at = text.folded.indexOf(words); at >= 0; at = text.folded.indexOf(words, at + words.length)) {
      if (!whole.test(text.folded.slice(at + words.length))) continue;
      const range = new Range();
      range.setStart(...place(text, at));
      const [node, last] = place(text, at + words.length - 1);
      range.setEnd(node, last + 1);
      ranges.push(range);
    }
  }
  // The indicator itself comes first, then what follows it.
  const first = own ? ranges.findIndex((range) => own.contains(range.startContainer)
    || own.compareDocumentPosition(range.startContainer) & Node.DOCUMENT_POSITION_FOLLOWING) : -1;
  return first > 0 ? [...ranges.slice(first), ...ranges.slice(0, first)] : ranges;
};
if (form) {
  const looks = new CSSStyleSheet();
  looks.replaceSync(`::highlight(hit) { background-color: var(--mark); }
    ::highlight(shown-hit) { background-color: var(--navy); color: var(--paper); }`);
  document.adoptedStyleSheets = [looks];
  const [field, back, on, told] = form.elements;
  let hits = [];
  let shown = -1;
  const show = (number) => {
    shown = hits.length ? (number + hits.length) % hits.length : -1;
    if (CSS.highlights) {
      CSS.highlights.set("hit", new Highlight(...hits));
      CSS.highlights.set("shown-hit", new Highlight(...hits.slice(shown, shown + 1)));
    }
    const said = hits.length ? `${form.dataset.hit} ${shown + 1} / ${hits.length}` : form.dataset.none;
    told.value = field.value.trim() ? said : "";
    hits[shown]?.startContainer.parentElement.scrollIntoView({ block: "center" });
  };
  let delay;
  const seek = () => {
    clearTimeout(delay);
    if (!texts) gather();
    hits = find(fold(field.value.trim()));
    back.disabled = on.disabled = !hits.length;
    show(0);
  };
  field.addEventListener("input", () => { clearTimeout(delay); delay = setTimeout(seek, 200); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(shown + 1);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.shiftKey) { event.preventDefault(); show(shown - 1); }
  });
  back.addEventListener("click", () => show(shown - 1));
  form.hidden = false;
}

// The overview: rows that have a text, and the order of a column's values.
const overview = document.querySelector("section.overview");
if (overview) {
  const [sieve] = overview.getElementsByTagName("form");
  sieve.hidden = false;
  sieve.addEventListener("submit", (event) => event.preventDefault());
  const sift = () => {
    const rows = [...overview.querySelectorAll("tbody tr")];
    const words = fold(sieve.elements[0].value.trim());
    rows.forEach((row) => { row.hidden = !fold(row.textContent).includes(words); });
    const left = rows.filter((row) => !row.hidden).length;
    sieve.querySelector("output").textContent = words && `${sieve.dataset.shown}: ${left} / ${rows.length}`;
  };
  sieve.addEventListener("input", sift);
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  // Rows without a number are last, whichever way it goes.
  const compare = (one, other, falls) => {
    const [a, b] = [one, other].map(({ dataset }) => parseFloat(dataset.number));
    if (!("number" in one.dataset)) return falls * order.compare(one.textContent, other.textContent);
    return isNaN(a) || isNaN(b) ? isNaN(a) - isNaN(b) : falls * (a - b);
  };
  const dress = (table) => {
    if (table.tHead.querySelector("button")) return;
    const [body] = table.tBodies;
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if ([...body.rows].every((row) => !row.cells[column].textContent)) return; // bars
      const button = document.createElement("button");
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const falls = head.ariaSort === "ascending" ? -1 : 1;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", falls > 0 ? "ascending" : "descending");
        body.append(...[...body.rows].sort((a, b) => compare(a.cells[column], b.cells[column], falls)));
      });
    });
  };
  const dressAll = () => [...overview.getElementsByTagName("table")].forEach(dress);
  dressAll();
  // Where the page is edited, a table may come anew.
  new MutationObserver(() => { dressAll(); sift(); }).observe(overview, { childList: true });
}
