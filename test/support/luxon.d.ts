/** The little of luxon that the calendar tests compare with; the package ships no types. */
declare module "luxon" {
  export class DateTime {
    static fromISO(text: string, options: { zone: string }): DateTime;
    readonly weekday: number;
    readonly offset: number;
    plus(duration: { days?: number; hours?: number }): DateTime;
    minus(duration: { days?: number; hours?: number }): DateTime;
    startOf(unit: string): DateTime;
    endOf(unit: string): DateTime;
    getPossibleOffsets(): DateTime[];
    toMillis(): number;
    toISODate(): string | null;
    toISOWeekDate(): string | null;
    toFormat(format: string): string;
  }
}
