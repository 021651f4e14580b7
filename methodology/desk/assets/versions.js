// Whole versions: saved, compared with, explained by reasons, approved, given out.
let compared; // the last answer of the comparison
let shownChanges = "";
const isColouring = () => at("colour")?.checked === true;
async function showChanges() {
  const [found, state] = [await ask("/comparison"), await ask("/versions")];
  compared = found;
  count("changes", found.count);
  at("save-version").disabled = !state.unsaved || state.why !== null;
  at("save-version").title = state.why ?? (state.unsaved ? state.message.split("\n")[0] : words.all_saved);
  const shown = JSON.stringify([found, state.versions]);
  if (shown !== shownChanges) {
    shownChanges = shown;
    keepFields(at("changes"), () => at("changes").replaceChildren(...changeParts(found, state)));
  }
  colour();
}
// Fields whose text is being typed keep it, and their focus, where the list is made anew.
function keepFields(parent, renew) {
  const kept = new Map();
  parent.querySelectorAll("[data-field]").forEach((one) => {
    if ("defaultValue" in one && one.value !== one.defaultValue) kept.set(one.dataset.field, one.value);
  });
  const focused = parent.contains(document.activeElement) ? document.activeElement.dataset.field : undefined;
  const caret = document.activeElement?.selectionStart;
  const { scrollTop } = at("panel");
  renew();
  parent.querySelectorAll("[data-field]").forEach((one) => {
    if (kept.has(one.dataset.field)) one.value = kept.get(one.dataset.field);
    if (focused !== undefined && one.dataset.field === focused) {
      one.focus({ preventScroll: true });
      if (one.setSelectionRange && caret !== null && caret !== undefined && "defaultValue" in one && one.type !== "checkbox") one.setSelectionRange(caret, caret);
    }
  });
  at("panel").scrollTop = scrollTop;
}
function changeParts(found, state) {
  const parts = [];
  if (state.versions.length) parts.push(chooseBase(found, state));
  else parts.push(make("p", state.why ?? words.no_versions));
  if (found.status === "refused") return [...parts, ...found.faults.map(({ message }) => make("p", message, { class: "desk-error" }))];
  if (!found.count) return [...parts, make("p", words.no_changes)];
  const colouring = make("label", undefined, { class: "desk-check" });
  const box = make("input", undefined, { type: "checkbox", id: "desk-colour", "data-field": "colour" });
  box.checked = isColouring();
  box.addEventListener("input", colour);
  colouring.append(box, ` ${words.colour}`);
  parts.push(colouring);
  const isNew = found.version.old !== found.version.now;
  if (!isNew || found.date.old === found.date.now) parts.push(factsForm(found));
  if (isNew) parts.push(basisField(found.legal_basis));
  parts.push(make("p", found.open ? words.open_reasons.replace("{count}", found.open) : words.all_reasons, { role: "status" }));
  for (const group of found.groups) {
    parts.push(make("h3", group.title));
    for (const [title, rows] of group.parts) {
      if (title) parts.push(make("h4", title));
      const list = make("ul");
      rows.forEach((row) => list.append(changeItem(row, isNew)));
      parts.push(list);
    }
  }
  return parts;
}
function chooseBase(found, state) {
  const label = make("label", words.compare_with);
  const list = make("select", undefined, { id: "desk-base", "data-field": "base" });
  state.versions.forEach(({ id, label: name }) => list.append(make("option", name, { value: id })));
  list.value = found.base ?? "";
  list.addEventListener("change", async () => { await ask("/compare", { base: list.value }); await showChanges(); });
  label.append(list);
  return label;
}
function factsForm({ version, date }) {
  const form = make("form", undefined, { class: "desk-box" });
  const fault = make("p", "", { role: "alert", class: "desk-error" });
  const field = (name, label, now, old) => {
    const made = make("label", label);
    const input = make("input", undefined, { "data-field": name, autocomplete: "off", required: "" });
    input.defaultValue = now === old ? "" : now;
    made.append(input, make("span", words.was.replace("{text}", old), { class: "desk-hint" }));
    return [made, input];
  };
  const [ofVersion, versionInput] = field("version", words.new_version, version.now, version.old);
  const [ofDate, dateInput] = field("date", words.new_date, date.now, date.old);
  form.append(make("p", words.ask_version), ofVersion, ofDate, fault, make("button", words.save, { type: "submit" }));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await perform("/facts", { version: versionInput.value, date: dateInput.value });
    if (answer.status === "refused") { fault.textContent = answer.faults.map(({ message }) => message).join("\n"); return; }
    await patch();
    await bring();
    at("basis")?.focus();
  });
  return form;
}
// A text that is saved as soon as its field is left, or by Ctrl-Enter.
function savedField(name, label, text, save) {
  const made = make("label", label);
  const input = make("textarea", undefined, { "data-field": name, rows: "2", spellcheck: "true" });
  const fault = make("p", "", { role: "alert", class: "desk-error" });
  input.defaultValue = text;
  const send = async () => {
    if (input.value === input.defaultValue) return;
    const typed = input.value;
    say(words.saving);
    const answer = await save(typed);
    if (answer.status === "refused") { say(words.unsaved); fault.textContent = answer.faults.map(({ message }) => message).join("\n"); return; }
    input.defaultValue = typed;
    await patch();
    await bring();
  };
  input.addEventListener("focusout", ({ relatedTarget }) => {
    if (input.isConnected && !relatedTarget?.dataset.field?.startsWith("alike ")) send(); // that button gives the reason to all of them
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send(); }
  });
  made.append(input);
  const box = make("div");
  box.append(made, fault);
  return [box, input, send];
}
function basisField(text) {
  const [box, input] = savedField("basis", words.legal_basis, text, (basis) => perform("/basis", { basis }));
  input.id = "desk-basis";
  return box;
}
const MARKS = { deleted: "del", inserted: "ins" };
function changeItem(row, isNew) {
  const item = make("li");
  const text = make("p", undefined, { class: "desk-difference" });
  row.pieces.forEach(([kind, piece]) => text.append(MARKS[kind] ? make(MARKS[kind], piece) : piece, kind === "deleted" ? " " : ""));
  const link = jump(row.path, row.name);
  link.dataset.field = `change ${row.path}`;
  item.append(link, make("span", ` – ${row.kind}`, { class: "desk-place" }), text);
  row.notes.forEach((note) => item.append(make("p", note, { class: "desk-hint" })));
  if (row.follows) { item.append(make("p", row.follows, { class: "desk-hint" })); return item; }
  if (!isNew) return item;
  const [box, input, send] = savedField(`reason ${row.path}`, words.reason, row.reason ?? "", (reason) => perform("/reason", { path: row.path, reason }));
  if (row.is_open) input.dataset.open = "";
  else if (row.covered) box.append(make("p", words.covered.replace("{text}", row.covered), { class: "desk-hint" }));
  item.append(box);
  if (row.alike) item.append(alikeButton(row, input, send));
  return item;
}
function alikeButton(row, input, send) {
  const { alike } = row;
  const made = button(alike.label, async () => {
    if (!input.value.trim()) { input.focus(); return; }
    const reason = input.value;
    input.value = input.defaultValue; // the reason becomes that of all of them
    const answer = await perform("/reason", { path: alike.pattern, reason });
    if (answer.status === "refused") { input.value = reason; say(answer.faults.map(({ message }) => message).join(" ")); return; }
    await patch();
    await bring();
  }, { title: alike.names, "data-field": `alike ${row.path}` });
  made.addEventListener("mousedown", (event) => event.preventDefault()); // the field is not left, and not saved alone
  made.addEventListener("focusout", () => { if (input.isConnected) send(); });
  return made;
}
// The page in the colours of what changed.
function colour() {
  const marked = "desk-changed";
  document.querySelectorAll(`.${marked}`).forEach((value) => value.classList.remove(marked));
  if (!isColouring()) return;
  const paths = (compared?.groups ?? []).flatMap(({ parts }) => parts.flatMap(([, rows]) => rows.flatMap((row) => row.paths)));
  values().forEach((value) => {
    const { source } = value.dataset;
    if (paths.some((path) => source === path || source.startsWith(`${path}.`))) value.classList.add(marked);
  });
}

// Dialogs: what is to be done is shown with what speaks against it.
const dialog = at("dialog");
function showDialog(title, parts, action, doing) {
  at("dialog-title").textContent = title;
  at("dialog-body").replaceChildren(...parts);
  at("dialog-fault").replaceChildren();
  at("dialog-do").hidden = !action;
  at("dialog-do").textContent = action ?? "";
  dialog.onsubmit = async (event) => {
    if (event.submitter !== at("dialog-do")) return;
    event.preventDefault();
    at("dialog-do").disabled = true;
    try { await doing(); } finally { at("dialog-do").disabled = false; }
  };
  if (!dialog.open) dialog.showModal();
}
const refuseIn = (messages) => at("dialog-fault").replaceChildren(...messages.map((message) => make("p", message)));
const listOf = (items) => { const list = make("ul", undefined, { tabindex: "0" }); items.forEach((item) => { const line = make("li"); line.append(item); list.append(line); }); return list; };
async function openSaving() {
  const state = await ask("/versions");
  if (state.why !== null) { showDialog(words.save_version, [make("p", state.why)]); return; }
  if (!state.unsaved) { showDialog(words.save_version, [make("p", words.all_saved)]); return; }
  const [subject, ...lines] = state.message.split("\n").filter(Boolean);
  const parts = [make("p", subject, { class: "desk-subject" }), listOf(lines.map((line) => line.replace(/^- /, "")))];
  const inputs = {};
  if (state.author) parts.push(make("p", words.saved_by.replace("{text}", state.author)));
  else for (const [name, label, type] of [["name", words.your_name, "text"], ["email", words.your_email, "email"]]) {
    const made = make("label", label);
    inputs[name] = make("input", undefined, { type, autocomplete: name, required: "" });
    made.append(inputs[name]);
    parts.push(made);
  }
  showDialog(words.save_version, parts, words.save_version, async () => {
    const data = Object.fromEntries(Object.entries(inputs).map(([name, { value }]) => [name, value]));
    const answer = await perform("/version", data);
    if (answer.status === "refused") { refuseIn(answer.faults.map(({ message }) => message)); return; }
    dialog.close();
    await bring();
    say(answer.message);
  });
}
async function openApproving() {
  const refusals = await ask("/refusals");
  if (refusals.length) { showRefusals(refusals); return; }
  showDialog(words.approve, [make("p", words.approve_hint.replace("{text}", compared.version.now))], words.approve, async () => {
    const answer = await perform("/approve", { revision: String(revision) });
    if (answer.status === "refused") { showRefusals(answer.refusals); return; }
    dialog.close();
    await bring();
    say(answer.message);
  });
}
function showRefusals(refusals) {
  const lines = refusals.map(({ message, path, remark }) => (path || remark ? button(message, () => { dialog.close(); if (remark) goToRemark(remark); else goTo(path); }, { class: "desk-link" }) : message));
  showDialog(words.approve, [make("p", words.not_approved), listOf(lines)]);
}
// To the reason of a change where it lacks one, else to the value itself.
function goTo(path) {
  const reason = [...at("changes").querySelectorAll("[data-field]")].find((one) => one.dataset.field === `reason ${path}`);
  if (reason) { choose("changes"); reason.focus(); reason.scrollIntoView({ block: "center" }); } else if (!show(path)) open(path);
}
at("save-version").addEventListener("click", openSaving);
at("approve").addEventListener("click", openApproving);

// Files: what speaks against one is told here, not in a file.
at("download").addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link) return;
  event.preventDefault();
  at("download").open = false;
  say(words.making);
  const answer = await fetch(link.href, { headers: { Accept: "application/json" } }).catch(() => undefined);
  if (!answer || answer.status === 403) { lose(); return; }
  say("");
  if (!answer.ok) {
    const { message, faults } = await answer.json();
    showDialog(words.download, [make("p", message), listOf(faults ?? [])]);
    return;
  }
  const name = decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(answer.headers.get("Content-Disposition"))?.[1] ?? "");
  const address = URL.createObjectURL(await answer.blob());
  make("a", "", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  say(words.made.replace("{text}", name));
});

// What a value was, and back to it.
async function showPast(path) {
  const found = await query("/past", { path });
  if (!found.length || card?.path !== path) return;
  const list = make("ul", undefined, { id: "desk-past" });
  found.forEach(({ when, version, typed, text, is_now: isNow }) => {
    const item = make("li");
    item.append(make("strong", typed || words.empty), make("span", ` – ${version}, ${when}`, { class: "desk-place" }));
    if (!isNow && text) item.append(" ", button(words.bring_back, async () => {
      const answer = await perform("/save", { path, typed: text, seen: card?.path === path ? card.source : "", exact: true, following: false });
      if (answer.status !== "saved") { say(answer.faults ? answer.faults.map(({ message }) => message).join(" ") : words.conflict); return; }
      await finish(path);
      await bring();
    }));
    list.append(item);
  });
  at("card").append(make("h3", words.past), list);
}
