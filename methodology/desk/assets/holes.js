// Holes: what another program has broken stands with its last good text. It is marked, and not edited until it is mended.
let holes = new Map(); // by the paths of what stands there
let followers = new Map(); // by the paths of what is computed from that
let shownFaults = "";
const NEAR = 4; // so many blocks further on the same hole needs no note of its own
function holeOf(path) {
  for (let above = path; above; above = above.slice(0, Math.max(0, above.lastIndexOf(".")))) {
    if (holes.has(above)) return holes.get(above);
  }
  return undefined;
}
const sayFault = ({ message, hint }) => (hint ? `${message} – ${hint}` : message);
const markOf = (path) => holeOf(path) ?? followers.get(path);
const sayHole = ({ name, faults, is_saved: isSaved, follows }) => words[follows ? "follows_held" : isSaved ? "last_saved" : "last_good"].replace("{name}", () => name).replace("{faults}", () => faults.map(sayFault).join("; "));
function showHoles(list) {
  holes = new Map(list.flatMap((hole) => hole.paths.map((path) => [path, hole])));
  followers = new Map(list.map((hole) => ({ ...hole, follows: true })).flatMap((mark) => mark.following.map((path) => [path, mark])));
  document.querySelectorAll(".desk-hole").forEach((note) => note.remove());
  document.querySelectorAll("[data-desk-held]").forEach((value) => { delete value.dataset.deskHeld; value.removeAttribute("aria-describedby"); });
  if (!list.length) return;
  const last = new Map(); // of each hole, its last block and the note about it
  for (const [index, block] of [...document.querySelectorAll("header > *, main > *, section.overview > .table")].entries()) {
    const found = shownIn(block).map(([path, value]) => [path, value, markOf(path)]).filter(([, , mark]) => mark);
    for (const mark of new Set(found.map(([, , one]) => one))) {
      const before = last.get(mark);
      const isNear = before && index - before.index <= NEAR && before.block.parentElement === block.parentElement;
      last.set(mark, { index, block, note: isNear ? before.note : noteHole(mark, block) });
    }
    for (const [path, value, mark] of found) {
      value.dataset.deskHeld = mark.follows ? words.follows_value : mark.wrong.includes(path) ? words.last_good_value : "";
      value.setAttribute("aria-describedby", last.get(mark).note.id);
    }
  }
}
// What a block prints, each with its path. The overview has no paths: its rows are known by their codes.
function shownIn(block) {
  if (!block.matches("section.overview > *")) return [block, ...block.querySelectorAll("[data-source]")].filter(({ dataset }) => dataset.source).map((value) => [value.dataset.source, value]);
  return [...block.querySelectorAll("tbody tr")].flatMap((row) => {
    const [objective, code, ...cells] = row.cells;
    const isMoney = cells.length === 3;
    const paths = isMoney ? [`interventions.${code.textContent}`, `${objective.textContent}.allocation.rows.${code.textContent}.share`]
      : ["name", "unit", "baseline", "milestone", "target"].map((field) => `${code.textContent}.${field}`);
    return paths.map((path, at) => [path, cells[at]]).filter(([, cell]) => cell.textContent);
  });
}
function noteHole(hole, block) {
  const note = make("p", sayHole(hole), { class: "desk-hole", id: `desk-hole-${document.querySelectorAll(".desk-hole").length + 1}`, lang: at("panel").lang });
  block.before(note);
  return note;
}
// What is said beside the page: each hole by its name, or that nothing could be read.
function showFaults({ faults, holes: list }) {
  showHoles(list);
  const all = JSON.stringify([faults, list]);
  if (all === shownFaults) return;
  shownFaults = all;
  at("faults").hidden = !faults.length && !list.length;
  const items = make("ul");
  for (const hole of list) {
    const item = make("li");
    const path = hole.paths.find((one) => find(one));
    item.append(path ? jump(path, hole.name) : make("strong", hole.name), ...hole.faults.map((fault) => make("p", sayFault(fault))));
    items.append(item);
  }
  at("faults").replaceChildren(make("p", list.length ? words.holes : words.faults), ...faults.map((fault) => make("p", sayFault(fault))), ...(list.length ? [items] : []));
}
// The editor of what is held shows its text, and why it is not edited.
document.addEventListener("desk-opened", ({ detail: { path } }) => {
  const hole = holeOf(path);
  if (!hole) return;
  at("fault").textContent = sayHole(hole);
  editor.querySelector("[type=submit]").hidden = true;
  at("insert").hidden = true;
  if (field().matches("select")) field().disabled = true;
  else if (field().matches("input, textarea")) field().readOnly = true;
  else if (field().isContentEditable) { field().contentEditable = "false"; field().setAttribute("aria-readonly", "true"); }
  if (!field().matches("input, textarea")) at("cancel").focus();
  place();
});
