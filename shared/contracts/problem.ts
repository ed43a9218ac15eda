import * as z from 'zod';
import { text, withMeta } from './light-primitives.ts';
import { instant } from './primitives.ts';

const fieldProblem = z
  .object({
    path: z.string().meta({
      description: 'JSON Pointer into the body; into the query it begins with `/query`',
      example: '/subject/idNumber',
    }),
    code: z.string().meta({ description: 'A stable code, for programs', example: 'id-number-check-digit' }),
    message: withMeta(text, { description: 'What to do about it, for people' }),
  })
  .meta({ id: 'FieldProblem', description: 'One field that was wrong' });

/** With code `proof-needed`: what the sender's device has to work out first. */
const proofChallenge = z
  .object({
    algorithm: z.literal('SHA-256'),
    challenge: z.string().meta({ description: 'The hash to be met, in hex' }),
    salt: z.string().meta({ description: 'What stands before the number' }),
    maxNumber: z.int(),
    signature: z.string(),
    expiresAt: instant,
  })
  .meta({
    id: 'ProofChallenge',
    description:
      'Find the number from 0 to `maxNumber` for which SHA-256 of `salt` and the number (in decimal digits) is `challenge`; send the request again with `X-Proof`: base64 of the JSON {algorithm, challenge, salt, number, signature}. Good once, until `expiresAt`',
  });

/** What a door answers when it refuses or fails: a problem document of RFC 9457 with a stable code. */
export const problemDocument = z
  .object({
    type: z.string().meta({ description: 'The code as a URN', example: 'urn:low-income-net:problem:not-found' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.string().meta({ description: 'A stable code, for programs', example: 'not-found' }),
    detail: z.string(),
    message: withMeta(text, { description: 'The same in both languages, for people' }),
    challenge: proofChallenge.exactOptional().meta({ description: 'With code `proof-needed`' }),
    errors: z.array(fieldProblem).exactOptional().meta({ description: 'With code `invalid-request`: each field' }),
    facts: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .exactOptional()
      .meta({ description: 'Ids and codes that help on: `issuedAs`, `mergedInto`, `successor`' }),
  })
  .meta({ id: 'Problem', description: 'A problem document of RFC 9457' });
