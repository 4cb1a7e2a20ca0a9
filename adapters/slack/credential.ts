import { z } from "zod";
import { decrypt, encrypt, type SecretKeys } from "../../src/store/secrets.ts";
import type { SlackConfig } from "./parts.ts";

/** What OAuth gave us for one workspace; with token rotation the token lives for twelve hours. */
const credentialSchema = z.object({
  token: z.string(),
  refreshToken: z.string().optional(),
  /** Seconds since 1970. */
  expiresAt: z.number().optional(),
});
export type Credential = z.infer<typeof credentialSchema>;

function keysIn({ ENCRYPTION_KEY, ENCRYPTION_KEY_PREVIOUS }: SlackConfig): SecretKeys {
  if (!ENCRYPTION_KEY) throw new Error("ENCRYPTION_KEY is not set");
  return { present: ENCRYPTION_KEY, previous: ENCRYPTION_KEY_PREVIOUS };
}

const about = (teamId: string): string => `slack:${teamId}`;

export const sealed = (config: SlackConfig, teamId: string, credential: Credential): string =>
  encrypt(keysIn(config), JSON.stringify(credential), about(teamId));

export function unsealed(config: SlackConfig, teamId: string, text: string): Credential & { isOldKey: boolean } {
  const { secret, isOldKey } = decrypt(keysIn(config), text, about(teamId));
  return { ...credentialSchema.parse(JSON.parse(secret)), isOldKey };
}
