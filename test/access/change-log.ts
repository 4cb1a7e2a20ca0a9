import type { PrismaClient } from "../../src/generated/prisma/client.ts";

/** A row that was inserted, changed or deleted, by its table and organisation. */
export type Change = { readonly table: string; readonly org: string | null };

/** Kept for the machinery of answering; nothing that people own. */
const unlogged = ["InboundDelivery", "FormDraft", "_prisma_migrations"];

export type ChangeLog = { taken(): Promise<Change[]> };

/** Notes every change to the database from now on, whoever makes it, so that "nothing happened" can be known. */
export async function changeLog(db: PrismaClient): Promise<ChangeLog> {
  await db.$executeRawUnsafe(`create table change_log (id bigserial primary key, "table" text, org text)`);
  // When somebody was last here is noted at every request, whatever becomes of it.
  await db.$executeRawUnsafe(`
    create function note_change() returns trigger language plpgsql as $$
    declare
      was jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) - 'lastUsedAt' end;
      is_now jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) - 'lastUsedAt' end;
    begin
      if was is distinct from is_now then
        insert into change_log ("table", org) values (tg_table_name, coalesce(is_now, was) ->> 'orgId');
      end if;
      return null;
    end $$`);
  const tables = await db.$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'change_log'`;
  for (const { name } of tables.filter((table) => !unlogged.includes(table.name))) {
    await db.$executeRawUnsafe(
      `create trigger note_change after insert or update or delete on "${name}" for each row execute function note_change()`,
    );
  }
  return {
    async taken() {
      return db.$queryRaw<Change[]>`delete from change_log returning "table", org`;
    },
  };
}
