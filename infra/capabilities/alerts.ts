import type { Env } from '#functions/alerts/official-http/env.ts';
import { AUDIT_ENTRIES } from '../constructs/audit-entries.ts';
import { door } from '../constructs/function.ts';
import type { Capability } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';

/**
 * Alerts for officials. The door reads and moves alerts and encrypts what officials write about them; it has no right on
 * the registry, and none to decrypt.
 */
export const alerts: Capability = (scope, { platform, data, gateway }) => {
  const { cases, audit } = data.tables;
  const officialHttp = door<Env>(scope, platform, {
    door: 'alerts/official-http',
    environment: {
      CASES_TABLE: cases.name,
      AUDIT_TABLE: audit.name,
      FIELDS_KEY: data.keys.fields.keyArn,
      OFFICIALS_SECRET: data.secrets.officials.arn,
    },
    errorImpact: 'Officials cannot see alerts or say what they came to; deadlines run on.',
    runbook: 'alerts-official-http',
  });
  cases.grant(officialHttp, ['get'], ['ALERT#', 'IDEM#']);
  cases.grant(officialHttp, ['batch-get'], ['ALERT#']);
  cases.grant(officialHttp, ['put'], ['ALERT#', 'IDEM#', 'OUT#']);
  cases.grantIndex(officialHttp, 'ledger');
  audit.grant(officialHttp, ['put'], AUDIT_ENTRIES);
  officialHttp.grant(['kms:GenerateDataKey'], [data.keys.fields.keyArn]);
  data.secrets.officials.grantRead(officialHttp);
  new HttpDoor(scope, gateway, officialHttp);
};
