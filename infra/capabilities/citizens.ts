import type { Env } from '#functions/registry/citizen-http/env.ts';
import { AUDIT_ENTRIES } from '../constructs/audit-entries.ts';
import { door } from '../constructs/function.ts';
import type { Capability } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';

/**
 * A citizen's own data: reading, each read in the audit, and asking for a correction, which goes the way of a report. Nothing
 * of a person is written here.
 */
export const citizens: Capability = (scope, { platform, data, gateway }) => {
  const { registry, audit, intake, cases } = data.tables;
  const citizenHttp = door<Env>(scope, platform, {
    door: 'registry/citizen-http',
    environment: {
      REGISTRY_TABLE: registry.name,
      AUDIT_TABLE: audit.name,
      INTAKE_TABLE: intake.name,
      CASES_TABLE: cases.name,
      FIELDS_KEY: data.keys.fields.keyArn,
      INTAKE_SECRET: data.secrets.intake.arn,
      IDENTITY_SECRET: data.secrets.identity.arn,
    },
    errorImpact: 'Citizens cannot see what is held about them, who looked, or ask for a correction.',
    runbook: 'registry-citizen-http',
  });
  registry.grant(citizenHttp, ['get'], ['P#', 'K#', 'H#']);
  registry.grant(citizenHttp, ['query'], ['P#']);
  cases.grantIndex(citizenHttp, 'person');
  cases.grant(citizenHttp, ['put'], ['WORK-ORDER#', 'OUT#']);
  intake.grant(citizenHttp, ['get'], ['IDEM#']);
  intake.grant(citizenHttp, ['put'], ['REPORT#', 'IDEM#']);
  audit.grant(citizenHttp, ['put', 'batch-get'], AUDIT_ENTRIES);
  audit.grantIndex(citizenHttp, 'subject');
  citizenHttp.grant(['kms:GenerateDataKey', 'kms:Decrypt'], [data.keys.fields.keyArn]);
  data.secrets.intake.grantRead(citizenHttp);
  data.secrets.identity.grantRead(citizenHttp);
  new HttpDoor(scope, gateway, citizenHttp);
};
