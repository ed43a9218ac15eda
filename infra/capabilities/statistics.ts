import type { Env as OfficialEnv } from '#functions/statistics/official-http/env.ts';
import type { Env as ProjectorEnv } from '#functions/statistics/project-views-stream/env.ts';
import type { Env as PublicEnv } from '#functions/statistics/public-http/env.ts';
import { readStream } from '../constructs/event-sources.ts';
import { door } from '../constructs/function.ts';
import type { Capability } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';

/** Partitions of cells. */
const CELLS = ['S#'];
/** Which generation of them is read. */
const GENERATIONS = ['G#'];

/** The states of aggregates of these kinds: no outbox item, mark, lookup or history. */
const statesOf = (...kinds: readonly string[]) => ({
  dynamodb: { Keys: { pk: { S: kinds.map((prefix) => ({ prefix })) }, sk: { S: ['STATE'] } } },
});

/** Figures that follow the aggregates: the projector on three streams, and the doors that read the cells. */
export const statistics: Capability = (scope, { platform, data, messaging, gateway }) => {
  const { intake, registry, cases, statistics: table } = data.tables;
  const projector = door<ProjectorEnv>(scope, platform, {
    door: 'statistics/project-views-stream',
    environment: { STATISTICS_TABLE: table.name, PARKING_QUEUE_URL: messaging.parking.queue.queueUrl },
    errorImpact: 'The figures of regions fall behind; no report, work order or person is touched.',
    runbook: 'statistics-projector',
    timeoutSeconds: 60,
  });
  table.grant(projector, ['batch-get', 'put'], ['C#']);
  table.grant(projector, ['update'], CELLS);
  table.grant(projector, ['get'], GENERATIONS);
  messaging.parking.grantSend(projector);
  const reader = { config: platform.config, parking: messaging.parking, batchSize: 100 };
  readStream(intake, projector, { ...reader, filter: statesOf('REPORT#', 'PLACEMENT#') });
  readStream(registry, projector, { ...reader, filter: statesOf('P#') });
  readStream(cases, projector, { ...reader, filter: statesOf('WORK-ORDER#', 'ALERT#') });

  const officialHttp = door<OfficialEnv>(scope, platform, {
    door: 'statistics/official-http',
    environment: { STATISTICS_TABLE: table.name },
    errorImpact: 'Officials cannot see the figures of their region.',
    runbook: 'statistics-official-http',
  });
  table.grant(officialHttp, ['query'], CELLS);
  table.grant(officialHttp, ['get'], GENERATIONS);
  new HttpDoor(scope, gateway, officialHttp);

  const publicHttp = door<PublicEnv>(scope, platform, {
    door: 'statistics/public-http',
    environment: { STATISTICS_TABLE: table.name },
    errorImpact: 'The public figures are not served; no report, work order or person is touched.',
    runbook: 'statistics-public-http',
  });
  table.grant(publicHttp, ['query'], CELLS);
  table.grant(publicHttp, ['get'], GENERATIONS);
  new HttpDoor(scope, gateway, publicHttp);
};
