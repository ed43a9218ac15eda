import { householdStep } from '#shared/contracts/registry.ts';
import type { HouseholdAct } from '#shared/domain/registry/household-members.ts';
import type { KnownHousehold } from '#shared/domain/registry/households.ts';
import type { RegistryWrites } from '#shared/domain/registry/ports.ts';
import { type HttpResponse, type OfficialRequest, refusal } from '#shared/edge/http.ts';
import { type Claim, markOf } from '#shared/edge/idempotency.ts';
import { once, preconditionFailed } from '#shared/edge/once.ts';
import { etag, staleBy } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import type { MarkedAnswer } from '#shared/kernel/idempotency.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ProblemCode } from '#shared/reference/problems.ts';
import type { RouteId } from '#shared/reference/routes.ts';
import type { RegistryDeps } from './deps.ts';

/** What a command makes of the household as it stands now; it is asked again when something moved in between. */
export type DecideHousehold = (
  known: KnownHousehold,
  act: HouseholdAct,
) => Promise<Result<RegistryWrites, { readonly code: ProblemCode }>>;

export type HouseholdCommand = {
  readonly route: RouteId;
  readonly body: unknown;
  /** 201 where the command makes a household, which is the answer then; 200 otherwise. */
  readonly status: 200 | 201;
  readonly decide: DecideHousehold;
};

/** A household of the caller's region with its members; one elsewhere is not found. */
export const householdInScope = async (
  householdId: string,
  request: OfficialRequest,
  deps: RegistryDeps,
): Promise<KnownHousehold | undefined> => {
  const household = await deps.store.findHousehold(householdId);
  if (household === undefined || !inScope(request.official, household.regionCode)) return undefined;
  return { household, members: await deps.store.findPeople(household.memberIds) };
};

const stepAnswer =
  (status: 200 | 201) =>
  (marked: MarkedAnswer): HttpResponse => {
    const body = householdStep.parse(marked);
    return { status, body, headers: etag(body.version) };
  };

const answerOf = ({ household }: KnownHousehold, { households }: RegistryWrites, status: 200 | 201) => {
  const made = households.find(({ since }) => since === 0)?.household;
  const own = households.find((change) => change.household.householdId === household.householdId)?.household;
  const { householdId, version } = (status === 201 ? made : own) ?? household;
  return { householdId, version };
};

const attempt = async (request: OfficialRequest, command: HouseholdCommand, claim: Claim, deps: RegistryDeps) => {
  const known = await householdInScope(request.path['householdId'] ?? '', request, deps);
  if (known === undefined) return refusal('not-found');
  if (staleBy(request, known.household.version)) return preconditionFailed(known.household.version);
  const now = deps.clock();
  const about = { kind: 'household', id: known.household.householdId };
  const act = { actor: request.official.actor, now, messageId: deps.newMessageId(), about };
  const decided = await command.decide(known, { act, policy: deps.policyAt(now) });
  if (!decided.ok) return refusal(decided.error.code);
  const answer = answerOf(known, decided.value, command.status);
  const outcome = await deps.store.save({ ...decided.value, mark: markOf(claim, answer) });
  return outcome === 'saved' ? stepAnswer(command.status)(answer) : outcome;
};

/** A command on a household of the caller's region: once per key, over the state that it was decided on. */
export const runHouseholdCommand = (
  request: OfficialRequest,
  command: HouseholdCommand,
  deps: RegistryDeps,
): Promise<HttpResponse> =>
  once(request, {
    claim: {
      route: command.route,
      actor: request.official.actor,
      content: [request.path['householdId'], command.body],
      mac: deps.mac,
      now: deps.clock(),
    },
    findMark: deps.store.findMark,
    answer: stepAnswer(command.status),
    attempt: (claim) => attempt(request, command, claim, deps),
  });
