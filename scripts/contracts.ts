/**
 * The contracts in docs/contracts, generated from the schemas that the system itself parses with.
 *
 *   npm run contracts                    writes what differs
 *   npm run contracts -- --check         names what differs and writes nothing; ends with 1 when something does
 *   npm run contracts -- --against REF   names what would break callers and consumers of that commit; ends with 1 if any
 */
import { parseArgs } from 'node:util';
import { compatible } from './contracts/compatibility.ts';
import { contractsAt, differences, write } from './contracts/files.ts';
import { type Contracts, generate } from './contracts/generate.ts';

const list = (heading: string, lines: readonly string[]): void => {
  console.log(heading);
  for (const line of lines) console.log(`  ${line}`);
};

const check = (contracts: Contracts): number => {
  const names = differences(contracts);
  if (names.length === 0) console.log(`${contracts.size} documents, all as the code says`);
  else list('These differ from the code; "npm run contracts" writes them:', names);
  return names.length === 0 ? 0 : 1;
};

const against = (ref: string, contracts: Contracts): number => {
  const breaking = compatible(contractsAt(ref), contracts);
  if (breaking.length === 0) console.log(`Whoever works with the contracts of ${ref} can go on`);
  else list(`This breaks those who work with the contracts of ${ref}:`, breaking);
  return breaking.length === 0 ? 0 : 1;
};

const run = (): number => {
  const { values } = parseArgs({
    options: { check: { type: 'boolean', default: false }, against: { type: 'string' } },
  });
  const contracts = generate();
  if (values.against !== undefined) return against(values.against, contracts);
  if (values.check) return check(contracts);
  const names = write(contracts);
  if (names.length === 0) console.log(`${contracts.size} documents, nothing to write`);
  else list('Written:', names);
  return 0;
};

try {
  process.exitCode = run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
