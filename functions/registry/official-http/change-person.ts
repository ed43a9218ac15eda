import { type PersonPatch, person as personContract, personPatch } from '#shared/contracts/registry.ts';
import { changePerson as change } from '#shared/domain/registry/change.ts';
import type { HouseholdAct } from '#shared/domain/registry/household-members.ts';
import { moveMember } from '#shared/domain/registry/households.ts';
import type { KnownPerson, RegistryWrite } from '#shared/domain/registry/ports.ts';
import type { RegistryCommand, RegistryRefusal } from '#shared/domain/registry/types.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { type Claim, markOf } from '#shared/edge/idempotency.ts';
import { once, preconditionFailed } from '#shared/edge/once.ts';
import { fieldProblem, type Problem } from '#shared/edge/problem.ts';
import { etag, json, readBody, staleBy } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { type Day, shanghaiDay } from '#shared/kernel/time.ts';
import { regionExists } from '#shared/reference/region-tree.ts';
import type { RegistryDeps } from './deps.ts';
import { personView } from './view.ts';

const impossible = ({ regionCode, hold }: PersonPatch, today: Day): Problem | undefined => {
  if (regionCode !== undefined && !regionExists(regionCode)) return fieldProblem('/regionCode', 'region-unknown');
  if (hold !== undefined && hold !== null && hold.until < today) return fieldProblem('/hold/until', 'day-past');
  return undefined;
};

/** Fields that really change; the same phone again is no correction. */
const corrected = ({ phone, address, note }: PersonPatch, { identity }: KnownPerson) => {
  const fields = [
    ...(phone === undefined || phone === identity.phone ? [] : (['phone'] as const)),
    ...(address === undefined || address === identity.address ? [] : (['address'] as const)),
    ...(note === undefined ? [] : (['note'] as const)),
  ];
  return { kind: 'correct', fields } as const;
};

const holdCommands = ({ hold }: PersonPatch): readonly RegistryCommand[] => {
  if (hold === undefined) return [];
  return [hold === null ? { kind: 'lift-hold' } : { kind: 'set-hold', layer: hold.layer, until: hold.until }];
};

/** A move changes the household too: it moves along, or the member leaves it. */
const moved = async ({ regionCode }: PersonPatch, { person }: KnownPerson, act: HouseholdAct, deps: RegistryDeps) => {
  if (regionCode === undefined || regionCode === person.regionCode) return { commands: [], households: [] };
  const household = await deps.store.findHousehold(person.householdId);
  if (household === undefined) return { commands: [{ kind: 'move', regionCode } as const], households: [] };
  const members = await deps.store.findPeople(household.memberIds);
  const wanted = { personId: person.personId, regionCode, householdId: deps.newId() };
  return moveMember({ household, members }, wanted, act);
};

const decide = async (
  patch: PersonPatch,
  known: KnownPerson,
  act: HouseholdAct,
  deps: RegistryDeps,
): Promise<Result<RegistryWrite, RegistryRefusal>> => {
  const { commands, households } = await moved(patch, known, act, deps);
  const all = [corrected(patch, known), ...holdCommands(patch), ...commands];
  const changed = change(known.person, all, act.act, act.policy);
  if (!changed.ok) return changed;
  const { personId } = known.person;
  const { phone, address, note, hold } = patch;
  const holdReason = hold?.reason;
  const at = act.act.now.toISOString();
  return ok({
    people: [changed.value],
    households,
    fields: { personId, ...given({ phone, address }) },
    ...(note === undefined && holdReason === undefined
      ? {}
      : { note: { personId, id: act.act.messageId, at, ...given({ note, holdReason }) } }),
  });
};

/** What the person looks like now; this look is in the audit too. */
const shown = async (known: KnownPerson, request: OfficialRequest, deps: RegistryDeps): Promise<HttpResponse> => {
  const now = deps.clock();
  await deps.audit.append({
    at: now.toISOString(),
    actor: request.official.actor,
    region: request.official.region,
    act: 'read',
    subject: { kind: 'person', id: known.person.personId },
    requestId: request.requestId,
  });
  return json(200, personContract, personView(known, { unmasked: false, now }), etag(known.person.version));
};

/** The person as the write leaves them. */
const patched = (known: KnownPerson, { phone, address }: PersonPatch, { people }: RegistryWrite): KnownPerson => ({
  person: people[0]?.person ?? known.person,
  identity: { ...known.identity, ...given({ phone, address }) },
});

const attempt = async (
  request: OfficialRequest,
  patch: PersonPatch,
  claim: Claim | undefined,
  deps: RegistryDeps,
): Promise<HttpResponse | 'stale' | 'repeated'> => {
  const known = await deps.registry.findPerson(request.path['personId'] ?? '');
  if (known === undefined || !inScope(request.official, known.person.regionCode)) return refusal('not-found');
  if (request.headers['if-match'] === undefined) return refusal('precondition-required');
  if (staleBy(request, known.person.version)) return preconditionFailed(known.person.version);
  const now = deps.clock();
  const act = { actor: request.official.actor, now, messageId: deps.newMessageId() };
  const decided = await decide(patch, known, { act, policy: deps.policyAt(now) }, deps);
  if (!decided.ok) return refusal(decided.error.code);
  const after = patched(known, patch, decided.value);
  const { personId, version } = after.person;
  const mark = claim && markOf(claim, { personId, version });
  const outcome = await deps.store.save({ ...decided.value, ...given({ mark }) });
  return outcome === 'saved' ? shown(after, request, deps) : outcome;
};

/** The person again, for who asks twice; from another county by now, it is no longer theirs to see. */
const again = async (request: OfficialRequest, deps: RegistryDeps): Promise<HttpResponse> => {
  const known = await deps.registry.findPerson(request.path['personId'] ?? '');
  return known === undefined || !inScope(request.official, known.person.regionCode)
    ? refusal('not-found')
    : shown(known, request, deps);
};

/**
 * `PATCH /v1/people/{personId}`: over the version that the official has read. `If-Match` guards against a repetition by
 * itself; with a key the repetition is answered as the first time.
 */
export const changePerson = async (request: OfficialRequest, deps: RegistryDeps): Promise<HttpResponse> => {
  const body = readBody(request, personPatch);
  if (!body.ok) return problemResponse(body.error);
  const wrong = impossible(body.value, shanghaiDay(deps.clock()));
  if (wrong !== undefined) return problemResponse(wrong);
  if (request.headers['idempotency-key'] === undefined) {
    const outcome = await attempt(request, body.value, undefined, deps);
    return typeof outcome === 'string' ? refusal('conflict') : outcome;
  }
  return once(request, {
    claim: {
      route: 'changePerson',
      actor: request.official.actor,
      content: [request.path['personId'], body.value],
      mac: deps.mac,
      now: deps.clock(),
    },
    findMark: deps.store.findMark,
    answer: () => again(request, deps),
    attempt: (claim) => attempt(request, body.value, claim, deps),
  });
};
