import type { Construct } from 'constructs';
import type { Env } from '#functions/registry/official-http/env.ts';
import type { Env as RederiveEnv } from '#functions/registry/rederive-schedule/env.ts';
import { AUDIT_ENTRIES } from '../constructs/audit-entries.ts';
import { Schedule } from '../constructs/event-sources.ts';
import { door } from '../constructs/function.ts';
import type { Capability, House } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';

/** Lets entries and holds end. It finds people by the day that is due and can open no identity field. */
const addRederive = (scope: Construct, { platform, data, messaging }: House): void => {
  const { registry: people } = data.tables;
  const rederive = door<RederiveEnv>(scope, platform, {
    door: 'registry/rederive-schedule',
    environment: { REGISTRY_TABLE: people.name },
    errorImpact: 'People stay in a layer after the list or the hold that put them there has ended.',
    runbook: 'registry-rederive',
    timeoutSeconds: 300,
  });
  people.grant(rederive, ['get'], ['P#']);
  people.grant(rederive, ['put'], ['P#', 'OUT#']);
  people.grantIndex(rederive, 'due');
  new Schedule(rederive, { expression: 'rate(1 hour)', deadLetters: messaging.missed.queue });
};

/** The registry, for officials: people and households of their region, each read in the audit. */
export const registry: Capability = (scope, house) => {
  const { platform, data, gateway } = house;
  const { registry: people, cases, audit } = data.tables;
  const officialHttp = door<Env>(scope, platform, {
    door: 'registry/official-http',
    environment: {
      REGISTRY_TABLE: people.name,
      CASES_TABLE: cases.name,
      AUDIT_TABLE: audit.name,
      FIELDS_KEY: data.keys.fields.keyArn,
      OFFICIALS_SECRET: data.secrets.officials.arn,
      IDENTITY_SECRET: data.secrets.identity.arn,
    },
    errorImpact: 'Localities cannot look up or correct the people that they answer for.',
    runbook: 'registry-official-http',
  });
  people.grant(officialHttp, ['get', 'batch-get'], ['P#', 'K#', 'H#', 'IDEM#']);
  people.grant(officialHttp, ['query'], ['P#', 'H#']);
  people.grant(officialHttp, ['put'], ['P#', 'H#', 'IDEM#', 'OUT#']);
  people.grantIndex(officialHttp, 'layer');
  people.grantIndex(officialHttp, 'name');
  cases.grant(officialHttp, ['batch-get'], ['WORK-ORDER#', 'ALERT#']);
  cases.grantIndex(officialHttp, 'person');
  audit.grant(officialHttp, ['put'], AUDIT_ENTRIES);
  officialHttp.grant(['kms:GenerateDataKey', 'kms:Decrypt'], [data.keys.fields.keyArn]);
  data.secrets.officials.grantRead(officialHttp);
  data.secrets.identity.grantRead(officialHttp);
  new HttpDoor(scope, gateway, officialHttp);
  addRederive(scope, house);
};
