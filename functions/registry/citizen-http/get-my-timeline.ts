import { myListQuery, myTimeline } from '#shared/contracts/me.ts';
import { formerLines, withContributions } from '#shared/domain/registry/timeline.ts';
import type { TimelineEntry } from '#shared/domain/registry/types.ts';
import { readCursor, writeCursor } from '#shared/edge/cursor.ts';
import { type CitizenRequest, type HttpResponse, problemResponse } from '#shared/edge/http.ts';
import { json, readQuery } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import { sources } from '#shared/reference/words.ts';
import type { CitizenDeps } from './deps.ts';
import { findMe } from './find-me.ts';

const SOURCES: ReadonlySet<string> = new Set(sources);

/** On whose side: a name or a subject of a token is nobody's business here. */
const sideOf = (actor: string): 'public' | 'source' | 'system' | 'official' => {
  if (actor === 'public' || actor === 'system') return actor;
  return SOURCES.has(actor.replace(/^source:/, '')) ? 'source' : 'official';
};

const itemOf = ({ at, kind, actor, text, reasons }: TimelineEntry) => ({
  at,
  kind,
  actor: sideOf(actor),
  text,
  ...given({ reasons }),
});

/** `GET /v1/me/timeline`: what happened with me, in order; empty for somebody who is not in the registry. */
export const getMyTimeline = async (request: CitizenRequest, deps: CitizenDeps): Promise<HttpResponse> => {
  const query = readQuery(request, myListQuery);
  if (!query.ok) return problemResponse(query.error);
  const list = JSON.stringify(['my-timeline', request.citizen.actor, request.citizen.idNumber]);
  const after = await readCursor(query.value.cursor, list, deps.mac);
  if (!after.ok) return problemResponse(after.error);
  const me = await findMe(request, 'read', deps);
  if (me === undefined) return json(200, myTimeline, { items: [] });
  const { limit } = query.value;
  const { personId, mergedFrom = [] } = me.person;
  const subject = { kind: 'person', id: personId } as const;
  const timeline = withContributions(
    deps.timeline,
    mergedFrom.map((id) => formerLines(id, deps.timeline)),
  );
  const { lines, more } = await timeline.lines({ subject, limit, ...given({ after: after.value }) });
  const last = lines.at(-1);
  return json(200, myTimeline, {
    items: lines.map(itemOf),
    ...(more && last !== undefined ? { nextCursor: await writeCursor(`${last.at}#${last.id}`, list, deps.mac) } : {}),
  });
};
