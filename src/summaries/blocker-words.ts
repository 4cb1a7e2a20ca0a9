import { blockerNames, departmentNames } from "../i18n/blockers.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import type { Words } from "../i18n/words.ts";
import { blockerInfo, isBlockerCode } from "../insight/rules/blocker-taxonomy.ts";

/** The category alone: what somebody wrote about it stays between them and their manager. */
export const blockerWhat = (words: Words, category: string): string =>
  words.plain(isBlockerCode(category) ? blockerNames[category] : blockerNames.other);

/** Who can act on it: the named owner, or the department that can remove it, if any inside can. */
export function blockerOwnerName(words: Words, blocker: { category: string; ownerName: string | null }): string {
  if (blocker.ownerName) return blocker.ownerName;
  const department = isBlockerCode(blocker.category) ? blockerInfo(blocker.category).owner : "manager";
  return words.plain(department ? departmentNames[department] : m.ownerless);
}
