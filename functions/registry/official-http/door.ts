import { httpDoor } from '#shared/edge/http.ts';
import type { RegistryDeps } from './deps.ts';
import { getPerson } from './get-person.ts';
import { listPeople } from './list-people.ts';
import { searchPeople } from './search-people.ts';

/** The officials' door of the registry: reading, within the region, every read in the audit. */
export const createHandler = (deps: RegistryDeps) =>
  httpDoor(
    'registry/official-http',
    {
      searchPeople: (request) => searchPeople(request, deps),
      listPeople: (request) => listPeople(request, deps),
      getPerson: (request) => getPerson(request, deps),
    },
    deps.log,
  );
