import { holds } from "./holds.ts";

holds.tries(101, 150);
