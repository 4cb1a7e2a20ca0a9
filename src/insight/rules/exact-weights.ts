/**
 * Weights as whole numbers in exactly the same proportion, read to 15 significant digits,
 * so that 25.2 means 252/10 and a share never depends on how a double rounds.
 */
export function exactWeights(weights: readonly number[]): bigint[] {
  const parts = weights.map(decimalParts);
  const lowest = parts.reduce((least, { digits, exponent }) => (digits === 0n ? least : Math.min(least, exponent)), 0);
  return parts.map(({ digits, exponent }) => (digits === 0n ? 0n : digits * 10n ** BigInt(exponent - lowest)));
}

function decimalParts(weight: number): { digits: bigint; exponent: number } {
  if (!Number.isFinite(weight) || weight < 0) throw new RangeError("A weight must be a finite number of at least 0.");
  const [mantissa = "0", exponent = "0"] = weight.toExponential(14).split("e");
  return { digits: BigInt(mantissa.replace(".", "")), exponent: Number(exponent) - 14 };
}
