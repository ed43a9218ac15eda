import type { KnownWorkOrder } from '#shared/domain/work-orders/ports.ts';
import type { OfficialRequest } from '#shared/edge/http.ts';
import { inScope } from '#shared/edge/scope.ts';
import type { WorkOrderDeps } from './deps.ts';

/** The order of the path, if it lies in the official's region. */
export const orderOf = async (
  request: OfficialRequest,
  { store }: Pick<WorkOrderDeps, 'store'>,
): Promise<KnownWorkOrder | undefined> => {
  const known = await store.find(request.path['workOrderId'] ?? '');
  return known !== undefined && inScope(request.official, known.order.regionCode) ? known : undefined;
};
