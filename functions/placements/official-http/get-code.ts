import { codeQuery } from '#shared/contracts/placements.ts';
import type { CodeDrawer } from '#shared/domain/placements/ports.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { readQuery } from '#shared/edge/read.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { PlacementDeps } from './deps.ts';
import { placementOf } from './view.ts';

/** Drawn anew each time: an address that has changed must not live on in somebody's cache. */
const drawing = (contentType: string, bytes: Buffer): HttpResponse => ({
  status: 200,
  headers: { 'content-type': contentType, 'content-security-policy': "default-src 'none'" },
  bytes,
});

/** The placement of the path with the address that its code holds. */
export const codeOf = async (request: OfficialRequest, deps: PlacementDeps) => {
  const query = readQuery(request, codeQuery);
  if (!query.ok) return err(problemResponse(query.error));
  const placement = await placementOf(request, deps);
  if (!placement.ok) return placement;
  return ok({ placement: placement.value, url: `${deps.pagesUrl(request)}/q/${placement.value.placementId}` });
};

const svgOf = (url: string, codes: CodeDrawer): string => {
  const { side, path } = codes.squares(url);
  const box = `0 0 ${side} ${side}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${side * 8}" height="${side * 8}" shape-rendering="crispEdges"><title>${url}</title><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>\n`;
};

/** `GET /v1/placements/{placementId}/code.svg`. */
export const getCodeSvg = async (request: OfficialRequest, deps: PlacementDeps): Promise<HttpResponse> => {
  const code = await codeOf(request, deps);
  return code.ok ? drawing('image/svg+xml', Buffer.from(svgOf(code.value.url, deps.codes))) : code.error;
};

/** `GET /v1/placements/{placementId}/code.png`. */
export const getCodePng = async (request: OfficialRequest, deps: PlacementDeps): Promise<HttpResponse> => {
  const code = await codeOf(request, deps);
  return code.ok ? drawing('image/png', Buffer.from(await deps.codes.png(code.value.url))) : code.error;
};
