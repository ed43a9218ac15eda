import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Dashboard, type IWidget, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { nameOf } from '#shared/reference/regions.ts';
import { addAlarm } from '../constructs/alarm.ts';
import { ageGraph, apiGraphs, depthGraph, functionGraph, heading } from '../constructs/dashboard.ts';
import type { House } from '../constructs/house.ts';
import { WorkQueue } from '../constructs/queue.ts';

const SLOW_MS = 3_000;

type Queues = Readonly<Record<string, Queue>>;

const named = (queues: ReadonlyMap<string, WorkQueue>, pick: (queue: WorkQueue) => Queue): Queues =>
  Object.fromEntries([...queues].map(([name, queue]) => [nameOf(name) ?? name, pick(queue)]));

/** The operators' view of the whole: what the API's callers feel, and a dashboard over everything that was made before. */
export class OperationsStack extends Stack {
  private readonly house: House;

  constructor(scope: Construct, id: string, stage: { readonly house: House }, props?: StackProps) {
    super(scope, id, props);
    this.house = stage.house;
    this.alarmForCallers();
    new Dashboard(this, 'Dashboard', {
      dashboardName: `low-income-net-${this.house.platform.config.name}`,
      widgets: [this.front(), ...this.loop(), ...this.collisions(), ...this.regions(), ...this.deadLetters()].map(
        (row) => [...row],
      ),
    });
  }

  /** Those who call the API see faults and slowness whatever function they come from. */
  private alarmForCallers(): void {
    const metric = (metricName: string, statistic: string): Metric =>
      new Metric({
        namespace: 'AWS/ApiGateway',
        metricName,
        dimensionsMap: { ApiId: this.house.gateway.api.ref },
        statistic,
        period: Duration.minutes(5),
      });
    const topic = this.house.platform.alarms;
    addAlarm(this, 'ApiFaultsAlarm', {
      metric: metric('5xx', 'Sum'),
      threshold: 5,
      impact: 'People and officials who call the API get an error instead of an answer.',
      runbook: 'api-faults',
      topic,
    });
    addAlarm(this, 'ApiSlowAlarm', {
      metric: metric('Latency', 'p95'),
      threshold: SLOW_MS,
      periods: 3,
      impact: 'People with slow phones and officials at their desks wait seconds for an answer, and give up.',
      runbook: 'api-slow',
      topic,
    });
  }

  private front(): readonly IWidget[] {
    return apiGraphs(this.house.gateway.api.ref);
  }

  private graphOf(title: string, stack: string, name: string, statistic: string): IWidget {
    return functionGraph(title, `low-income-net-${this.house.platform.config.name}-${stack}`, { name, statistic });
  }

  private loop(): readonly (readonly IWidget[])[] {
    const { parking, missed, undelivered } = this.house.messaging;
    return [
      heading('**Registry and loop**: reports become work orders, work orders reach regions, feedback closes them'),
      [
        this.graphOf('Public doors: errors', 'public', 'Errors', 'Sum'),
        this.graphOf("Officials' doors: errors", 'casework', 'Errors', 'Sum'),
        this.graphOf('Relay, sweep, projector: errors', 'platform', 'Errors', 'Sum'),
      ],
      [
        this.graphOf('Stream readers: age of records, ms', 'platform', 'IteratorAge', 'Maximum'),
        this.graphOf('Throttled', 'platform', 'Throttles', 'Sum'),
        depthGraph('Parked, missed, undelivered', {
          parked: parking.queue,
          missed: missed.queue,
          undelivered: undelivered.queue,
        }),
      ],
    ];
  }

  private collisions(): readonly (readonly IWidget[])[] {
    return [
      heading("**Collisions**: departments' files are verified, cut up and compared with the registry"),
      [
        this.graphOf('Errors', 'monitoring', 'Errors', 'Sum'),
        this.graphOf('How long a run takes, ms', 'monitoring', 'Duration', 'p95'),
        depthGraph(
          'Work that waits',
          this.workQueues((queue) => queue.queue),
        ),
      ],
    ];
  }

  private regions(): readonly (readonly IWidget[])[] {
    const { regional, departmental } = this.house.messaging;
    return [
      heading('**Regions**: a message that lies here is a family that waits'),
      [
        ageGraph(
          'Regional queues: age of the oldest message, s',
          named(regional, ({ queue }) => queue),
        ),
        depthGraph(
          'Regional queues: messages',
          named(regional, ({ queue }) => queue),
        ),
        ageGraph(
          "Departments' queues: age of the oldest message, s",
          named(departmental, ({ queue }) => queue),
        ),
      ],
    ];
  }

  private deadLetters(): readonly (readonly IWidget[])[] {
    const { regional, departmental } = this.house.messaging;
    return [
      heading('**Dead letters**: what was given up; docs/runbooks/redrive.md'),
      [
        depthGraph(
          'Of regions',
          named(regional, ({ deadLetters }) => deadLetters),
        ),
        depthGraph(
          'Of departments',
          named(departmental, ({ deadLetters }) => deadLetters),
        ),
        depthGraph(
          'Of our own work',
          this.workQueues((queue) => queue.deadLetters),
        ),
      ],
    ];
  }

  /** Queues between our own functions, wherever a capability has made them. */
  private workQueues(pick: (queue: WorkQueue) => Queue): Queues {
    const stacks = this.node.root.node.children.filter((stack) => stack !== this.house.messaging);
    const queues = stacks.flatMap((stack) => stack.node.findAll()).filter((found) => found instanceof WorkQueue);
    return Object.fromEntries(queues.map((queue) => [queue.node.id, pick(queue)]));
  }
}
