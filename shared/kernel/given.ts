type Given<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The fields that have a value: what nobody gave is not there at all. */
export function given<T extends Readonly<Record<string, unknown>>>(fields: T): Given<T>;
export function given(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
