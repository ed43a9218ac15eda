import { regionLevel } from '#shared/kernel/region-code.ts';
import type { Role } from '#shared/reference/routes.ts';

/** An official of a region or a department, a person or a system, as the issuer proved it. */
export type Official = {
  readonly kind: 'official';
  /** The issuer's subject: who acted, in the audit. */
  readonly actor: string;
  /** The region that the official answers for; every read and write is scoped to it. */
  readonly region: string;
  readonly roles: readonly Role[];
  readonly department?: string;
};
/** A citizen, about themself. */
export type Citizen = { readonly kind: 'citizen'; readonly actor: string; readonly idNumber: string };
type Claims = Readonly<Record<string, unknown>>;

const ROLES: ReadonlySet<string> = new Set<Role>(['caseworker', 'reviewer', 'operator', 'auditor']);
const isRole = (text: string): text is Role => ROLES.has(text);

const text = (claims: Claims, name: string): string | undefined => {
  const value = claims[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** An HTTP API hands an array claim on as the text `[a b]`; this is the one place that knows. */
const list = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  return typeof value === 'string'
    ? value
        .replace(/^\[|\]$/g, '')
        .split(/[\s,]+/)
        .filter((item) => item !== '')
    : [];
};

/** The official of verified claims; `undefined` when a claim that scopes everything else is missing. */
export const officialOf = (claims: Claims): Official | undefined => {
  const actor = text(claims, 'sub');
  const region = text(claims, 'region');
  if (actor === undefined || region === undefined || regionLevel(region) === undefined) return undefined;
  const department = text(claims, 'department');
  const roles = list(claims['roles']).filter(isRole);
  return { kind: 'official', actor, region, roles, ...(department === undefined ? {} : { department }) };
};

/** The citizen of verified claims. */
export const citizenOf = (claims: Claims): Citizen | undefined => {
  const actor = text(claims, 'sub');
  const idNumber = text(claims, 'id_number');
  return actor === undefined || idNumber === undefined ? undefined : { kind: 'citizen', actor, idNumber };
};
