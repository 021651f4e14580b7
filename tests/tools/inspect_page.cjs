// node inspect_page.cjs CHROMIUM PAGE.html: what a browser makes of the page, as JSON on standard output.
// {desktop, phone}: each {violations (axe-core), requests (beyond the page itself), markers (of list items, as drawn),
// width, scrollWidth, contentsOpen}.
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const screens = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];

async function inspect(browser, address, viewport) {
  const page = await browser.newPage({ viewport });
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(address);
  const seen = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    scrollWidth: document.documentElement.scrollWidth,
    contentsOpen: document.querySelector("nav > details").open,
  }));
  const session = await page.context().newCDPSession(page);
  const tree = await session.send("Accessibility.getFullAXTree");
  const markers = tree.nodes.filter((node) => node.role?.value === "ListMarker").map((node) => node.name.value);
  // Every section of the contents is opened, so that axe sees the links in it.
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  await page.close();
  return {
    ...seen,
    markers,
    requests: requests.filter((url) => url !== address && !url.startsWith("data:")),
    violations: violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" ")}`),
  };
}

(async () => {
  const [executablePath, file] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath, args: switches });
  const report = {};
  for (const [name, viewport] of Object.entries(screens)) {
    report[name] = await inspect(browser, pathToFileURL(file).href, viewport);
  }
  await browser.close();
  process.stdout.write(JSON.stringify(report));
})();
