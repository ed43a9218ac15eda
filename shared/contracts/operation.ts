import type { ZodObject, ZodType } from 'zod';
import type { ZodMiniObject, ZodMiniType } from 'zod/mini';
import type { ProblemCode } from '#shared/reference/problems.ts';

/** What a route takes and gives: the source of its parsing and of its page in the OpenAPI document alike. */
export type Operation = {
  readonly summary: string;
  readonly description?: string;
  readonly query?: ZodObject | ZodMiniObject;
  readonly headers?: ZodObject | ZodMiniObject;
  readonly request?: { readonly schema: ZodType | ZodMiniType; readonly example: unknown };
  readonly responses: Readonly<
    Record<
      number,
      {
        readonly description: string;
        readonly schema?: ZodType | ZodMiniType;
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
