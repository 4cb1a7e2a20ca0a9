/** Maps values to pixels, with round ticks that cover the data. */
export type Scale = {
  readonly ticks: readonly number[];
  readonly low: number;
  readonly high: number;
  to(value: number): number;
};

/** `from` and `until` are the pixels of the lowest and highest tick; the scale holds zero unless the data is far from it. */
export function scaleFor(values: readonly number[], from: number, until: number, wanted = 5): Scale {
  const known = values.filter(Number.isFinite);
  const top = Math.max(0, ...known);
  const bottom = Math.min(0, ...known);
  const step = niceStep((top - bottom || 1) / wanted);
  const first = Math.floor(bottom / step);
  const last = Math.max(Math.ceil(top / step - 1e-9), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => cleaned((first + index) * step));
  const [low, high] = [first * step, last * step];
  return { ticks, low, high, to: (value) => from + ((value - low) / (high - low)) * (until - from) };
}

/** 1, 2, 2.5 or 5 times a power of ten. */
function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const found = [1, 2, 2.5, 5].find((factor) => raw <= factor * power * (1 + 1e-9)) ?? 10;
  return found * power;
}

function cleaned(value: number): number {
  return Number(value.toPrecision(12));
}
