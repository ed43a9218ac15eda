import { httpDoor } from '#shared/edge/http.ts';
import type { SelfCheckDeps } from './deps.ts';
import { listQuestions } from './list-questions.ts';
import { runSelfCheck } from './run-self-check.ts';

/** The public door of the self-check: no store, no right on anything, no answer in a log. */
export const createHandler = (deps: SelfCheckDeps) =>
  httpDoor(
    'self-check/public-http',
    {
      listSelfCheckQuestions: (request) => listQuestions(request, deps),
      runSelfCheck: (request) => runSelfCheck(request, deps),
    },
    deps.log,
  );
