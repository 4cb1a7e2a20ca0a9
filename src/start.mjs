import { runBundled } from "./bundle.mjs";

await runBundled("src/main.ts");
