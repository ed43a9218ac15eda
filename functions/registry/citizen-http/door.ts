import { httpDoor } from '#shared/edge/http.ts';
import { correctMyRecord } from './correct-my-record.ts';
import type { CitizenDeps } from './deps.ts';
import { getMyAccessLog } from './get-my-access-log.ts';
import { getMyRecord } from './get-my-record.ts';
import { getMyTimeline } from './get-my-timeline.ts';

/** A citizen about themself: whoever the issuer proved them to be, and nobody else. */
export const createHandler = (deps: CitizenDeps) =>
  httpDoor(
    'registry/citizen-http',
    {
      getMyRecord: (request) => getMyRecord(request, deps),
      getMyTimeline: (request) => getMyTimeline(request, deps),
      getMyAccessLog: (request) => getMyAccessLog(request, deps),
      correctMyRecord: (request) => correctMyRecord(request, deps),
    },
    deps.log,
  );
