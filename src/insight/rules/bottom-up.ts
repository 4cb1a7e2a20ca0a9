import { splitExact } from "./split.ts";

export type Proposal = {
  readonly id: string;
  readonly proposed: bigint;
  /** What the forecast expects of this person; null where there is none. */
  readonly expected: bigint | null;
};

export type BottomUp = {
  /** Σ proposals / total; null without a total. */
  readonly coverage: number | null;
  /** What the proposals leave open; negative where they exceed the total. */
  readonly gap: bigint;
  /** Every proposal in proportion; null where nobody proposed anything. */
  readonly scaled: bigint[] | null;
  /** The gap shared by headroom; null without a gap or without forecasts. */
  readonly shared: bigint[] | null;
  /** The gap is larger than all headroom together: to be shown, not hidden. */
  readonly overHeadroom: boolean | null;
};

/** Three answers to proposals that do not add up: keep them and see the gap, scale them, or share the gap by headroom. */
export function bottomUp(total: bigint, proposals: readonly Proposal[], unit = 1n): BottomUp {
  if (total < 0n || proposals.some(({ proposed }) => proposed < 0n))
    throw new RangeError("A total and proposals must be at least 0.");
  const proposed = proposals.reduce((sum, proposal) => sum + proposal.proposed, 0n);
  const gap = total - proposed;
  const byProposal = proposals.map((proposal) => ({ id: proposal.id, weight: proposal.proposed }));
  return {
    coverage: total > 0n ? Number(proposed) / Number(total) : null,
    gap,
    scaled: proposed > 0n ? splitExact(total, byProposal, unit) : null,
    ...shareGap(gap, proposals, unit),
  };
}

function shareGap(
  gap: bigint,
  proposals: readonly Proposal[],
  unit: bigint,
): Pick<BottomUp, "shared" | "overHeadroom"> {
  if (gap <= 0n || proposals.length === 0 || proposals.some(({ expected }) => expected === null))
    return { shared: null, overHeadroom: null };
  const headroom = proposals.map(({ id, expected, proposed }) => {
    const room = (expected ?? 0n) - proposed;
    return { id, weight: room > 0n ? room : 0n };
  });
  const parts = splitExact(gap, headroom, unit);
  return {
    shared: proposals.map(({ proposed }, index) => proposed + (parts[index] ?? 0n)),
    overHeadroom: gap > headroom.reduce((sum, { weight }) => sum + weight, 0n),
  };
}
