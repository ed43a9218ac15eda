import { takeFinding } from '#shared/domain/alerts/decide.ts';
import type { Finding } from '#shared/domain/alerts/types.ts';
import type { CollideDeps } from './deps.ts';

/** Households whose findings are written at the same time. */
const LANES = 8;
const TRIES = 6;

/** Reads what is there, decides, writes; begins anew where something came in between. */
const raiseOne = async (finding: Finding, deps: CollideDeps): Promise<void> => {
  const now = deps.clock();
  const { alerts: policy } = deps.policyAt(now);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const basis = await deps.book.basis(finding.householdId, finding.kind);
    const ids = { alertId: deps.newId(), messageId: deps.newMessageId() };
    const change = takeFinding(finding, basis, { policy, ids, now });
    if (change === undefined || (await deps.book.write(change)) === 'written') return;
  }
  throw new Error('TransactionConflict: a finding was not written');
};

const raiseInOrder = async (findings: readonly Finding[], deps: CollideDeps): Promise<void> => {
  for (const finding of findings) await raiseOne(finding, deps);
};

/** Findings become alerts: those of one household one after the other, households side by side. */
export const raiseFindings = async (findings: readonly Finding[], deps: CollideDeps): Promise<void> => {
  const groups = [...Map.groupBy(findings, ({ householdId, kind }) => `${householdId}#${kind}`).values()];
  const lane = async (): Promise<void> => {
    for (let group = groups.pop(); group !== undefined; group = groups.pop()) await raiseInOrder(group, deps);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
};
