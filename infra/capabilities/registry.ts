import type { Env } from '#functions/registry/official-http/env.ts';
import { door } from '../constructs/function.ts';
import type { Capability } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';

/** The registry, for officials: reading only, each read in the audit. */
export const registry: Capability = (scope, { platform, data, gateway }) => {
  const { registry: people, audit } = data.tables;
  const officialHttp = door<Env>(scope, platform, {
    door: 'registry/official-http',
    environment: {
      REGISTRY_TABLE: people.name,
      AUDIT_TABLE: audit.name,
      OFFICIALS_SECRET: data.secrets.officials.arn,
      IDENTITY_SECRET: data.secrets.identity.arn,
    },
    errorImpact: 'Localities cannot look up the people that they answer for.',
    runbook: 'registry-official-http',
  });
  people.grant(officialHttp, ['get', 'batch-get'], ['P#', 'K#']);
  people.grantIndex(officialHttp, 'layer');
  audit.grant(officialHttp, ['put']);
  officialHttp.grant(['kms:Decrypt'], [data.keys.fields.keyArn]);
  data.secrets.officials.grantRead(officialHttp);
  data.secrets.identity.grantRead(officialHttp);
  new HttpDoor(scope, gateway, officialHttp);
};
