// Findings that may stand for a reason: accepted beside the finding, seen below the open ones, taken back there.
async function sendAcceptance(body, fault, next) {
  const answer = await perform("/accept", body);
  if (answer.status === "refused") { fault.textContent = answer.faults.map(({ message }) => message).join(" "); return; }
  await patch();
  await bring();
  const [first, second] = next;
  (first() ?? second()).focus();
}
function acceptForm(one) {
  const fold = make("details", undefined, { "data-fold": one.key });
  const form = make("form");
  const reason = make("textarea", undefined, { rows: "2", spellcheck: "true", "data-field": `accept ${one.key}`, "aria-label": `${words.accept_reason}: ${one.name}` });
  const once = make("input", undefined, { type: "checkbox" });
  const label = make("label", undefined, { class: "desk-check" });
  label.append(once, ` ${words.accept_once}`);
  const fault = make("p", "", { role: "alert", class: "desk-error" });
  form.append(reason, label, make("button", words.accept_do, { type: "submit" }), fault);
  fold.append(make("summary", words.accept), form);
  fold.addEventListener("toggle", () => { if (fold.open && fold.contains(document.activeElement)) reason.focus(); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const after = () => at("findings").querySelector("summary");
    await sendAcceptance({ do: "accept", key: one.key, reason: reason.value, once: once.checked }, fault, [after, () => at("tab-findings")]);
    if (fault.textContent) reason.focus();
  });
  sendByKey(form);
  return fold;
}
function acceptedFold(isOpen) {
  const fold = make("details", undefined, { id: "desk-accepted", "data-fold": "accepted" });
  const box = make("div");
  fold.append(make("summary", words.accepted_ones), box);
  const load = async () => {
    const found = await ask("/accepted");
    const fault = make("p", "", { role: "alert", class: "desk-error" });
    const lines = found.map((one, index) => {
      const item = make("li");
      const back = button(words.accept_take_back, () => sendAcceptance({ do: "take back", key: one.key }, fault, [() => at("accepted").querySelector("summary"), () => at("tab-findings")]));
      back.setAttribute("aria-label", `${words.accept_take_back}: ${one.name}, ${one.message}`);
      const head = make("p");
      head.append(jump(one.path, one.name));
      item.append(head, make("p", one.message));
      if (one.reason !== found[index - 1]?.reason) item.append(make("p", words.accept_because.replace("{text}", one.reason), { class: "desk-hint" }));
      else item.append(make("p", words.accept_same, { class: "desk-hint" }));
      if (one.until) item.append(make("p", words.accept_until.replace("{text}", one.until), { class: "desk-hint" }));
      item.append(back);
      return item;
    });
    const list = make("ul");
    list.append(...lines);
    box.replaceChildren(fault, found.length ? list : make("p", words.accepted_none));
  };
  fold.addEventListener("toggle", () => { if (fold.open) load(); });
  fold.open = isOpen;
  return fold;
}
