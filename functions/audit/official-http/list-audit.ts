import { auditList, auditQuery } from '#shared/contracts/audit.ts';
import type { AuditEntry } from '#shared/domain/audit/types.ts';
import { readCursor, writeCursor } from '#shared/edge/cursor.ts';
import { type HttpResponse, type OfficialRequest, problemResponse } from '#shared/edge/http.ts';
import { json, readQuery } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import { shanghaiDay } from '#shared/kernel/time.ts';
import type { AuditDeps } from './deps.ts';

type Asked = { readonly subject?: AuditEntry['subject']; readonly actor?: string };

/** `work-order:<id>`, or the id of a person. */
const subjectOf = (text: string | undefined): AuditEntry['subject'] | undefined => {
  if (text === undefined) return undefined;
  const [kind = '', id] = text.split(':');
  return id === undefined ? { kind: 'person', id: kind } : { kind, id };
};

/** What this look was at: whose acts, acts on whom, or all of a region. */
const lookedAt = ({ subject, actor }: Asked, region: string): AuditEntry['subject'] => {
  if (subject !== undefined) return subject;
  return actor === undefined ? { kind: 'audit', id: region } : { kind: 'actor', id: actor };
};

/** `GET /v1/audit`: newest first, acts of the auditor's region only. Looking is an act too, and stands there before the answer. */
export const listAudit = async (request: OfficialRequest, deps: AuditDeps): Promise<HttpResponse> => {
  const query = readQuery(request, auditQuery);
  if (!query.ok) return problemResponse(query.error);
  const { actor, limit } = query.value;
  const { region } = request.official;
  const subject = subjectOf(query.value.subject);
  const list = JSON.stringify(['audit', region, subject, actor]);
  const before = await readCursor(query.value.cursor, list, deps.mac);
  if (!before.ok) return problemResponse(before.error);
  const now = deps.clock();
  const page = await deps.reader.newest({
    ...given({ actor, before: before.value, subjects: subject && [`${subject.kind}#${subject.id}`] }),
    region,
    today: shanghaiDay(now),
    limit,
  });
  await deps.audit.append({
    at: now.toISOString(),
    actor: request.official.actor,
    region,
    act: 'read-audit',
    subject: lookedAt(given({ subject, actor }), region),
    requestId: request.requestId,
    shown: page.entries.length,
  });
  return json(200, auditList, {
    items: page.entries,
    ...(page.next === undefined ? {} : { nextCursor: await writeCursor(page.next, list, deps.mac) }),
  });
};
