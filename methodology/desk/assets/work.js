// A form for an edit of more than one value, in the panel: what it would change is shown before it is saved.
// `make` returns the form's elements and what they say; `read` the request that they come to.
const work = at("work");
let task; // what the form that is open is of
let workTimer;
async function openWork({ query: asked, make: build }) {
  const data = await query("/form", asked);
  if (!data || data.status === "refused") { say(data?.faults[0].message ?? words.not_editable); return false; }
  if (!editor.hidden) leave({ keepsFocus: true });
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
  document.documentElement.classList.remove("desk-wide");
  at("toggle").setAttribute("aria-expanded", "true");
  choose("card");
  work.hidden = false;
  at("card").hidden = true;
  work.scrollIntoView({ block: "nearest" });
  (task.focus?.() ?? work.querySelector("input, textarea, select, button")).focus();
  return true;
}
function workChanged() {
  clearTimeout(workTimer);
  workTimer = setTimeout(previewWork, PAUSE);
}
async function previewWork() {
  const asked = task;
  const body = asked.read();
  at("work-choices").replaceChildren();
  if (JSON.stringify(body) === asked.before && !asked.always) {
    at("work-fault").textContent = "";
    at("work-preview").replaceChildren();
    return;
  }
  const number = ++sequence;
  if (asked.isReady?.() === false) { at("work-fault").textContent = ""; at("work-preview").replaceChildren(); return; }
  at("work-preview").replaceChildren(make("p", words.reckoning));
  const answer = await ask("/fill", body);
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
  at("work-choices").replaceChildren(button(words.take_theirs, () => openWork(task)));
}
async function saveWork() {
  clearTimeout(workTimer);
  sequence += 1;
  const body = task.read();
  if (JSON.stringify(body) === task.before && !task.always) { closeWork(); return; }
  say(words.saving);
  const answer = await ask("/fill", { ...body, save: true });
  if (answer.status !== "saved") { say(words.unsaved); refuseWork(answer); at("work-fault").scrollIntoView({ block: "nearest" }); return; }
  const { after } = task;
  closeWork();
  await patch();
  document.dispatchEvent(new CustomEvent("desk-saved", { detail: current }));
  if (after) after(answer);
  else if (!focusedValue() && find(current)) focusOn(find(current));
  await bring();
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
at("work-cancel").addEventListener("click", () => closeWork());
work.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { event.preventDefault(); closeWork(); }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); saveWork(); }
});
tabs.forEach((tab) => tab.addEventListener("click", () => { if (task) work.hidden = tab.id !== "desk-tab-card"; }));
// An edit that needs no form: what the editor is open at is changed at once.
async function fillAtOnce(body, path) {
  const answer = await ask("/fill", { ...body, save: true });
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
