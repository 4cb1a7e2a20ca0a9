/** An ISO 4217 code, upper case. Amounts of money are whole minor units: cents, kopecks, yen. */
export type Currency = string;

const exponents = new Map<Currency, number>();

/** Decimal places of the minor unit: USD 2, JPY 0, KWD 3. */
export function currencyExponent(currency: Currency): number {
  const known = exponents.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  const exponent = maximumFractionDigits ?? 2;
  exponents.set(currency, exponent);
  return exponent;
}

/** Takes the number as it is written in decimals, so that 1.005 rounds to 1.01 although its double is below. */
export function toMinor(value: number, currency: Currency): bigint {
  return scaled(decimal(plain(value)), currencyExponent(currency));
}

export function fromMinor(minor: bigint, currency: Currency): number {
  return Number(minor) / 10 ** currencyExponent(currency);
}

/** At a rate written in decimals ("0.9251"), rounded half away from zero. */
export function convertMinor(minor: bigint, rate: string, exponentFrom: number, exponentTo: number): bigint {
  const { digits, places } = decimal(rate);
  return scaled({ digits: minor * digits, places: places + exponentFrom }, exponentTo);
}

type Decimal = { digits: bigint; places: number };

function decimal(text: string): Decimal {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new RangeError(`Not a decimal number: ${text}`);
  const fraction = match[2] ?? "";
  return { digits: BigInt(`${match[1]}${fraction}`), places: fraction.length };
}

/** Moves to the wanted number of places, rounding half away from zero. */
function scaled({ digits, places }: Decimal, wanted: number): bigint {
  if (wanted >= places) return digits * 10n ** BigInt(wanted - places);
  const unit = 10n ** BigInt(places - wanted);
  const size = digits < 0n ? -digits : digits;
  const rounded = (size + unit / 2n) / unit;
  return digits < 0n ? -rounded : rounded;
}

/** Without an exponent; the shortest decimals that name this double wherever JavaScript gives them. */
function plain(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(20) : text;
}
