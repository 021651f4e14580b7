// Remarks on places of the page: made, answered, closed and opened again.
let remarks = { author: "", remarks: [] };
let remarkedPath = ""; // what a new remark is on
let remarkedName = "";
const remarkFilter = () => at("remark-filter")?.value ?? "open";
async function showRemarks() {
  remarks = await ask("/remarks");
  const open = remarks.remarks.filter((one) => one.is_open);
  count("remarks", open.length);
  keepFields(at("remarks"), () => at("remarks").replaceChildren(...remarkParts(remarkFilter())));
  document.querySelectorAll(".desk-remarked").forEach((value) => value.classList.remove("desk-remarked"));
  open.forEach(({ path }) => path && find(path)?.classList.add("desk-remarked"));
}
function remarkParts(filter) {
  const shown = remarks.remarks.filter((one) => filter === "all" || one.is_open === (filter === "open"));
  const select = make("select", undefined, { id: "desk-remark-filter", "data-field": "filter" });
  for (const name of ["open", "closed", "all"]) select.append(make("option", words[`remarks_${name}`], { value: name }));
  select.value = filter;
  select.addEventListener("input", () => keepFields(at("remarks"), () => at("remarks").replaceChildren(...remarkParts(select.value))));
  const list = make("ul");
  list.append(...shown.map(remarkItem));
  return [newRemark(), labelled(words.show, select), shown.length ? list : make("p", words[filter === "open" ? "no_open_remarks" : "no_remarks"])];
}
function newRemark() {
  const form = make("form", undefined, { class: "desk-box", id: "desk-new-remark" });
  form.append(make("h2", words.new_remark), make("p", remarkedPath ? remarkedName : words.no_card, { class: "desk-place" }));
  const text = make("textarea", undefined, { rows: "3", "data-field": "new remark", "aria-label": words.new_remark });
  text.disabled = !remarkedPath;
  keepRemark(text, { kind: "remark", path: remarkedPath }, `${words.new_remark}: ${remarkedName}`);
  const save = make("button", words.add_remark, { type: "submit" });
  save.disabled = !remarkedPath;
  form.append(text, ...authorField("new"), save, make("p", "", { role: "alert", class: "desk-error" }));
  sendRemark(form, () => ({ do: "add", path: remarkedPath, text: text.value }));
  return form;
}
// Who signs is asked once, where nothing says it.
function authorField(of) {
  if (remarks.author) return [];
  const input = make("input", undefined, { autocomplete: "name", name: "author", "data-field": `author ${of}` });
  return [labelled(words.your_name, input)];
}
function sendRemark(form, read) {
  form.addEventListener("submit", async (event) => { event.preventDefault(); await doRemark(form, read()); });
  sendByKey(form);
}
async function doRemark(form, body) {
  const answer = await perform("/remark", { ...body, name: form.querySelector("[name=author]")?.value ?? "" });
  if (answer.status === "refused") {
    form.querySelector("[role=alert]").textContent = answer.faults.map(({ message }) => message).join(" ");
    form.querySelector(answer.asks_author ? "[name=author]" : "textarea")?.focus();
    return;
  }
  const again = body.key ? `answer ${body.key}` : "new remark";
  for (const text of form.querySelectorAll("textarea")) {
    text.value = "";
    await sendKept(text);
  }
  await patch();
  await bring();
  const field = [...at("remarks").querySelectorAll("[data-field]")].find((one) => one.dataset.field === again);
  (field?.checkVisibility() ? field : field?.closest("details")?.querySelector("summary") ?? at("tab-remarks")).focus();
}
function remarkItem(one) {
  const item = make("li", undefined, { "data-remark": one.key });
  const head = make("p");
  head.append(one.path ? jump(one.path, one.name) : one.name);
  item.append(head);
  if (one.gone) item.append(make("p", words.remark_gone.replace("{text}", one.gone), { class: "desk-error" }));
  item.append(saidBy(one));
  const answers = make("ul", undefined, { class: "desk-answers" });
  answers.append(...one.answers.map((answer) => { const line = make("li"); line.append(saidBy(answer)); return line; }));
  if (one.answers.length) item.append(answers);
  if (!one.is_open) item.append(make("p", words.closed_by.replace("{text}", one.closed), { class: "desk-place" }));
  item.append(answerForm(one));
  return item;
}
function saidBy({ author, when, text }) {
  const said = make("div");
  const who = make("p");
  who.append(make("strong", author), make("span", `, ${when}`, { class: "desk-place" }));
  said.append(who, make("p", text, { class: "desk-said-text" }));
  return said;
}
function answerForm(one) {
  const form = make("form");
  const alert = make("p", "", { role: "alert", class: "desk-error" });
  const buttons = make("div", undefined, { class: "desk-buttons" });
  const turn = button(one.is_open ? words.close_remark : words.reopen_remark, () => doRemark(form, { do: one.is_open ? "close" : "reopen", key: one.key }), { "data-field": `turn ${one.key}` });
  turn.setAttribute("aria-label", `${turn.textContent}: ${one.name}`);
  if (!one.is_open) { buttons.append(turn); form.append(...authorField(one.key), buttons, alert); return form; }
  const fold = make("details");
  const text = make("textarea", undefined, { rows: "2", "data-field": `answer ${one.key}`, "aria-label": `${words.answer_remark}: ${one.name}` });
  keepRemark(text, { kind: "remark", key: one.key }, `${words.answer_remark}: ${one.name}`);
  fold.append(make("summary", words.answer_remark), text, make("button", words.send_answer, { type: "submit" }));
  fold.open = at("remarks").querySelector(`[data-remark="${one.key}"] details`)?.open === true;
  fold.addEventListener("toggle", () => { if (fold.open && document.activeElement?.closest("details") === fold) text.focus(); });
  buttons.append(turn);
  form.append(fold, ...authorField(one.key), buttons, alert);
  sendRemark(form, () => ({ do: "answer", key: one.key, text: text.value }));
  return form;
}
// What is half typed is kept as that of a form is, and offered among what is not saved.
let remarkTimer;
const keptRemarks = new WeakMap();
function keepRemark(text, asked, name) {
  text.dataset.kept = JSON.stringify(asked);
  keptRemarks.set(text, { query: asked, name });
  text.addEventListener("input", () => { clearTimeout(remarkTimer); remarkTimer = setTimeout(() => sendKept(text), PAUSE); });
}
const keptOfRemark = (text) => ({ key: text.dataset.kept, form: text.value.trim() ? { ...keptRemarks.get(text), body: { text: text.value } } : null });
async function sendKept(text) {
  clearTimeout(remarkTimer);
  const kept = keptOfRemark(text);
  if (kept.form) keptForms[kept.key] = kept.form; else if (keptForms[kept.key]) delete keptForms[kept.key]; else return;
  await ask("/keep", kept);
}
const remarkTexts = () => [...at("remarks").querySelectorAll("textarea[data-kept]")];
const isBeingRemarked = (key) => remarkTexts().some((text) => text.dataset.kept === key && text.value.trim() !== "");
addEventListener("beforeunload", () => remarkTexts().filter(({ value }) => value.trim()).forEach((text) => sendLast("/keep", keptOfRemark(text))));
keptOpeners.remark = ({ query: asked, name, body }) => {
  if (asked.key) goToRemark(asked.key); else startRemark(asked.path, name.slice(words.new_remark.length + 2));
  const text = remarkTexts().find(({ dataset }) => dataset.kept === JSON.stringify(asked));
  if (!text) return; // the remark that it answers is not there any more
  const fold = text.closest("details");
  if (fold) fold.open = true;
  text.value = body.text;
  text.focus();
  showUnsaved();
};
// A remark on what is open or in focus; what is half typed goes with it.
function remarkOn(path, name) {
  const before = at("new-remark")?.querySelector("textarea");
  const old = before?.value.trim() && path !== remarkedPath ? { key: before.dataset.kept, form: null } : undefined;
  [remarkedPath, remarkedName] = [path, name];
  keepFields(at("remarks"), () => at("remarks").replaceChildren(...remarkParts(remarkFilter())));
  if (!old) return;
  delete keptForms[old.key];
  ask("/keep", old).then(() => sendKept(at("new-remark").querySelector("textarea")), () => {});
}
function startRemark(path, name) {
  if (!editor.hidden) leave({ keepsFocus: true });
  remarkOn(path, name);
  document.documentElement.classList.remove("desk-wide");
  at("toggle").setAttribute("aria-expanded", "true");
  choose("remarks");
  at("remarks").querySelector("textarea").focus();
}
offerings.push((path) => [button(words.add_remark_here, () => startRemark(path, card.name))]);
document.addEventListener("desk-opened", ({ detail: { path } }) => remarkOn(path, card.name));
document.addEventListener("keydown", async (event) => {
  const value = event.target.closest?.(VALUES);
  if (event.target !== value || event.key.toLowerCase() !== "p" || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const path = value.dataset.source;
  startRemark(path, (await query("/card", { path }))?.name ?? value.textContent);
});
function goToRemark(key) {
  at("remark-filter").value = "all";
  keepFields(at("remarks"), () => at("remarks").replaceChildren(...remarkParts("all")));
  choose("remarks");
  const item = at("remarks").querySelector(`[data-remark="${key}"]`);
  item?.scrollIntoView({ block: "center" });
  item?.querySelector("button")?.focus();
}
