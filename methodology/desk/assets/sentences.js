// Standard sentences: all forms by number beside each other, for this place alone or everywhere.
openers.push(async (path, element) => {
  if (!path.startsWith("phrases.phrases.")) return false;
  current = path;
  return openWork({ query: { kind: "sentence", path, near: nearestHeading(element) }, make: makeSentence });
});
function makeSentence(form, changes) {
  const scope = make("fieldset", undefined, { class: "desk-choose" });
  const radio = (value, label) => {
    const input = make("input", undefined, { type: "radio", name: "desk-scope", value });
    input.addEventListener("change", () => { show(); changes(); });
    const made = make("label");
    made.append(input, make("span", label));
    scope.append(made);
    return input;
  };
  scope.append(make("legend", words.where_it_holds));
  const everywhere = radio("everywhere", words.everywhere.replace("{count}", form.places));
  const here = form.here ? radio("here", `${words.only_here}: ${form.owner}`) : undefined;
  everywhere.checked = true;
  const examples = make("div");
  const inputs = new Map();
  const show = () => {
    const isHere = here?.checked === true;
    examples.querySelectorAll("label").forEach((label) => { label.hidden = isHere && label.dataset.form !== form.printed; });
  };
  for (const one of form.forms) {
    const counts = one.counts.length ? words.for_counts.replace("{count}", one.counts.join(", ")) : form.forms.length > 1 ? words.for_others : words.sentence;
    const input = make("textarea", undefined, { rows: "3" });
    input.value = one.text;
    input.addEventListener("input", changes);
    inputs.set(one.form, input);
    const label = labelled(one.form === form.printed && form.forms.length > 1 ? `${counts} – ${words.printed_here}` : counts, input);
    label.dataset.form = one.form;
    examples.append(label);
  }
  return {
    name: form.name,
    hint: words.braces_hint,
    parts: [scope, examples],
    read: () => ({
      kind: "sentence", path: form.path, here: here?.checked ? form.here : "",
      seen: Object.fromEntries(form.forms.map((one) => [one.form, one.text])),
      texts: Object.fromEntries([...inputs].filter(([name]) => !here?.checked || name === form.printed).map(([name, input]) => [name, input.value])),
    }),
    restore: (kept) => {
      if (kept.here && here) here.checked = true;
      for (const [name, text] of Object.entries(kept.texts)) if (inputs.has(name)) inputs.get(name).value = text;
      show();
    },
    focus: () => inputs.get(form.printed),
  };
}
offerings.push(async (path) => (path.includes(".wording.")
  ? [button(words.use_standard, () => fillAtOnce({ kind: "standard", path, seen: card.source }, path))] : []));
formMakers.sentence = () => makeSentence;
