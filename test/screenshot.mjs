// Takes the README's picture of the practice room: node test/screenshot.mjs http://127.0.0.1:3000 test/practice-room.png
import { chromium } from "playwright-core";

const [, , address = "http://127.0.0.1:3000", file = "test/practice-room.png"] = process.argv;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
page.setDefaultTimeout(5_000);
await page.goto(address);
await page.waitForTimeout(1500);
await page.getByRole("combobox").last().fill("/goal log calls 12");
await page.keyboard.press("Escape");
await page.keyboard.press("Enter");
await page.waitForTimeout(2000);
await page.screenshot({ path: file });
await browser.close();
