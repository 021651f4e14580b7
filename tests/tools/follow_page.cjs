// node follow_page.cjs CHROMIUM ADDRESS CONTENT STEPS: after each step the parts of two open windows beside those of a fresh page, as JSON.
const { readFileSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { openDesk } = require("./desk_page.cjs");

// The parts of the open page and of a fresh one without what the page's scripts add, and how many blocks were never replaced.
const compare = async () => {
  const answer = await (await fetch("/document?since=0")).json();
  const fresh = new DOMParser().parseFromString(answer.html, "text/html");
  const own = ["tabindex", "role", "aria-describedby", "data-desk-held", "hidden", "open", "aria-current", "aria-sort"];
  const plain = (root, part) => [...root.querySelectorAll(part)].map((one) => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll(".desk-hole").forEach((note) => note.remove());
    copy.querySelectorAll("th > button:not(.how)").forEach((button) => button.replaceWith(...button.childNodes));
    for (const element of [copy, ...copy.querySelectorAll("*")]) {
      own.forEach((name) => element.removeAttribute(name));
      element.classList.remove("desk-found");
      if (!element.classList.length) element.removeAttribute("class");
    }
    for (const body of copy.querySelectorAll("section.overview tbody")) body.append(...[...body.rows].sort((a, b) => (a.textContent < b.textContent ? -1 : 1)));
    return copy.outerHTML.replace(/>\s+</g, "><");
  });
  const differences = [];
  for (const part of ["header", "nav > details", "main", "section.overview", "body > aside.calculation"]) {
    const [here, there] = [plain(document, part), plain(fresh, part)].map((all) => all.join(""));
    const at = [...here].findIndex((sign, index) => sign !== there[index]);
    if (here !== there) differences.push(`${part}: ${here.slice(Math.max(0, at - 80), at + 80)} | ${there.slice(Math.max(0, at - 80), at + 80)}`);
  }
  if (document.title !== fresh.title) differences.push(document.title);
  if (document.querySelector("section.overview > form")?.hidden) differences.push("the filter is gone");
  return differences;
};

(async () => {
  const [, , executablePath, address, content, file] = process.argv;
  const { browser, page, result } = await openDesk(executablePath, address);
  const [other] = await Promise.all([page.waitForEvent("popup"), page.evaluate(() => { open("/"); })]);
  other.on("pageerror", (error) => result.errors.push(error.message));
  await other.waitForSelector("html.desk-ready", { state: "attached" });
  const state = () => page.evaluate(async () => (await fetch("/state")).json());
  const blocks = await page.evaluate(() => {
    globalThis.first = [...document.querySelectorAll("main > *")];
    return globalThis.first.length;
  });
  const steps = {
    write: ({ file: name, text }) => (text === null ? rmSync(join(content, name)) : writeFileSync(join(content, name), text)),
    save: ({ path, typed }) => page.evaluate(async ([at, text]) => {
      const found = await (await fetch(`/card?path=${at}`)).json();
      const body = JSON.stringify({ path: at, typed: text, seen: found.source });
      await fetch("/save", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    }, [path, typed]),
    undo: () => page.locator("#desk-undo").click(),
    sort: () => page.evaluate(() => document.querySelectorAll("section.overview th button").forEach((button) => button.click())),
  };
  let { revision } = await state();
  const start = revision;
  const differences = [];
  for (const [number, step] of JSON.parse(readFileSync(file, "utf-8")).entries()) {
    await steps[step.do](step);
    for (let look = 0; look < 10 && (await state()).revision === revision; look += 1) await page.waitForTimeout(100);
    ({ revision } = await state());
    for (const one of [page, other]) {
      await one.waitForSelector(`#desk-bar[data-revision="${revision}"]`, { state: "attached" });
      for (const found of await one.evaluate(compare)) differences.push(`${number} ${step.do} ${step.file ?? ""}: ${found}`);
    }
  }
  const kept = await page.evaluate(() => globalThis.first.filter((block) => block.isConnected).length);
  await browser.close();
  process.stdout.write(JSON.stringify({ errors: result.errors, differences, revisions: revision - start, blocks, kept }));
})().catch((error) => { console.error(error); process.exit(1); });
