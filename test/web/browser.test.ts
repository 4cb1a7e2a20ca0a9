import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type OpenRoom, openRoom } from "./open-room.ts";

/** Runs in the page: controls that a screen reader could not name. */
const withoutName = `[...document.querySelectorAll("button, input, select, [role=log], nav")]
  .filter((node) => !node.closest("dialog"))
  .filter((node) => {
    const label = node.id ? document.querySelector('label[for="' + node.id + '"]') : null;
    return !(node.getAttribute("aria-label") || label?.textContent || node.textContent.trim());
  })
  .map((node) => node.outerHTML)`;

type Contrast = { readonly selector: string; readonly ratio: number; readonly isDark: boolean };

/** Runs in the page: contrast of text against what is behind it, as WCAG counts it. */
const contrastOf = `(() => {
  const canvas = document.createElement("canvas").getContext("2d");
  const luminance = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const paper = (node) => {
    const colour = node ? getComputedStyle(node).backgroundColor : "rgb(255, 255, 255)";
    return /, 0\\)$|transparent/.test(colour) ? paper(node.parentElement) : colour;
  };
  const selectors = [".role", ".hint li > span", ".made-up span", ".action.primary", ".now", "[aria-pressed=true]", "#place-hint"];
  return selectors.map((selector) => {
    const node = document.querySelector(selector);
    const [ink, ground] = [luminance(getComputedStyle(node).color), luminance(paper(node))];
    return { selector, ratio: (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05), isDark: ground < 0.2 };
  });
})()`;

const executablePath = process.env.CHROMIUM;

describe.skipIf(!executablePath)("the room in a browser", () => {
  let room: OpenRoom;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    room = await openRoom();
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: ["--no-sandbox"] });
  });
  afterEach(async () => {
    await page.context().close();
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await room?.close();
    expect(room?.problems).toEqual([]);
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.goto(room.web.url);
    await page.locator("#people li").first().waitFor();
    return page;
  }

  const answer = () => page.locator(".private .body").last();

  it("is usable by keyboard alone: complete a command, fill its form, press its button", async () => {
    await open();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement?.id")).toBe("composer");
    await page.keyboard.type("/goal lo");
    await page.locator("#completions [role=option][aria-selected=true]").waitFor();
    await page.keyboard.press("Enter");
    expect(await page.inputValue("#composer")).toBe("/goal log ");
    await page.locator("#completions [role=option]", { hasText: "#8 Calls" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await page.inputValue("#composer")).toMatch(/^\/goal log #\d+ $/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await page.locator("dialog[open] form").waitFor();
    await page.locator("dialog [name=amount]").fill("plenty");
    await page.keyboard.press("Enter");
    await page.locator("dialog .problem").waitFor();
    expect(await page.evaluate("document.activeElement?.getAttribute('name')")).toBe("amount");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("7");
    await page.keyboard.press("Enter");
    await answer().waitFor();
    expect(await answer().innerText()).toContain("Logged 7");
    expect(await page.evaluate("document.activeElement?.id")).toBe("composer");
    expect(await page.textContent("#announce")).toContain("Only you can see this");
    await page.locator(".private button", { hasText: "Undo" }).last().focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => answer().innerText()).not.toContain("Logged 7");
    expect(await room.db.entry.count({ where: { amount: 7n, source: "command", voidedAt: { not: null } } })).toBe(1);
  });

  it("closes suggestions and dialogs with Esc", async () => {
    await open();
    await page.fill("#composer", "/g");
    await page.locator("#completions li").first().waitFor();
    await page.press("#composer", "Escape");
    expect(await page.locator("#completions").isVisible()).toBe(false);
    await page.fill("#composer", "/goal log");
    await page.press("#composer", "Escape");
    await page.press("#composer", "Enter");
    await page.locator("dialog[open]").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog[open]").count()).toBe(0);
  });

  it("brings Friday with live messages, unread marks and the summary", async () => {
    await open();
    await page.click("[data-to='fri 16:00']");
    await page.locator("#places .dot").waitFor();
    expect(await page.textContent("#clock-time")).toBe("16:00");
    expect(await page.locator("#people .dot").count()).toBeGreaterThan(0);
    await page.locator("#places button", { hasText: "sales" }).click();
    await page.locator(".message h3", { hasText: "Sales: week" }).waitFor();
    expect(await page.locator("#places .dot").count()).toBe(0);
    const drawn = () => page.evaluate("document.querySelector('.message img.chart')?.naturalWidth");
    await expect.poll(drawn).toBe(1640);
    await page.locator(".thread summary").click();
    expect(await page.locator(".thread .message").first().isVisible()).toBe(true);
  });

  it("shows every control a name and speaks the language that was picked", async () => {
    await open();
    const nameless = await page.evaluate(withoutName);
    expect(nameless).toEqual([]);
    await page.locator("#people button", { hasText: "Boris" }).click();
    await page.click("[data-locale=ru]");
    await page.locator(".composer button", { hasText: "Отправить" }).waitFor();
    expect(await page.getAttribute("html", "lang")).toBe("ru");
    await page.locator("#people button", { hasText: "Ana" }).click();
    await page.locator(".composer button", { hasText: "Send" }).waitFor();
  });

  it("fits a phone", async () => {
    await open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    const wide = () => page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(await wide()).toBe(0);
    await page.fill("#composer", "/goal list");
    await page.press("#composer", "Escape");
    await page.press("#composer", "Enter");
    await answer().waitFor();
    expect(await wide()).toBe(0);
    const send = await page.locator(".composer button").boundingBox();
    expect((send?.y ?? 0) + (send?.height ?? 0)).toBeLessThanOrEqual(740);
    await page.fill("#composer", "/goal log");
    await page.press("#composer", "Escape");
    await page.press("#composer", "Enter");
    const dialog = await page.locator("dialog[open]").boundingBox();
    expect(dialog?.width).toBeLessThanOrEqual(360);
  });

  it("is dark where the reader's system is, with enough contrast", async () => {
    for (const colorScheme of ["dark", "light"] as const) {
      if (colorScheme === "light") await page.context().close();
      await open({ colorScheme });
      const contrasts = await page.evaluate<Contrast[]>(contrastOf);
      expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      expect(contrasts.find(({ selector }) => selector === "#place-hint")?.isDark).toBe(colorScheme === "dark");
    }
  });
});
