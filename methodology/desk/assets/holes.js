// Holes: what another program has broken stands with its last good text. It is marked, and not edited until it is mended.
let holes = new Map(); // by the paths of what stands there
let shownFaults = "";
const NEAR = 4; // so many blocks further on the same hole needs no note of its own
function holeOf(path) {
  for (let above = path; above; above = above.slice(0, Math.max(0, above.lastIndexOf(".")))) {
    if (holes.has(above)) return holes.get(above);
  }
  return undefined;
}
const sayFault = ({ message, hint }) => (hint ? `${message} – ${hint}` : message);
const sayHole = ({ name, faults, is_saved: isSaved }) => words[isSaved ? "last_saved" : "last_good"].replace("{name}", () => name).replace("{faults}", () => faults.map(sayFault).join("; "));
function showHoles(list) {
  holes = new Map(list.flatMap((hole) => hole.paths.map((path) => [path, hole])));
  document.querySelectorAll(".desk-hole").forEach((note) => note.remove());
  document.querySelectorAll("[data-desk-held]").forEach((value) => { delete value.dataset.deskHeld; value.removeAttribute("aria-describedby"); });
  if (!list.length) return;
  const last = new Map(); // of each hole, its last block and the note about it
  for (const [index, block] of [...document.querySelectorAll("header > *, main > *")].entries()) {
    const found = [block, ...block.querySelectorAll("[data-source]")].filter((value) => value.dataset.source && holeOf(value.dataset.source));
    for (const hole of new Set(found.map((value) => holeOf(value.dataset.source)))) {
      const before = last.get(hole);
      const isNear = before && index - before.index <= NEAR && before.block.parentElement === block.parentElement;
      last.set(hole, { index, block, note: isNear ? before.note : noteHole(hole, block) });
    }
    for (const value of found) {
      const hole = holeOf(value.dataset.source);
      value.dataset.deskHeld = hole.wrong.includes(value.dataset.source) ? words.last_good_value : "";
      value.setAttribute("aria-describedby", last.get(hole).note.id);
    }
  }
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
