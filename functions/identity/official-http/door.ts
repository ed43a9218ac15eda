import { httpDoor } from '#shared/edge/http.ts';
import { createProvisionalPerson } from './create-provisional-person.ts';
import { decideDuplicate } from './decide-duplicate.ts';
import type { IdentityDeps } from './deps.ts';
import { linkIdentity } from './link-identity.ts';
import { listDuplicates } from './list-duplicates.ts';

/** The officials' door of identity: people without a number, and records that may be of one person. */
export const createHandler = (deps: IdentityDeps) =>
  httpDoor(
    'identity/official-http',
    {
      createProvisionalPerson: (request) => createProvisionalPerson(request, deps),
      linkIdentity: (request) => linkIdentity(request, deps),
      listDuplicates: (request) => listDuplicates(request, deps),
      decideDuplicate: (request) => decideDuplicate(request, deps),
    },
    deps.log,
  );
