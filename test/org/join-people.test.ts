import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

const named = /^\s+(\w*[pP]ersonId|ownerId|createdById|voidedById|aboutId)\s/u;

it("joining two people knows every place that names a person", async () => {
  const schema = await readFile(new URL("../../prisma/schema.prisma", import.meta.url), "utf8");
  const source = await readFile(new URL("../../src/org/join-people.ts", import.meta.url), "utf8");
  const models = [...schema.matchAll(/^model (\w+) \{(.*?)^\}/gmsu)].map(([, model = "", body = ""]) => ({
    model: model.charAt(0).toLowerCase() + model.slice(1),
    fields: body.split("\n").flatMap((line) => named.exec(line)?.[1] ?? []),
  }));
  const naming = models.filter(({ fields }) => fields.length > 0);
  expect(naming.length).toBeGreaterThan(10);
  for (const { model, fields } of naming) {
    expect(source, model).toContain(`db.${model}.`);
    for (const field of fields) expect(source, `${model}.${field}`).toContain(field);
  }
});
