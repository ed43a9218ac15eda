import { httpDoor } from '#shared/edge/http.ts';
import type { DiscoveryDeps } from './deps.ts';
import { followReport } from './follow-report.ts';
import { objectToResult } from './object-to-result.ts';
import { submitReport } from './submit-report.ts';

/** The public door of discovery: it writes reports and reads what it wrote; the registry is not within its reach. */
export const createHandler = (deps: DiscoveryDeps) =>
  httpDoor(
    'discovery/public-http',
    {
      submitReport: (request) => submitReport(request, deps),
      followReport: (request) => followReport(request, deps),
      objectToResult: (request) => objectToResult(request, deps),
    },
    deps.log,
  );
