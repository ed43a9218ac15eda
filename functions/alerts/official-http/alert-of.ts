import type { Alert } from '#shared/domain/alerts/types.ts';
import type { OfficialRequest } from '#shared/edge/http.ts';
import { inScope } from '#shared/edge/scope.ts';
import type { AlertDeps } from './deps.ts';

/** The alert of the path, if it lies in the official's region. */
export const alertOf = async (
  request: OfficialRequest,
  { store }: Pick<AlertDeps, 'store'>,
): Promise<Alert | undefined> => {
  const alert = await store.find(request.path['alertId'] ?? '');
  return alert !== undefined && inScope(request.official, alert.regionCode) ? alert : undefined;
};
