#!/usr/bin/env node
// The bundle where there is one, as in a container; the sources through the TypeScript loader in a clone.
import { existsSync } from "node:fs";

const bundle = new URL("../out/cli/main.mjs", import.meta.url);
if (existsSync(bundle)) await import(bundle.href);
else {
  const { register } = await import("tsx/esm/api");
  register();
  await import("./cli/main.ts");
}
