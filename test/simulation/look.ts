import type pg from "pg";

/** What the simulation itself looks up, past the product. */

const kinds = ["schedule", "occurrence", "checkin", "round", "goal", "message"] as const;
export type DueTimes = { readonly next: number | null; readonly overdue: readonly (typeof kinds)[number][] };

/** When something that is kept is due: what has been so far, and what comes next. */
export async function dueTimes(sql: pg.Client, now: number): Promise<DueTimes> {
  const { rows } = await sql.query<{ kind: DueTimes["overdue"][number]; past: Date | null; next: Date | null }>(
    `select kind, min(at) filter (where at <= $1) past, min(at) filter (where at > $1) next from (
       select 'schedule' kind, "nextAt" at from "Schedule" where "isOn"
       union all select 'occurrence', "dueAt" from "Occurrence" where state = 'planned'
       union all select 'checkin', c."nextAt" from "CheckIn" c join "Round" r on r.id = c."roundId"
         join "Team" t on t.id = r."teamId" where c."nextAt" is not null and t."pausedAt" is null
       union all select 'round', "closesAt" from "Round" where state = 'open'
       union all select 'goal', "nextAt" from "Goal" where "nextAt" is not null
       union all select 'message', case when m.state = 'sending' then m."leaseUntil"
           else greatest(m."sendAt", w."heldUntil", m."leaseUntil") end
         from "OutboxMessage" m join "Workspace" w on w.id = m."workspaceId"
         where m.state in ('waiting', 'sending') or (m.state = 'sent' and m.revision > m."shownRevision")
     ) due group by kind`,
    [new Date(now)],
  );
  const next = rows.flatMap((row) => (row.next ? [row.next.getTime()] : []));
  return {
    next: next.length === 0 ? null : Math.min(...next),
    overdue: rows.filter(({ past }) => past !== null).map(({ kind }) => kind),
  };
}

export async function emptyTables(sql: pg.Client): Promise<void> {
  const { rows } = await sql.query<{ name: string }>(
    `select quote_ident(tablename) name from pg_tables where schemaname = 'public' and tablename not like '\\_%'`,
  );
  await sql.query(`truncate ${rows.map(({ name }) => name).join(", ")} cascade`);
}

/** Whether a delivery's effects were committed. */
export async function wasTaken(sql: pg.Client, ...keys: readonly (string | null)[]): Promise<boolean> {
  const { rows } = await sql.query(`select 1 from "InboundDelivery" where key = any($1) and answer is not null`, [
    keys.filter((key) => key !== null),
  ]);
  return rows.length > 0;
}

export type FinalRow = {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly state: string;
  readonly problem: string | null;
  readonly sendAt: Date;
  readonly dueAt: Date;
  readonly createdAt: Date;
  readonly isProactive: boolean;
  readonly threadOfId: string | null;
  readonly personId: string | null;
  readonly person: string | null;
  readonly teamId: string | null;
  readonly platform: string;
};

export type FinalCheckIn = {
  readonly id: string;
  readonly person: string;
  readonly teamId: string;
  readonly date: string;
  readonly state: string;
};

export type FinalState = {
  readonly rows: readonly FinalRow[];
  readonly checkIns: readonly FinalCheckIn[];
  readonly rounds: readonly {
    readonly teamId: string;
    readonly date: string;
    readonly closesAt: Date;
    readonly state: string;
  }[];
};

export async function finalState(sql: pg.Client): Promise<FinalState> {
  const rows = await sql.query<FinalRow>(
    `select m.id, m.key, m.kind::text, m.state::text, m.problem, m."sendAt", m."dueAt", m."createdAt", m."isProactive",
       m."threadOfId", m."toPersonId" "personId", p.name person, m."teamId", w.platform::text
     from "OutboxMessage" m join "Workspace" w on w.id = m."workspaceId" left join "Person" p on p.id = m."toPersonId" order by m.id`,
  );
  const checkIns = await sql.query<FinalCheckIn>(
    `select c.id, p.name person, r."teamId", r.date, c.state::text from "CheckIn" c
     join "Round" r on r.id = c."roundId" join "Person" p on p.id = c."personId" order by c.id`,
  );
  const rounds = await sql.query<FinalState["rounds"][number]>(
    `select "teamId", date, "closesAt", state::text from "Round" order by id`,
  );
  return { rows: rows.rows, checkIns: checkIns.rows, rounds: rounds.rows };
}
