// The desk in the page: values are opened where they stand, saved, and the page is patched; beside it what follows.
const words = JSON.parse(document.getElementById("desk-words").textContent);
const at = (id) => document.getElementById(`desk-${id}`);
const VALUES = ':is(header, main) [data-source]:not([data-source=""])';
const PAUSE = 200;
const make = (tag, text, attributes = {}) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
const button = (text, action, attributes) => {
  const made = make("button", text, { type: "button", ...attributes });
  made.addEventListener("click", action);
  return made;
};

// What the server is asked and told. Where it does not answer, the page says so and keeps what was typed.
let isLost = false;
const lose = () => { isLost = true; say(words.lost_connection); };
const posted = (body) => ({ method: "POST", headers: { "Content-Type": "application/json", "X-Seen": revision }, body: JSON.stringify(body) });
async function ask(path, body) {
  try {
    const answer = await fetch(path, body === undefined ? {} : posted(body));
    if (answer.status === 403) throw new Error(answer.statusText);
    return await answer.json();
  } catch (error) {
    lose();
    throw error;
  }
}
// What this window does itself; its answer brings the changes of the page, so news of it are not asked for.
const acting = new Set();
let brought;
async function perform(path, body) {
  const asked = ask(path, body);
  acting.add(asked);
  try {
    const answer = await asked;
    if (answer.page) brought = answer.page;
    return answer;
  } finally { acting.delete(asked); }
}
// What is sent while the page is closed; nobody waits for the answer.
const sendLast = (path, body) => { fetch(path, { ...posted(body), keepalive: true }); };
// Ctrl and Enter send a form, wherever the focus is in it.
const sendByKey = (form) => form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
});
const query = (path, values) => ask(`${path}?${new URLSearchParams(values)}`);
const say = (text) => { at("saved").textContent = text; };

// The page: blocks that differ from those of the new document are replaced, all others stay, with focus and scroll.
let revision = 0;
const ASIDES = "body > aside.calculation";
const PARTS = ["header", "nav > details", "main", "section.overview", ASIDES];
const pristine = new Map(); // the blocks of each part as they came
const blocksOf = (root, part) => (part === ASIDES ? [...root.querySelectorAll(part)] : [...(root.querySelector(part)?.children ?? [])])
  .filter((block) => !block.id.startsWith("desk-"));
const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
const inOrder = new WeakMap(); // the rows of tables as they came: those of the overview can be sorted
const rowsOf = (block) => {
  const [table, more] = block.querySelectorAll("table");
  const [body, other] = table?.tBodies ?? [];
  return !body || more || other ? [] : inOrder.get(body) ?? [...body.rows];
};
const keepOrder = () => document.querySelectorAll("section.overview tbody").forEach((body) => { if (!inOrder.has(body)) inOrder.set(body, [...body.rows]); });
// The overview's filter is shown by the page's script, and what is typed there is no part of the content.
const asItCame = (block) => (block.matches("section.overview > form") ? "form" : block.outerHTML);
for (const part of PARTS) pristine.set(part, blocksOf(document, part).map(asItCame));
keepOrder();
// `chosen` is the value that gets the focus; else that which has it keeps it.
async function patch(chosen) {
  let isClear = true;
  for (;;) {
    const isNews = brought?.since === revision && brought.revision > revision;
    const page = isNews ? brought : await query("/document", { since: isClear ? revision : 0 });
    brought = undefined;
    if (page.revision <= revision) return; // a later answer was here first
    const focused = placeOf(chosen ?? document.activeElement);
    if (page.html !== null) takeWhole(page.html);
    else if (page.since !== revision) continue;
    else if (!takeChanges(page)) { isClear = false; continue; }
    revision = page.revision;
    at("bar").dataset.revision = revision;
    document.dispatchEvent(new Event("renewed"));
    reach();
    if (focused && (chosen || !focused.value.isConnected)) refocus(focused);
    return;
  }
}
// The blocks that the desk names; false where this page has not the blocks that the desk believes.
function takeChanges({ title, parts }) {
  const changes = parts.map(({ part, count, changes: all, rows }) => {
    const there = blocksOf(document, part);
    const blocks = all.map(([start, gone, come]) => ({ start, gone, come: come.map((block) => [...parsed(block).body.children]) }));
    const lines = rows.map(([at, number, row]) => ({ at, number, old: there[at] && rowsOf(there[at])[number], come: [...parsed(`<table>${row}</table>`).querySelectorAll("tr")] }));
    const isKnown = there.length === count && pristine.get(part).length === count
      && blocks.every(({ come }) => come.every((one) => one.length === 1)) && lines.every(({ old, come }) => old && come.length === 1);
    return { part, there, blocks, lines, isKnown };
  });
  if (!changes.every(({ isKnown }) => isKnown)) return false;
  for (const { part, there, blocks, lines } of changes) {
    for (const { at, number, old, come: [row] } of lines) {
      const order = inOrder.get(old.parentElement);
      if (order) order[number] = row;
      old.replaceWith(document.adoptNode(row));
      pristine.get(part)[at] = undefined; // it is not any more what came as one
    }
    for (const { start, gone, come } of blocks) replaceBlocks(part, there, start, gone, come.flat());
  }
  keepOrder();
  document.title = title;
  return true;
}
function takeWhole(html) {
  const fresh = parsed(html);
  for (const part of PARTS) {
    const come = blocksOf(fresh, part);
    const [old, now] = [pristine.get(part), come.map(asItCame)];
    const there = blocksOf(document, part);
    let start = 0;
    while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
    let end = 0;
    const most = Math.min(old.length, now.length) - start;
    while (end < most && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
    if (old.length !== now.length) replaceBlocks(part, there, start, old.length - end - start, come.slice(start, now.length - end));
    else come.forEach((block, index) => { if (old[index] !== now[index]) replaceBlocks(part, there, index, 1, [block]); });
  }
  keepOrder();
  document.title = fresh.title;
}
// Some blocks of a part make way for others; `there` are all that it had.
function replaceBlocks(part, there, start, gone, come) {
  const parent = part === ASIDES ? document.body : document.querySelector(part);
  if (!parent) return;
  const before = there[start] ?? (part === ASIDES ? at("bar") : null); // what stands behind may have made way already
  pristine.get(part).splice(start, gone, ...come.map(asItCame));
  come.forEach((block) => parent.insertBefore(document.adoptNode(block), before));
  there.slice(start, start + gone).forEach((block) => block.remove());
}
// The value that has the focus keeps it when its block is made anew: that of the same path, as many places down.
const isFocused = () => Boolean(document.activeElement?.matches(VALUES));
function placeOf(value) {
  if (!value?.matches(VALUES)) return undefined;
  const { source } = value.dataset;
  return { value, source, nth: valuesOf(source).indexOf(value), index: values().indexOf(value) };
}
function refocus({ value, source, nth, index }) {
  if (value.isConnected) { focusOn(value); return; }
  const same = valuesOf(source);
  const next = same[Math.min(nth, same.length - 1)] ?? values().slice(0, index + 1).pop(); // what is gone makes way for the next one
  if (next) focusOn(next);
}
// One value at a time can be reached by Tab; arrows go on from it to the others.
let current = "";
let stop; // the value that is reached
const values = () => [...document.querySelectorAll(VALUES)];
const valuesOf = (path) => [...document.querySelectorAll(`${VALUES}[data-source="${CSS.escape(path)}"]`)];
function reach(chosen) {
  document.querySelectorAll(`${VALUES}:not([tabindex])`).forEach((value) => { value.tabIndex = -1; });
  const next = chosen ?? document.querySelector(`${VALUES}[data-source="${CSS.escape(current)}"]`) ?? document.querySelector(VALUES);
  if (stop && stop !== next) stop.tabIndex = -1;
  if (next) next.tabIndex = 0;
  stop = next;
}
const find = (path) => (path ? document.querySelector(`${VALUES}[data-source="${CSS.escape(path)}"]`)
  ?? document.querySelector(`${VALUES}[data-source^="${CSS.escape(path)}."]`) : undefined);
function show(path) {
  const value = find(path);
  if (!value) return false;
  focusOn(value);
  value.scrollIntoView({ block: "center" });
  return true;
}
function focusOn(value) {
  current = value.dataset.source;
  reach(value);
  value.focus({ preventScroll: true });
}
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.target.closest("#desk-editor, #desk-panel, #desk-bar, dialog, a, button, summary, input")) return;
  if (String(getSelection()).trim()) return; // text is being marked, to be copied
  const value = event.target.closest(VALUES);
  if (value) open(value.dataset.source, value);
  else if (!editor.hidden && !event.target.closest("#desk-editor")) leave();
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openSearch(openFound);
    return;
  }
  if (event.key === "F6") { event.preventDefault(); goToPart(event.shiftKey ? -1 : 1); return; }
  const isTyping = event.target.closest("input, textarea, select, [contenteditable='true']");
  if (!isTyping && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
    event.preventDefault();
    go(event.shiftKey ? "redo" : "undo");
    return;
  }
  if (!isTyping && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "y") { event.preventDefault(); go("redo"); return; }
  const value = event.target.closest?.(VALUES);
  if (!value || event.target !== value || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" || event.key === "F2") {
    event.preventDefault();
    open(value.dataset.source, value);
  } else if (["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"].includes(event.key)) {
    event.preventDefault();
    const all = values();
    const step = ["ArrowDown", "ArrowRight"].includes(event.key) ? 1 : -1;
    const next = all[all.indexOf(value) + step];
    if (next) { focusOn(next); next.scrollIntoView({ block: "nearest" }); }
  }
});

// F6 goes on to the next part of the window, as in other programs: the document, what is beside it, the bar.
function goToPart(step) {
  const parts = [document.querySelector("main"), at("panel"), at("bar")].filter((part) => part.checkVisibility());
  const here = Math.max(0, parts.findIndex((part) => part !== parts[0] && part.contains(document.activeElement)));
  const part = parts[(here + step + parts.length) % parts.length];
  if (part === parts[0]) { (editor.hidden ? values().find((value) => value.tabIndex === 0) : field())?.focus(); return; }
  if (part === at("panel") && task) choose("card");
  const inside = part === at("panel") && task ? work : part;
  inside.querySelector("button:not(:disabled, [tabindex='-1']), [contenteditable='true'], input, textarea, select")?.focus();
}

// The block that a value stands in, and the text that most of it is printed from: the sentence that refers to the value.
const BLOCKS_OF_TEXT = "p, li, td, th, dd, caption, figcaption, h1, h2, h3, h4, h5, h6";
const blockOf = (element) => element.closest(BLOCKS_OF_TEXT) ?? element;
function findSentence(element) {
  const block = blockOf(element);
  const pieces = [block, ...block.querySelectorAll("[data-source]")]
    .filter((piece) => piece.dataset.source && piece.dataset.source !== element.dataset.source && blockOf(piece) === block);
  const lengths = new Map();
  for (const { dataset: { source }, textContent } of pieces) lengths.set(source, (lengths.get(source) ?? 0) + textContent.length);
  const [longest] = [...lengths].sort(([, one], [, other]) => other - one);
  const isPart = longest && (longest[1] > element.textContent.length || pieces[0] === block);
  return isPart ? pieces.find((piece) => piece.dataset.source === longest[0]) : undefined;
}

// The editor: one, under the value that it is of; in the panel where the value is printed nowhere.
const editor = at("editor");
let card; // of the value that is open
let anchor; // the element that it was opened from
let sequence = 0;
let timer;
const openers = []; // each may take the opening of a value over
async function open(path, element, typed) {
  if (!editor.hidden && card && card.path === path) return;
  for (const opener of openers) if (await opener(path, element)) return;
  if (!editor.hidden) leave({ keepsFocus: true });
  const found = await query("/card", { path });
  showCard(found, path);
  if (!found) return;
  card = found;
  anchor = element;
  current = path;
  at("editor-name").textContent = card.name;
  at("fault").textContent = "";
  at("choices").replaceChildren();
  at("preview").replaceChildren();
  at("field").replaceChildren(makeField(card, typed ?? unsaved[path]?.typed));
  at("insert").hidden = card.kind !== "prose";
  const around = element && findSentence(element);
  at("around").hidden = !around;
  at("around").onclick = () => { leave({ keepsFocus: true }); open(around.dataset.source, around); };
  editor.querySelector("[type=submit]").hidden = card.kind === "computed";
  showFacts();
  editor.hidden = false;
  place();
  field().focus();
  document.dispatchEvent(new CustomEvent("desk-opened", { detail: { path, element } }));
  if (typed !== undefined || unsaved[path]) preview();
}
const field = () => at("field").firstElementChild;
function place() {
  if (!anchor?.isConnected) {
    if (editor.parentElement !== at("card")) { at("card").append(editor); choose("card"); } // moving it takes its focus
    editor.classList.remove("floats");
    return;
  }
  if (editor.parentElement !== document.body) document.body.append(editor);
  editor.classList.add("floats");
  const box = anchor.getBoundingClientRect();
  const room = at("panel").checkVisibility() && matchMedia("(min-width: 75rem)").matches ? at("panel").offsetWidth : 0;
  const most = document.documentElement.clientWidth - room - editor.offsetWidth - 16;
  editor.style.left = `${Math.max(8, Math.min(box.left + scrollX, most + scrollX))}px`;
  editor.style.top = `${box.bottom + scrollY + 6}px`;
  const below = box.bottom + editor.offsetHeight + 16 - innerHeight;
  if (below > 0) scrollBy({ top: Math.min(below, box.top - 60) });
}
function makeField({ kind, typed, source, choices }, kept) {
  if (kind === "prose") return makeProse(kept ?? source, { name: { "aria-labelledby": "desk-editor-name" } });
  if (kind === "choice") {
    const list = make("select", undefined, { "aria-labelledby": "desk-editor-name" });
    choices.forEach((choice) => list.append(make("option", choice, { value: choice })));
    list.value = kept ?? typed;
    list.addEventListener("input", changed);
    return list;
  }
  if (kind === "computed") return make("output", typed, { tabindex: "-1" });
  const isLong = kind === "text" && typed.length > 50;
  const input = make(isLong ? "textarea" : "input", undefined, { "aria-labelledby": "desk-editor-name", autocomplete: "off", spellcheck: String(kind === "text") });
  input.value = kept ?? typed;
  if (kind === "number" || kind === "year") input.inputMode = "decimal";
  input.addEventListener("input", changed);
  setTimeout(() => input.select?.());
  return input;
}
// A text with references: each is a chip that shows what is printed there, and stays a reference; a footnote's mark is one,
// too. `value` is the text as the content has it.
const PIECES = /(\{\{|\}\}|\{[^{}]*\}|\[\^[\w.-]{1,40}\])/;
function makeProse(text, { name, changes = changed }) {
  const box = make("div", undefined, { contenteditable: "true", role: "textbox", "aria-multiline": "true", class: "desk-prose", ...name });
  Object.defineProperty(box, "value", { get: () => readProse(box), set: (said) => box.replaceChildren(...proseParts(said)) });
  box.value = text;
  box.addEventListener("input", changes);
  box.addEventListener("paste", (event) => {
    event.preventDefault();
    insertAtCaret(box, document.createTextNode(event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n")));
    changes();
  });
  box.addEventListener("beforeinput", (event) => {
    if (event.inputType === "insertParagraph" || event.inputType === "insertLineBreak") {
      event.preventDefault();
      insertAtCaret(box, document.createTextNode("\n"));
      changes();
    } else if (event.inputType === "insertText" && event.data === "{") {
      event.preventDefault();
      insertReference(box, changes);
    } else if (event.inputType.startsWith("format")) event.preventDefault();
  });
  return box;
}
function proseParts(text) {
  const seen = new Map();
  return text.split(PIECES).filter((piece) => piece !== "").map((piece) => {
    if (piece === "{{" || piece === "}}") return piece[0];
    if (/^\[\^.+\]$/.test(piece)) return makeChip(piece, words.footnote);
    if (!/^\{[^{}]+\}$/.test(piece)) return piece;
    const path = piece.slice(1, -1).split(/[:|]/)[0];
    const nth = seen.get(path) ?? 0;
    seen.set(path, nth + 1);
    return makeChip(piece, path.startsWith("=") ? path.slice(1) : printedAs(path, nth), path);
  });
}
const makeChip = (source, shown, path = "") => {
  const chip = make("span", shown ?? "…", { class: "desk-chip", contenteditable: "false", "data-text": source });
  if (shown === undefined) query("/card", { path }).then((found) => { chip.textContent = found?.typed ?? "?"; }, () => {});
  return chip;
};
// What is printed for a value: where the editor stands, else anywhere.
const printedAs = (path, nth) => [...(anchor ? blockOf(anchor).querySelectorAll("[data-source]") : [])].filter((part) => part.dataset.source === path)[nth]?.textContent
  ?? find(path)?.textContent;
// The place of the caret in a field; its end where it is not in there.
function caretIn(box) {
  const selection = getSelection();
  if (selection.rangeCount && box.contains(selection.anchorNode)) return selection.getRangeAt(0).cloneRange();
  const end = document.createRange();
  end.selectNodeContents(box);
  end.collapse(false);
  return end;
}
function insertAtCaret(box, node, range = caretIn(box)) {
  const selection = getSelection();
  range.deleteContents();
  range.insertNode(node);
  range.setStartAfter(node);
  range.collapse(true);
  selection.removeAllRanges();
  selection.addRange(range);
}
function insertReference(box, changes) {
  const range = caretIn(box);
  openSearch((path) => {
    box.focus();
    insertAtCaret(box, makeChip(`{${path}}`, printedAs(path, 0), path), range);
    changes();
  }, { values: "" });
}
// What is in such a field, as it is saved.
function readProse(box) {
  const text = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/[{}]/g, "$&$&");
    if (node.dataset?.text) return node.dataset.text;
    if (node.nodeName === "BR") return "\n";
    return [...node.childNodes].map(text).join("");
  };
  return [...box.childNodes].map(text).join("");
}
const read = () => field().value ?? "";
const original = () => (card.kind === "prose" ? card.source : card.typed);
function changed() {
  clearTimeout(timer);
  at("choices").replaceChildren();
  timer = setTimeout(preview, PAUSE);
}
async function preview() {
  clearTimeout(timer);
  const [number, path, typed] = [++sequence, card.path, read()];
  if (typed === original()) {
    at("fault").textContent = "";
    at("preview").replaceChildren();
    if (unsaved[path]) { delete unsaved[path]; await ask("/forget", { path }); }
    return;
  }
  unsaved[path] = { name: card.name, typed };
  const answer = await ask("/typed", { path, typed });
  if (number !== sequence || editor.hidden || card.path !== path) return;
  if (answer.status === "refused") { refuse(answer); return; }
  at("fault").textContent = "";
  showPreview(answer);
  place();
}
function refuse({ faults, choices }) {
  at("fault").textContent = faults.map(({ message, hint }) => (hint ? `${message} – ${hint}` : message)).join("\n");
  at("preview").replaceChildren();
  at("choices").replaceChildren(...(choices ?? []).map(({ shown, text }) => button(shown, () => save({ exact: text }))));
  field().setAttribute("aria-invalid", "true");
  place();
}
function showPreview(answer) {
  at("preview").replaceChildren(...previewParts(answer));
  field().removeAttribute("aria-invalid");
}
function previewParts({ affected, more, derived, following, new: come, gone }) {
  const parts = [];
  const list = (title, items) => {
    if (!items.length) return;
    parts.push(make("h3", title));
    const made = make("ul");
    items.forEach((item) => { const line = make("li"); line.append(...item); made.append(line); });
    parts.push(made);
  };
  const differ = (before, after) => [make("del", before || words.empty), " ", make("ins", after || words.empty)];
  list(words.also_changes, [
    ...affected.map((one) => [make("span", `${one.place}: `, { class: "desk-place" }), ...differ(...shorten(one.before, one.after))]),
    ...(more ? [[`+ ${more}`]] : []),
    ...derived.map((one) => [`${one.name}: `, ...differ(one.before, one.after)]),
  ]);
  list(words.follows, following.map((one) => [`${one.name}: `, ...differ(one.before, one.after)]));
  if (following.length) parts.push(button(words.save_following, () => save({ following: true })));
  list(words.new_findings, come.map((one) => [make("strong", one.severity === "error" ? words.error : words.warning, { class: `desk-${one.severity}` }), ` ${one.message}`]));
  list(words.gone_findings, gone.map((one) => [one.message]));
  if (!parts.length) parts.push(make("p", words.nothing_else));
  return parts;
}
// The words that differ, with a few around them.
function shorten(before, after) {
  const [old, now] = [before.split(/(?<=\s)/), after.split(/(?<=\s)/)];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  start = Math.max(0, start - 4);
  end = Math.max(0, end - 4);
  const cut = (all) => `${start ? "… " : ""}${all.slice(start, all.length - end).join("").trim()}${end ? " …" : ""}`;
  return [cut(old), cut(now)];
}
function showFacts() {
  const facts = [];
  if (card.unit) facts.push([words.unit, card.unit]);
  if (card.before !== null && card.before !== original()) facts.push([words.before, card.before]);
  if (card.formula) facts.push([words.formula, card.formula]);
  const printed = card.places.map(([name, , count]) => (count > 1 ? `${name} (${words.times.replace("{count}", count)})` : name));
  facts.push([words.printed, printed.length ? printed.join("; ") : words.not_printed]);
  if (card.kind === "computed") facts.push(["", words.computed]);
  at("facts").replaceChildren(...facts.flatMap(([name, text]) => [make("dt", name), make("dd", text)]));
}
async function save({ exact, following = false } = {}) {
  clearTimeout(timer);
  const typed = exact ?? read();
  if (exact === undefined && typed === original()) { leave(); return; }
  say(words.saving);
  sequence += 1;
  const path = card.path;
  const answer = await perform("/save", { path, typed, seen: card.source, exact: exact !== undefined, following });
  if (answer.status === "refused") { say(words.unsaved); refuse(answer); return; }
  if (answer.status === "conflict") { say(words.unsaved); showConflict(answer, typed); return; }
  delete unsaved[path];
  await finish(path);
  document.dispatchEvent(new CustomEvent("desk-saved", { detail: path }));
  await bring();
}
// The editor makes way for the page as it is now; the focus goes back to the value.
async function finish(path) {
  closeEditor();
  const value = anchor?.isConnected && anchor.dataset.source === path ? anchor : find(path);
  await patch(value);
  const there = value?.isConnected ? value : find(path);
  if (!isFocused() && there) focusOn(there);
}
function closeEditor() {
  editor.hidden = true;
  document.body.append(editor);
}
function showConflict({ now, card: fresh }, typed) {
  at("fault").textContent = words.conflict;
  const both = make("dl");
  both.append(make("dt", words.theirs), make("dd", fresh?.typed ?? now ?? words.empty), make("dt", words.yours), make("dd", typed));
  at("choices").replaceChildren(
    both,
    button(words.take_theirs, async () => { delete unsaved[card.path]; await ask("/forget", { path: card.path }); leave(); }),
    button(words.take_yours, () => { card.source = now; save(); }),
  );
  place();
}
function leave({ keepsFocus = false } = {}) {
  clearTimeout(timer);
  if (editor.hidden) return;
  const isChanged = card.kind !== "computed" && read() !== original();
  if (isChanged) ask("/typed", { path: card.path, typed: read() }).then(bring, () => {});
  closeEditor();
  const value = anchor?.isConnected ? anchor : find(card.path);
  if (!keepsFocus && value) focusOn(value);
}
editor.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); save(); });
editor.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { event.preventDefault(); cancel(); }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); }
});
// What was typed is given up only by this key or button.
async function cancel() {
  const path = card.path;
  clearTimeout(timer);
  sequence += 1;
  at("field").replaceChildren(makeField(card));
  leave();
  if (unsaved[path]) { delete unsaved[path]; await ask("/forget", { path }); showUnsaved(); }
}
at("cancel").addEventListener("click", cancel);
at("insert").addEventListener("click", () => insertReference(field(), changed));

// Undo and redo.
async function go(way) {
  const answer = await perform(`/${way}`, {});
  if (answer.status === "refused") { say(answer.faults.map(({ message }) => message).join(" ")); return; }
  await patch();
  await bring();
}
at("undo").addEventListener("click", () => go("undo"));
at("redo").addEventListener("click", () => go("redo"));

// The panel.
const tabs = [...at("panel").querySelectorAll("[role=tab]")];
function choose(name) {
  tabs.forEach((tab) => {
    const isChosen = tab.id === `desk-tab-${name}`;
    tab.setAttribute("aria-selected", isChosen);
    tab.tabIndex = isChosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !isChosen;
  });
  if (name === "changes") showChanges();
}
tabs.forEach((tab, index) => {
  tab.addEventListener("click", () => choose(tab.id.slice("desk-tab-".length)));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(index + step + tabs.length) % tabs.length];
    choose(next.id.slice("desk-tab-".length));
    next.focus();
  });
});
at("toggle").addEventListener("click", () => {
  const isOpen = document.documentElement.classList.toggle("desk-wide");
  at("toggle").setAttribute("aria-expanded", !isOpen);
});
const count = (name, number) => { at(`tab-${name}`).querySelector(".desk-count").textContent = number || ""; };
const jump = (path, name) => button(name, () => { if (path.startsWith("remarks.")) choose("remarks"); else if (!show(path)) open(path); }, { class: "desk-link" });
async function showFindings() {
  const found = await ask("/findings");
  count("findings", found.length);
  const folds = new Set([...at("findings").querySelectorAll("details[open]")].map(({ dataset }) => dataset.fold));
  const list = make("ul");
  for (const one of found) {
    const item = make("li");
    item.append(make("strong", one.severity === "error" ? words.error : words.warning, { class: `desk-${one.severity}` }), " ", jump(one.path, one.name), make("p", one.message));
    if (one.hint) item.append(make("p", one.hint, { class: "desk-hint" }));
    if (one.key) item.append(acceptForm(one));
    list.append(item);
  }
  keepFields(at("findings"), () => at("findings").replaceChildren(found.length ? list : make("p", words.no_findings), acceptedFold(folds.has("accepted"))));
  list.querySelectorAll("details").forEach((fold) => { fold.open = folds.has(fold.dataset.fold); });
  document.querySelectorAll(".desk-found").forEach((value) => value.classList.remove("desk-found"));
  found.forEach(({ path }) => find(path)?.classList.add("desk-found"));
}
function showCard(found, path) {
  if (!found) { at("card").replaceChildren(make("p", words.not_editable), make("p", path)); return; }
  const facts = make("dl");
  const add = (name, text) => facts.append(make("dt", name), make("dd", text));
  add(words.now, found.typed);
  if (found.before !== null) add(words.before, found.before);
  if (found.unit) add(words.unit, found.unit);
  if (found.formula) add(words.formula, found.formula);
  const places = make("ul");
  found.places.forEach(([name, , number]) => places.append(make("li", number > 1 ? `${name} (${words.times.replace("{count}", number)})` : name)));
  at("card").replaceChildren(make("h2", found.name), facts, make("h3", words.printed), found.places.length ? places : make("p", words.not_printed));
  showPast(path);
}

// What was typed and not saved, in this or an earlier run of the desk.
let unsaved = {};
function showUnsaved() {
  const paths = Object.keys(unsaved).filter((path) => editor.hidden || card?.path !== path);
  const forms = Object.entries(keptForms).filter(([key]) => task?.key !== key && !isBeingRemarked(key));
  at("unsaved").hidden = !paths.length && !forms.length;
  const list = make("ul");
  for (const [key, form] of forms) {
    const item = make("li");
    item.append(
      button(form.name, () => openKept(form), { class: "desk-link" }),
      button(words.discard, async () => { delete keptForms[key]; await ask("/keep", { key, form: null }); showUnsaved(); }),
    );
    list.append(item);
  }
  for (const path of paths) {
    const item = make("li");
    item.append(
      button(unsaved[path].name, () => { show(path); open(path, find(path), unsaved[path].typed); }, { class: "desk-link" }),
      make("p", unsaved[path].typed),
      button(words.discard, async () => { delete unsaved[path]; await ask("/forget", { path }); showUnsaved(); }),
    );
    list.append(item);
  }
  at("unsaved").replaceChildren(make("h2", words.unsaved_texts), list);
}

// What changed is seen before all that follows from it is asked for; a page that is not seen waits for nothing.
const painted = () => new Promise((done) => {
  setTimeout(done, PAUSE);
  requestAnimationFrame(() => setTimeout(done));
});
// The state: what is saved, what can be undone, faults that other programs brought.
async function bring() {
  await painted();
  const state = await ask("/state");
  unsaved = state.typed;
  keptForms = state.forms;
  say(state.saved ? words.saved_at.replace("{time}", state.saved) : words.saved);
  for (const [way, label] of [["undo", state.undo], ["redo", state.redo]]) {
    at(way).disabled = label === null;
    at(way).title = label ?? "";
  }
  showFaults(state);
  showUnsaved();
  await showFindings();
  await showChanges();
  await showRemarks();
}

// Search over codes, names and texts.
let found = () => {};
let sought = {}; // what alone is looked for
const search = at("search");
const [input, results] = [search.querySelector("input"), search.querySelector("ul")];
function openSearch(then, only = {}) {
  found = then;
  sought = only;
  input.value = "";
  results.replaceChildren();
  search.querySelector("p").textContent = "";
  search.showModal();
  input.focus();
}
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const asked = input.value.trim();
    const entries = asked ? await query("/search", { q: asked, ...sought }) : [];
    if (asked !== input.value.trim()) return;
    results.replaceChildren(...entries.map(({ path, name, text, form }) => {
      const item = make("li");
      item.append(button(name, () => { search.close(); found(path, form); }), make("p", text.length > 120 ? `${text.slice(0, 120)} …` : text));
      return item;
    }));
    search.querySelector("p").textContent = asked && !entries.length ? words.nothing_found : "";
  }, PAUSE);
});
search.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { event.preventDefault(); search.close(); return; } // the field would only be emptied
  const buttons = [...results.querySelectorAll("button")];
  const index = buttons.indexOf(document.activeElement);
  if (event.key === "ArrowDown") { event.preventDefault(); buttons[Math.min(index + 1, buttons.length - 1)]?.focus(); }
  if (event.key === "ArrowUp") { event.preventDefault(); (index > 0 ? buttons[index - 1] : input).focus(); }
  if (event.key === "Enter" && event.target === input) { event.preventDefault(); buttons[0]?.click(); }
});
at("find").addEventListener("click", () => openSearch(openFound));
function openFound(path, form) {
  show(path);
  if (form === "list") openList(path); else open(path, find(path));
}

// News of the server: another window or program wrote.
const events = new EventSource("/events");
events.addEventListener("message", async ({ data }) => {
  if (isLost) { isLost = false; await bring(); }
  await Promise.allSettled([...acting]);
  if (Number(data) > revision) { await patch(); await bring(); }
});
events.addEventListener("error", () => { if (events.readyState !== EventSource.OPEN) lose(); });
addEventListener("resize", () => { if (!editor.hidden) place(); });
addEventListener("beforeunload", () => {
  if (!editor.hidden && card.kind !== "computed" && read() !== original()) {
    sendLast("/typed", { path: card.path, typed: read() });
  }
});
