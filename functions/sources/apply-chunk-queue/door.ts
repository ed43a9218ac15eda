import { chunkWork } from '#shared/contracts/records/feeds.ts';
import { registryDecisions } from '#shared/domain/registry/decisions.ts';
import { queueDoor } from '#shared/edge/queue.ts';
import { applyChunk } from './apply-chunk.ts';
import type { ChunkPorts } from './deps.ts';

/** A part of a planned file meets the registry, or is taken back from it. */
export const createHandler = (ports: ChunkPorts) => {
  const deps = { ...ports, registry: registryDecisions(ports.policyAt) };
  return queueDoor(chunkWork, ({ batchId, chunk }) => applyChunk(batchId, chunk, deps), deps.log);
};
