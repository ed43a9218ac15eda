import { chunkWork } from '#shared/contracts/records/feeds.ts';
import { queueDoor } from '#shared/edge/queue.ts';
import { collideChunk } from './collide-chunk.ts';
import type { CollideDeps } from './deps.ts';

/** A chunk of a verified file meets the registry. */
export const createHandler = (deps: CollideDeps) =>
  queueDoor(chunkWork, ({ batchId, chunk }) => collideChunk(batchId, chunk, deps), deps.log);
