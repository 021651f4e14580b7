// Hands for a desk in a browser: the mouse, or the keyboard alone. What they do is counted, what stands on the screen is judged.
const { join } = require("node:path");
const { axe, RULES, launch } = require("./desk_page.cjs");

const WIDE = { width: 1440, height: 900 };

// The parts of the window that F6 leads to.
const PARTS = ["#desk-panel", "#desk-bar"];

// `way` is mouse or keyboard; pictures are kept in `folder` where they are wanted.
async function takeHands({ executablePath, address, way, folder, pictures }) {
  const browser = await launch(executablePath);
  const context = await browser.newContext({ viewport: WIDE, acceptDownloads: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const result = { steps: {}, violations: {}, blocked: [], errors: [], said: "", titles: [], files: {} };
  page.on("console", (message) => { if (/Content Security Policy/.test(message.text())) result.blocked.push(message.text()); });
  page.on("pageerror", (error) => result.errors.push(error.message));
  await page.goto(address);
  await page.waitForSelector("html.desk-ready", { state: "attached" });

  // What the hands do, counted by step.
  let counted = { clicks: 0, keys: 0, letters: 0 };
  const key = async (name, times = 1) => { for (let at = 0; at < times; at += 1) { counted.keys += 1; await page.keyboard.press(name); } };
  const type = async (text) => { counted.letters += text.length; await page.keyboard.insertText(text); };
  const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);
  // Goes to an element as who has no mouse: F6 to the part of the window, then Tab.
  const tabTo = async (locator) => {
    await locator.waitFor();
    const isIn = (selector) => locator.evaluate((element, of) => Boolean(element.closest(of)), selector);
    const isHere = (selector) => page.evaluate((of) => Boolean(document.activeElement.closest(of)), selector);
    for (const selector of PARTS) {
      for (let tries = 0; (await isIn(selector)) && !(await isHere(selector)) && tries < 3; tries += 1) await key("F6");
    }
    const isBehind = await locator.evaluate((element) => Boolean(element.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING));
    for (let tries = 0; !(await isFocused(locator)); tries += 1) {
      if (tries > 150) throw new Error(`${locator} is not reached; the focus is at ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 200))}`);
      await key(isBehind ? "Shift+Tab" : "Tab");
    }
  };
  const click = async (locator) => { counted.clicks += 1; await locator.click(); };
  const hands = {
    mouse: {
      press: click,
      fill: async (locator, text) => { await click(locator); await key("Control+a"); await type(text); },
      choose: async (locator, label) => { counted.clicks += 2; await locator.selectOption({ label }); },
      tab: click,
    },
    keyboard: {
      press: async (locator) => { await tabTo(locator); await key("Enter"); },
      fill: async (locator, text) => { await tabTo(locator); await key("Control+a"); await type(text); },
      choose: async (locator, label) => {
        await tabTo(locator);
        const chosen = () => locator.locator("option:checked").textContent();
        for (let tries = 0; (await chosen()) !== label && tries < 60; tries += 1) await key("ArrowDown");
      },
      tab: async (locator) => {
        await tabTo(locator.page().locator("#desk-panel [role=tab][aria-selected=true]"));
        for (let tries = 0; tries < 3 && !(await isFocused(locator)); tries += 1) await key("ArrowRight");
      },
    },
  }[way];
  const $ = (selector) => page.locator(selector);
  const named = (name, inside = "body") => $(inside).getByRole("button", { name }).first();
  const [editor, work] = [$("#desk-editor"), $("#desk-work")];
  // The page has heard all that it asked the desk for, and drawn it.
  const asked = new Set();
  page.on("request", (request) => { if (!request.url().endsWith("/events")) asked.add(request); });
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => asked.delete(request));
  const settled = async () => {
    for (let quiet = 0; quiet < 3; quiet = asked.size ? 0 : quiet + 1) await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }));
  };
  const step = async (name, doing) => {
    if (process.env.FROM && process.env.FROM !== name) return;
    delete process.env.FROM;
    counted = { clicks: 0, keys: 0, letters: 0 };
    await doing();
    await settled();
    result.steps[name] = counted;
    if (process.env.TELL) process.stderr.write(`${way} ${name} ${JSON.stringify(counted)} ${Date.now() % 1e6}\n`);
  };

  // What stands on the screen: its words, and what axe finds in it, light and dark and on a narrow screen.
  const look = async (view, selector) => {
    result.said += await page.evaluate(() => document.body.innerText);
    result.titles.push(...await page.evaluate(() => [...document.querySelectorAll("[title], [aria-label], [placeholder]")].flatMap((one) => [one.title, one.ariaLabel, one.placeholder].filter(Boolean))));
    if (pictures) { await page.screenshot({ path: join(folder, `${view}.png`) }); return; }
    if (way === "keyboard") return; // the same views
    await page.evaluate(axe);
    for (const [mode, width, colorScheme] of [["light", 1440, "light"], ["small and dark", 320, "dark"]]) {
      await page.setViewportSize({ ...WIDE, width });
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate(({ of, rules }) => globalThis.axe.run(of, { runOnly: rules, resultTypes: ["violations"] }), { of: selector, rules: RULES });
      result.violations[`${view}, ${mode}`] = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize(WIDE);
  };

  // A value is opened where it stands, or found by its name.
  const open = async (path, words, { opened = editor, under } = {}) => {
    if (way === "mouse") {
      // As a hand would: where the value stands once nothing moves any more, and nothing lies over it.
      const point = await page.evaluate(async ([source, heading]) => {
        const above = heading && document.getElementById(heading);
        const drawn = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
        const look = () => {
          for (const value of document.querySelectorAll(`:is(header, main) [data-source="${source}"]`)) {
            if (above && !(above.compareDocumentPosition(value) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
            const text = [...value.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()) ?? value.firstChild;
            value.scrollIntoView({ block: "center" });
            const range = document.createRange();
            range.selectNodeContents(text);
            const box = range.getClientRects()[0];
            if (box) return { value, point: [box.left + 3, box.top + box.height / 2] };
          }
          throw new Error(`${source} is not printed`);
        };
        let before;
        for (let turn = 0; turn < 100; turn += 1) {
          const { value, point } = look();
          const there = document.elementFromPoint(...point);
          if (`${before}` === `${point}` && value.contains(there)) return point;
          before = point;
          await drawn();
        }
        throw new Error(`${source} does not come to rest, or lies below ${document.elementFromPoint(...before)?.outerHTML.slice(0, 200)}`);
      }, [path, under]);
      counted.clicks += 1;
      await page.mouse.click(...point);
    } else {
      await key("Control+k");
      await type(words);
      await $("#desk-search li button").first().waitFor();
      await key("Enter");
    }
    await opened.waitFor();
  };
  const saveEditor = async () => {
    if (way === "mouse") await click(editor.locator("[type=submit]")); else await key("Control+Enter");
    await editor.waitFor({ state: "hidden" });
  };
  const previewed = () => page.waitForFunction(() => document.querySelector("#desk-work-preview :is(h3, ul)"));
  const saveWork = async () => {
    await previewed();
    if (way === "mouse") await click($("#desk-work-save")); else await key("Control+Enter");
    await work.waitFor({ state: "hidden" });
  };
  // A list of an indicator: from an entry that is printed, or found by its name.
  const openList = async (path, under, words) => {
    if (way === "keyboard") { await open(path, words, { opened: work }); return; }
    if (!path) { // what is printed leads elsewhere
      await click($("#desk-find"));
      await type(words);
      await click($("#desk-search li button").first());
      await work.waitFor();
      return;
    }
    await open(path, words, { under });
    await openWork(new RegExp(`^Uredi seznam: .*${words}`));
  };
  const offered = (name) => named(name, "#desk-more");
  const openWork = async (name) => { await hands.press(offered(name)); await work.waitFor(); };

  return { browser, page, $, named, hands, key, type, open, step, look, editor, work, saveEditor, saveWork, openWork, openList, settled, result };
}
module.exports = { takeHands };
