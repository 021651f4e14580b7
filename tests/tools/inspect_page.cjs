// node inspect_page.cjs CHROMIUM PAGE.html: what a browser makes of the page, as JSON on standard output.
// {desktop, phone, dark, print, wide}: each {violations (axe-core), requests (beyond the page itself), markers (of list
// items, as drawn), width, scrollWidth, contentsOpen, cut (cells that reach beyond the screen), longest (the most
// characters in a line of prose, on the wide screen), edges (where header and body begin), overview (on the desktop,
// where the page has one: the rows that are seen at first, by a filter, and sorted by the second column)}.
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const desktop = { width: 1280, height: 900 };
const screens = {
  desktop: { viewport: desktop },
  phone: { viewport: { width: 390, height: 844 } },
  dark: { viewport: desktop, colorScheme: "dark" },
  print: { viewport: desktop, media: "print" },
  wide: { viewport: { width: 1920, height: 1080 } },
};
const switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];

// The characters in the longest line of a paragraph or an item: the lines are where the boxes of its letters are.
const longestLine = () => Math.max(0, ...[...document.querySelectorAll("main :is(p, li)")].map((block) => {
  const counts = new Map();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const range = new Range();
  while (walker.nextNode()) {
    for (let at = 0; at < walker.currentNode.length; at += 1) {
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const { bottom, width } = range.getBoundingClientRect();
      if (width) counts.set(Math.round(bottom), (counts.get(Math.round(bottom)) ?? 0) + 1);
    }
  }
  return Math.max(0, ...counts.values());
}));

const measure = () => ({
  width: document.documentElement.clientWidth,
  scrollWidth: document.documentElement.scrollWidth,
  contentsOpen: document.querySelector("nav > details")?.open,
  cut: [...document.querySelectorAll("tbody :is(td, th)")].filter((cell) => {
    const { left, right } = cell.getBoundingClientRect();
    return left < 0 || right > innerWidth;
  }).map((cell) => cell.textContent),
  edges: [...document.querySelectorAll("header > *, .page > nav")].map((part) => part.getBoundingClientRect().x),
});

// What the overview shows, by the names of its rows.
async function useOverview(page) {
  const names = () => page.evaluate(() => [...document.querySelectorAll(".overview tbody tr")]
    .filter((row) => row.checkVisibility()).map((row) => row.querySelector("th").textContent));
  const [all, button] = [await names(), page.locator(".overview th:nth-child(2) button").first()];
  await page.fill("#page-filter", "o.1");
  const [filtered, said] = [await names(), await page.textContent(".overview output")];
  await page.fill("#page-filter", "");
  await button.click();
  const rising = await names();
  await button.click();
  const sorts = await page.evaluate(() => [...document.querySelectorAll(".overview table")]
    .map((table) => table.querySelector("[aria-sort]")?.ariaSort ?? null));
  return { all, filtered, said, rising, falling: await names(), sorts };
}

async function inspect(browser, address, { viewport, colorScheme, media }) {
  const page = await browser.newPage({ viewport, colorScheme });
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(address);
  if (media) await page.emulateMedia({ media });
  const seen = await page.evaluate(measure);
  if (viewport.width > 1900) seen.longest = await page.evaluate(longestLine);
  const session = await page.context().newCDPSession(page);
  const tree = await session.send("Accessibility.getFullAXTree");
  const markers = tree.nodes.filter((node) => node.role?.value === "ListMarker").map((node) => node.name.value);
  // Every section of the contents is opened, so that axe sees the links in it.
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
  await page.evaluate(axe);
  // Of what is right, axe would tell the place of each element.
  const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  const isUsed = viewport === desktop && !colorScheme && !media && await page.locator("#page-filter").count();
  const overview = isUsed ? await useOverview(page) : undefined;
  await page.close();
  return {
    ...seen,
    overview,
    markers,
    requests: requests.filter((url) => url !== address && !url.startsWith("data:")),
    violations: violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(" ")}`),
  };
}

(async () => {
  const [executablePath, file] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath, args: switches });
  const report = {};
  for (const [name, screen] of Object.entries(screens)) {
    report[name] = await inspect(browser, pathToFileURL(file).href, screen);
  }
  await browser.close();
  process.stdout.write(JSON.stringify(report));
})();
