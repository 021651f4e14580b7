// A form for an edit of more than one value, in the panel: what it would change is shown before it is saved.
// `make` returns the form's elements and what they say; `read` the request that they come to.
const work = at("work");
let task; // what the form that is open is of
let workTimer;
async function openWork({ query: asked, make: build, kept = keptForms[JSON.stringify(asked)]?.body }) {
  const data = await query("/form", asked);
  if (!data || data.status === "refused") { say(data?.faults[0].message ?? words.not_editable); return false; }
  if (!editor.hidden) leave({ keepsFocus: true });
  if (task) keepWork(task);
  const back = document.activeElement?.dataset?.source ?? current;
  task = { query: asked, make: build, back, ...build(data, workChanged) };
  at("work-name").textContent = task.name;
  at("work-hint").textContent = task.hint ?? "";
  at("work-save").textContent = task.saveWord ?? words.save;
  at("work-body").replaceChildren(...task.parts);
  at("work-fault").textContent = "";
  at("work-choices").replaceChildren();
  at("work-preview").replaceChildren();
  at("work-save").hidden = false;
  task.before = JSON.stringify(task.read());
  task.key = JSON.stringify(asked);
  document.documentElement.classList.remove("desk-wide");
  at("toggle").setAttribute("aria-expanded", "true");
  choose("card");
  work.hidden = false;
  at("card").hidden = true;
  work.scrollIntoView({ block: "nearest" });
  (task.focus?.() ?? work.querySelector("input, textarea, select, button")).focus();
  if (kept && task.restore) {
    task.seen = kept.seen; // what has changed since is a conflict
    await task.restore(kept);
    workChanged();
  }
  return true;
}
const said = (of) => ({ ...of.read(), ...(of.seen === undefined ? {} : { seen: of.seen }) });
// What a form is filled in with is kept until it is saved or given up, as a text is.
let keptForms = {};
const keptAs = (of) => {
  const body = said(of);
  return { key: of.key, form: JSON.stringify(of.read()) === of.before ? null : { name: of.name, query: of.query, body } };
};
async function keepWork(of, kept = keptAs(of)) {
  if (!of.restore) return;
  if (kept.form) keptForms[of.key] = kept.form; else if (keptForms[of.key]) delete keptForms[of.key]; else return;
  await ask("/keep", kept);
}
const formMakers = {};
const keptOpeners = {}; // of what is kept and is no form in the panel
const openKept = (form) => {
  const { query: asked, body } = form;
  if (keptOpeners[asked.kind]) keptOpeners[asked.kind](form);
  else openWork({ query: asked, make: formMakers[asked.kind](body), kept: body });
};
addEventListener("beforeunload", () => {
  if (task?.restore) sendLast("/keep", keptAs(task));
});
function workChanged() {
  clearTimeout(workTimer);
  workTimer = setTimeout(previewWork, PAUSE);
}
async function previewWork() {
  const asked = task;
  keepWork(asked);
  const body = said(asked);
  at("work-choices").replaceChildren();
  if (JSON.stringify(asked.read()) === asked.before && !asked.always) {
    at("work-fault").textContent = "";
    at("work-preview").replaceChildren();
    return;
  }
  const number = ++sequence;
  if (asked.isReady?.() === false) { at("work-fault").textContent = ""; at("work-preview").replaceChildren(); return; }
  at("work-preview").replaceChildren(make("p", words.reckoning));
  const answer = await perform("/fill", body);
  if (number !== sequence || asked !== task) return;
  if (answer.status === "possible") {
    at("work-fault").textContent = "";
    at("work-preview").replaceChildren(...previewParts(answer));
  } else refuseWork(answer);
}
function refuseWork({ status, faults }) {
  at("work-preview").replaceChildren();
  if (status !== "conflict") {
    at("work-fault").textContent = faults.map(({ message, hint }) => (hint ? `${message} – ${hint}` : message)).join("\n");
    return;
  }
  at("work-fault").textContent = words.conflict;
  at("work-choices").replaceChildren(button(words.take_theirs, async () => { await keepWork(task, { key: task.key, form: null }); await openWork({ query: task.query, make: task.make }); }));
}
async function saveWork() {
  clearTimeout(workTimer);
  sequence += 1;
  const body = said(task);
  if (JSON.stringify(task.read()) === task.before && !task.always) { cancelWork(); return; }
  say(words.saving);
  const answer = await perform("/fill", { ...body, save: true });
  if (answer.status !== "saved") { say(words.unsaved); refuseWork(answer); at("work-fault").scrollIntoView({ block: "nearest" }); return; }
  const { after } = task;
  keepWork(task, { key: task.key, form: null });
  closeWork();
  await patch();
  document.dispatchEvent(new CustomEvent("desk-saved", { detail: current }));
  if (after) after(answer);
  else if (!isFocused() && find(current)) focusOn(find(current));
  await bring();
}
// What was filled in is given up only by this key or button.
function cancelWork() {
  keepWork(task, { key: task.key, form: null }).then(showUnsaved, () => {});
  closeWork();
}
function closeWork() {
  clearTimeout(workTimer);
  const back = task?.back;
  work.hidden = true;
  at("card").hidden = at("tab-card").getAttribute("aria-selected") !== "true";
  task = undefined;
  if (back) current = back;
  const value = back && find(back);
  if (value) focusOn(value);
}
work.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); saveWork(); });
at("work-cancel").addEventListener("click", cancelWork);
work.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { event.preventDefault(); cancelWork(); }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); saveWork(); }
});
tabs.forEach((tab) => tab.addEventListener("click", () => { if (task) work.hidden = tab.id !== "desk-tab-card"; }));
// An edit that needs no form: what the editor is open at is changed at once.
async function fillAtOnce(body, path) {
  const answer = await perform("/fill", { ...body, save: true });
  if (answer.status !== "saved") { refuse(answer.status === "conflict" ? { faults: [{ message: words.conflict }] } : answer); return; }
  current = path;
  await finish(path);
  await bring();
}
// Buttons that other edits of a value are offered by, below its field.
document.addEventListener("desk-opened", async ({ detail: { path, element } }) => {
  at("more").replaceChildren();
  const near = nearestHeading(element);
  const offers = (await Promise.all(offerings.map((offer) => offer(path, element, near)))).flat();
  if (card?.path !== path || editor.hidden) return;
  at("more").replaceChildren(...offers);
  place();
});
const offerings = [];
// The anchor of the last heading before an element.
function nearestHeading(element) {
  if (!element) return "";
  const headings = [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)[id]")];
  return headings.filter((heading) => heading === element || heading.compareDocumentPosition(element) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY)).at(-1)?.id ?? "";
}
const labelled = (label, control) => { const made = make("label", label); made.append(control); return made; };
// A field for a text with references, and its label.
let proseFields = 0;
function proseField(name, text, changes) {
  proseFields += 1;
  const id = `desk-prose-${proseFields}`;
  const box = makeProse(text, { name: { "aria-labelledby": id }, changes });
  const part = make("div", undefined, { class: "desk-labelled" });
  part.append(make("span", name, { id }), box);
  part.append(button(words.insert_value, () => insertReference(box, changes), { class: "desk-insert" }));
  return [part, box];
}
