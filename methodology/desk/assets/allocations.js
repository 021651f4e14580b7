// The money of an objective by type of intervention: all shares in one grid, with their total.
offerings.push(async (path) => {
  if (!path.includes(".allocation.")) return [];
  const found = await query("/form", { kind: "allocations", path });
  return found.map(({ path: of, name }) => button(`${words.edit_all_shares}: ${name}`, () => openWork({ query: { kind: "allocation", path: of }, make: makeAllocation })));
});
function makeAllocation(form, changes) {
  const language = document.documentElement.lang;
  const rows = form.rows.map((row) => ({ ...row }));
  const table = make("table", undefined, { class: "desk-grid" });
  const total = make("output", undefined, { "aria-live": "polite" });
  const number = (typed) => {
    const plain = typed.replace(/[\s\u00a0\u202f%]/g, "");
    const text = /,/.test(plain) ? plain.replace(/\./g, "").replace(",", ".") : plain;
    return /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * 100) : NaN;
  };
  const sum = () => {
    const cents = rows.reduce((all, row) => all + number(row.typed), 0);
    const whole = form.field === "share" ? 10000 : cents;
    const shown = (value) => (value / 100).toLocaleString(language, { minimumFractionDigits: 2, useGrouping: false });
    const less = cents === whole || Number.isNaN(cents) ? "" : ` (${cents > whole ? "+" : "−"}${shown(Math.abs(cents - whole))})`;
    total.textContent = Number.isNaN(cents) ? "–" : `${shown(cents)}${form.field === "share" ? " %" : " EUR"}${less}`;
    total.classList.toggle("desk-error", cents !== whole);
  };
  const show = () => {
    table.replaceChildren();
    const head = table.createTHead().insertRow();
    for (const name of [words.intervention, form.field === "share" ? words.share : words.amount, words.remove]) head.append(make("th", name, { scope: "col" }));
    const body = table.createTBody();
    for (const row of rows) {
      const line = body.insertRow();
      const name = make("th", `${row.code} ${row.name}`, { scope: "row" });
      name.append(make("span", row.indicators.length ? row.indicators.join(", ") : words.not_covered, { class: "desk-place" }));
      const input = make("input", undefined, { inputmode: "decimal", autocomplete: "off", "aria-label": `${row.code} ${row.name}` });
      input.value = row.typed;
      input.addEventListener("input", () => { row.typed = input.value; sum(); changes(); });
      const cell = make("td");
      cell.append(input);
      const last = make("td");
      last.append(button("✕", () => { rows.splice(rows.indexOf(row), 1); show(); changes(); adder.focus(); }, { "aria-label": `${words.remove}: ${row.code}`, title: words.remove }));
      line.append(name, cell, last);
    }
    const foot = table.createTFoot().insertRow();
    const cell = make("td", undefined, { colspan: "2" });
    cell.append(total);
    foot.append(make("th", words.total, { scope: "row" }), cell);
    const left = [...form.candidates, ...form.rows].filter(({ code }) => !rows.some((row) => row.code === code)).sort((one, other) => one.code.localeCompare(other.code));
    adder.replaceChildren(make("option", words.choose, { value: "" }), ...left.map(({ code, name }) => make("option", `${code} ${name}`, { value: code })));
    adder.disabled = !left.length;
    sum();
  };
  const adder = make("select");
  const add = button(words.add, () => { // not as soon as it is chosen: arrow keys pass by the others
    const row = [...form.candidates, ...form.rows].find(({ code }) => code === adder.value);
    if (!row) { adder.focus(); return; }
    const place = rows.findIndex(({ code }) => code > row.code);
    const at = place < 0 ? rows.length : place;
    rows.splice(at, 0, { ...row, typed: row.typed || "0" });
    show();
    changes();
    table.querySelectorAll("input")[at].focus();
  });
  show();
  return {
    name: form.name,
    parts: [table, labelled(words.add_intervention, adder), add],
    read: () => ({
      kind: "allocation", path: form.path, seen: Object.fromEntries(form.rows.map(({ code, typed }) => [code, typed])),
      rows: rows.map(({ code, typed }) => ({ code, typed })),
    }),
    restore: (kept) => {
      const all = [...form.candidates, ...form.rows];
      rows.splice(0, rows.length, ...kept.rows.map(({ code, typed }) => ({ ...all.find((row) => row.code === code), typed })));
      show();
    },
    focus: () => table.querySelector("input"),
  };
}
formMakers.allocation = () => makeAllocation;
