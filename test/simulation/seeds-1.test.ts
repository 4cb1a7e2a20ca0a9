import { holds } from "./holds.ts";

holds.tries(1, 50);
