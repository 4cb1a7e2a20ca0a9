import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { readDate, readDecimal, readStage } from "../../src/import/cells.ts";
import { dialectOf } from "../../src/import/dialect.ts";
import { readRecords } from "../../src/import/read-csv.ts";

const mapping = { files: [] };

describe("numbers", () => {
  test.each([
    ["1054", ".", 1054],
    ["1,054.50", ".", 1054.5],
    ["1.234", ".", 1.234],
    ["1.234", ",", 1234],
    ["1.054,50", ",", 1054.5],
    ["1 054,50 ₽", ",", 1054.5],
    ["$1,234", ".", 1234],
    ["-12,5", ".", -12.5],
    ["(300)", ".", -300],
    ["12'000.00", ".", 12000],
    ["1,2,3", ".", null],
    ["12 %", ".", null],
    ["twelve", ".", null],
    ["", ".", null],
  ] as const)("%s with decimal %s is %s", (cell, decimal, value) => {
    expect(readDecimal(cell, decimal)).toBe(value);
  });
});

describe("dates", () => {
  const context = { dates: null, zone: "Europe/Moscow", today: "2026-11-23" };
  test.each([
    ["2026-11-02", "2026-11-02"],
    ["2026-11-02 23:30:00", "2026-11-02"],
    ["2026-11-02T23:30:00Z", "2026-11-03"],
    ["2026-11-02 23:30:00+0300", "2026-11-02"],
    ["20261102", "2026-11-02"],
    ["02.11.2026", "2026-11-02"],
    ["2.11.26", "2026-11-02"],
    ["13/11/2026", "2026-11-13"],
    ["11/13/2026 4:05 PM", "2026-11-13"],
    ["05/05/2026", "2026-05-05"],
    ["Nov 2, 2026", "2026-11-02"],
    ["2 ноября 2026", "2026-11-02"],
    ["03/04/2026", "ambiguous"],
    ["31.02.2026", null],
    ["friday", null],
    ["soon", null],
  ])("%s", (cell, date) => expect(readDate(cell, context)).toBe(date));
  test("the order of day and month, once known", () => {
    expect(readDate("03/04/2026", { ...context, dates: "dmy" })).toBe("2026-04-03");
    expect(readDate("03/04/2026", { ...context, dates: "mdy" })).toBe("2026-03-04");
  });
});

test("usual words of stages, in both languages", () => {
  const words = [
    "Closed Won",
    "Closed Lost",
    "Qualification",
    "Успешно реализовано",
    "Закрыто и не реализовано",
    "Переговоры",
  ];
  expect(words.map((word) => readStage(word, undefined))).toEqual(["won", "lost", "open", "won", "lost", "open"]);
});

describe("files", () => {
  const bytes = (text: string, encoding: "utf8" | "utf16le" = "utf8") => Buffer.from(text, encoding);
  const cells = async (content: Buffer) => {
    const dialect = dialectOf(content, mapping, "x.csv");
    const source = { name: "x.csv", size: content.length, open: () => Readable.from([content]) };
    const records: (readonly string[])[] = [];
    for await (const record of readRecords(source, dialect)) records.push(record.cells);
    return { dialect, records };
  };

  test("with a byte order mark, semicolons and decimal commas", async () => {
    const { dialect, records } = await cells(bytes('\ufeff"a;b";c\r\n1;"2,5"\r\n\r\n'));
    expect(dialect).toMatchObject({ delimiter: ";", decimal: ",", encoding: "utf-8" });
    expect(records).toEqual([
      ["a;b", "c"],
      ["1", "2,5"],
    ]);
  });

  test("with tabs, in UTF-16 and in windows-1251", async () => {
    expect((await cells(bytes("\ufeffимя\tдата\nАня\t1", "utf16le"))).records).toEqual([
      ["имя", "дата"],
      ["Аня", "1"],
    ]);
    const russian = Buffer.from([0xc8, 0xec, 0xff, 0x2c, 0x61, 0x0a, 0xc0, 0xed, 0xff, 0x2c, 0x31]);
    expect(await cells(russian)).toMatchObject({
      dialect: { encoding: "windows-1251" },
      records: [
        ["Имя", "a"],
        ["Аня", "1"],
      ],
    });
  });

  test("tell the order of day and month where they can", async () => {
    expect((await cells(bytes("a,b\n03/04/2026,13/04/2026"))).dialect.dates).toBe("dmy");
    expect((await cells(bytes("a,b\n03/04/2026,04/13/2026"))).dialect.dates).toBe("mdy");
    expect((await cells(bytes("a,b\n03/04/2026,04/05/2026"))).dialect.dates).toBeNull();
  });

  test("that turn out to be of another encoding are refused, not garbled", async () => {
    const broken = Buffer.concat([bytes("a,b\n"), bytes("x,y\n".repeat(20_000)), Buffer.from([0xc8, 0xec])]);
    const dialect = dialectOf(broken.subarray(0, 60_000), mapping, "x.csv");
    const source = { name: "x.csv", size: broken.length, open: () => Readable.from([broken]) };
    await expect(async () => {
      for await (const _ of readRecords(source, dialect));
    }).rejects.toThrow("is not written in");
  });
});
