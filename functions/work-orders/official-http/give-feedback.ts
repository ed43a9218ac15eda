import { feedbackBody } from '#shared/contracts/work-orders.ts';
import { addEntry, addPerson, discoveryEntry } from '#shared/domain/registry/decide.ts';
import type { PersonChange, PersonIdentity } from '#shared/domain/registry/types.ts';
import { type Confirmed, confirmedSubject, giveFeedback as decideFeedback } from '#shared/domain/work-orders/decide.ts';
import type { KnownWorkOrder } from '#shared/domain/work-orders/ports.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { fieldProblem } from '#shared/edge/problem.ts';
import { readBody } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import { birthDay } from '#shared/kernel/id-number.ts';
import { ok } from '#shared/kernel/result.ts';
import { regionExists } from '#shared/reference/region-tree.ts';
import { type Command, runCommand } from './command.ts';
import type { WorkOrderDeps } from './deps.ts';

type RegistryPart = { readonly change: PersonChange; readonly identity: PersonIdentity };

/** A confirmed report enters the registry's suspected layer, with source and reason, in the transaction of the feedback. */
const enter = async (
  confirmed: Confirmed,
  { order, subject }: KnownWorkOrder,
  { actor, now }: { readonly actor: string; readonly now: Date },
  deps: WorkOrderDeps,
): Promise<RegistryPart> => {
  const { idNumber, name, regionCode } = confirmed;
  const identity = { idNumber, name, ...given({ phone: subject.phone, address: subject.address }) };
  const entry = discoveryEntry(order.workOrderId, now);
  const about = { kind: 'work-order', id: order.workOrderId };
  const ids = { messageId: deps.newMessageId(), actor, about };
  const known = await deps.registry.findByIdNumber(idNumber);
  if (known !== undefined) return { change: addEntry(known.person, entry, ids, now), identity: known.identity };
  const birthYear = Number(birthDay(idNumber).slice(0, 4));
  const first = { personId: deps.newId(), householdId: deps.newId(), regionCode, birthYear };
  return { change: addPerson(first, entry, ids, now), identity };
};

/** `POST /v1/work-orders/{workOrderId}/feedback`: what was found; the order closes and the reporter sees it. */
export const giveFeedback = async (request: OfficialRequest, deps: WorkOrderDeps): Promise<HttpResponse> => {
  const body = readBody(request, feedbackBody);
  if (!body.ok) return problemResponse(body.error);
  const { subject, findings, note } = body.value;
  if (subject !== undefined && !regionExists(subject.regionCode)) {
    return problemResponse(fieldProblem('/subject/regionCode', 'region-unknown'));
  }
  if (subject !== undefined && !inScope(request.official, subject.regionCode)) return refusal('region-outside-scope');
  const decide: Command['decide'] = async (known, now) => {
    const confirmed = confirmedSubject(known.order, known.subject, body.value, request.official.actor);
    if (!confirmed.ok) return confirmed;
    const registry =
      confirmed.value === undefined
        ? undefined
        : await enter(confirmed.value, known, { actor: request.official.actor, now }, deps);
    const act = { actor: request.official.actor, now, messageId: deps.newMessageId() };
    const change = decideFeedback(known.order, body.value, registry?.change.person.personId, act);
    return change.ok ? ok({ change: change.value, notes: given({ findings, note }), ...given({ registry }) }) : change;
  };
  return runCommand(request, { route: 'giveFeedback', body: body.value, decide }, deps);
};
