import type { Env } from '#functions/work-orders/official-http/env.ts';
import { door } from '../constructs/function.ts';
import type { Capability } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';

/** The loop, for officials: one transaction moves the order, the reporter's status, and the registry where it is confirmed. */
export const workOrders: Capability = (scope, { platform, data, gateway }) => {
  const { intake, cases, registry, audit } = data.tables;
  const officialHttp = door<Env>(scope, platform, {
    door: 'work-orders/official-http',
    environment: {
      INTAKE_TABLE: intake.name,
      CASES_TABLE: cases.name,
      REGISTRY_TABLE: registry.name,
      AUDIT_TABLE: audit.name,
      FIELDS_KEY: data.keys.fields.keyArn,
      OFFICIALS_SECRET: data.secrets.officials.arn,
      IDENTITY_SECRET: data.secrets.identity.arn,
    },
    errorImpact: 'Localities cannot see or close their work orders; families wait.',
    runbook: 'work-orders-official-http',
  });
  intake.grant(officialHttp, ['update'], ['REPORT#']);
  cases.grant(officialHttp, ['get', 'batch-get', 'put'], ['WORK-ORDER#', 'IDEM#', 'OUT#']);
  cases.grantIndex(officialHttp, 'open');
  cases.grantIndex(officialHttp, 'ledger');
  registry.grant(officialHttp, ['get', 'put'], ['P#', 'K#', 'H#', 'OUT#']);
  audit.grant(officialHttp, ['put']);
  officialHttp.grant(['kms:GenerateDataKey', 'kms:Decrypt'], [data.keys.fields.keyArn]);
  data.secrets.officials.grantRead(officialHttp);
  data.secrets.identity.grantRead(officialHttp);
  new HttpDoor(scope, gateway, officialHttp);
};
