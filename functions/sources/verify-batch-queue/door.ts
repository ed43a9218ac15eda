import { fileArrived } from '#shared/contracts/records/feeds.ts';
import { queueDoor } from '#shared/edge/queue.ts';
import type { VerifyDeps } from './deps.ts';
import { verifyFile } from './verify-file.ts';

/** A file of a source came into the bucket, was released, or was found by the schedule. */
export const createHandler = (deps: VerifyDeps) =>
  queueDoor(fileArrived, ({ detail: { object } }) => verifyFile(object.key, object['version-id'], deps), deps.log);
