import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { meterOf } from '#scripts/engine/meter.ts';
import { registryIndexes } from '#scripts/engine/registry-table.ts';
import { registryStore } from '#shared/adapters/dynamodb/registry-store.ts';
import { changePerson } from '#shared/domain/registry/change.ts';
import type { PersonState, RegistryAct, RegistryCommand } from '#shared/domain/registry/types.ts';
import { addDays, type Day, shanghaiDay } from '#shared/kernel/time.ts';
import { policyFor } from '#shared/policy/policy.ts';
import { type Item, type Write, writeUnits } from '../capacity.ts';
import { capturePuts, type SentPut } from '../captured.ts';
import type { Registry } from './store.ts';

/** What kinds of change cost, in write units each. */
export type ChangeUnits = {
  readonly kind: string;
  readonly engine: number;
  readonly model: number;
  readonly worst: number;
};

const risk = (day: Day): RegistryCommand => ({
  kind: 'add-risk',
  risk: {
    kind: 'medical-spending',
    source: 'medical-insurance',
    sourceKey: 'bench-risk',
    day,
    reportedBy: 'medical-insurance',
    amountFen: 8_640_050,
  },
});

const listing = (from: Day): RegistryCommand => ({
  kind: 'put-entry',
  entry: {
    source: 'human-resources',
    sourceKey: 'RS-2026-000042',
    layer: 'suspected',
    category: 'other-hardship',
    from,
    until: addDays(from, 365),
  },
});

const approval = (from: Day): RegistryCommand => ({
  kind: 'put-entry',
  entry: {
    source: 'assistance-system',
    sourceKey: 'JZ-2026-000123',
    evidence: '民低保〔2026〕12号',
    layer: 'registered',
    category: 'subsistence-allowance',
    from,
  },
});

const APPROVAL = 'an approval registers the person';
/** Kinds of change, each as a source brings it. */
const CHANGES: Readonly<Record<string, (day: Day) => RegistryCommand>> = {
  'a risk is reported': risk,
  'a list names the person': listing,
  [APPROVAL]: approval,
};

/** Each kind changes people of its own: one act a person, as days bring them. */
const fitting = (kind: string, people: readonly PersonState[]): readonly PersonState[] => {
  const kinds = Object.keys(CHANGES);
  const own = people.filter((_, index) => index % kinds.length === kinds.indexOf(kind));
  return kind === APPROVAL ? own.filter(({ layer }) => layer === 'suspected') : own;
};

const keyOf = ({ pk, sk }: Item): Record<string, string> => ({ pk: String(pk), sk: String(sk) });

const before = async ({ client, table }: Registry, item: Item): Promise<Item | undefined> =>
  (await client.send(new GetCommand({ TableName: table, Key: keyOf(item), ConsistentRead: true }))).Item;

/** What an item was is read before the change is written: the capture of the one before tells which items those are. */
const modelOf = (puts: readonly SentPut[], known: ReadonlyMap<string, Item>): number =>
  puts.reduce((sum, { item, transactional }) => {
    const was = known.get(String(item['pk']) + String(item['sk']));
    const write: Write = { after: item, transactional, ...(was === undefined ? {} : { before: was }) };
    return sum + writeUnits(write, registryIndexes);
  }, 0);

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const actAt = (now: Date, nth: number): RegistryAct => ({
  actor: 'bench',
  now: new Date(now.getTime() + nth),
  messageId: `01KAR${String(nth).padStart(21, '0')}`,
});

/** Changes people, each kind on as many, by the store that the doors use. */
export const measureChanges = async (registry: Registry, people: readonly PersonState[]): Promise<ChangeUnits[]> => {
  const now = new Date();
  const policy = policyFor(shanghaiDay(now)).registry;
  const sent = capturePuts(registry.client);
  const meter = meterOf(registry.client);
  const store = registryStore(registry);
  const found: ChangeUnits[] = [];
  let nth = 0;
  for (const [kind, command] of Object.entries(CHANGES)) {
    const units: { engine: number; model: number }[] = [];
    for (const { personId } of fitting(kind, people)) {
      const [person] = await store.findPeople([personId]);
      if (person === undefined) continue;
      nth += 1;
      const change = changePerson(person, [command(shanghaiDay(now))], actAt(now, nth), policy);
      if (!change.ok || change.value.since === change.value.person.version) continue;
      const was = await before(registry, { pk: `P#${personId}`, sk: 'STATE' });
      const start = meter.units().write;
      if ((await store.save({ people: [change.value], households: [] })) !== 'saved') continue;
      const known = new Map(was === undefined ? [] : [[`P#${personId}STATE`, was]]);
      units.push({ engine: meter.units().write - start, model: modelOf(sent.take(), known) });
    }
    found.push({
      kind,
      engine: mean(units.map(({ engine }) => engine)),
      model: mean(units.map(({ model }) => model)),
      worst: Math.max(...units.map(({ engine, model }) => Math.max(engine, model))),
    });
  }
  return found;
};
