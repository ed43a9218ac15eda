import { placementCreated, placementList } from '#shared/contracts/placements.ts';
import { PLACE, type World } from './world.ts';

/** An official hangs a code at a place, and somebody scans it: counted, and on to the pages. */
export const hangCode = async (world: World): Promise<string> => {
  const { endpoints, api, say } = world;
  const token = world.token(PLACE.county);
  const body = { name: '清波街道便民服务中心', regionCode: PLACE.township };
  const { placementId } = await api.call({ path: '/v1/placements', token, body, answers: placementCreated });
  const scanned = await fetch(`${endpoints.pages}/q/${placementId}`, { redirect: 'manual' });
  const leads = scanned.headers.get('location') ?? '';
  if (scanned.status !== 303 || !leads.includes(placementId)) throw new Error(`the code answered ${scanned.status}`);
  const page = await fetch(`${endpoints.pages}${leads}`);
  if (!page.ok) throw new Error(`the page of the code answered ${page.status}`);
  say(`${body.name}: ${endpoints.pages}/q/${placementId} → ${page.status}`);
  return placementId;
};

/** How often the code was scanned, and what came by it. */
export const countsOfCode = async ({ api, token }: World, placementId: string): Promise<string> => {
  const path = `/v1/placements?limit=200&regionCode=${PLACE.county}`;
  const { items } = await api.call({ path, token: token(PLACE.county), answers: placementList });
  const code = items.find((one) => one.placementId === placementId);
  if (code?.scans !== 1 || code.reports !== 1) throw new Error(`the code counted ${JSON.stringify(code ?? 'nothing')}`);
  return `扫码 scans ${code.scans} · 上报 reports ${code.reports}`;
};
