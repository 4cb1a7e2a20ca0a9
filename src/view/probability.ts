/** Rounded to 5 %, and never surer than that: a forecast is no promise. */
export function probabilityWords(probability: number): string {
  if (probability < 0.05) return "<5%";
  if (probability > 0.95) return ">95%";
  return `${Math.round(probability * 20) * 5}%`;
}
