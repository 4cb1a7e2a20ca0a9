import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const executablePath = process.env.CHROMIUM;
const root = join(import.meta.dirname, "../..");

/** Starts the program as a newcomer would, on a free port, and resolves with the address that it prints. */
function startProgram(dataDir: string, language: string) {
  const environment = {
    ...process.env,
    ...{ DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "error", DATABASE_URL: "", REDIS_URL: "" },
    // The room is made in the language of the computer.
    ...{ LANG: language, LC_ALL: language, LANGUAGE: "" },
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

/** What is read and pressed, in both languages. */
const told = {
  en: {
    language: "en_US.UTF-8",
    rep: "Ana Costa",
    manager: "Max Weber",
    channel: "sales",
    log: "/goal log calls 12",
    logged: "Logged 12",
    prompt: "Time to check in",
    reminder: "Your check-in is still open",
    checkIn: "Check in",
    send: "Send",
    thanks: "Thank you, that is all",
    summary: /^Sales: week /u,
    brief: /^Sales: your brief/u,
  },
  ru: {
    language: "ru_RU.UTF-8",
    rep: "Анна Ковалёва",
    manager: "Максим Сидоров",
    channel: "продажи",
    log: "/goal log звонки 12",
    logged: "Записано 12",
    prompt: "Пора отчитаться",
    reminder: "Отчёт ещё открыт",
    checkIn: "Отчитаться",
    send: "Отправить",
    thanks: "Спасибо, на этот раз всё",
    summary: /^Продажи: неделя /u,
    brief: /^Продажи: ваша справка/u,
  },
} as const;

const patience = { timeout: 20_000 } as const;
const flags = [
  "no-sandbox",
  "disable-gpu",
  "disable-background-networking",
  "disable-component-update",
  "disable-sync",
];

describe.skipIf(!executablePath).each(["en", "ru"] as const)(
  "a newcomer's first week, in a browser, in %s",
  (locale) => {
    const words = told[locale];
    const dataDir = mkdtempSync(join(tmpdir(), "goalkeeper-"));
    let program: ReturnType<typeof startProgram> | undefined;
    let browser: Browser;
    let page: Page;
    const complaints: string[] = [];

    beforeAll(async () => {
      program = startProgram(dataDir, words.language);
      browser = await chromium.launch({ executablePath: executablePath ?? "", args: flags.map((flag) => `--${flag}`) });
      page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale });
      page.setDefaultTimeout(30_000);
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.goto(await program.address);
      await page.getByText(words.rep).first().waitFor();
    }, 120_000);

    afterAll(async () => {
      await browser?.close();
      program?.child.kill("SIGTERM");
      await new Promise((done) => (program ? program.child.once("exit", done) : done(null)));
      rmSync(dataDir, { recursive: true, force: true });
    });

    const headings = (name: string | RegExp) => page.locator("#log").getByRole("heading", { name });
    const be = async (name: string) => {
      await page.locator("#people button", { hasText: name }).click();
      await page.locator("#people button[aria-current=true]", { hasText: name }).waitFor();
    };
    const goTo = (name: string) => page.locator("#places button", { hasText: name }).click();

    /** Moves the room's clock by its button and waits until the page shows what happened on the way. */
    async function moveTo(to: string): Promise<void> {
      await page.click(`[data-to='${to}']`);
      await page.locator(".clock[aria-busy=false]").waitFor();
      await page.waitForTimeout(300);
    }

    /** Goes from event to event until one more message of that title is there. */
    async function until(title: string, step = "next"): Promise<void> {
      const before = await headings(title).count();
      for (let steps = 0; steps < 25; steps++) {
        await moveTo(step);
        if ((await headings(title).count()) > before) return;
      }
      throw new Error(`${title} never came`);
    }

    test("a rep logs progress, is asked, is reminded and checks in by the form", async () => {
      await be(words.rep);
      await page.locator("#composer").fill(words.log);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Enter");
      await page.getByText(words.logged).first().waitFor();
      await until(words.prompt);
      await until(words.reminder);
      await page.locator("#log .message").getByRole("button", { name: words.checkIn, exact: true }).last().click();
      const form = page.locator("dialog[open] form");
      await form.waitFor();
      await form.locator("[name=confidence]").selectOption("4");
      await form.locator("[name=blocker]").selectOption("competition");
      await form.locator("[name=commitment]").fill("Ten calls a day");
      await form.getByRole("button", { name: words.send }).click();
      await page.getByText(words.thanks).first().waitFor();
      expect(await page.locator("dialog[open]").count()).toBe(0);
    }, 120_000);

    test("Friday brings the summary with its chart into the channel, once", async () => {
      await moveTo("fri 16:00");
      await goTo(words.channel);
      await headings(words.summary).first().waitFor();
      const weeks = await headings(words.summary).allInnerTexts();
      expect(new Set(weeks).size).toBe(weeks.length);
      const chart = page.locator("#log .message img.chart").last();
      expect(await chart.getAttribute("alt")).toMatch(/\d/u);
      const drawn = () => page.evaluate("[...document.querySelectorAll('#log img.chart')].at(-1)?.naturalWidth");
      await expect.poll(drawn, patience).toBe(1640);
      expect(await page.locator("#log").innerText()).not.toContain("Ten calls a day");
    }, 120_000);

    test("on Monday the brief is in the manager's direct messages, and in nobody else's", async () => {
      await goTo("Goalkeeper");
      await be(words.manager);
      await page.waitForTimeout(300);
      const before = await headings(words.brief).count();
      for (const _ of ["Saturday", "Sunday", "Monday"]) await moveTo("tomorrow 09:00");
      await expect.poll(() => headings(words.brief).count(), patience).toBe(before + 1);
      await be(words.rep);
      await expect.poll(() => headings(words.brief).count(), patience).toBe(0);
      expect(complaints).toEqual([]);
    }, 120_000);

    test("the language is changed in the page", async () => {
      await page.locator(`[data-locale=${locale === "en" ? "ru" : "en"}]`).click();
      const other = told[locale === "en" ? "ru" : "en"];
      await page.locator(".composer button", { hasText: other.send }).waitFor();
      await page.locator("#composer").fill(words.log);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Enter");
      await page.getByText(other.logged).first().waitFor();
    }, 60_000);
  },
);
