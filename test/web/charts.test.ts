import { describe, expect, it } from "vitest";
import type { Chart } from "../../src/view/chart.ts";
import { chartPng } from "../../src/view/chart-png.ts";
import { chartSvg } from "../../src/view/chart-svg.ts";

const days = Array.from({ length: 90 }, (_, day) => new Date(Date.UTC(2026, 8, 1 + day)).toISOString().slice(0, 10));
const lines: Chart = {
  kind: "lines",
  title: "Revenue <Q4> & more",
  unit: "USD",
  x: days,
  series: [
    { label: "Done", tone: "main", y: days.map((_, day) => (day < 60 ? day * 15_000 : null)) },
    { label: "Plan", tone: "line", y: days.map((_, day) => day * 14_000) },
  ],
  band: {
    label: "80 % range",
    low: days.map((_, day) => (day > 58 ? day * 12_000 : null)),
    high: days.map((_, day) => (day > 58 ? day * 16_000 : null)),
  },
  mark: { label: "Target", y: 1_200_000 },
};
const pareto: Chart = {
  kind: "bars",
  title: "Blockers",
  unit: "",
  bars: [
    { label: "A rather long reason that cannot fit on a line", value: 8 },
    { label: "Price", value: 2 },
  ],
  cumulative: [0.8, 1],
};
const texts = (svg: string) =>
  [...svg.matchAll(/<text [^>]*x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</g)].map(([, x, y, text = ""]) => ({
    x: Number(x),
    y: Number(y),
    text,
  }));

describe("charts", () => {
  it("keep words as text", () => {
    expect(chartSvg(lines, "en")).toContain("Revenue &lt;Q4&gt; &amp; more");
    expect(chartSvg({ ...pareto, title: "a\u0000b\u001bc" }, "en")).toContain("a b c");
  });

  it("shorten numbers and dates as the reader's language does", () => {
    expect(chartSvg(lines, "ru")).toMatch(/1,5\s?млн/);
    expect(chartSvg(lines, "ru")).toContain("нояб.");
    expect(chartSvg(lines, "en")).toContain("1.5m");
  });

  it("leave room between the labels below, the last day among them", () => {
    const below = texts(chartSvg(lines, "ru")).filter(({ y }) => y > 385);
    expect(below.at(-1)?.text).toBe("29 нояб.");
    const gaps = below.slice(1).map(({ x }, index) => x - (below[index]?.x ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(60);
  });

  it("tell lines apart without colour", () => {
    const dashes = [...chartSvg(lines, "en").matchAll(/<path [^>]*>/g)].map(
      ([path]) => /stroke-dasharray="([^"]+)"/.exec(path)?.[1] ?? "",
    );
    expect(new Set(dashes).size).toBe(2);
  });

  it("leave a gap where nothing is known", () => {
    const gap: Chart = {
      kind: "lines",
      title: "",
      unit: "",
      x: ["a", "b", "c", "d"],
      series: [{ label: "x", tone: "main", y: [1, null, 2, 3] }],
    };
    const path = /<path d="([^"]+)"/.exec(chartSvg(gap, "en"))?.[1] ?? "";
    expect(path.match(/M/g)).toHaveLength(2);
  });

  it("have no coordinate that is not a number, however little there is to draw", () => {
    const empty: Chart[] = [
      { kind: "lines", title: "", unit: "", x: [], series: [] },
      { kind: "lines", title: "", unit: "", x: ["a"], series: [{ label: "", tone: "good", y: [null] }] },
      { kind: "bars", title: "", unit: "", bars: [] },
      { kind: "bars", title: "", unit: "", bars: [{ label: "zero", value: 0 }], cumulative: [] },
      {
        kind: "bars",
        title: "",
        unit: "",
        bars: [
          { label: "less", value: -5 },
          { label: "more", value: 3, tone: "warn" },
        ],
      },
      { kind: "funnel", title: "", unit: "", stages: [] },
      {
        kind: "funnel",
        title: "",
        unit: "",
        stages: [
          { label: "", value: 0 },
          { label: "", value: 0 },
        ],
      },
    ];
    for (const chart of empty) expect(chartSvg(chart, "en")).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("grow with the number of bars instead of dropping any", () => {
    const bars = Array.from({ length: 30 }, (_, index) => ({ label: `Person ${index}`, value: index }));
    const svg = chartSvg({ kind: "bars", title: "", unit: "", bars }, "en");
    for (const { label } of bars) expect(svg).toContain(`>${label}<`);
    expect(Number(/height="(\d+)"/.exec(svg)?.[1])).toBeGreaterThan(1_000);
  });

  it("become pictures with their words drawn", async () => {
    const png = await chartPng({ ...pareto, title: "Препятствия" }, "ru");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(1640);
    const wordless = await chartPng({ ...pareto, title: "", unit: "" }, "ru");
    expect(png.length).toBeGreaterThan(wordless.length + 500);
  });
});
