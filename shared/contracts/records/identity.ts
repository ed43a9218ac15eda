import * as z from 'zod';
import { duplicateStates } from '#shared/reference/words.ts';
import { reason } from '../light-primitives.ts';
import { instant } from '../primitives.ts';

/** `DUPLICATE#duplicateId / STATE` in the cases table: two records that may be of one person. */
export const duplicateRecord = z.object({
  duplicateId: z.string(),
  personIds: z.tuple([z.string(), z.string()]),
  regionCode: z.string(),
  state: z.enum(duplicateStates),
  reasons: z.array(reason),
  createdAt: instant,
  decidedAt: instant.exactOptional(),
  decidedBy: z.string().exactOptional(),
  survivorId: z.string().exactOptional(),
  brought: z
    .object({
      entries: z.array(z.string()),
      risks: z.array(z.string()),
      hold: z.literal(true).exactOptional(),
      death: z.literal(true).exactOptional(),
    })
    .exactOptional(),
  version: z.number().int(),
});

/** What is read of a message about somebody new in a county; the rules let through the first version of a person, and moves. */
export const newPerson = z.object({ detail: z.object({ subject: z.object({ id: z.string() }) }) });
