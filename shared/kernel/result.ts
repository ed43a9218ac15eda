/** An expected outcome that is not a success is a value with a stable code; exceptions are faults. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A coded refusal: `code` is a key of the problem catalogue (shared/reference/problems.ts). */
export type Refusal<Code extends string = string> = {
  readonly code: Code;
  /** Facts for the person who reads the refusal; never an identity number, a name or a phone number. */
  readonly facts?: Readonly<Record<string, string | number>>;
};

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error });

/** A refusal as a failed result. */
export const refuse = <Code extends string>(code: Code, facts?: Refusal['facts']): Result<never, Refusal<Code>> =>
  err(facts === undefined ? { code } : { code, facts });
