// node use_word_file.cjs CHROMIUM ADDRESS DOCX [FOLDER]: a Word file brought to the desk, as JSON: {steps, violations, errors, said}.
// Dropped on the page, then chosen by the button; the desk serves tests/sample_content. Pictures go into FOLDER.
const { readFileSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { openDesk } = require("./desk_page.cjs");

(async () => {
  const [, , executablePath, address, docx, folder] = process.argv;
  const { browser, page, result, judge } = await openDesk(executablePath, address, folder);
  const work = page.locator("#desk-work");

  // Dropped.
  const transfer = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0))], "popravki.docx"));
    return data;
  }, readFileSync(docx).toString("base64"));
  await page.dispatchEvent("main", "dragover", { dataTransfer: transfer });
  result.steps.target = await page.locator("#desk-drop").textContent();
  await judge("over");
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
  await work.waitFor();
  result.steps.title = await page.locator("#desk-work-name").textContent();
  await page.locator("#desk-work-preview li").first().waitFor();
  await judge("form");
  await judge("form", "dark");

  // With the keyboard: a question is answered, the first change left out, the form saved; one edit, undone as one.
  await page.keyboard.press("ArrowDown");
  result.steps.answer = await page.locator("#desk-work fieldset label:has(:checked)").allTextContents();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await work.waitFor({ state: "hidden" });
  result.steps.undo = await page.locator("#desk-undo:enabled").getAttribute("title");
  await page.locator("#desk-tab-remarks .desk-count").filter({ hasText: /^1$/ }).waitFor();
  result.steps.name = await page.locator("main", { hasText: "Prva šola" }).count();
  await page.keyboard.press("Control+z");
  await page.locator("#desk-undo:disabled").waitFor();

  // By the button: a file that is none.
  const other = join(tmpdir(), `desk-${process.pid}.docx`);
  writeFileSync(other, "Nič od Worda");
  const chooser = page.waitForEvent("filechooser");
  await page.locator("#desk-word").focus();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles(other);
  await page.locator("#desk-dialog").waitFor();
  result.steps.refused = await page.locator("#desk-dialog-body").innerText();
  await judge("refused");
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 320, height: 800 });
  await page.locator("#desk-word-file").setInputFiles(docx);
  await work.waitFor();
  result.steps.small = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await browser.close();
  console.log(JSON.stringify(result));
})().catch((error) => { console.error(error); process.exit(1); });
