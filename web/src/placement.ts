import type { publicPlacement } from '#shared/contracts/placements.ts';
import { ask } from './api.ts';

type Placement = ReturnType<(typeof publicPlacement)['parse']>;

export type Hung = { readonly kind: 'on'; readonly name: string } | { readonly kind: 'off' };

/** What the address of a scanned code names: its region and its placement. */
export const fromAddress = (): { readonly region?: string; readonly placement?: string } => {
  const query = new URLSearchParams(location.search);
  const [region, placement] = [query.get('region'), query.get('placement')];
  return {
    ...(region === null || !/^\d{6,12}$/.test(region) ? {} : { region }),
    ...(placement === null || !/^[\w-]{22}$/.test(placement) ? {} : { placement }),
  };
};

/** An address of the site with the scanned place along. */
export const withPlace = (address: string): string => {
  const url = new URL(address, location.origin);
  for (const [name, value] of Object.entries(fromAddress())) url.searchParams.set(name, value);
  return url.pathname + url.search;
};

/** Where the code hangs; `off` where it was taken down or never hung, `undefined` where that cannot be read now. */
export const lookUp = async (placement: string): Promise<Hung | undefined> => {
  const answer = await ask<Placement>(`/placements/${placement}`);
  if (answer.kind === 'offline') return undefined;
  if (answer.kind === 'problem') return { kind: 'off' };
  const { name, state } = answer.value;
  return state === 'off' ? { kind: 'off' } : { kind: 'on', name };
};
