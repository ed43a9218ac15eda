import { opaqueId } from '#shared/contracts/primitives.ts';
import type { KnownWorkOrder } from '#shared/domain/work-orders/ports.ts';
import type { OfficialRequest } from '#shared/edge/http.ts';
import { inScope } from '#shared/edge/scope.ts';
import type { WorkOrderDeps } from './deps.ts';

/** The order of the path, if it lies in the official's region. What is no id is not asked for: no table takes any key. */
export const orderOf = async (
  request: OfficialRequest,
  { store }: Pick<WorkOrderDeps, 'store'>,
): Promise<KnownWorkOrder | undefined> => {
  const id = opaqueId.safeParse(request.path['workOrderId']);
  const known = id.success ? await store.find(id.data) : undefined;
  return known !== undefined && inScope(request.official, known.order.regionCode) ? known : undefined;
};
