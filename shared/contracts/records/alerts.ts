import * as z from 'zod';
import { feedTypes } from '#shared/reference/feeds.ts';
import { alertOutcomes, alertStates, severities } from '#shared/reference/words.ts';
import { reason, text } from '../light-primitives.ts';
import { instant } from '../primitives.ts';

/** `ALERT#alertId / STATE` in the cases table. */
export const alertRecord = z.object({
  alertId: z.string(),
  kind: z.enum(feedTypes),
  severity: z.enum(severities),
  state: z.enum(alertStates),
  regionCode: z.string(),
  personId: z.string(),
  householdId: z.string(),
  reasons: z.array(reason),
  evidence: z.array(z.object({ fact: z.string(), personId: z.string(), batchId: z.string() })),
  policyVersion: z.string(),
  raisedAt: instant,
  dueAt: instant,
  outcome: z.enum(alertOutcomes).exactOptional(),
  timeline: z.array(
    z.object({
      at: instant,
      kind: z.enum(['raised', 'extended', 'acknowledged', 'outcome']),
      actor: z.string(),
      text,
      reasons: z.array(reason).exactOptional(),
    }),
  ),
  version: z.number().int(),
});

/** `ALERT-KEY#householdId#kind / STATE`: the newest alert of household and indicator, and the facts dealt with. */
export const alertKeyRecord = z.object({
  householdId: z.string(),
  kind: z.enum(feedTypes),
  alertId: z.string(),
  facts: z.array(z.string()),
  version: z.number().int(),
});
