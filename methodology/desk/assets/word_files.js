// A Word file dropped on the page, or chosen: what it wants changed is a form, what is taken one edit.
const MOST_MEGABYTES = 20;
const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
async function bringWord(files) {
  if (files.length !== 1) { showDialog(words.from_word, [make("p", words.one_file)]); return; }
  const [file] = files;
  if (file.size > MOST_MEGABYTES * 2 ** 20) { showDialog(words.from_word, [make("p", words.too_large.replace("{count}", MOST_MEGABYTES))]); return; }
  say(words.reading_word);
  const answer = await fetch(`/word?${new URLSearchParams({ name: file.name })}`, { method: "POST", headers: { "Content-Type": WORD_TYPE }, body: file }).catch(() => undefined);
  if (!answer || answer.status === 403) { lose(); return; }
  say("");
  if (!answer.ok) { showDialog(words.from_word, [make("p", await answer.text())]); return; }
  const { status, key, faults } = await answer.json();
  if (status === "refused") { showDialog(words.from_word, faults.map(({ message }) => make("p", message))); return; }
  await openWork({ query: { kind: "word", key }, make: makeWord });
}
function makeWord(form, changes) {
  const check = (label, isChosen, attributes) => {
    const box = make("input", undefined, { type: "checkbox", ...attributes });
    box.checked = isChosen;
    box.addEventListener("input", changes);
    const made = make("label");
    made.append(box, make("span", label));
    return [made, box];
  };
  const questions = [];
  const ask = ({ id, name, choices }) => {
    const choice = make("fieldset");
    choice.append(make("legend", words.question_of.replace("{text}", name)));
    for (const { key, text } of choices) {
      const input = make("input", undefined, { type: "radio", name: `desk-question-${questions.length}`, value: key });
      input.checked = key === "ask";
      input.addEventListener("input", changes);
      const made = make("label");
      made.append(input, make("span", text));
      choice.append(made);
    }
    questions.push({ id, chosen: () => choice.querySelector(":checked").value });
    return choice;
  };
  const parts = form.notices.map((notice) => make("p", notice, { class: "desk-hint" }));
  const boxes = [];
  for (const { outcome, title, wishes } of form.groups) {
    parts.push(make("h3", `${title} (${wishes.length})`));
    wishes.forEach((wish) => {
      const item = make("div", undefined, { class: "desk-wish", "data-outcome": outcome });
      if (wish.id && outcome !== "question") {
        const [label, box] = check(wish.name, wish.is_taken, { value: wish.id });
        boxes.push(box);
        item.append(label);
      } else item.append(make("strong", wish.name));
      item.append(make("p", [wish.place, wish.who].filter(Boolean).join(" – "), { class: "desk-place" }));
      const difference = make("p");
      if (wish.before) difference.append(make("del", wish.before), " ");
      if (wish.after) difference.append(make("ins", wish.after));
      item.append(difference);
      if (wish.ours) item.append(make("p", words.in_content.replace("{text}", wish.ours)));
      if (wish.note) item.append(make("p", wish.note, { class: "desk-hint" }));
      if (wish.choices.length) item.append(ask(wish));
      parts.push(item);
    });
  }
  let remarksBox;
  if (form.comments.length) {
    const [label, box] = check(words.take_remarks.replace("{count}", form.comments.length), true, {});
    remarksBox = box;
    const item = make("div", undefined, { class: "desk-wish" });
    item.append(label, listOf(form.comments));
    parts.push(item);
  }
  const isEmpty = !boxes.length && !remarksBox && !questions.length;
  if (isEmpty) parts.unshift(make("p", words.word_nothing));
  const chosen = () => [...new Set(boxes.filter((box) => box.checked).map(({ value }) => value))];
  const elsewhere = () => Object.fromEntries(questions.map(({ id, chosen: choice }) => [id, choice()]));
  const isReady = () => chosen().length > 0 || remarksBox?.checked === true || Object.values(elsewhere()).some((choice) => choice !== "ask");
  if (!isEmpty) setTimeout(changes);
  return {
    name: words.word_title.replace("{text}", form.name),
    hint: isEmpty ? "" : words.word_hint,
    saveWord: words.take,
    always: true,
    parts,
    isReady,
    focus: () => parts.flatMap((part) => [...part.querySelectorAll("input:checked, [type=checkbox]")])[0] ?? at("work-cancel"),
    read: () => ({ kind: "word", key: form.key, seen: form.seen, taken: chosen(), elsewhere: elsewhere(), remarks: remarksBox?.checked === true }),
  };
}
at("word").addEventListener("click", () => at("word-file").click());
at("word-file").addEventListener("change", async ({ target }) => {
  const files = [...target.files];
  target.value = ""; // the same file may be brought once more
  if (files.length) await bringWord(files);
});
const bringsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
addEventListener("dragover", (event) => {
  if (!bringsFiles(event)) return;
  event.preventDefault();
  at("drop").hidden = false;
});
addEventListener("dragleave", (event) => { if (event.relatedTarget === null) at("drop").hidden = true; });
addEventListener("drop", (event) => {
  at("drop").hidden = true;
  if (!bringsFiles(event)) return;
  event.preventDefault();
  bringWord([...event.dataTransfer.files]);
});
