import { z } from 'zod';
import { text } from './primitives.ts';

const fieldProblem = z
  .object({
    path: z.string().meta({
      description: 'JSON Pointer into the body; into the query it begins with `/query`',
      example: '/subject/idNumber',
    }),
    code: z.string().meta({ description: 'A stable code, for programs', example: 'id-number-check-digit' }),
    message: text.meta({ description: 'What to do about it, for people' }),
  })
  .meta({ id: 'FieldProblem', description: 'One field that was wrong' });

/** What a door answers when it refuses or fails: a problem document of RFC 9457 with a stable code. */
export const problemDocument = z
  .object({
    type: z.string().meta({ description: 'The code as a URN', example: 'urn:low-income-net:problem:not-found' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.string().meta({ description: 'A stable code, for programs', example: 'not-found' }),
    detail: z.string(),
    message: text.meta({ description: 'The same in both languages, for people' }),
    errors: z.array(fieldProblem).exactOptional().meta({ description: 'With code `invalid-request`: each field' }),
  })
  .meta({ id: 'Problem', description: 'A problem document of RFC 9457' });
