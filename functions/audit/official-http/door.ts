import { httpDoor } from '#shared/edge/http.ts';
import type { AuditDeps } from './deps.ts';
import { getVerification } from './get-verification.ts';
import { listAudit } from './list-audit.ts';
import { startVerification } from './start-verification.ts';

/** The auditors' door: who read whose data, and whether what stands there is what was written. */
export const createHandler = (deps: AuditDeps) =>
  httpDoor(
    'audit/official-http',
    {
      listAudit: (request) => listAudit(request, deps),
      startAuditVerification: (request) => startVerification(request, deps),
      getAuditVerification: (request) => getVerification(request, deps),
    },
    deps.log,
  );
