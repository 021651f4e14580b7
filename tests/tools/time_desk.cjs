// node time_desk.cjs CHROMIUM ADDRESS COUNT: milliseconds from saving a target at the desk to the page with it painted, COUNT times, as JSON.
const { openDesk } = require("./desk_page.cjs");

const VALUE = 'main [data-source="O.1.3.target"]';

(async () => {
  const [, , executablePath, address, count] = process.argv;
  const { browser, page } = await openDesk(executablePath, address);
  const times = [];
  for (let target = 100; target < 100 + Number(count); target += 1) {
    await page.locator(VALUE).first().click();
    const input = page.locator("#desk-field input");
    await input.fill(String(target));
    await page.locator("#desk-preview :is(h3, p)").first().waitFor();
    times.push(await page.evaluate(async ([selector, wanted]) => {
      const start = performance.now();
      document.querySelector("#desk-editor [type=submit]").click();
      const isThere = () => [...document.querySelectorAll(selector)].some((value) => value.textContent.trim() === wanted);
      if (!isThere()) await new Promise((done) => {
        const observer = new MutationObserver(() => { if (isThere()) { observer.disconnect(); done(); } });
        observer.observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true });
      });
      await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
      return performance.now() - start;
    }, [VALUE, String(target)]));
    await page.locator("#desk-editor").waitFor({ state: "hidden" });
  }
  await browser.close();
  process.stdout.write(JSON.stringify(times));
})().catch((error) => { console.error(error); process.exit(1); });
