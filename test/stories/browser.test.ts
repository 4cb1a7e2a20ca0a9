import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const executablePath = process.env.CHROMIUM;
const root = join(import.meta.dirname, "../..");

/** Starts the program as a newcomer would, on a free port, and resolves with the address that it prints. */
function startProgram(dataDir: string) {
  const environment = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: "0",
    LOG_LEVEL: "error",
    DATABASE_URL: "",
    REDIS_URL: "",
  };
  const child = spawn(process.execPath, ["--import", "tsx", "src/main.ts"], { cwd: root, env: environment });
  const address = new Promise<string>((resolve, reject) => {
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /http:\/\/[\d.:]+/u.exec(printed)?.[0];
      if (found) resolve(found);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
    });
    child.on("exit", () => reject(new Error(printed)));
  });
  return { child, address };
}

describe.skipIf(!executablePath)("a newcomer's first minutes, in a browser", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "goalkeeper-"));
  const program = executablePath ? startProgram(dataDir) : null;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await chromium.launch({
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(30_000);
    await page.goto((await program?.address) ?? "");
    await page.getByText("Ana Costa").first().waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    program?.child.kill("SIGTERM");
    await new Promise((done) => (program ? program.child.once("exit", done) : done(null)));
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("a rep logs progress, and Friday brings one summary with its chart", async () => {
    await page.locator("#composer").fill("/goal log calls 12");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await page
      .getByText(/Logged 12/u)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Friday 16:00" }).first().click();
    await page.getByText("Time to check in").first().waitFor();
    await page.getByText("sales", { exact: true }).first().click();
    const summary = page.getByRole("heading", { name: /^Sales: week/u });
    await summary.first().waitFor();
    expect(await summary.count()).toBe(1);
    expect(await page.locator("img.chart").first().getAttribute("alt")).toMatch(/\d/u);
  }, 90_000);

  test("the same room speaks Russian", async () => {
    await page.getByText("RU", { exact: true }).click();
    await page
      .getByText(/Пятница|Пт/u)
      .first()
      .waitFor();
    await page.locator("#composer").fill("/goal log calls 3");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await page
      .getByText(/[Зз]аписан/u)
      .first()
      .waitFor();
  }, 60_000);
});
