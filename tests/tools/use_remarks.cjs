// node use_remarks.cjs CHROMIUM ADDRESS [FOLDER]: remarks and findings at the desk, as JSON on standard output: {steps, violations, errors, said}.
// With the keyboard: made, answered, closed; then what stops the approval. The desk serves tests/sample_content. Pictures go into FOLDER.
const { openDesk } = require("./desk_page.cjs");

(async () => {
  const [, , executablePath, address, folder] = process.argv;
  const { browser, page, result, judge } = await openDesk(executablePath, address, folder);
  const tab = page.locator("#desk-remarks");
  const count = (number) => page.locator("#desk-tab-remarks .desk-count").filter({ hasText: number ? new RegExp(`^${number}$`) : /^$/ }).waitFor({ state: "attached" });

  // With the keyboard: a remark on the value in focus.
  await page.locator(':is(header, main) [data-source="O.1.1.target"]').first().focus();
  await page.keyboard.press("p");
  await tab.locator("#desk-new-remark textarea").waitFor();
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/keep"));
  await page.keyboard.type("Zakaj ravno toliko?");
  await kept;
  await page.reload();
  await page.waitForSelector("html.desk-ready", { state: "attached" });
  await page.locator("#desk-unsaved li button").first().focus();
  result.steps.unsaved = await page.locator("#desk-unsaved li").first().innerText();
  await judge("unsaved");
  await page.keyboard.press("Enter");
  await tab.locator("#desk-new-remark textarea:focus").waitFor();
  result.steps.kept = await tab.locator("#desk-new-remark textarea").inputValue();
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

  // In English, and back.
  await page.setViewportSize({ width: 1440, height: 900 });
  const speak = async (code) => {
    await page.locator(`.desk-language[value=${code}]`).focus();
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    await page.waitForSelector("html.desk-ready", { state: "attached" });
    return page.locator("#desk-save-version").textContent();
  };
  result.steps.english = await speak("en");
  result.steps.left = await page.locator("#desk-unsaved li").count();
  await judge("english");
  await judge("english", "dark");
  result.steps.slovenian = await speak("sl");

  // With the keyboard: a finding is accepted, seen among the accepted ones, and taken back.
  const findings = page.locator("#desk-findings");
  const number = () => findings.locator("[data-fold]:not(#desk-accepted)").count();
  const becomes = async (wanted) => { while (await number() !== wanted) await page.waitForTimeout(50); };
  await page.locator("#desk-tab-findings").click();
  const before = await number();
  await findings.locator("summary").first().focus();
  await page.keyboard.press("Enter");
  await findings.locator("textarea:focus").waitFor();
  await judge("accept");
  await page.keyboard.press("Control+Enter");
  await findings.locator("[role=alert]").filter({ hasText: /./ }).waitFor();
  result.steps.unexplained = await findings.locator("[role=alert]").filter({ hasText: /./ }).textContent();
  await page.keyboard.type("Tako je dogovorjeno.");
  await page.keyboard.press("Control+Enter");
  await becomes(before - 1);
  await page.locator("#desk-accepted summary").focus();
  await page.keyboard.press("Enter");
  await page.locator("#desk-accepted li").first().waitFor();
  result.steps.accepted = await page.locator("#desk-accepted li").last().innerText();
  await judge("accepted");
  await judge("accepted", "dark");
  await page.locator("#desk-accepted li button").last().focus();
  await page.keyboard.press("Enter");
  await becomes(before);
  await browser.close();
  console.log(JSON.stringify(result));
})().catch((error) => { console.error(error); process.exit(1); });
