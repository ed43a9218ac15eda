import { canonicalIdNumber } from '#shared/kernel/id-number.ts';
import { type Department, departments } from '#shared/reference/departments.ts';
import { provinceCode, regions } from '#shared/reference/regions.ts';
import type { Role } from '#shared/reference/routes.ts';

/** What a token says of its bearer. */
export type OfficialClaims = {
  readonly aud: 'official';
  readonly sub: string;
  readonly region: string;
  readonly roles: readonly Role[];
  readonly department?: Department;
};
export type CitizenClaims = { readonly aud: 'citizen'; readonly sub: string; readonly id_number: string };
export type TokenClaims = OfficialClaims | CitizenClaims;
type Audience = TokenClaims['aud'];

const inBothLanguages = (page: string): readonly string[] =>
  ['zh', 'en'].map((language) => `/${page}?lang=${language}`);

/** Our pages as the issuer knows them: whom they sign in, and where on the pages' origin somebody may be sent back to. */
export const pageClients: ReadonlyMap<string, { readonly audience: Audience; readonly paths: readonly string[] }> =
  new Map([
    ['staff-pages', { audience: 'official', paths: inBothLanguages('staff') }],
    ['my-data', { audience: 'citizen', paths: inBothLanguages('my-data') }],
  ]);
export const CITIZEN_CLIENT = 'local-citizen';
export const AUDITOR_CLIENT = 'auditor';
export const regionClient = (code: string): string => `region-${code}`;
export const departmentClient = (department: Department): string => `department-${department}`;

const official = (sub: string, claims: Omit<OfficialClaims, 'aud' | 'sub'>): readonly [string, OfficialClaims] => [
  sub,
  { aud: 'official', sub, ...claims },
];

/** Every system that may ask for a token with its secret: regions (province, prefectures, counties), departments, auditor. */
export const systemClients: ReadonlyMap<string, OfficialClaims> = new Map([
  ...regions.map(({ code }) =>
    official(regionClient(code), { region: code, roles: ['caseworker', 'reviewer', 'operator'] }),
  ),
  ...departments.map((department) =>
    official(departmentClient(department), { region: provinceCode, roles: [], department }),
  ),
  official(AUDITOR_CLIENT, { region: provinceCode, roles: ['auditor'] }),
]);

/** The citizen whom the local stage takes at their word; `undefined`: that is no identity number. */
export const citizenClaims = (idNumber: unknown): CitizenClaims | undefined => {
  const canonical = typeof idNumber === 'string' ? canonicalIdNumber(idNumber) : undefined;
  return canonical?.ok === true ? { aud: 'citizen', sub: CITIZEN_CLIENT, id_number: canonical.value } : undefined;
};
