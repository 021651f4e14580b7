// The desk opened in a browser, and views of it judged: what the scripts that use it share.
const { readFileSync } = require("node:fs");
const { chromium } = require("playwright-core");

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
const launch = (executablePath) => chromium.launch({ executablePath, args: switches });

// The page at an address; `judge` adds a view to the result, in a colour scheme. Pictures of the views go into `folder`, if there is one.
async function openDesk(executablePath, address, folder) {
  const browser = await launch(executablePath);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const result = { steps: {}, violations: {}, errors: [], said: "" };
  page.on("console", (message) => { if (/Content Security Policy/.test(message.text())) result.errors.push(message.text()); });
  page.on("pageerror", (error) => result.errors.push(error.message));
  await page.goto(address);
  await page.waitForSelector("html.desk-ready", { state: "attached" });
  const judge = async (view, scheme = "light") => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(axe);
    const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), RULES);
    result.violations[`${view} ${scheme}`] = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
    result.said += await page.evaluate(() => document.body.innerText);
    if (folder) await page.screenshot({ path: `${folder}/${view}-${scheme}.png` });
    await page.emulateMedia({ colorScheme: "light" });
  };
  return { browser, page, result, judge };
}
module.exports = { axe, RULES, launch, openDesk };
