import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Endpoints } from '../local-cloud/endpoints.ts';
import { type Api, openApi } from './api.ts';
import { type Consumer, startConsumer } from './consumer.ts';

/** The story plays in Hangzhou: a township of Shangcheng reports, the prefecture's system listens. */
export const PLACE = {
  prefecture: '330100',
  county: '330102',
  township: '330102001',
  neighbour: '330105',
  other: '330200',
};

const file = z.looseObject({
  api: z.string(),
  pages: z.string(),
  aws: z.string(),
  issuer: z.string(),
  region: z.string(),
  seedPeople: z.string(),
  queues: z.record(z.string(), z.string()),
  tokens: z.record(z.string(), z.unknown()),
  consumers: z.record(z.string(), z.object({ accessKeyId: z.string(), secretAccessKey: z.string() })),
});
type Told = Pick<Endpoints, 'pages' | 'aws' | 'issuer' | 'region' | 'seedPeople' | 'queues'> & {
  readonly consumers: z.output<typeof file>['consumers'];
};

/** All that the story is told with: the doors of the running system and one region's own consumer. */
export type World = {
  readonly endpoints: Told;
  readonly api: Api;
  readonly consumer: Consumer;
  /** The bearer token of a region's official, or of the province's. */
  readonly token: (owner: string) => string;
  readonly say: (line: string) => void;
};

const readEndpoints = (path: string): z.output<typeof file> => {
  if (!existsSync(path))
    throw new Error('Nothing is running here: npm start first. · 系统没有运行,请先执行 npm start。');
  return file.parse(JSON.parse(readFileSync(path, 'utf8')));
};

const answers = async (api: string): Promise<boolean> => {
  try {
    return (await fetch(`${api}/v1/regions?parent=330000`)).ok;
  } catch {
    return false;
  }
};

export const openWorld = async (path: string, say: (line: string) => void): Promise<World> => {
  const endpoints = readEndpoints(path);
  if (!(await answers(endpoints.api))) {
    throw new Error(`Nothing answers at ${endpoints.api}: npm start first. · 系统没有应答,请先执行 npm start。`);
  }
  return {
    endpoints,
    api: openApi(endpoints.api),
    consumer: startConsumer(path, PLACE.prefecture, join(dirname(path), `demo-consumer-${PLACE.prefecture}.jsonl`)),
    token: (owner) => z.string().parse(endpoints.tokens[owner]),
    say,
  };
};
