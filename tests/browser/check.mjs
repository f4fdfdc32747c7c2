// Opens a report in Chromium and fails on what a reader would stumble over.
// node check.mjs REPORT.html [--pages N] [--findings N] [--shots DIR]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [file, ...rest] = process.argv.slice(2);
const option = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
const problems = [];
const expect = (right, what) => { if (!right) problems.push(what); };

const profile = mkdtempSync(join(tmpdir(), "lacuna-chromium-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const page = await context.newPage();
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`); });
  page.on("pageerror", (error) => problems.push(`page error: ${error}`));
  page.on("dialog", async (dialog) => { problems.push(`dialog: ${dialog.message()}`); await dialog.dismiss(); });
  const url = pathToFileURL(resolve(file)).href;
  page.on("request", (request) => { if (request.url().split("#")[0] !== url && !request.url().startsWith("data:")) problems.push(`request: ${request.url()}`); });

  for (const width of [375, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(url);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide <= 1, `at ${width} pixels the page is ${wide} pixels too wide`);
    if (option("--shots")) {
      const name = basename(file, ".html");
      await page.screenshot({ path: join(option("--shots"), `${name}-${width}.png`) });
      for (const at of ["#map", "section.topic", "#instruments", "figure"]) {
        const place = page.locator(at).first();
        if (await place.count()) {
          await place.evaluate((element) => element.scrollIntoView());
          await page.screenshot({ path: join(option("--shots"), `${name}-${width}-${at.replace(/\W/g, "")}.png`) });
        }
      }
    }
  }

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(url);
  // A row may tell of several places; each of them is a finding.
  const told = (within) => page.evaluate((within) => [...document.querySelectorAll(within)].reduce((sum, one) => sum + one.dataset.place.split(" ").length, 0), within);
  const findings = await told(".finding");
  const rows = await page.locator(".finding").count();
  if (option("--findings")) expect(findings === Number(option("--findings")), `${findings} findings instead of ${option("--findings")}`);
  const nameless = await page.evaluate(() => [...document.querySelectorAll(".finding")].filter((one) => !one.id).length);
  expect(nameless === 0, `${nameless} findings without an anchor`);
  const twice = await page.evaluate(() => { const ids = [...document.querySelectorAll("[id]")].map((one) => one.id); return ids.filter((id, at) => ids.indexOf(id) !== at); });
  expect(twice.length === 0, `names twice: ${twice.slice(0, 5)}`);
  const lost = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute("href").slice(1)).filter((id) => !document.getElementById(id)));
  expect(lost.length === 0, `links to nowhere: ${lost.slice(0, 5)}`);
  const map = page.locator("table.map").first();
  if (await map.count()) {
    expect((await map.locator('thead th[scope="col"]').count()) >= 3, "the map has no column headers");
    expect((await map.locator('tbody th[scope="row"]').count()) === (await map.locator("tbody tr").count()), "the map has no row headers");
  }

  if (findings > 0) {
    const shown = () => page.evaluate(() => [...document.querySelectorAll(".finding")].filter((one) => one.checkVisibility()).length);
    const settle = () => page.waitForTimeout(250);
    expect((await shown()) === rows, "not every finding is shown before a filter");
    const select = page.locator('#filter select[name="status"]');
    await select.selectOption("conflict");
    await settle();
    const conflicts = await told('.finding[data-status="conflict"]');
    expect((await shown()) === (await page.locator('.finding[data-status="conflict"]').count()), "the filter by status shows other findings");
    expect((await page.locator("#filter .count").textContent()).startsWith(`${conflicts} of ${findings}`), "the count is not told");
    await page.locator('#filter input[name="text"]').fill("no finding says this");
    await settle();
    expect((await shown()) === 0, "the filter by text finds what is not there");
    await page.locator("#filter button").click();
    await settle();
    expect((await shown()) === rows, "after `Show all` something stays hidden");
    const places = page.locator('#filter select[name="place"]');
    if (await places.count()) {
      const place = await places.locator("option").nth(1).getAttribute("value");
      await places.selectOption(place);
      await settle();
      expect((await shown()) === (await page.locator(`.finding[data-place~="${place}"]`).count()), "the filter by place shows other findings");
      await page.locator("#filter button").click();
      await settle();
    }
    // The keyboard alone reaches the filter and the contents.
    await page.goto(url);
    await page.keyboard.press("Tab");
    expect((await page.evaluate(() => document.activeElement.className)) === "skip", "the first stop of the keyboard is not the skip link");
  }

  // axe runs in the page's own world, past its policy, as a browser extension would.
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(url);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    for (const one of violations.filter((one) => ["serious", "critical"].includes(one.impact))) {
      problems.push(`axe (${scheme}): ${one.id}, ${one.nodes.length} times: ${one.nodes[0].html.slice(0, 160)}`);
    }
  }

  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(url);
  const printed = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  writeFileSync(join(option("--shots") ?? profile, `${basename(file, ".html")}.pdf`), printed);
  if (option("--pdf")) writeFileSync(option("--pdf"), printed);

  // Without script everything is there to read, and no filter promises what it cannot do.
  const bare = await context.browser()?.newContext({ javaScriptEnabled: false });
  if (bare) {
    const page = await bare.newPage();
    await page.goto(url);
    expect((await page.locator(".finding").count()) === rows, "without script findings are missing");
    expect(!(await page.locator("#filter").isVisible()), "without script the filter shows");
  }
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
process.exit(problems.length ? 1 : 0);
