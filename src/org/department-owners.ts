import type { ChannelValue, PersonValue } from "../command/option.ts";
import type { Department } from "../insight/rules/blocker-taxonomy.ts";
import type { PersonWork, Work } from "../work.ts";
import { audit } from "./audit.ts";
import { setChannel } from "./teams.ts";

/** Departments that answer for what a sales team cannot remove itself. */
export type OtherDepartment = Exclude<Department, "manager">;

/** Who gets a team's requests to a department, and how many working days an answer may take. */
export type DepartmentContact = {
  readonly days: number;
  readonly person: PersonValue | null;
  /** Names of its channels, which are kept with `teamId`: the team itself or one above it. */
  readonly channels: readonly string[];
  readonly teamId: string;
};

/** Working days that an answer may take where nobody set it. */
export const usualAnswerDays = 5;

const deepest = 5;

/** What is set for the team counts before what is set for the teams above it. */
export async function departmentContact(work: Work, teamId: string, department: string): Promise<DepartmentContact> {
  const { db, orgId } = work;
  let above: string | null = teamId;
  for (let level = 0; above !== null && level < deepest; level++) {
    const own: string = above;
    const set = await db.departmentOwner.findUnique({ where: { teamId_department: { teamId: own, department } } });
    if (set && set.orgId === orgId) return { days: set.days, teamId: own, ...(await reached(work, set)) };
    const team: { parentId: string | null } | null = await db.team.findFirst({
      where: { id: own, orgId },
      select: { parentId: true },
    });
    above = team?.parentId ?? null;
  }
  return { days: usualAnswerDays, person: null, channels: [], teamId };
}

async function reached({ db, orgId }: Work, set: { teamId: string; department: string; personId: string | null }) {
  const { teamId, department, personId } = set;
  if (personId !== null) {
    const where = { id: personId, orgId, state: "active" } as const;
    return { person: await db.person.findFirst({ where, select: { id: true, name: true } }), channels: [] };
  }
  const channels = await db.teamChannel.findMany({
    where: { orgId, teamId, department, state: "active", workspace: { state: "active" } },
    select: { name: true },
    orderBy: { id: "asc" },
  });
  return { person: null, channels: channels.map(({ name }) => `#${name.replace(/^#/, "")}`) };
}

export type OwnerSetting = {
  readonly person?: PersonValue | undefined;
  readonly channel?: ChannelValue | undefined;
  readonly days?: number | undefined;
};

/** A person takes the place of a channel and the other way round; days alone leave both as they are. */
export async function setDepartmentOwner(
  work: PersonWork,
  teamId: string,
  department: OtherDepartment,
  { person, channel, days }: OwnerSetting,
): Promise<void> {
  const { db, orgId } = work;
  const where = { teamId_department: { teamId, department } };
  const before = await db.departmentOwner.findUnique({ where });
  const personId = person ? person.id : channel ? null : (before?.personId ?? null);
  const data = { personId, days: days ?? before?.days ?? usualAnswerDays };
  await db.departmentOwner.upsert({ where, create: { orgId, teamId, department, ...data }, update: data });
  if (channel) await setChannel(work, teamId, channel, department);
  await audit(work, {
    action: "team owner",
    subject: "team",
    subjectId: teamId,
    ...(before ? { before: { department, person: before.personId, days: before.days } } : {}),
    after: { department, person: personId, days: data.days, ...(channel ? { channel: channel.name } : {}) },
  });
}

/** Returns false where nothing was set for the team itself. */
export async function clearDepartmentOwner(
  work: PersonWork,
  teamId: string,
  department: OtherDepartment,
): Promise<boolean> {
  const { count } = await work.db.departmentOwner.deleteMany({ where: { orgId: work.orgId, teamId, department } });
  if (count === 0) return false;
  await audit(work, { action: "team owner", subject: "team", subjectId: teamId, before: { department } });
  return true;
}
