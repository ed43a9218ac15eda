import { verification as contract } from '#shared/contracts/audit.ts';
import { type HttpResponse, type OfficialRequest, refusal } from '#shared/edge/http.ts';
import { json } from '#shared/edge/read.ts';
import { given } from '#shared/kernel/given.ts';
import type { AuditDeps } from './deps.ts';

/** `GET /v1/audit/verification/{verificationId}`: running until there is a verdict. It tells days and kinds, never a person. */
export const getVerification = async (request: OfficialRequest, deps: AuditDeps): Promise<HttpResponse> => {
  const verificationId = request.path['verificationId'] ?? '';
  const asked = await deps.verifications.find(verificationId);
  if (asked === undefined) return refusal('not-found');
  const verdict = await deps.verifications.verdict(verificationId);
  const { from, to, requestedAt } = asked;
  return json(200, contract, {
    verificationId,
    status: verdict?.status ?? 'running',
    from,
    to,
    requestedAt,
    ...given({ finishedAt: verdict?.finishedAt, entries: verdict?.entries, firstBreak: verdict?.firstBreak }),
  });
};
