import type { z } from 'zod';
import type { ProblemCode } from '#shared/reference/problems.ts';

/** What a route takes and gives: the source of its parsing and of its page in the OpenAPI document alike. */
export type Operation = {
  readonly summary: string;
  readonly description?: string;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly request?: { readonly schema: z.ZodType; readonly example: unknown };
  readonly responses: Readonly<
    Record<
      number,
      {
        readonly description: string;
        readonly schema?: z.ZodType;
        readonly example?: unknown;
        readonly contentType?: string;
        /** The version of what is shown goes out as `ETag`, for `If-Match` of a later step. */
        readonly etag?: true;
      }
    >
  >;
  /**
   * Refusals of its own, beside those that every route has. `idempotency-key-reused` tells that the route changes
   * something and takes an `Idempotency-Key`, `precondition-failed` that it takes `If-Match`.
   */
  readonly problems?: readonly ProblemCode[];
};
