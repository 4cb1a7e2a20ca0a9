import type { Caller } from "../../work.ts";

/** Single people's numbers are for those who manage them; observers see the team. */
export const managesTeam = (caller: Caller, teamId: string): boolean =>
  caller.isAdmin || caller.memberships.some((one) => one.teamId === teamId && one.role === "manager");
