import { holds } from "./holds.ts";

holds.tries(151, 200);
