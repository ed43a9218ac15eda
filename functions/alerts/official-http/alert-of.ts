import { opaqueId } from '#shared/contracts/primitives.ts';
import type { Alert } from '#shared/domain/alerts/types.ts';
import type { OfficialRequest } from '#shared/edge/http.ts';
import { inScope } from '#shared/edge/scope.ts';
import type { AlertDeps } from './deps.ts';

/** The alert of the path, if it lies in the official's region. What is no id is not asked for: no table takes any key. */
export const alertOf = async (
  request: OfficialRequest,
  { store }: Pick<AlertDeps, 'store'>,
): Promise<Alert | undefined> => {
  const id = opaqueId.safeParse(request.path['alertId']);
  const alert = id.success ? await store.find(id.data) : undefined;
  return alert !== undefined && inScope(request.official, alert.regionCode) ? alert : undefined;
};
