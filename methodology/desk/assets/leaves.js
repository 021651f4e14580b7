// Paragraphs, items and rows of chapters: put in, taken out, moved; footnotes.
const bodyOf = (form, action, texts = []) => ({ kind: "leaf", path: form.path, seen: form.seen, action, texts });
// `around` is the text that a footnote is of, with its mark.
const makeLeaf = (action, around = []) => (form, changes) => {
  const columns = { add: [words.text], add_row: form.columns, add_footnote: [words.footnote_text] }[action];
  const boxes = columns.map((name) => proseField(name || words.text, "", changes));
  const texts = () => boxes.map(([, box]) => box.value);
  return {
    name: words[`leaf_${action}`],
    hint: action === "add" ? words.blank_line_hint : "",
    parts: boxes.map(([part]) => part),
    read: () => bodyOf(form, action, action === "add" ? texts()[0].split(/\n[ \t]*\n/) : [...around, ...texts()]),
    restore: (kept) => {
      const typed = action === "add" ? [kept.texts.join("\n\n")] : kept.texts.slice(around.length);
      boxes.forEach(([, box], index) => { box.value = typed[index] ?? ""; });
    },
    focus: () => boxes[0][1],
  };
};
formMakers.leaf = ({ action, texts }) => makeLeaf(action, action === "add_footnote" ? [texts[0]] : []);
offerings.push(async (path) => {
  if (!path.startsWith("chapters.")) return [];
  const form = await query("/form", { kind: "leaf", path });
  if (!form) return [];
  const act = (action) => {
    const number = Number(path.split(".").at(-1)) + ({ up: -1, down: 1 }[action] ?? 0);
    fillAtOnce(bodyOf(form, action), `${path.slice(0, path.lastIndexOf("."))}.${number}`);
  };
  // The text of the paragraph that is open, with the mark of the new footnote where the caret is.
  const noted = () => {
    const range = caretIn(field());
    range.collapse(false);
    const mark = makeChip("[^]", "");
    range.insertNode(mark);
    const text = read();
    mark.remove();
    return text;
  };
  const open = (action) => openWork({ query: { kind: "leaf", path, action }, make: makeLeaf(action, action === "add_footnote" ? [noted()] : []) });
  return form.actions.map((action) => button(words[`leaf_${action}`], () => (action.startsWith("add") ? open(action) : act(action))));
});
