import { followAccount } from "../../src/org/follow-account.ts";
import type { Connection } from "./connection.ts";
import { factsOf, type SlackUser } from "./people.ts";

/** A person's name, zone, language or account changed in Slack. */
export async function followUser(
  { db, clock, wake, locales }: Connection,
  workspace: { readonly id: string },
  user: SlackUser,
): Promise<void> {
  locales.delete(user.id);
  const state = user.deleted ? "gone" : "active";
  const said = await followAccount(db, clock.now(), { ...factsOf(workspace.id, user), state });
  if (said.length > 0) wake?.(said);
}
