import { householdSplit } from '#shared/contracts/registry.ts';
import { splitHousehold as split } from '#shared/domain/registry/households.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { readBody } from '#shared/edge/read.ts';
import type { RegistryDeps } from './deps.ts';
import { runHouseholdCommand } from './household-command.ts';

/** `POST /v1/households/{householdId}/splits`: some members become a household of their own. */
export const splitHousehold = async (request: OfficialRequest, deps: RegistryDeps): Promise<HttpResponse> => {
  const body = readBody(request, householdSplit);
  if (!body.ok) return problemResponse(body.error);
  const wanted = { ...body.value, memberIds: [...new Set(body.value.memberIds)] };
  return runHouseholdCommand(
    request,
    {
      route: 'splitHousehold',
      body: body.value,
      status: 201,
      decide: async (known, act) => split(known, { ...wanted, householdId: deps.newId() }, act),
    },
    deps,
  );
};
