import { opens, runs } from "../../src/command/action.ts";
import type { Words } from "../../src/i18n/words.ts";
import { sayToPerson } from "../../src/outbox/say.ts";
import { code, strong } from "../../src/view/text.ts";
import { buttons, heading, list, note, paragraph, type View, view } from "../../src/view/view.ts";
import type { Work } from "../../src/work.ts";
import type { DeliveryParts } from "./parts.ts";
import { slackTexts as m } from "./texts.ts";

type Greeted = { readonly id: string; readonly orgId: string; readonly personId: string; readonly now: Date };

/** Shows three steps, once in a workspace: to whoever installed us, or where nobody tells who did, whoever comes first. */
export async function greet(
  { db, wake }: Pick<DeliveryParts, "db" | "wake">,
  { id, orgId, personId, now }: Greeted,
): Promise<void> {
  const said: string[] = [];
  await db.$transaction(async (tx) => {
    const work: Work = { db: tx, orgId, now, said };
    await sayToPerson(work, personId, { key: `slack-welcome:${id}`, kind: "notice" }, welcomeView);
  });
  if (said.length > 0) wake?.(said);
}

function welcomeView(words: Words): View {
  const title = words.plain(m.welcomeTitle);
  const make = { command: code("/team create"), invite: code("/invite @goalkeeper") };
  return view(
    title,
    heading(title),
    paragraph(words.text(m.welcomeIntro)),
    list([
      [strong("1"), " ", ...words.text(m.welcomeTeam, make)],
      [strong("2"), " ", ...words.text(m.welcomePeople, { command: code("/team add") })],
      [strong("3"), " ", ...words.text(m.welcomeGoal, { command: code("/goal add") })],
    ]),
    buttons(
      { label: words.plain(m.welcomeMakeTeam), action: opens("team create"), style: "primary" },
      { label: "/goalkeeper help", action: runs("goalkeeper help") },
    ),
    note(words.text(m.welcomeHelp, { command: code("/goalkeeper help") })),
  );
}
