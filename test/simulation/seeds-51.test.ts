import { holds } from "./holds.ts";

holds.tries(51, 100);
