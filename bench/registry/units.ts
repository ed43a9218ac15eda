import type { Engine } from '#scripts/engine/dynoxide.ts';
import type { LocalKeys } from '#scripts/engine/local-keys.ts';
import { meterOf } from '#scripts/engine/meter.ts';
import { registryIndexes } from '#scripts/engine/registry-table.ts';
import { claimsOfAll, loadClaims } from '#scripts/seed/claims.ts';
import { HouseholdStream } from '#scripts/seed/household-stream.ts';
import { householdLoad, type ImportStamp } from '#scripts/seed/households.ts';
import type { Manifest } from '#scripts/seed/source-files.ts';
import { type HouseholdLoad, loadHouseholds } from '#shared/adapters/dynamodb/registry-load.ts';
import { itemBytes, sumOfUnits } from '../capacity.ts';
import { capturePuts } from '../captured.ts';
import { openRegistry } from './store.ts';

/** Write units a person by the engine and by our own model, and how large a person's item is. */
export type LoadUnits = {
  readonly engine: number;
  readonly model: number;
  /** Of the keys of sources, which lie in a table of their own. */
  readonly claims: number;
  readonly itemBytes: number;
  readonly largeItems: number;
};

const KIBIBYTE = 1_024;

/** The first households of the files. */
export const firstHouseholds = async (
  folder: string,
  manifest: Manifest,
  stamp: ImportStamp,
  people: number,
): Promise<HouseholdLoad[]> => {
  const names = manifest.files.map(({ name }) => name);
  const stream = await HouseholdStream.open(folder, names, manifest.asOf);
  const loads: HouseholdLoad[] = [];
  for (let count = 0; count < people; ) {
    const household = await stream.next();
    const load = household && householdLoad(household, stamp);
    if (load === undefined) break;
    loads.push(load);
    count += load.members.length;
  }
  await stream.close();
  return loads;
};

/** What loading these households takes, in a table of its own. */
export const measureLoadUnits = async (
  engine: Engine,
  keys: LocalKeys,
  loads: readonly HouseholdLoad[],
): Promise<LoadUnits> => {
  const registry = await openRegistry(engine, keys, `units-${Date.now()}`);
  const sent = capturePuts(registry.client);
  const meter = meterOf(registry.client);
  const people = await loadHouseholds(loads, registry);
  const engineUnits = meter.units().write;
  const items = sent.take().map(({ item }) => item);
  await loadClaims(registry.client, registry.feeds, await claimsOfAll(loads, registry.factMac));
  const sizes = items.filter(({ sealed }) => sealed !== undefined).map(itemBytes);
  return {
    engine: engineUnits / people,
    claims: (meter.units().write - engineUnits) / people,
    model:
      sumOfUnits(
        items.map((after) => ({ after })),
        registryIndexes,
      ) / people,
    itemBytes: sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
    largeItems: sizes.filter((size) => size > KIBIBYTE).length / sizes.length,
  };
};
