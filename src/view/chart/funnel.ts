import type { Locale } from "../../i18n/texts.ts";
import type { Chart } from "../chart.ts";
import { at, box, chartHeight, chartWidth, ink, label, shareText, shorten, shortNumber, tones, wrap } from "./draw.ts";

type Funnel = Extract<Chart, { kind: "funnel" }>;

const area = { left: 190, right: chartWidth - 210, top: 78, bottom: chartHeight - 20 } as const;

/** Stages from the widest to the narrowest, with the share that went on between each two. */
export function drawFunnel({ stages }: Funnel, locale: Locale): string {
  const most = Math.max(...stages.map(({ value }) => value), 1);
  const pitch = (area.bottom - area.top) / Math.max(stages.length, 1);
  const height = Math.min(52, pitch * 0.62);
  const middle = (area.left + area.right) / 2;
  const widthAt = (value: number) => Math.max(4, (Math.max(0, value) / most) * (area.right - area.left));
  return stages
    .map((stage, index) => {
      const y = area.top + index * pitch + (pitch - height) / 2;
      const width = widthAt(stage.value);
      const next = stages[index + 1];
      const bar = box(middle - width / 2, y, width, height, tones.main.colour, 4);
      const value =
        width > 70
          ? label(middle, y + height / 2 + 6, shortNumber(stage.value, locale), {
              bold: true,
              size: 17,
              anchor: "middle",
              colour: ink.paper,
            })
          : label(middle + width / 2 + 8, y + height / 2 + 6, shortNumber(stage.value, locale), {
              bold: true,
              size: 17,
            });
      const neck = next
        ? between(middle, y + height, pitch - height, width, widthAt(next.value)) +
          passed(shareInto(stage, next), middle, y + height + (pitch - height) / 2, locale)
        : "";
      return neck + bar + value + texts(stage, y + height / 2);
    })
    .join("");
}

function texts(stage: Stage, y: number): string {
  const notes = stage.note ? wrap(stage.note, 186, 13) : [];
  const first = y + 5 - (notes.length - 1) * 8;
  return (
    label(24, y + 5, shorten(stage.label, area.left - 40, 15), { size: 15, bold: true }) +
    notes.map((note, row) => label(area.right + 14, first + row * 16, note, { size: 13, colour: ink.quiet })).join("")
  );
}

function between(middle: number, y: number, height: number, from: number, to: number): string {
  const points = [
    [middle - from / 2, y],
    [middle + from / 2, y],
    [middle + to / 2, y + height],
    [middle - to / 2, y + height],
  ];
  return `<polygon points="${points.map(([px = 0, py = 0]) => `${at(px)},${at(py)}`).join(" ")}" fill="${tones.main.colour}" fill-opacity="0.16"/>`;
}

type Stage = Funnel["stages"][number];

function shareInto(from: Stage, to: Stage): number | null {
  if (to.passed !== undefined) return to.passed;
  return from.value > 0 ? to.value / from.value : null;
}

function passed(share: number | null, x: number, y: number, locale: Locale): string {
  if (share === null) return "";
  return label(x, y + 4.5, shareText(share, locale), {
    size: 13,
    anchor: "middle",
    colour: ink.text,
    halo: true,
  });
}
