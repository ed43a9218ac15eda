import { householdMerge } from '#shared/contracts/registry.ts';
import { mergeHouseholds as merge } from '#shared/domain/registry/households.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { readBody } from '#shared/edge/read.ts';
import { refuse } from '#shared/kernel/result.ts';
import type { RegistryDeps } from './deps.ts';
import { householdInScope, runHouseholdCommand } from './household-command.ts';

/** `POST /v1/households/{householdId}/merges`: another household, of the caller's region too, becomes part of this one. */
export const mergeHouseholds = async (request: OfficialRequest, deps: RegistryDeps): Promise<HttpResponse> => {
  const body = readBody(request, householdMerge);
  if (!body.ok) return problemResponse(body.error);
  return runHouseholdCommand(
    request,
    {
      route: 'mergeHouseholds',
      body: body.value,
      status: 200,
      decide: async (known, act) => {
        const other = await householdInScope(body.value.householdId, request, deps);
        return other === undefined ? refuse('not-found') : merge(known, other, act);
      },
    },
    deps,
  );
};
