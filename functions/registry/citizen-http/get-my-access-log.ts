import { myAccessLog, myListQuery } from '#shared/contracts/me.ts';
import { readCursor, writeCursor } from '#shared/edge/cursor.ts';
import { type CitizenRequest, type HttpResponse, problemResponse } from '#shared/edge/http.ts';
import { json, readQuery } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import { accessOf } from './access-words.ts';
import type { CitizenDeps } from './deps.ts';
import { findMe } from './find-me.ts';

/** Newest first, this look included: it stands there before the answer leaves, as every other does. */
export const getMyAccessLog = async (request: CitizenRequest, deps: CitizenDeps): Promise<HttpResponse> => {
  const query = readQuery(request, myListQuery);
  if (!query.ok) return problemResponse(query.error);
  const list = JSON.stringify(['my-access-log', request.citizen.actor, request.citizen.idNumber]);
  const before = await readCursor(query.value.cursor, list, deps.mac);
  if (!before.ok) return problemResponse(before.error);
  const me = await findMe(request, 'read-audit', deps);
  if (me === undefined) return json(200, myAccessLog, { items: [] });
  // Looks at a record that was merged into this one were looks at the same person.
  const records = [me.person.personId, ...(me.person.mergedFrom ?? [])];
  const orders = (await Promise.all(records.map(deps.linkedOrders))).flat();
  const page = await deps.reader.newest({
    subjects: [...records.map((id) => `person#${id}`), ...orders.map((id) => `work-order#${id}`)],
    today: shanghaiDay(deps.clock()),
    limit: query.value.limit,
    ...given({ before: before.value }),
  });
  return json(200, myAccessLog, {
    items: page.entries.map(accessOf),
    ...(page.next === undefined ? {} : { nextCursor: await writeCursor(page.next, list, deps.mac) }),
  });
};
