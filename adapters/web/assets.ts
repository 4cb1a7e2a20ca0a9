import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFolder } from "../../src/project-folder.ts";

const types = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** Every file of the page: nothing else in the folder is served. */
const files = [
  "room.html",
  "icon.svg",
  ...["room", "talk", "forms", "narrow"].map((name) => `${name}.css`),
  ...["room", "talk", "clock", "complete", "combo", "forms", "hint", "dom", "server"].map((name) => `${name}.js`),
];

/** A file of the page with its type; null when there is none of that name. */
export async function pageFile(name: string): Promise<{ type: string; body: Buffer } | null> {
  const file = name === "" ? "room.html" : name;
  if (!files.includes(file)) return null;
  const ending = Object.entries(types).find(([extension]) => file.endsWith(`.${extension}`));
  return {
    type: ending?.[1] ?? "application/octet-stream",
    body: await readFile(join(projectFolder, "adapters", "web", "page", file)),
  };
}
