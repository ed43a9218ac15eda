import { httpDoor } from '#shared/edge/http.ts';
import { runBatchCommand } from './command-batch.ts';
import type { SourceDeps } from './deps.ts';
import { getSource } from './get-source.ts';
import { getSourceBatch } from './get-source-batch.ts';
import { listSources } from './list-sources.ts';
import { openSourceBatch } from './open-source-batch.ts';
import { sendSourceEvents } from './send-source-events.ts';

/** The officials' door of sources: what they say of people, one by one or by file. */
export const createHandler = (deps: SourceDeps) =>
  httpDoor(
    'sources/official-http',
    {
      listSources,
      getSource,
      sendSourceEvents: (request) => sendSourceEvents(request, deps),
      openSourceBatch: (request) => openSourceBatch(request, deps),
      getSourceBatch: (request) => getSourceBatch(request, deps),
      applySourceBatch: (request) => runBatchCommand(request, 'applySourceBatch', 'apply', deps),
      releaseSourceBatch: (request) => runBatchCommand(request, 'releaseSourceBatch', 'release', deps),
      undoSourceBatch: (request) => runBatchCommand(request, 'undoSourceBatch', 'undo', deps),
    },
    deps.log,
  );
