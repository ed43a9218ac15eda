import type { Construct } from 'constructs';
import type { Env as EscalateEnv } from '#functions/work-orders/escalate-schedule/env.ts';
import type { Env } from '#functions/work-orders/official-http/env.ts';
import { AUDIT_ENTRIES } from '../constructs/audit-entries.ts';
import { Schedule } from '../constructs/event-sources.ts';
import { door } from '../constructs/function.ts';
import type { Capability, House } from '../constructs/house.ts';
import { HttpDoor } from '../constructs/http-door.ts';

/** Passes overdue orders up, level by level. It finds them by an index and can open no identity field. */
const addEscalation = (scope: Construct, { platform, data, messaging }: House): void => {
  const { cases } = data.tables;
  const escalate = door<EscalateEnv>(scope, platform, {
    door: 'work-orders/escalate-schedule',
    environment: { CASES_TABLE: cases.name },
    errorImpact: 'Nobody above a locality hears of the work orders that it lets lie; families wait.',
    runbook: 'work-orders-escalate',
    timeoutSeconds: 300,
  });
  cases.grant(escalate, ['batch-get', 'update'], ['WORK-ORDER#']);
  cases.grant(escalate, ['put'], ['OUT#']);
  cases.grantIndex(escalate, 'open');
  new Schedule(escalate, { expression: 'rate(15 minutes)', deadLetters: messaging.missed.queue });
};

/** The loop, for officials: one transaction moves the order, the reporter's status, and the registry where it is confirmed. */
export const workOrders: Capability = (scope, house) => {
  const { platform, data, gateway } = house;
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
  audit.grant(officialHttp, ['put'], AUDIT_ENTRIES);
  officialHttp.grant(['kms:GenerateDataKey', 'kms:Decrypt'], [data.keys.fields.keyArn]);
  data.secrets.officials.grantRead(officialHttp);
  data.secrets.identity.grantRead(officialHttp);
  new HttpDoor(scope, gateway, officialHttp);
  addEscalation(scope, house);
};
