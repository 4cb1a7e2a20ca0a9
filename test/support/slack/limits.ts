/** What Slack documents beyond the per-field limits, which the schema in specs/ carries. Lengths are code points. */
export const limits = {
  blocksInMessage: 50,
  blocksInView: 100,
  attachmentsInMessage: 100,
  messageText: 40_000,
  /** Undocumented; https://github.com/slackapi/bolt-js/issues/2509 */
  textInAllBlocks: 13_200,
  markdownInAllBlocks: 12_000,
  tablesInMessage: 1,
  tableColumns: 20,
  viewBytes: 250_000,
  viewsStacked: 3,
  plainTextInput: 3000,
  suggestions: 100,
  fileBytes: 1_000_000_000,
  altText: 1000,
  triggerMs: 3000,
  acknowledgementMs: 3000,
  responseUrlUses: 5,
  responseUrlMs: 30 * 60_000,
  usersInTeamInfo: 50,
} as const;

export function codePoints(text: string): number {
  return [...text].length;
}
