// node amend_at_desk.cjs CHROMIUM ADDRESS mouse|keyboard FOLDER: an official's amendment of the signed document, from the first
// target to the downloads, as JSON on standard output: {steps: {name: {clicks, keys, letters}}, violations (axe-core, by view),
// blocked, errors, said (all words that were visible), titles (what hovering shows)}. What is downloaded goes into FOLDER, with
// pictures as a fifth argument the pictures of the guide, too. Both ways do the same; the keyboard never touches the mouse.
const { join } = require("node:path");
const { takeHands } = require("./hands.cjs");

const TARGETS = [
  ["O.1.1.target", "O.1.1 ciljna vrednost", "95"],
  ["O.1.2.target", "O.1.2 ciljna vrednost", "70"],
  ["O.1.3.target", "O.1.3 ciljna vrednost", "51"],
  ["O.1.4.target", "O.1.4 ciljna vrednost", "3200"],
  ["R.1.5.target", "R.1.5 ciljna vrednost", "6"],
];
const OPERATION = "Digitalizacija postopkov mednarodnega sodelovanja";
const REASON_BY_YEAR = "na podlagi predvidenega števila usposobljenih uporabnikov";
const SOURCE = "evidenca usposabljanj Policijske akademije";
const PARAGRAPH = "Sprememba programa upošteva povečan obseg sodelovanja med pristojnimi organi.";
const NOTE = "Letno poročilo o izvajanju programa.";

async function amend(kit, way, folder) {
  const { page, $, named, hands, key, type, open, step, look, editor, work, saveEditor, saveWork, openWork, openList, settled, result } = kit;
  const input = $("#desk-field input");

  for (const [path, words, typed] of TARGETS) {
    await step(path, async () => {
      await open(path, words);
      await hands.fill(input, typed);
      await $("#desk-preview :is(h3, p)").first().waitFor();
      if (path !== TARGETS[0][0]) { await saveEditor(); return; }
      await look("number", "#desk-editor");
      await hands.press(named("Shrani in nastavi tudi te vrednosti", "#desk-preview")); // two values follow by their formulas
      await editor.waitFor({ state: "hidden" });
    });
  }

  await step("sentence", async () => {
    await open("R.1.5.rationale.target.sentence", "R.1.5 obrazložitev ciljne");
    await $(".desk-prose").waitFor();
    await key("Control+End");
    await type(" glede na izhodiščno vrednost ");
    await page.keyboard.type("{");
    await $("#desk-search[open]").waitFor();
    await type("R.1.5 začetna vrednost");
    await $("#desk-search li button").first().waitFor();
    await look("search", "#desk-search");
    await key("Enter");
    await look("sentence", "#desk-editor");
    await saveEditor();
  });

  await step("operations", async () => {
    await openList("operations.pnr", "O.1.1", "O.1.1: operacije");
    const finder = work.locator("input[type=search]");
    await hands.fill(finder, "Prüm podatkov");
    await hands.press(work.locator(".desk-results button").first()); // one of the registry is added
    await hands.press(work.locator("li[data-key=pruem] [data-up]")); // and moved
    await hands.press(work.locator("li[data-key=ncse_db] [data-remove]")); // another one is removed
    await hands.fill(finder, OPERATION);
    await hands.press(work.locator(".desk-results .desk-new")); // and one is written that the registry does not have
    const reasons = work.locator(".desk-entries .desk-prose");
    await hands.fill(work.locator("li[data-key=''] .desk-prose").first(), `${REASON_BY_YEAR} do mejnika`);
    await hands.fill(work.locator("li[data-key=''] .desk-prose").last(), `${REASON_BY_YEAR} do konca programa`);
    await reasons.first().waitFor();
    await page.locator("#desk-work-preview :is(h3, ul)").first().waitFor();
    await look("operations", "#desk-work");
    await saveWork();
  });

  await step("source", async () => {
    await openList("sources.isciu", "O.1.1", "O.1.1: viri podatkov");
    await hands.fill(work.locator("input[type=search]"), SOURCE);
    await hands.press(work.locator(".desk-results .desk-new"));
    await saveWork();
  });

  await step("shares", async () => {
    await open("SO1.allocation.rows.001.share", "SO1 001 delež");
    await openWork(/^Uredi vse deleže/);
    const shares = work.locator(".desk-grid input");
    result.shares = await shares.evaluateAll((all) => all.map(({ value }) => value));
    await hands.fill(shares.nth(0), "72,71");
    await hands.fill(shares.nth(4), "24,16");
    await page.locator("#desk-work-preview :is(h3, ul)").first().waitFor();
    await look("shares", "#desk-work");
    await saveWork();
  });

  await step("paragraph", async () => {
    await open("chapters.conclusion.6", "V cilju učinkovitega in usklajenega odziva na krize je izražena");
    await openWork("Dodaj odstavek za tem");
    await hands.fill(work.locator(".desk-prose"), PARAGRAPH);
    await look("paragraph", "#desk-work");
    await saveWork();
  });

  await step("footnote", async () => {
    await open("chapters.conclusion.7", PARAGRAPH);
    await editor.locator(".desk-prose").waitFor();
    await key("Control+End");
    await openWork("Dodaj sprotno opombo");
    await hands.fill(work.locator(".desk-prose"), NOTE);
    await look("footnote", "#desk-work");
    await saveWork();
  });

  await step("standard sentence", async () => {
    await open("phrases.phrases.baseline.other", "Osnovna začetna vrednost kazalnikov je postavljena", { opened: work });
    await look("standard sentence", "#desk-work");
    const other = work.locator("textarea").last();
    await hands.fill(other, "Osnovna začetna vrednost kazalnikov je {baseline}, saj je vezana na dejansko stanje v referenčnem letu.");
    await saveWork();
  });

  await step("indicator removed", async () => {
    await open("R.1.6.name", "R.1.6");
    await openWork(/^Odstrani: R.1.6/);
    await page.locator("#desk-work-preview :is(h3, ul)").first().waitFor();
    await look("indicator removed", "#desk-work");
    await saveWork();
  });

  await step("new indicator", async () => {
    const next = () => hands.press(named("Naprej", "#desk-work"));
    await hands.press($("#desk-new"));
    await work.waitFor();
    await hands.choose(work.getByLabel("Kaj je novo?"), "Kazalnik");
    const code = work.getByLabel("Kazalnik iz kataloga sklada");
    await hands.choose(code, await code.locator("option").last().textContent());
    await look("new indicator", "#desk-work");
    await next();
    await hands.fill(work.getByLabel(/opis merske enote/), "upravnih enot");
    await hands.fill(work.getByLabel(/ciljna vrednost/), "4");
    await hands.fill(work.getByLabel(/osnovna začetna vrednost/), "0");
    await hands.fill(work.getByLabel(/referenčno leto/), "2021");
    await look("values of the indicator", "#desk-work");
    await next();
    const reason = work.getByLabel(/obrazložitev ciljne vrednosti/);
    await hands.fill(reason, "Ciljna vrednost kazalnika je določena glede na število enot, kjer bodo vzpostavljeni novi mehanizmi, do leta ");
    await page.keyboard.type("{");
    await type("leto ciljne vrednosti");
    await $("#desk-search li button").first().waitFor();
    await key("Enter");
    await look("reason of the indicator", "#desk-work");
    await next();
    await saveWork();
  });

  await step("linked", async () => {
    await openList(undefined, undefined, "kazalniki vrste ukrepanja 001");
    await hands.fill(work.locator("input[type=search]"), "R.1.6");
    await hands.press(work.locator(".desk-results button").first());
    await saveWork();
  });

  await step("version", async () => {
    await hands.tab($("#desk-tab-changes"));
    await look("changes", "#desk-changes");
    await hands.fill($("#desk-changes").getByLabel("Nova različica"), "2026-03");
    await hands.fill($("#desk-changes").getByLabel("Njen datum"), "16. 3. 2026");
    await hands.press(named("Shrani", "#desk-changes"));
    await $("#desk-basis").waitFor();
  });

  await step("reasons", async () => {
    await hands.fill($("#desk-basis"), "24. člen Uredbe (EU) 2021/1060");
    await key("Control+Enter");
    for (;;) {
      await settled();
      const open = $("#desk-changes li:has(textarea[data-open])").first();
      if (!(await open.count())) break;
      const before = await $("#desk-changes [role=status]").textContent();
      await hands.fill(open.locator("textarea"), "uskladitev z letnim načrtom izvajanja programa");
      const alike = open.getByRole("button", { name: /^Isti razlog/ });
      if (await alike.count()) await hands.press(alike); else await key("Control+Enter");
      await page.waitForFunction((said) => document.querySelector("#desk-changes [role=status]").textContent !== said, before);
    }
    await look("reasons", "#desk-changes");
  });

  await step("saved version", async () => {
    await hands.press($("#desk-save-version"));
    await $("#desk-dialog[open]").waitFor();
    await look("save version", "#desk-dialog");
    await hands.fill($("#desk-dialog").getByLabel("Vaše ime"), "Ana Novak");
    await hands.fill($("#desk-dialog").getByLabel("Vaš e-poštni naslov"), "ana.novak@example.org");
    await hands.press($("#desk-dialog-do"));
    await $("#desk-dialog").waitFor({ state: "hidden" });
  });

  await step("approved", async () => {
    await hands.press($("#desk-approve"));
    await $("#desk-dialog[open]").waitFor();
    await look("approve", "#desk-dialog");
    await hands.press($("#desk-dialog-do"));
    await $("#desk-dialog").waitFor({ state: "hidden" });
    await settled();
    result.approved = await $("#desk-saved").textContent();
  });

  for (const format of ["DOCX", "PDF", "HTML", "Paket spremembe"]) await step(`download ${format}`, async () => {
    await hands.press($("#desk-download summary"));
    const link = $("#desk-download a").filter({ hasText: new RegExp(`^${format}$`) });
    if (format === "DOCX") await look("download", "#desk-bar");
    const [download] = await Promise.all([page.waitForEvent("download", { timeout: 120_000 }), hands.press(link)]);
    result.files[format] = download.suggestedFilename();
    await download.saveAs(join(folder, `${format}.file`));
  });
}

(async () => {
  const [, , executablePath, address, way, folder, pictures] = process.argv;
  const kit = await takeHands({ executablePath, address, way, folder, pictures });
  await amend(kit, way, folder).catch(async (error) => {
    await kit.page.screenshot({ path: join(folder, "failure.png") }).catch(() => {}); // a page that hangs has none
    throw error;
  });
  await kit.browser.close();
  process.stdout.write(JSON.stringify(kit.result));
})().catch((error) => { console.error(error); process.exit(1); });
