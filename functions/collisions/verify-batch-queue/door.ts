import { fileArrived } from '#shared/contracts/records/feeds.ts';
import { queueDoor } from '#shared/edge/queue.ts';
import type { VerifyDeps } from './deps.ts';
import { verifyFile } from './verify-file.ts';

/** A file came into the bucket, or the schedule found one that nobody told of. */
export const createHandler = (deps: VerifyDeps) =>
  queueDoor(fileArrived, ({ detail: { object } }) => verifyFile(object.key, object['version-id'], deps), deps.log);
