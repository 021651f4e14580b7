// node use_remarks.cjs CHROMIUM ADDRESS [FOLDER]: remarks at the desk, as JSON on standard output: {steps, violations, errors, said}.
// With the keyboard: made, answered, closed; then what stops the approval. The desk serves tests/sample_content. Pictures go into FOLDER.
const { readFileSync } = require("node:fs");
const { chromium } = require("playwright-core");

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];

(async () => {
  const [, , executablePath, address, folder] = process.argv;
  const browser = await chromium.launch({ executablePath, args: switches });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const result = { steps: {}, violations: {}, errors: [], said: "" };
  page.on("console", (message) => { if (/Content Security Policy/.test(message.text())) result.errors.push(message.text()); });
  page.on("pageerror", (error) => result.errors.push(error.message));
  await page.goto(address);
  await page.waitForSelector("html.desk-ready", { state: "attached" });
  const judge = async (view, scheme = "light") => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
    result.violations[`${view} ${scheme}`] = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
    result.said += await page.evaluate(() => document.body.innerText);
    if (folder) await page.screenshot({ path: `${folder}/${view}-${scheme}.png` });
    await page.emulateMedia({ colorScheme: "light" });
  };
  const tab = page.locator("#desk-remarks");
  const count = (number) => page.locator("#desk-tab-remarks .desk-count").filter({ hasText: number ? new RegExp(`^${number}$`) : /^$/ }).waitFor({ state: "attached" });

  // With the keyboard: a remark on the value in focus.
  await page.locator(':is(header, main) [data-source="O.1.1.target"]').first().focus();
  await page.keyboard.press("p");
  await tab.locator("#desk-new-remark textarea").waitFor();
  await page.keyboard.type("Zakaj ravno toliko?");
  await page.keyboard.press("Control+Enter");
  await tab.locator("[role=alert]").filter({ hasText: /./ }).first().waitFor();
  result.steps.asked = await tab.locator("#desk-new-remark [role=alert]").textContent();
  await page.keyboard.type("Ana Novak");
  await page.keyboard.press("Control+Enter");
  await count(1);
  result.steps.item = await tab.locator("li").first().innerText();
  result.steps.marked = await page.locator(".desk-remarked").count();
  await judge("remark");
  await judge("remark", "dark");

  // Answered, and what it stops.
  await tab.locator("details summary").first().focus();
  await page.keyboard.press("Enter");
  await tab.locator("details textarea").first().waitFor();
  await page.keyboard.type("Iz evidence.");
  await judge("answer");
  await page.keyboard.press("Control+Enter");
  await tab.locator(".desk-answers li").first().waitFor();
  await page.locator("#desk-approve").click();
  const refusal = page.locator("#desk-dialog li button").filter({ hasText: "pripomba" });
  await refusal.waitFor();
  result.steps.refused = await refusal.textContent();
  await refusal.click();

  // Closed, listed among the closed ones, opened again.
  const turn = tab.locator("button").filter({ hasText: "Zapri pripombo" });
  await turn.focus();
  await page.keyboard.press("Enter");
  await count(0);
  await page.locator("#desk-remark-filter").selectOption("closed");
  result.steps.closed = await tab.locator("li").first().innerText();
  await judge("closed");
  await tab.locator("button").filter({ hasText: "Znova odpri" }).click();
  await count(1);
  await page.locator("#desk-undo").click();
  await count(0);
  await page.setViewportSize({ width: 320, height: 800 });
  result.steps.small = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await browser.close();
  console.log(JSON.stringify(result));
})().catch((error) => { console.error(error); process.exit(1); });
