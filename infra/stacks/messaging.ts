import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { ArnPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { departments } from '#shared/reference/departments.ts';
import { departmentTypes, provinceTypes, regionalTypes } from '#shared/reference/message-types.ts';
import { nameOf, prefectureCodes, provinceCode, queueOwners } from '#shared/reference/regions.ts';
import type { StageConfig } from '../config.ts';
import { endpointsOutput } from '../constructs/endpoints.ts';
import { LastQueue, WorkQueue } from '../constructs/queue.ts';
import { deliver } from '../constructs/routing.ts';
import type { DataStack } from './data.ts';

const SOURCE = ['low-income-net'];
const MINUTES_TO_HANDLE = 5;
/** Of the working days that a deadline has, none may be lost before somebody is told. */
const TAKEN_WITHIN = Duration.hours(12);

/** The bus, a queue for each prefecture, the province and each department, and the rules that route between them. */
export class MessagingStack extends Stack {
  readonly bus: EventBus;
  readonly regional: ReadonlyMap<string, WorkQueue>;
  readonly departmental: ReadonlyMap<string, WorkQueue>;
  /** Numbers of stream records that can never be handled. */
  readonly parking: LastQueue;
  /** Events that a queue would not take. */
  readonly undelivered: LastQueue;
  /** Schedules that could not wake their function. */
  readonly missed: LastQueue;

  private readonly config: StageConfig;
  private readonly data: DataStack;

  constructor(scope: Construct, id: string, stage: { config: StageConfig; data: DataStack }, props?: StackProps) {
    super(scope, id, props);
    this.config = stage.config;
    this.data = stage.data;
    this.bus = new EventBus(this, 'Bus', { eventBusName: `low-income-net-${this.config.name}` });
    this.parking = this.addLast(
      'Parking',
      'A change was not passed on or not counted; nothing else waits for it.',
      'parked-record',
    );
    this.undelivered = this.addLast(
      'Undelivered',
      'A region or department did not get a message.',
      'undelivered-message',
    );
    this.missed = this.addLast('Missed', 'A scheduled job did not run; the next one catches up.', 'missed-schedule');
    this.regional = new Map(
      queueOwners.map((code) => [
        code,
        this.addOutlet(
          `Region${code}`,
          `${nameOf(code) ?? code}'s system does not take its messages; families there wait.`,
        ),
      ]),
    );
    this.departmental = new Map(
      departments.map((name) => [
        name,
        this.addOutlet(
          `Department-${name}`,
          `The department ${name} does not take its messages; families wait for what it has to do.`,
        ),
      ]),
    );
    this.routeRegions();
    this.routeProvince();
    this.routeDepartments();
    this.openToConsumers();
    this.publish();
  }

  private addLast(id: string, impact: string, runbook: string): LastQueue {
    return new LastQueue(this, id, {
      config: this.config,
      key: this.data.keys.queues,
      alarms: this.data.alarms,
      impact,
      runbook,
    });
  }

  private addOutlet(id: string, impact: string): WorkQueue {
    return new WorkQueue(this, id, {
      config: this.config,
      key: this.data.keys.queues,
      alarms: this.data.alarms,
      impact,
      runbook: 'regional-dead-letters',
      waitsAtMost: TAKEN_WITHIN,
      visibilitySeconds: MINUTES_TO_HANDLE * 60,
      tries: 10,
    });
  }

  private route(id: string, queue: Queue, pattern: Readonly<Record<string, unknown>>): void {
    deliver(this, id, {
      bus: this.bus,
      queue,
      undelivered: this.undelivered.queue,
      pattern: { source: SOURCE, ...pattern },
    });
  }

  private routeRegions(): void {
    for (const code of prefectureCodes) {
      this.route(`ToRegion${code}`, this.queueOf(code), {
        'detail-type': regionalTypes,
        detail: { regionCode: [{ prefix: code.slice(0, 4) }] },
      });
    }
  }

  /** The province gets its own, and everything that matches no other rule: nothing that was sent is dropped. */
  private routeProvince(): void {
    const queue = this.queueOf(provinceCode);
    this.route('ToProvince', queue, { 'detail-type': provinceTypes });
    this.route('EscalatedToProvince', queue, {
      'detail-type': ['work-order.escalated'],
      detail: { data: { level: ['province'] } },
    });
    this.route('OfNoPrefecture', queue, {
      'detail-type': regionalTypes,
      detail: { regionCode: [{ 'anything-but': { prefix: prefectureCodes.map((code) => code.slice(0, 4)) } }] },
    });
    this.route('OfNoRegion', queue, { 'detail-type': regionalTypes, detail: { regionCode: [{ exists: false }] } });
    this.route('OfNoType', queue, {
      'detail-type': [{ 'anything-but': [...regionalTypes, ...provinceTypes, ...departmentTypes] }],
    });
    this.route('OfNoDepartment', queue, {
      'detail-type': departmentTypes,
      detail: { department: [{ 'anything-but': [...departments] }] },
    });
  }

  private routeDepartments(): void {
    for (const [name, { queue }] of this.departmental) {
      this.route(`ToDepartment-${name}`, queue, { 'detail-type': departmentTypes, detail: { department: [name] } });
    }
  }

  /** Where the stage's record names the principal of a region's or department's system, it may receive and delete. */
  private openToConsumers(): void {
    for (const [owner, principalArn] of Object.entries(this.config.consumers ?? {})) {
      const outlet = this.regional.get(owner) ?? this.departmental.get(owner);
      if (outlet === undefined)
        throw new Error(`stage ${this.config.name} names a consumer for "${owner}", which has no queue`);
      outlet.queue.addToResourcePolicy(
        new PolicyStatement({
          effect: Effect.ALLOW,
          principals: [new ArnPrincipal(principalArn)],
          actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
          resources: [outlet.queue.queueArn],
        }),
      );
    }
  }

  private queueOf(code: string): Queue {
    const outlet = this.regional.get(code);
    if (outlet === undefined) throw new Error(`no queue for region ${code}`);
    return outlet.queue;
  }

  private publish(): void {
    const urls = (queues: ReadonlyMap<string, WorkQueue>) =>
      Object.fromEntries([...queues].map(([name, { queue }]) => [name, queue.queueUrl]));
    endpointsOutput(this, {
      bus: this.bus.eventBusName,
      queues: urls(this.regional),
      departmentQueues: urls(this.departmental),
      inboxes: {},
      operations: {
        parking: this.parking.queue.queueUrl,
        undelivered: this.undelivered.queue.queueUrl,
        missed: this.missed.queue.queueUrl,
      },
    });
  }
}
