// Lists: entries are added by search, moved and removed; saved together.
offerings.push(async (path, element, near) => {
  const lists = await query("/form", { kind: "lists", path, near });
  return lists.map(({ path: list, name }) => button(`${words.edit_list}: ${name}`, () => openList(list)));
});
const openList = (path) => openWork({ query: { kind: "list", path }, make: makeList });
function makeList(form, changes) {
  let entries = form.entries.map((entry) => ({ ...entry }));
  const list = make("ol", undefined, { class: "desk-entries", "aria-label": form.name });
  const said = make("p", undefined, { role: "status", class: "desk-said" });
  const show = (focused, selector = "[data-up]") => {
    list.replaceChildren(...entries.map((entry, index) => makeEntry(entry, index)));
    const at = list.children[focused];
    (at?.querySelector(`${selector}:not(:disabled)`) ?? at?.querySelector("button:not(:disabled)") ?? finder).focus();
    changes();
  };
  const move = (index, step) => {
    const to = index + step;
    if (to < 0 || to >= entries.length) return;
    [entries[index], entries[to]] = [entries[to], entries[index]];
    said.textContent = words.moved_to.replace("{count}", to + 1);
    show(to, step < 0 ? "[data-up]" : "[data-down]");
  };
  const remove = (index) => {
    const [{ text }] = entries.splice(index, 1);
    said.textContent = `${words.removed}: ${text}`;
    show(Math.min(index, entries.length - 1), "[data-remove]");
  };
  const makeEntry = (entry, index) => {
    const item = make("li", undefined, { "data-key": entry.key });
    const row = make("div", undefined, { class: "desk-entry" });
    const act = (sign, label, name, action, disabled) => {
      const made = button(sign, action, { [`data-${name}`]: "", "aria-label": `${label}: ${entry.text}`, title: label });
      made.disabled = disabled;
      return made;
    };
    row.append(
      make("span", entry.text),
      act("↑", words.move_up, "up", () => move(index, -1), index === 0),
      act("↓", words.move_down, "down", () => move(index, 1), index === entries.length - 1),
      act("✕", words.remove, "remove", () => remove(index), false),
    );
    item.append(row);
    for (const { name, label } of entry.isNew ? form.fields : []) {
      const [part, box] = proseField(label, entry.texts[name] ?? "", () => { entry.texts[name] = box.value; changes(); });
      item.append(part);
    }
    item.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      move(index, event.key === "ArrowUp" ? -1 : 1);
    });
    return item;
  };
  const finder = make("input", undefined, { type: "search", autocomplete: "off" });
  const results = make("ul", undefined, { class: "desk-results" });
  const add = (entry) => {
    entries.push({ texts: {}, isNew: true, ...entry });
    said.textContent = `${words.added}: ${entry.text}`;
    finder.value = "";
    offer();
    show(entries.length - 1);
    list.lastElementChild.querySelector(".desk-prose")?.focus();
  };
  const offer = (isBrowsing = false) => {
    const asked = finder.value.trim().toLocaleLowerCase();
    const taken = new Set(entries.map(({ key }) => key));
    const all = [...form.candidates, ...form.entries].filter(({ key, text }) => !taken.has(key) && asked.split(/\s+/).every((word) => `${key} ${text}`.toLocaleLowerCase().includes(word)));
    const shown = (asked || isBrowsing ? all : []).slice(0, 8).map((entry) => button(entry.text, () => add(entry)));
    if (form.new && finder.value.trim()) {
      const name = finder.value.trim();
      shown.push(button(`${form.new}: »${name}«`, () => add({ key: "", name, text: name }), { class: "desk-new" }));
    }
    results.replaceChildren(...shown.map((made) => { const item = make("li"); item.append(made); return item; }));
  };
  finder.addEventListener("input", () => offer());
  for (const element of [finder, results]) element.addEventListener("keydown", (event) => {
    const buttons = [...results.querySelectorAll("button")];
    const index = buttons.indexOf(document.activeElement);
    if (event.altKey) return;
    if (event.key === "ArrowDown" && !buttons.length) { event.preventDefault(); offer(true); return; }
    if (event.key === "ArrowDown") { event.preventDefault(); buttons[Math.min(index + 1, buttons.length - 1)]?.focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); (index > 0 ? buttons[index - 1] : finder).focus(); }
    if (event.key === "Enter" && event.target === finder && !event.ctrlKey) { event.preventDefault(); buttons[0]?.click(); }
  });
  list.replaceChildren(...entries.map((entry, index) => makeEntry(entry, index)));
  offer();
  return {
    name: form.name,
    parts: [list, said, labelled(form.new ? words.add_or_new : words.add, finder), results],
    read: () => ({
      kind: "list", path: form.path, seen: form.entries.map(({ key }) => key),
      entries: entries.map(({ key, name, texts }) => ({ key, name: name ?? "", texts: texts ?? {} })),
    }),
    restore: (kept) => {
      const known = new Map([...form.candidates, ...form.entries].map(({ key, text }) => [key, text]));
      const there = new Set(form.entries.map(({ key }) => key));
      entries = kept.entries.map(({ key, name, texts }) => ({ key, texts, text: name || known.get(key) || key, ...(name ? { name } : {}), ...(there.has(key) ? {} : { isNew: true }) }));
      list.replaceChildren(...entries.map((entry, index) => makeEntry(entry, index)));
    },
    focus: () => finder,
  };
}
formMakers.list = () => makeList;
