// Paragraphs, items and rows of chapters: put in, taken out, moved.
offerings.push(async (path) => {
  if (!path.startsWith("chapters.")) return [];
  const form = await query("/form", { kind: "leaf", path });
  if (!form) return [];
  const body = (action, texts = []) => ({ kind: "leaf", path: form.path, seen: form.seen, action, texts });
  const act = (action) => {
    const number = Number(path.split(".").at(-1)) + ({ up: -1, down: 1 }[action] ?? 0);
    fillAtOnce(body(action), `${path.slice(0, path.lastIndexOf("."))}.${number}`);
  };
  const makeLeaf = (columns, action) => (_, changes) => {
    const inputs = columns.map(() => make("textarea", undefined, { rows: action === "add" ? "6" : "2" }));
    inputs.forEach((input) => input.addEventListener("input", changes));
    return {
      name: words[`leaf_${action}`],
      hint: action === "add" ? words.blank_line_hint : "",
      parts: inputs.map((input, index) => labelled(columns[index] || words.text, input)),
      read: () => body(action, action === "add" ? inputs[0].value.split(/\n[ \t]*\n/) : inputs.map((input) => input.value)),
    };
  };
  const work = { add: [words.text], add_row: form.columns };
  return form.actions.map((action) => button(words[`leaf_${action}`], () => (work[action] ? openWork({ query: { kind: "leaf", path }, make: makeLeaf(work[action], action) }) : act(action))));
});
