import { httpDoor } from '#shared/edge/http.ts';
import { changePerson } from './change-person.ts';
import type { RegistryDeps } from './deps.ts';
import { getHousehold } from './get-household.ts';
import { getPerson } from './get-person.ts';
import { getHouseholdTimeline, getPersonTimeline } from './get-timeline.ts';
import { listPeople } from './list-people.ts';
import { mergeHouseholds } from './merge-households.ts';
import { searchPeople } from './search-people.ts';
import { splitHousehold } from './split-household.ts';
import { transferHousehold } from './transfer-household.ts';

/** The officials' door of the registry: people and households of the region, every read in the audit. */
export const createHandler = (deps: RegistryDeps) =>
  httpDoor(
    'registry/official-http',
    {
      searchPeople: (request) => searchPeople(request, deps),
      listPeople: (request) => listPeople(request, deps),
      getPerson: (request) => getPerson(request, deps),
      changePerson: (request) => changePerson(request, deps),
      getPersonTimeline: (request) => getPersonTimeline(request, deps),
      getHousehold: (request) => getHousehold(request, deps),
      getHouseholdTimeline: (request) => getHouseholdTimeline(request, deps),
      splitHousehold: (request) => splitHousehold(request, deps),
      mergeHouseholds: (request) => mergeHouseholds(request, deps),
      transferHousehold: (request) => transferHousehold(request, deps),
    },
    deps.log,
  );
