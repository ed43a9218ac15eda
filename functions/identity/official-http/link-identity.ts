import { identityLink, identityStep } from '#shared/contracts/identity.ts';
import { suspectAgain } from '#shared/domain/identity/decide.ts';
import { newDuplicate, pairOf } from '#shared/domain/identity/suspect.ts';
import { changePerson } from '#shared/domain/registry/change.ts';
import type { KnownPerson } from '#shared/domain/registry/ports.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { type Claim, markOf } from '#shared/edge/idempotency.ts';
import { once, preconditionFailed } from '#shared/edge/once.ts';
import { etag, json, readBody, staleBy } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import { birthDay } from '#shared/kernel/id-number.ts';
import type { Reason } from '#shared/kernel/text.ts';
import type { IdentityDeps } from './deps.ts';

const SAME_NUMBER: Reason = {
  code: 'same-number',
  rule: 'DUPLICATE-SAME-NUMBER',
  text: {
    zh: '补录的身份证号已属于另一份档案。',
    en: 'The identity number that was given belongs to another record.',
  },
};

/** The number is another record's: nobody is linked by a machine, the two go before a reviewer, or before one again. */
const proposeMerger = async (found: KnownPerson, like: KnownPerson, deps: IdentityDeps): Promise<void> => {
  const [one, other] = [found, like].map((known) => ({ ...known, reading: '' }));
  if (one === undefined || other === undefined) throw new Error('a pair has two records');
  const duplicateId = await deps.finder.idOf(pairOf(found.person.personId, like.person.personId));
  const duplicate = newDuplicate(one, other, [SAME_NUMBER], { duplicateId, now: deps.clock() });
  if ((await deps.finder.propose(duplicate)) === 'new') return;
  const known = await deps.store.find(duplicateId);
  const again = known === undefined ? undefined : suspectAgain(known, duplicate);
  // Decided in the same moment: whoever links again puts it before a reviewer then.
  if (again !== undefined) await deps.store.reopen(again);
};

/** Who is told that a number is known has found somebody by it, in whatever region: that stands in the audit. */
const auditFound = ({ official, requestId }: OfficialRequest, { person }: KnownPerson, deps: IdentityDeps) =>
  deps.audit.append({
    at: deps.clock().toISOString(),
    actor: official.actor,
    region: official.region,
    act: 'search',
    subject: { kind: 'person', id: person.personId },
    requestId,
    shown: 0,
  });

const answerOf = (marked: unknown): HttpResponse => {
  const step = identityStep.parse(marked);
  return json(200, identityStep, step, etag(step.version));
};

type Body = ReturnType<typeof identityLink.parse>;

const attempt = async (request: OfficialRequest, { idNumber, evidence }: Body, claim: Claim, deps: IdentityDeps) => {
  const known = await deps.registry.findPerson(request.path['personId'] ?? '');
  if (known === undefined || !inScope(request.official, known.person.regionCode)) return refusal('not-found');
  const { person } = known;
  if (staleBy(request, person.version)) return preconditionFailed(person.version);
  if (person.provisional !== true) return refusal('identity-known');
  const like = await deps.registry.findByIdNumber(idNumber);
  if (like !== undefined) {
    await proposeMerger(known, like, deps);
    await auditFound(request, like, deps);
    return refusal('identity-taken');
  }
  const now = deps.clock();
  const birthYear = Number(birthDay(idNumber).slice(0, 4));
  const act = { actor: request.official.actor, now, messageId: deps.newMessageId() };
  const change = changePerson(person, [{ kind: 'link-identity', birthYear }], act, deps.policy(now));
  if (!change.ok) return refusal(change.error.code);
  const step = { personId: person.personId, version: change.value.person.version };
  const identity = { ...known.identity, idNumber };
  const note = { personId: person.personId, id: act.messageId, at: now.toISOString(), note: evidence };
  const outcome = await deps.store.link({ change: change.value, identity, note, mark: markOf(claim, step) });
  if (outcome === 'taken') return 'stale';
  return outcome === 'saved' ? answerOf(step) : outcome;
};

/** `POST /v1/people/{personId}/identity`: a provisional record gets its number, and loses nothing. */
export const linkIdentity = async (request: OfficialRequest, deps: IdentityDeps): Promise<HttpResponse> => {
  const body = readBody(request, identityLink);
  if (!body.ok) return problemResponse(body.error);
  return once(request, {
    claim: {
      route: 'linkIdentity',
      actor: request.official.actor,
      content: [request.path['personId'], body.value],
      mac: deps.macs.idempotency,
      now: deps.clock(),
    },
    findMark: deps.store.findMark,
    answer: answerOf,
    attempt: (claim) => attempt(request, body.value, claim, deps),
  });
};
