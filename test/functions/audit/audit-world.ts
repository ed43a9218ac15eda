import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { createHandler as createAuditors } from '#functions/audit/official-http/door.ts';
import { createHandler as createCitizens } from '#functions/registry/citizen-http/door.ts';
import type { AuditQuery, VerificationStore } from '#shared/domain/audit/ports.ts';
import type { AuditEntry, Verdict, Verification } from '#shared/domain/audit/types.ts';
import type { KnownPerson, TimelineReader } from '#shared/domain/registry/ports.ts';
import type { TimelineEntry } from '#shared/domain/registry/types.ts';
import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import { covers } from '#shared/kernel/region-code.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { memoryIntake } from '../discovery/intake-world.ts';

export const NOW = new Date('2026-11-24T02:00:00.000Z');
export const NUMBER = '11010519491231002X';
export const STRANGER = '110105194912310038';
export const AUDITOR = { sub: 'auditor', region: '330000', roles: '[auditor]' };
export const CITIZEN = { sub: 'citizen-1', id_number: NUMBER };

/** An opaque id that is told by its number. */
export const idOf = (n: number): string => `id${String(n).padStart(20, '0')}`;

export type Call = {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly claims?: object;
  readonly key?: string;
};

const eventOf = (path: string, { body, claims, key = 'a-key-of-enough-letters', query }: Call) => {
  const method = body === undefined ? 'GET' : 'POST';
  return {
    version: '2.0',
    rawPath: path,
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    queryStringParameters: query,
    body: body === undefined ? undefined : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      http: { method, path, sourceIp: '127.0.0.1' },
      requestId: 'request-1',
      authorizer: { jwt: { claims } },
    },
  } as unknown as APIGatewayProxyEventV2;
};

/** A suspected person with two sources; of the household three. */
export const me = (): KnownPerson => ({
  person: {
    personId: idOf(1),
    householdId: idOf(900),
    regionCode: '330102001',
    layer: 'suspected',
    categories: ['other-hardship', 'hardship-disabled'],
    entries: [
      { source: 'discovery', sourceKey: 'W1', layer: 'suspected', category: 'other-hardship', from: '2026-11-02' },
      {
        source: 'disabled-persons-federation',
        sourceKey: 'D1',
        list: 'severely-disabled',
        layer: 'suspected',
        category: 'hardship-disabled',
        from: '2026-10-01',
        until: '2026-12-31',
      },
    ],
    birthYear: 1949,
    version: 3,
    createdAt: '2026-10-01T02:00:00.000Z',
    updatedAt: '2026-11-02T02:00:00.000Z',
  },
  identity: { idNumber: NUMBER, name: '陈小明', phone: '13800001234', address: '人民路 1 号' },
});

const memoryVerifications = () => {
  const asked = new Map<string, Verification>();
  const verdicts = new Map<string, Verdict>();
  const marks = new Map<string, IdempotencyMark>();
  const store: Pick<VerificationStore, 'start' | 'findMark' | 'find' | 'verdict'> = {
    start: async (verification, mark) => {
      if (marks.has(mark.keyMac)) return 'repeated';
      marks.set(mark.keyMac, mark);
      asked.set(verification.verificationId, verification);
      return 'stored';
    },
    findMark: async (keyMac) => marks.get(keyMac),
    find: async (id) => asked.get(id),
    verdict: async (id) => verdicts.get(id),
  };
  return { store, asked, verdicts };
};

/** The doors of auditors and of citizens, with everything outside them in memory; they share one audit. */
export const auditWorld = () => {
  const audited: AuditEntry[] = [];
  const lines: TimelineEntry[] = [];
  const people = new Map([[NUMBER, me()]]);
  const orders: string[] = [];
  const verifications = memoryVerifications();
  const intake = memoryIntake();
  let auditWorks = true;
  let drawn = 0;
  const draw = () => {
    drawn += 1;
    return idOf(1_000 + drawn);
  };
  const timeline: TimelineReader = {
    lines: async ({ after, limit }) => {
      const rest = lines.filter(({ at, id }) => after === undefined || `${at}#${id}` > after);
      return { lines: rest.slice(0, limit), more: rest.length > limit };
    },
  };
  const shared = {
    audit: {
      append: async (entry: AuditEntry) => {
        if (!auditWorks) throw new Error('the audit cannot be written');
        audited.push(entry);
      },
    },
    reader: {
      newest: async ({ subjects, actor, region, before, limit }: AuditQuery) => {
        const all = audited
          .map((entry, index) => ({ entry, place: String(index).padStart(6, '0') }))
          .filter(
            ({ entry, place }) =>
              (subjects === undefined || subjects.includes(`${entry.subject.kind}#${entry.subject.id}`)) &&
              (actor === undefined || entry.actor === actor) &&
              (region === undefined || covers(region, entry.region)) &&
              (before === undefined || place < before),
          )
          .reverse();
        const page = all.slice(0, limit);
        const next = all.length > limit ? page.at(-1)?.place : undefined;
        return { entries: page.map(({ entry }) => entry), ...(next === undefined ? {} : { next }) };
      },
    },
    clock: () => NOW,
    mac: async (text: string) => createHmac('sha256', 'mac').update(text).digest('base64url'),
    log: { info: () => undefined, error: () => undefined },
  };
  const auditors = createAuditors({ ...shared, verifications: verifications.store, newId: draw });
  const citizens = createCitizens({
    ...shared,
    registry: { findByIdNumber: async (number) => people.get(number) },
    households: {
      findHousehold: async (householdId) => ({
        householdId,
        regionCode: '330102001',
        headPersonId: idOf(1),
        memberIds: [idOf(1), idOf(2), idOf(3)],
        version: 1,
      }),
    },
    timeline,
    linkedOrders: async () => orders,
    intake: intake.store,
    policyAt: () => policyFor('2026-11-24'),
    newIds: () => ({ trackingCode: `CODE${draw()}`, workOrderId: draw(), messageId: draw() }),
    trackingSecretOf: async (code) => `secret of ${code}`,
  });
  type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;
  const through =
    (handler: Handler, claims: object) =>
    async (path: string, call: Call = {}) => {
      const answer = await handler(eventOf(path, { claims, ...call }), {} as Context);
      const text = answer.body ?? '';
      return { status: answer.statusCode, text, body: JSON.parse(text) };
    };
  return {
    asAuditor: through(auditors, AUDITOR),
    asCitizen: through(citizens, CITIZEN),
    audited,
    lines,
    orders,
    people,
    verifications,
    submissions: intake.submissions,
    breakAudit: () => {
      auditWorks = false;
    },
  };
};
