import { newPerson } from '#shared/contracts/records/identity.ts';
import { queueDoor } from '#shared/edge/queue.ts';
import type { FindDuplicatesDeps } from './deps.ts';
import { findDuplicates } from './find-duplicates.ts';

/** Somebody entered the registry or came from another county: is there another record of them? */
export const createHandler = (deps: FindDuplicatesDeps) =>
  queueDoor(newPerson, ({ detail }) => findDuplicates(detail.subject.id, deps), deps.log);
