// node use_desk.cjs CHROMIUM ADDRESS CONTENT: an official's way through the desk, as JSON on standard output.
// {steps: {name: what was seen}, violations (axe-core, by view), blocked (by the policy of the page), errors, said (all
// words that were visible)}. The desk serves tests/sample_content.
const { readFileSync, renameSync, writeFileSync } = require("node:fs");
const { axe, RULES, launch } = require("./desk_page.cjs");

const TARGET = "O.1.1.target";

(async () => {
  const [, , executablePath, address, content] = process.argv;
  const browser = await launch(executablePath);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const result = { steps: {}, violations: {}, blocked: [], errors: [], said: "" };
  page.on("console", (message) => { if (/Content Security Policy/.test(message.text())) result.blocked.push(message.text()); });
  page.on("pageerror", (error) => result.errors.push(error.message));
  await page.goto(address);
  await page.waitForSelector("html.desk-ready", { state: "attached" });
  const { cookies } = await page.context().storageState();
  result.cookie = cookies[0].value;
  result.steps.address = page.url();

  const value = (path) => page.locator(`:is(header, main) [data-source="${path}"]`).first();
  const editor = page.locator("#desk-editor");
  const judge = async (view) => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), RULES);
    result.violations[view] = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
    result.said += await page.evaluate(() => document.body.innerText);
  };
  const saved = () => page.locator("#desk-undo:enabled").waitFor();
  const focused = (path) => page.waitForFunction((source) => document.activeElement.dataset.source === source, path);
  // What an element says once it says it; the page asks the desk and comes to it when it is answered.
  const says = async (locator, text) => { await locator.filter({ hasText: text }).waitFor(); return locator.textContent(); };

  // With the mouse: a number.
  await judge("page");
  await value(TARGET).click();
  await editor.waitFor();
  await page.locator("#desk-field input").fill("2.500");
  await page.locator("#desk-choices button").first().waitFor();
  result.steps.choices = await page.locator("#desk-choices button").allTextContents();
  await judge("choice");
  await page.locator("#desk-field input").fill("2500");
  await page.locator("#desk-preview :is(h3, p)").first().waitFor();
  result.steps.preview = await page.locator("#desk-preview").innerText();
  await judge("editor");
  const before = await page.evaluate(() => scrollY);
  await page.locator("#desk-editor [type=submit]").click();
  await editor.waitFor({ state: "hidden" });
  await saved();
  result.steps.number = await says(value(TARGET), /^2.?500$/);
  await focused(TARGET);
  result.steps.scrolled = (await page.evaluate(() => scrollY)) - before;

  // With the keyboard alone: undo, redo, the next value, a value that is printed nowhere near.
  await page.keyboard.press("Control+z");
  await page.locator("#desk-redo:enabled").waitFor();
  result.steps.undone = await says(value(TARGET), /^2.?000$/);
  await focused(TARGET);
  await page.keyboard.press("Control+y");
  await page.locator("#desk-redo:disabled").waitFor();
  result.steps.redone = await says(value(TARGET), /^2.?500$/);
  await focused(TARGET);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("O.1.2 ciljna");
  await page.locator("#desk-search li button").first().waitFor();
  await judge("search");
  await page.keyboard.press("Enter");
  await editor.waitFor();
  result.steps.found = await page.locator("#desk-editor-name").textContent();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("dvajset");
  await page.locator("#desk-fault:not(:empty)").waitFor();
  result.steps.fault = await page.locator("#desk-fault").textContent();
  await judge("fault");
  await page.keyboard.press("Escape");
  await editor.waitFor({ state: "hidden" });
  await focused("O.1.2.target");

  // A sentence: what it refers to stays a reference.
  const sentence = page.locator("main p[data-source^='chapters.introduction']").first();
  result.steps.path = await sentence.getAttribute("data-source");
  await sentence.scrollIntoViewIfNeeded();
  await sentence.focus();
  await page.keyboard.press("F2");
  await editor.waitFor();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Dodano {");
  await page.locator("#desk-search[open]").waitFor();
  await page.keyboard.type(TARGET);
  await page.locator("#desk-search li button").first().waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type(".");
  result.steps.chip = await page.locator(".desk-prose .desk-chip").last().textContent();
  await judge("sentence");
  await page.keyboard.press("Control+Enter");
  await editor.waitFor({ state: "hidden" });
  await page.locator("main", { hasText: "Dodano" }).waitFor();
  result.steps.sentence = await page.locator(`main p:has([data-source="${result.steps.path}"])`).first().textContent();

  // What is left half typed is kept, and offered.
  await value(TARGET).click();
  await editor.waitFor();
  await page.locator("#desk-field input").fill("26");
  await page.locator("#desk-preview :is(h3, p)").first().waitFor();
  await page.reload();
  await page.waitForSelector("html.desk-ready", { state: "attached" });
  await page.locator("#desk-unsaved li").waitFor();
  result.steps.unsaved = await page.locator("#desk-unsaved").innerText();
  await judge("unsaved");
  await page.locator("#desk-unsaved li button").first().click();
  await editor.waitFor();
  result.steps.offered = await page.locator("#desk-field input").inputValue();
  await page.keyboard.press("Escape");
  // A form is kept, too: a list with an entry that is half written.
  await page.locator("main [data-source^='operations.']").first().click();
  await page.getByRole("button", { name: /^Uredi seznam/ }).first().click();
  const work = page.locator("#desk-work");
  await work.locator("input[type=search]").fill("Povsem nova operacija");
  await work.locator(".desk-new").click();
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith("/keep")), work.locator("li[data-key='']").waitFor()]);
  await page.reload();
  await page.waitForSelector("html.desk-ready", { state: "attached" });
  await page.locator("#desk-unsaved li button").first().click();
  await work.locator("li[data-key='']").waitFor();
  result.steps.keptForm = await work.locator("li[data-key='']").textContent();
  await judge("kept form");
  await page.locator("#desk-work-cancel").click();
  await page.locator("#desk-unsaved").waitFor({ state: "hidden" });
  await page.locator("#desk-tab-changes").click();
  await page.locator("#desk-changes li").first().waitFor();
  result.steps.changes = await page.locator("#desk-changes").innerText();
  await judge("changes");

  // Another program writes a file as a whole: one that is half written would be another fault.
  const put = (path, text) => {
    const beside = `${content}/../whole.part`;
    writeFileSync(beside, text);
    renameSync(beside, path);
  };
  // It breaks a file: its last good text stands there, and the rest is edited. It is mended before the end.
  const file = `${content}/objectives/so1/indicators/O.1.1.yaml`;
  const whole = readFileSync(file, "utf-8");
  const follower = `${content}/objectives/so1/indicators/R.1.3.yaml`;
  const typed = readFileSync(follower, "utf-8");
  put(follower, typed.replace(/^target: .*$/m, "target: computed"));
  put(file, whole.replace(/^target: .*$/m, "target: dva"));
  await page.locator("#desk-faults li").waitFor();
  result.steps.holes = await page.locator(".desk-hole").allTextContents();
  const marked = (part) => page.locator(`${part} [data-desk-held]:not([data-desk-held=''])`).evaluateAll((held) => held.map((one) => [one.dataset.source ?? one.textContent, one.dataset.deskHeld, document.getElementById(one.getAttribute("aria-describedby")).className]));
  result.steps.held = await marked("main");
  result.steps.heldInOverview = await marked("section.overview");
  result.steps.faults = await page.locator("#desk-faults").innerText();
  await value(TARGET).click();
  await editor.waitFor();
  await page.locator("#desk-fault:not(:empty)").waitFor();
  result.steps.canSave = await page.locator("#desk-editor [type=submit]").isVisible();
  await judge("hole");
  await page.keyboard.press("Escape");
  await page.emulateMedia({ colorScheme: "dark" });
  await judge("hole in the dark");
  await page.emulateMedia({ colorScheme: "light" });
  await value("O.2.1.target").click();
  await page.locator("#desk-field input").fill("4");
  await page.keyboard.press("Control+Enter");
  await says(value("O.2.1.target"), /^4$/);
  await focused("O.2.1.target");
  await page.keyboard.press("Control+z");
  await says(value("O.2.1.target"), /^3$/);
  put(file, whole);
  await page.locator("#desk-faults").waitFor({ state: "hidden" });
  put(follower, typed);
  result.steps.left = await page.locator(".desk-hole, [data-desk-held]").count();

  // A narrow screen shows rows as cards, which have roles; so has a row that comes anew.
  await page.setViewportSize({ width: 390, height: 800 });
  await value("O.2.1.target").click();
  await page.locator("#desk-field input").fill("4");
  await page.keyboard.press("Control+Enter");
  await says(value("O.2.1.target"), /^4$/);
  result.steps.withoutRole = await page.locator(":is(table, thead, tbody, tr, th, td):not([role])").count();
  await page.keyboard.press("Control+z");
  await says(value("O.2.1.target"), /^3$/);

  // Small, and dark.
  for (const [view, width, colorScheme] of [["small", 320, "light"], ["phone", 390, "dark"], ["dark", 1440, "dark"]]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await judge(view);
    result.steps[view] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }
  await browser.close();
  process.stdout.write(JSON.stringify(result));
})().catch((error) => { console.error(error); process.exit(1); });
