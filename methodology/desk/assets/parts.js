// New parts of the programme, and parts that are taken out with all that names them.
at("new").addEventListener("click", () => openWork({ query: { kind: "new" }, make: makeNew }));
offerings.push(async (path) => {
  const found = await query("/form", { kind: "gone", path });
  return found.map((part) => button(`${words.remove}: ${shortened(part.name)}`, () => openWork({ query: { kind: "gone", path }, make: () => makeGone(part) })));
});
const shortened = (text) => (text.length > 60 ? `${text.slice(0, 60).trim()} …` : text);
function makeGone(part) {
  const { component, key, objective, name } = part;
  setTimeout(previewWork);
  return {
    name: `${words.remove}: ${name}`,
    hint: words.remove_hint,
    saveWord: words.remove,
    parts: [],
    always: true,
    read: () => ({ kind: "gone", component, key, objective, name }),
    focus: () => at("work-save"),
  };
}
// A list of boxes to check, found by typing.
function makeChoices(title, candidates, changes) {
  const chosen = new Set();
  const box = make("fieldset", undefined, { class: "desk-choose" });
  const finder = make("input", undefined, { type: "search", "aria-label": `${words.find}: ${title}`, placeholder: words.find });
  const list = make("ul");
  const show = () => {
    const asked = finder.value.trim().toLocaleLowerCase();
    const shown = candidates.filter(({ key, text }) => chosen.has(key) || text.toLocaleLowerCase().includes(asked));
    list.replaceChildren(...shown.map(({ key, text }) => {
      const item = make("li");
      const check = make("input", undefined, { type: "checkbox" });
      check.checked = chosen.has(key);
      check.addEventListener("change", () => { if (check.checked) chosen.add(key); else chosen.delete(key); changes(); });
      const label = make("label");
      label.append(check, make("span", text));
      item.append(label);
      return item;
    }));
  };
  finder.addEventListener("input", show);
  finder.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.ctrlKey) event.preventDefault(); });
  box.append(make("legend", title));
  if (candidates.length > 8) box.append(finder);
  box.append(list);
  show();
  return { box, read: () => [...chosen], restore: (keys) => { keys.forEach((key) => chosen.add(key)); show(); } };
}
function makeNew(form, changes) {
  const fields = {};
  const field = (name, label, kind = "input") => {
    const control = make(kind, undefined, { autocomplete: "off" });
    control.addEventListener("input", changes);
    fields[name] = control;
    return labelled(label, control);
  };
  const options = (name, label, choices) => {
    const made = field(name, label, "select");
    fields[name].append(make("option", words.choose, { value: "" }), ...choices.map(({ key, text }) => make("option", text, { value: key })));
    return made;
  };
  const value = (name) => fields[name]?.value.trim() ?? "";
  const kinds = options("component", words.what_is_new, form.kinds);
  const rest = make("div");
  let risks;
  let indicator;
  const parts = {
    operation: () => [field("text", words.name, "textarea")],
    source: () => [field("text", words.name, "textarea")],
    risk: () => {
      risks = makeChoices(words.of_objectives, form.objectives, changes);
      return [field("text", words.text, "textarea"), risks.box];
    },
    assumption: () => [field("text", words.name), field("value", words.value), field("unit", words.unit), field("source", words.source), field("year", words.year), field("note", words.note)],
    chapter: () => [field("text", words.heading)],
    indicator: () => { indicator = makeSteps(form, { field, options, value, changes, restoreField: (name, text) => { fields[name].value = text; } }); return indicator.parts; },
  };
  const showParts = () => {
    for (const name of Object.keys(fields)) if (name !== "component") delete fields[name];
    [risks, indicator] = [undefined, undefined];
    rest.replaceChildren(...(parts[value("component")]?.() ?? []));
    at("work-save").hidden = value("component") === "indicator";
  };
  fields.component.addEventListener("change", showParts);
  const named = (...names) => Object.fromEntries(names.map((name) => [name, value(name)]));
  return {
    name: words.new,
    parts: [kinds, rest],
    read: () => ({
      kind: "new", component: value("component") || "operation", text: value("text"),
      objectives: risks?.read() ?? [], said: named("value", "unit", "source", "year", "note"),
      ...(indicator?.read() ?? {}),
    }),
    restore: async (kept) => {
      fields.component.value = kept.component;
      showParts();
      for (const [name, text] of Object.entries({ text: kept.text, ...kept.said })) if (fields[name]) fields[name].value = text;
      risks?.restore(kept.objectives);
      await indicator?.restore(kept);
    },
    focus: () => fields.component,
    isReady: () => (indicator ? indicator.isReady() : value("text") !== "" && (value("component") !== "assumption" || value("value") !== "")),
    after: () => { const code = indicator?.read().code; if (code) show(`${code}.name`); },
  };
}
// A new indicator in four steps: its code; its values; its operations and the reasons; its sources.
function makeSteps(form, { field, options, value, restoreField, changes }) {
  const titles = [words.step_code, words.step_values, words.step_reasons, words.step_sources];
  const heading = make("h3", undefined, { tabindex: "-1" });
  const sections = titles.map(() => make("div"));
  const fault = make("p", undefined, { role: "alert", class: "desk-error" });
  let step = 0;
  let given = { values: [], reasons: [], lists: [] };
  let asked = "";
  const inputs = new Map();
  const choices = new Map();
  const said = () => ({ code: value("code") || value("other_code"), ...(value("code") ? {} : { name: value("other_name"), unit: value("other_unit"), indicator_kind: value("indicator_kind"), objective: value("objective") }) });
  const other = make("details");
  other.append(make("summary", words.other_indicator), field("other_code", words.code), field("other_name", words.name), field("other_unit", words.unit), options("indicator_kind", words.kind_of_indicator, form.indicator_kinds), options("objective", words.objective, form.objectives));
  sections[0].append(options("code", words.of_catalogue, form.catalogue), ...(form.catalogue.length ? [] : [make("p", words.catalogue_empty)]), other);
  if (!form.catalogue.length) other.open = true;
  const typed = ({ path, name, kind }) => {
    if (kind === "prose") {
      const [part, box] = proseField(name, "", changes);
      inputs.set(path, box);
      return part;
    }
    const control = make("input", undefined, { autocomplete: "off" });
    if (kind === "number" || kind === "year") control.inputMode = "decimal";
    control.addEventListener("input", changes);
    inputs.set(path, control);
    return labelled(name, control);
  };
  const choose = ({ path, name, candidates }) => {
    const made = makeChoices(name, candidates, changes);
    choices.set(path, made);
    return made.box;
  };
  const fill = async () => {
    const body = said();
    if (JSON.stringify(body) === asked) return true;
    const answer = await query("/form", { kind: "new-indicator", ...body });
    fault.textContent = answer.status === "refused" ? answer.faults.map(({ message, hint }) => (hint ? `${message} – ${hint}` : message)).join("\n") : "";
    if (answer.status === "refused") return false;
    asked = JSON.stringify(body);
    inputs.clear();
    choices.clear();
    given = answer;
    const of = (...names) => given.lists.filter(({ path }) => names.includes(path.split(".").at(-1))).map(choose);
    sections[1].replaceChildren(...given.values.map(typed), ...of("measures"));
    sections[2].replaceChildren(...of("operations"), ...given.reasons.map(typed));
    sections[3].replaceChildren(...of("sources"));
    return true;
  };
  const go = async (to) => {
    if (to > 0 && !(await fill())) return;
    step = to;
    heading.textContent = words.step.replace("{count}", step + 1).replace("{title}", titles[step]) + (step ? ` – ${given.name}` : "");
    sections.forEach((section, index) => { section.hidden = index !== step; });
    back.disabled = step === 0;
    next.hidden = step === titles.length - 1;
    at("work-save").hidden = step !== titles.length - 1;
    if (step) changes();
    heading.focus();
  };
  const back = button(words.back, () => go(step - 1));
  const next = button(words.next, () => go(step + 1));
  const buttons = make("p");
  buttons.append(back, " ", next);
  sections.slice(1).forEach((section) => { section.hidden = true; });
  heading.textContent = words.step.replace("{count}", 1).replace("{title}", titles[0]);
  back.disabled = true;
  return {
    parts: [heading, ...sections, fault, buttons],
    isReady: () => step > 0,
    restore: async (kept) => {
      const names = form.catalogue.some(({ key }) => key === kept.code) ? { code: kept.code }
        : { other_code: kept.code, other_name: kept.name, other_unit: kept.unit, indicator_kind: kept.indicator_kind, objective: kept.objective };
      for (const [name, text] of Object.entries(names)) restoreField(name, text ?? "");
      if (!kept.code || !(await fill())) return;
      for (const [path, text] of Object.entries(kept.values)) if (inputs.has(path)) inputs.get(path).value = text;
      for (const [path, keys] of Object.entries(kept.lists)) choices.get(path)?.restore(keys);
    },
    read: () => ({
      ...said(), text: given.name ?? "",
      values: Object.fromEntries([...inputs].map(([path, control]) => [path, control.value])),
      lists: Object.fromEntries([...choices].map(([path, made]) => [path, made.read()])),
    }),
  };
}
formMakers.new = () => makeNew;
