import { divider, type View } from "../view/view.ts";

/** Proactive messages due this close together become one. */
export const mergeWithin = 60 * 60_000;

/** Several messages as one, each part as it was. */
export function mergeViews(views: readonly View[]): View {
  const summaries = [...new Set(views.map(({ summary }) => summary))];
  const blocks = views.flatMap((view, at) => (at === 0 ? view.blocks : [divider, ...view.blocks]));
  return { summary: summaries.join(" · "), blocks };
}
