import { timelineList, timelineQuery } from '#shared/contracts/registry.ts';
import type { PersonNote, TimelineSubject } from '#shared/domain/registry/ports.ts';
import { formerLines, isFirstLineOf, withContributions } from '#shared/domain/registry/timeline.ts';
import type { PersonState, TimelineEntry } from '#shared/domain/registry/types.ts';
import { readCursor, writeCursor } from '#shared/edge/cursor.ts';
import { type HttpResponse, type OfficialRequest, problemResponse, refusal } from '#shared/edge/http.ts';
import { json, readQuery } from '#shared/edge/read.ts';
import { inScope } from '#shared/edge/scope.ts';
import { given } from '#shared/kernel/given.ts';
import type { Instant } from '#shared/kernel/time.ts';
import type { RegistryDeps } from './deps.ts';

/** Whose timeline is read, up to when, with which notes beside the lines, and which records were merged into this one. */
type View = {
  readonly subject: TimelineSubject;
  readonly until?: Instant;
  readonly notes: readonly PersonNote[];
  readonly former?: readonly string[];
};

/** The note of an act stands beside its first line. */
const lineView = (notes: readonly PersonNote[]) => (line: TimelineEntry) => {
  const { at, kind, actor, text, reasons, about } = line;
  const { note, holdReason } = notes.find(({ id }) => isFirstLineOf(id, line)) ?? {};
  return { at, kind, actor, text, ...given({ reasons, about, note, holdReason }) };
};

const answer = async (request: OfficialRequest, view: View, deps: RegistryDeps): Promise<HttpResponse> => {
  const query = readQuery(request, timelineQuery);
  if (!query.ok) return problemResponse(query.error);
  const { purpose, limit, cursor } = query.value;
  const { subject, until, notes, former = [] } = view;
  const list = JSON.stringify(['timeline', subject, until, purpose]);
  const after = await readCursor(cursor, list, deps.mac);
  if (!after.ok) return problemResponse(after.error);
  const timeline = withContributions(deps.timeline, [
    ...deps.contributions,
    ...former.map((id) => formerLines(id, deps.timeline, deps.contributions)),
  ]);
  const { lines, more } = await timeline.lines({ subject, limit, ...given({ after: after.value, until }) });
  await deps.audit.append({
    at: deps.clock().toISOString(),
    actor: request.official.actor,
    region: request.official.region,
    act: purpose === undefined ? 'read' : 'read-unmasked',
    subject,
    requestId: request.requestId,
    ...given({ purpose }),
  });
  const last = lines.at(-1);
  return json(200, timelineList, {
    items: lines.map(lineView(purpose === undefined ? [] : notes)),
    ...(more && last !== undefined ? { nextCursor: await writeCursor(`${last.at}#${last.id}`, list, deps.mac) } : {}),
  });
};

/** Up to when the caller reads: all of it where the person lives, else to the last hand-over by their region. */
const readsUntil = (request: OfficialRequest, person: PersonState): Instant | 'always' | undefined => {
  if (inScope(request.official, person.regionCode)) return 'always';
  return person.handedOver?.findLast(({ regionCode }) => inScope(request.official, regionCode))?.at;
};

/** The records that were merged into this one; who keeps the history up to a hand-over reads those of their region only. */
const formerOf = async (request: OfficialRequest, person: PersonState | undefined, deps: RegistryDeps) => {
  const { mergedFrom = [], regionCode = '' } = person ?? {};
  if (mergedFrom.length === 0 || inScope(request.official, regionCode)) return mergedFrom;
  const former = await deps.store.findPeople(mergedFrom);
  return former.filter((one) => inScope(request.official, one.regionCode)).map(({ personId }) => personId);
};

/** `GET /v1/people/{personId}/timeline`: in order, oldest first. A county that handed the person over keeps the history. */
export const getPersonTimeline = async (request: OfficialRequest, deps: RegistryDeps): Promise<HttpResponse> => {
  const query = readQuery(request, timelineQuery);
  if (!query.ok) return problemResponse(query.error);
  const id = request.path['personId'] ?? '';
  const [person] = await deps.store.findPeople([id]);
  const until = person === undefined ? undefined : readsUntil(request, person);
  if (until === undefined) return refusal('not-found');
  const former = await formerOf(request, person, deps);
  const noted = query.value.purpose === undefined ? [] : [id, ...former];
  const notes = (await Promise.all(noted.map(deps.store.notesOf))).flat();
  const view = { subject: { kind: 'person', id }, notes, former, ...(until === 'always' ? {} : { until }) } as const;
  return answer(request, view, deps);
};

/** `GET /v1/households/{householdId}/timeline`. */
export const getHouseholdTimeline = async (request: OfficialRequest, deps: RegistryDeps): Promise<HttpResponse> => {
  const id = request.path['householdId'] ?? '';
  const known = await deps.store.findHousehold(id);
  if (known === undefined || !inScope(request.official, known.regionCode)) return refusal('not-found');
  return answer(request, { subject: { kind: 'household', id }, notes: [] }, deps);
};
