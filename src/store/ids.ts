/** Whether a text can be one of our ids: what people or old messages send back may be anything, and databases refuse it. */
export const isId = (typed: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(typed);
