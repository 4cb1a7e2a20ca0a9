const lanczosStart = 0.99999999999980993;
const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Natural logarithm of Γ(x) for x > 0: Lanczos' approximation with g = 7 and nine terms, good to about 1e-15. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  const sum = lanczos.reduce((total, coefficient, index) => total + coefficient / (z + index + 1), lanczosStart);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

const tiny = 1e-300;
const precision = 1e-15;
const mostTerms = 200_000;

const awayFromZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);

/** The continued fraction of the incomplete beta function, by Lentz's method (Numerical Recipes, 6.4). */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < precision) break;
  }
  return h;
}

/**
 * I_x(a, b), the distribution function of Beta(a, b), for a, b > 0.
 * `rest` is 1 − x where the caller knows it more exactly than the subtraction would.
 */
export function regularizedBeta(x: number, a: number, b: number, rest = 1 - x): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(rest);
  const front = Math.exp(logFront);
  const value =
    x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(rest, b, a)) / b;
  return clampToUnit(value);
}

/** The x with I_x(a, b) = probability, by bisection: slow and certain. */
export function betaQuantile(probability: number, a: number, b: number): number {
  return bisect((x) => regularizedBeta(x, a, b) >= probability, 0, 1);
}

/** P(a, x), the distribution function of Gamma(a, 1), for a > 0 (Numerical Recipes, 6.2; Wilson and Hilferty for a > 1e6). */
export function regularizedGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  if (!Number.isFinite(x)) return 1;
  if (a > 1e6) return normalCdf((Math.cbrt(x / a) - 1 + 1 / (9 * a)) * 3 * Math.sqrt(a));
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  return clampToUnit(x < a + 1 ? front * gammaSeries(a, x) : 1 - front * gammaFraction(a, x));
}

function gammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n <= mostTerms; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * precision) break;
  }
  return sum;
}

function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / awayFromZero(b);
  let h = d;
  for (let n = 1; n <= mostTerms; n++) {
    const coefficient = -n * (n - a);
    b += 2;
    d = 1 / awayFromZero(coefficient * d + b);
    c = awayFromZero(b + coefficient / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < precision) break;
  }
  return h;
}

/** The x with P(a, x) = probability, for a probability below 1. */
export function gammaQuantile(probability: number, a: number): number {
  let upper = a + 1;
  while (regularizedGamma(a, upper) < probability) upper *= 2;
  return bisect((x) => regularizedGamma(a, x) >= probability, 0, upper);
}

/** The standard normal distribution function, through P(1/2, z²/2). */
export function normalCdf(z: number): number {
  const half = regularizedGamma(0.5, (z * z) / 2) / 2;
  return z < 0 ? 0.5 - half : 0.5 + half;
}

/** The smallest x between the bounds that is enough, to the last bit that matters. */
function bisect(enough: (x: number) => boolean, from: number, to: number): number {
  let low = from;
  let high = to;
  for (let step = 0; step < 1100; step++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

export function clampToUnit(value: number): number {
  return Math.min(1, Math.max(0, value));
}
