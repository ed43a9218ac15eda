import type { Env } from '#functions/discovery/public-http/env.ts';
import { door } from '../constructs/function.ts';
import type { Capability } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';

/**
 * Reports of the public. The door writes intake and puts work orders and messages into cases; it reads back only what is
 * in intake, encrypts identity fields without being able to decrypt them, and has no right on the registry.
 */
export const discovery: Capability = (scope, { platform, data, gateway }) => {
  const { intake, cases } = data.tables;
  const publicHttp = door<Env>(scope, platform, {
    door: 'discovery/public-http',
    environment: {
      INTAKE_TABLE: intake.name,
      CASES_TABLE: cases.name,
      FIELDS_KEY: data.keys.fields.keyArn,
      INTAKE_SECRET: data.secrets.intake.arn,
      QUOTAS: platform.config.quotas,
    },
    errorImpact: 'People cannot report a family in need, or cannot see what became of their report.',
    runbook: 'discovery-public-http',
  });
  intake.grant(publicHttp, ['get', 'put'], ['REPORT#', 'IDEM#']);
  intake.grant(publicHttp, ['update'], ['QUOTA#']);
  intake.grant(publicHttp, ['get', 'update'], ['PLACEMENT#']);
  cases.grant(publicHttp, ['put'], ['WORK-ORDER#', 'OUT#']);
  publicHttp.grant(['kms:GenerateDataKey'], [data.keys.fields.keyArn]);
  data.secrets.intake.grantRead(publicHttp);
  new HttpDoor(scope, gateway, publicHttp);
};
