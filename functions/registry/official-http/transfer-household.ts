import { householdTransfer } from '#shared/contracts/registry.ts';
import { changeHead, moveHousehold, takeOverMember } from '#shared/domain/registry/households.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { fieldProblem } from '#shared/edge/problem.ts';
import { readBody } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import { ok, refuse } from '#shared/kernel/result.ts';
import { regionExists } from '#shared/reference/region-tree.ts';
import type { RegistryDeps } from './deps.ts';
import { type DecideHousehold, householdInScope, runHouseholdCommand } from './household-command.ts';

/** A member of another household of the caller's region comes into this one. */
const takeOver =
  (personId: string, request: OfficialRequest, deps: RegistryDeps): DecideHousehold =>
  async (known, act) => {
    const [person] = await deps.store.findPeople([personId]);
    if (person === undefined || !inScope(request.official, person.regionCode)) return refuse('not-found');
    const from = await householdInScope(person.householdId, request, deps);
    return from === undefined ? refuse('not-found') : takeOverMember(known, from, personId, act);
  };

/** `POST /v1/households/{householdId}/transfers`: a member comes, another is the head, or all of them move. */
export const transferHousehold = async (request: OfficialRequest, deps: RegistryDeps): Promise<HttpResponse> => {
  const body = readBody(request, householdTransfer);
  if (!body.ok) return problemResponse(body.error);
  const { personId, headPersonId, regionCode } = body.value;
  if (regionCode !== undefined && !regionExists(regionCode)) {
    return problemResponse(fieldProblem('/regionCode', 'region-unknown'));
  }
  const decide: DecideHousehold = async (known, act) => {
    if (personId !== undefined) return takeOver(personId, request, deps)(known, act);
    if (headPersonId !== undefined) return changeHead(known, headPersonId, act);
    return regionCode === undefined ? ok({ people: [], households: [] }) : moveHousehold(known, regionCode, act);
  };
  return runHouseholdCommand(request, { route: 'transferHousehold', body: body.value, status: 200, decide }, deps);
};
