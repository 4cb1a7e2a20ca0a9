/** What a rule returns where its formula has no value; the caller prints the reason, never 0 % or NaN. */
export type NotDefined<Reason extends string> = { readonly notDefined: Reason };

export function notDefined<Reason extends string>(reason: Reason): NotDefined<Reason> {
  return { notDefined: reason };
}

export function isDefined<Value extends object, Reason extends string>(
  result: Value | NotDefined<Reason>,
): result is Value {
  return !("notDefined" in result);
}
