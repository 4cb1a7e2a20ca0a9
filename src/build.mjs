import { bundleIfStale } from "./bundle.mjs";

await bundleIfStale();
