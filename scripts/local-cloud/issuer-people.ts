import { departments } from '#shared/reference/departments.ts';
import { provinceCode, regions } from '#shared/reference/regions.ts';
import {
  AUDITOR_CLIENT,
  citizenClaims,
  departmentClient,
  pageClients,
  systemClients,
  type TokenClaims,
} from './clients.ts';

type Fields = Readonly<Record<string, unknown>>;
const ROLES = ['caseworker', 'reviewer', 'operator'] as const;

/** One of several people of an office: `1001` and `1002` are two. */
const staffNumber = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Za-z0-9]{1,12}$/.test(value) ? value : undefined;

const caseworkClaims = (fields: Fields): TokenClaims | undefined => {
  const [number, role] = [staffNumber(fields['staffNumber']), ROLES.find((one) => one === fields['who'])];
  const region = regions.find(({ code }) => code === fields['region']);
  if (number === undefined || region === undefined) return undefined;
  if (role === undefined && fields['who'] !== 'all') return undefined;
  return {
    aud: 'official',
    sub: `staff-${region.code}-${number}`,
    region: region.code,
    roles: role === undefined ? [...ROLES] : [role],
  };
};

const departmentClaims = (who: unknown): TokenClaims | undefined => {
  const department = departments.find((name) => who === `department-${name}`);
  return department === undefined ? undefined : systemClients.get(departmentClient(department));
};

/** Whom the form names, by the audience of the client that sent it; `undefined`: nobody like that. */
export const chosenPerson = (clientId: string, fields: Fields): TokenClaims | undefined => {
  if (pageClients.get(clientId)?.audience === 'citizen') return citizenClaims(fields['idNumber']);
  if (fields['who'] === 'auditor') return systemClients.get(AUDITOR_CLIENT);
  return departmentClaims(fields['who']) ?? caseworkClaims(fields);
};

/** The regions whom somebody may work for, the province first. */
export const offices: readonly { readonly code: string; readonly name: string }[] = regions.map(
  ({ code, name, level }) => ({
    code,
    name: level === 'county' ? `　${name} ${code}` : `${name} ${code === provinceCode ? '' : code}`.trim(),
  }),
);
