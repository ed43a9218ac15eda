import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { createHandler as createWorkOrders } from '#functions/work-orders/official-http/door.ts';
import type { AuditEntry } from '#shared/domain/audit/types.ts';
import { submitReport } from '#shared/domain/discovery/decide.ts';
import type { Report } from '#shared/domain/discovery/types.ts';
import type { Message } from '#shared/domain/outbox/types.ts';
import { addPerson, discoveryEntry } from '#shared/domain/registry/decide.ts';
import type { KnownPerson, RegistryReader } from '#shared/domain/registry/ports.ts';
import type { KnownWorkOrder, WorkOrderStore } from '#shared/domain/work-orders/ports.ts';
import type { PublicStep } from '#shared/domain/work-orders/types.ts';
import type { Log } from '#shared/edge/observability.ts';
import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import { covers } from '#shared/kernel/region-code.ts';
import { policyFor } from '#shared/policy/policy.ts';

export const NOW = new Date('2026-11-24T02:00:00.000Z');
export const NUMBER = '11010519491231002X';
export const HERE = { sub: 'official-1', region: '330102', roles: '[caseworker]' };

export type Call = {
  readonly method?: string;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly claims?: object;
  readonly key?: string;
};

/** An event of the gateway as an official's request makes it. */
export const eventOf = (path: string, call: Call): APIGatewayProxyEventV2 => {
  const { body, claims = HERE, key = 'a-key-of-enough-letters', query, headers } = call;
  const method = call.method ?? (body === undefined ? 'GET' : 'POST');
  return {
    version: '2.0',
    rawPath: path,
    headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
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

/** An opaque id that is told by its number. */
export const idOf = (n: number): string => `id${String(n).padStart(20, '0')}`;

/** The registry's reading side over a map of people. */
export const memoryRegistry = (people: Map<string, KnownPerson>): RegistryReader => ({
  findPerson: async (personId) => people.get(personId),
  findByIdNumber: async (idNumber) => [...people.values()].find(({ identity }) => identity.idNumber === idNumber),
  listPeople: async ({ regionCode, layer, after, limit }) => {
    const all = [...people.values()].filter(
      ({ person }) =>
        covers(regionCode, person.regionCode) && person.layer === layer && person.personId > (after ?? ''),
    );
    const next = all.length > limit ? all[limit - 1]?.person.personId : undefined;
    return { people: all.slice(0, limit), ...(next === undefined ? {} : { next }) };
  },
});

const memoryOrders = (orders: Map<string, KnownWorkOrder>, people: Map<string, KnownPerson>) => {
  const marks = new Map<string, IdempotencyMark>();
  const sent: Message[] = [];
  const steps: PublicStep[] = [];
  const store: WorkOrderStore = {
    find: async (id) => orders.get(id),
    list: async ({ regionCode, view, after, limit }) => {
      const all = [...orders.values()].filter(
        ({ order }) =>
          covers(regionCode, order.regionCode) &&
          (order.state === 'closed') === (view === 'closed') &&
          order.workOrderId > (after ?? ''),
      );
      const next = all.length > limit ? all[limit - 1]?.order.workOrderId : undefined;
      return { items: all.slice(0, limit), ...(next === undefined ? {} : { next }) };
    },
    save: async ({ change, notes, registry, mark }) => {
      const { order, messages, publicStep, issued } = change;
      const before = orders.get(order.workOrderId);
      if (marks.has(mark.keyMac)) return 'repeated';
      if (before?.order.version !== order.version - 1) return 'stale';
      marks.set(mark.keyMac, mark);
      orders.set(order.workOrderId, { order, subject: { ...before.subject, ...notes } });
      if (issued !== undefined) {
        orders.set(issued.order.workOrderId, { order: issued.order, subject: { ...issued.subject, ...notes } });
      }
      sent.push(...messages);
      if (publicStep !== undefined) steps.push(publicStep);
      if (registry === undefined) return 'saved';
      const { person, messages: told } = registry.change;
      people.set(person.personId, { person, identity: registry.identity });
      sent.push(...told);
      return 'saved';
    },
    findMark: async (keyMac) => marks.get(keyMac),
  };
  return { store, sent, steps };
};

const subject: Report['subject'] = {
  name: '陈小明',
  idNumber: NUMBER,
  phone: '13800001234',
  regionCode: '330102001',
  address: '人民路 1 号',
  situations: ['illness'],
  description: '住院两个月。',
};

/** A work order as a report makes it. */
export const anOrder = (n: number, over: Partial<Report['subject']> = {}): KnownWorkOrder => {
  const report: Report = {
    subject: { ...subject, ...over },
    reporter: { relation: 'neighbour', name: '王邻居', phone: '13900001234' },
  };
  const ids = { trackingCode: `T${n}`, workOrderId: idOf(n), messageId: `M${n}` };
  const { workOrder, subject: known } = submitReport(report, policyFor('2026-11-24'), ids, NOW);
  return { order: workOrder, subject: known };
};

/** A person of the suspected layer. */
export const aPerson = (n: number, regionCode = '330102001', idNumber = NUMBER): KnownPerson => {
  const first = { personId: idOf(n), householdId: idOf(900 + n), regionCode, birthYear: 1949 };
  const { person } = addPerson(first, discoveryEntry(`W${n}`, NOW), { messageId: `M${n}` }, NOW);
  return { person, identity: { idNumber, name: '陈小明', phone: '13800001234', address: '人民路 1 号' } };
};

/** The officials' door of the loop, with everything outside it in memory. */
export const caseworkWorld = (over: { readonly store?: Partial<WorkOrderStore>; readonly log?: Log } = {}) => {
  const orders = new Map<string, KnownWorkOrder>();
  const people = new Map<string, KnownPerson>();
  const audited: AuditEntry[] = [];
  const logged: string[] = [];
  const keep = (event: string, fields: object = {}) => void logged.push(JSON.stringify([event, fields]));
  const { store, sent, steps } = memoryOrders(orders, people);
  const registry = memoryRegistry(people);
  let auditWorks = true;
  let drawn = 0;
  const draw = () => {
    drawn += 1;
    return idOf(1_000 + drawn);
  };
  const shared = {
    registry,
    audit: {
      append: async (entry: AuditEntry) => {
        if (!auditWorks) throw new Error('the audit cannot be written');
        audited.push(entry);
      },
    },
    clock: () => NOW,
    mac: async (text: string) => createHmac('sha256', 'mac').update(text).digest('base64url'),
    log: over.log ?? { info: keep, error: keep },
  };
  const workOrders = createWorkOrders({
    ...shared,
    store: { ...store, ...over.store },
    policyAt: () => policyFor('2026-11-24'),
    newId: draw,
    newMessageId: draw,
  });
  const through =
    (handler: typeof workOrders) =>
    async (path: string, call: Call = {}) => {
      const answer = await handler(eventOf(path, call), {} as Context);
      const text = answer.body ?? '';
      return { status: answer.statusCode, headers: answer.headers ?? {}, text, body: JSON.parse(text) };
    };
  const add = (...known: readonly KnownWorkOrder[]) =>
    known.forEach((one) => void orders.set(one.order.workOrderId, one));
  const enter = (...known: readonly KnownPerson[]) => known.forEach((one) => void people.set(one.person.personId, one));
  const breakAudit = () => {
    auditWorks = false;
  };
  return {
    onOrders: through(workOrders),
    store,
    add,
    enter,
    breakAudit,
    orders,
    people,
    audited,
    logged,
    sent,
    steps,
  };
};
