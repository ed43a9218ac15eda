import { createHmac } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { createHandler } from '#functions/registry/official-http/door.ts';
import type { AuditEntry } from '#shared/domain/audit/types.ts';
import type { Message } from '#shared/domain/outbox/types.ts';
import type {
  KnownPerson,
  PersonNote,
  RegistryStore,
  RegistryWrite,
  TimelineReader,
} from '#shared/domain/registry/ports.ts';
import type { HouseholdState, PersonChange, TimelineEntry } from '#shared/domain/registry/types.ts';
import type { IdempotencyMark } from '#shared/kernel/idempotency.ts';
import { covers } from '#shared/kernel/region-code.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { type Call, eventOf, idOf, memoryRegistry, NOW } from '../work-orders/casework-world.ts';

type Memory = {
  readonly people: Map<string, KnownPerson>;
  readonly households: Map<string, HouseholdState>;
  readonly lines: Map<string, TimelineEntry[]>;
  readonly notes: (PersonNote & { readonly personId: string })[];
  readonly marks: Map<string, IdempotencyMark>;
  readonly sent: Message[];
};

const isStale = ({ people, households }: Memory, write: Parameters<RegistryStore['save']>[0]): boolean =>
  write.people.some(({ person, since }) => people.get(person.personId)?.person.version !== since) ||
  write.households.some(({ household, since }) => (households.get(household.householdId)?.version ?? 0) !== since);

const addLines = ({ lines }: Memory, key: string, added: readonly TimelineEntry[]): void =>
  void lines.set(key, [...(lines.get(key) ?? []), ...added]);

const savePerson = (memory: Memory, { person, timeline, messages }: PersonChange, fields: RegistryWrite['fields']) => {
  const { personId, ...changed } = fields ?? { personId: '' };
  const identity = memory.people.get(person.personId)?.identity ?? { idNumber: '', name: '' };
  const own = personId === person.personId ? changed : {};
  memory.people.set(person.personId, { person, identity: { ...identity, ...own } });
  addLines(memory, `person ${person.personId}`, timeline);
  memory.sent.push(...messages);
};

const memoryStore = (memory: Memory): RegistryStore => ({
  findHousehold: async (id) => memory.households.get(id),
  findPeople: async (ids) =>
    ids.flatMap((id) => {
      const known = memory.people.get(id);
      return known === undefined ? [] : [known.person];
    }),
  save: async (write) => {
    const { mark, fields, note } = write;
    if (mark !== undefined && memory.marks.has(mark.keyMac)) return 'repeated';
    if (isStale(memory, write)) return 'stale';
    if (mark !== undefined) memory.marks.set(mark.keyMac, mark);
    for (const change of write.people) savePerson(memory, change, fields);
    for (const { household, timeline } of write.households) {
      memory.households.set(household.householdId, household);
      addLines(memory, `household ${household.householdId}`, timeline);
    }
    if (note !== undefined) memory.notes.push(note);
    return 'saved';
  },
  findMark: async (keyMac) => memory.marks.get(keyMac),
  notesOf: async (personId) => memory.notes.filter((note) => note.personId === personId),
});

const memoryTimeline = ({ lines }: Memory): TimelineReader => ({
  lines: async ({ subject, after, until, limit }) => {
    const all = (lines.get(`${subject.kind} ${subject.id}`) ?? [])
      .filter(({ at, id }) => `${at}#${id}` > (after ?? '') && at <= (until ?? '9'))
      .toSorted((one, other) => (`${one.at}#${one.id}` < `${other.at}#${other.id}` ? -1 : 1));
    return { lines: all.slice(0, limit), more: all.length > limit };
  },
});

/** The officials' door of the registry, with everything outside it in memory. */
export const registryWorld = () => {
  const memory: Memory = {
    people: new Map(),
    households: new Map(),
    lines: new Map(),
    notes: [],
    marks: new Map(),
    sent: [],
  };
  const audited: AuditEntry[] = [];
  const logged: string[] = [];
  const contributed: TimelineEntry[] = [];
  const keep = (event: string, fields: object = {}) => void logged.push(JSON.stringify([event, fields]));
  let auditWorks = true;
  let now = NOW;
  let drawn = 0;
  const draw = () => {
    drawn += 1;
    return idOf(1_000 + drawn);
  };
  const handler = createHandler({
    registry: memoryRegistry(memory.people),
    names: {
      findByName: async ({ name, regionCode, birthYear }) =>
        [...memory.people.values()].filter(
          ({ person, identity }) =>
            identity.name === name &&
            covers(regionCode, person.regionCode) &&
            (birthYear === undefined || person.birthYear === birthYear),
        ),
    },
    store: memoryStore(memory),
    timeline: memoryTimeline(memory),
    contributions: [{ linesOf: async () => contributed }],
    audit: {
      append: async (entry: AuditEntry) => {
        if (!auditWorks) throw new Error('the audit cannot be written');
        audited.push(entry);
      },
    },
    policyAt: () => policyFor('2026-11-24').registry,
    clock: () => now,
    newId: draw,
    newMessageId: draw,
    mac: async (text: string) => createHmac('sha256', 'mac').update(text).digest('base64url'),
    log: { info: keep, error: keep },
  });
  const onPeople = async (path: string, call: Call = {}) => {
    const answer = await handler(eventOf(path, call), {} as Context);
    const text = answer.body ?? '';
    return { status: answer.statusCode, headers: answer.headers ?? {}, text, body: JSON.parse(text) };
  };
  const found = (...households: readonly HouseholdState[]) =>
    households.forEach((one) => void memory.households.set(one.householdId, one));
  /** Enters people, each with the household of one that they came with, unless they belong to another. */
  const enter = (...known: readonly KnownPerson[]) => {
    for (const one of known) {
      const { personId, householdId, regionCode } = one.person;
      memory.people.set(personId, one);
      if (memory.households.has(householdId)) continue;
      found({ householdId, regionCode, headPersonId: personId, memberIds: [personId], version: 1 });
    }
  };
  const breakAudit = () => {
    auditWorks = false;
  };
  const passMinutes = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
  };
  return { ...memory, onPeople, enter, found, breakAudit, passMinutes, audited, logged, contributed };
};
