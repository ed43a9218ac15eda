import { envelopeExample } from '#shared/contracts/message-examples.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { asyncApi } from './asyncapi.ts';
import type { JsonObject } from './json.ts';
import { openApi } from './openapi.ts';
import { jsonSchemas, messageTypes } from './schemas.ts';

/** The published contracts: documents by the name of their file under docs/contracts. */
export type Contracts = ReadonlyMap<string, JsonObject>;

/** All that docs/contracts holds, out of the code as it stands. */
export const generate = (): Contracts =>
  new Map<string, JsonObject>([
    ['openapi.json', openApi(packageFile.version)],
    ['asyncapi.json', asyncApi(packageFile.version)],
    ...jsonSchemas(),
    ...messageTypes.map((type) => [`examples/${type}.json`, envelopeExample(type)] as const),
  ]);
