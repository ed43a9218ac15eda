import { Duration } from 'aws-cdk-lib';
import {
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  Metric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';

const PERIOD = Duration.minutes(5);
const WIDTH = 8;
const HEIGHT = 6;

/** A row begins with a line that says what is to be seen in it, and for whom it matters. */
export const heading = (markdown: string): readonly IWidget[] => [new TextWidget({ markdown, width: 24, height: 1 })];

const graph = (title: string, left: readonly IMetric[], right: readonly IMetric[] = []): IWidget =>
  new GraphWidget({ title, left: [...left], right: [...right], width: WIDTH, height: HEIGHT, liveData: true });

/** Requests, refusals and faults of the API, and how long people wait. */
export const apiGraphs = (apiId: string): readonly IWidget[] => {
  const metric = (metricName: string, statistic: string): Metric =>
    new Metric({ namespace: 'AWS/ApiGateway', metricName, dimensionsMap: { ApiId: apiId }, statistic, period: PERIOD });
  return [
    graph('API: requests', [metric('Count', 'Sum')]),
    graph('API: refused (4xx) and failed (5xx)', [metric('4xx', 'Sum')], [metric('5xx', 'Sum')]),
    graph('API: how long people wait, ms', [
      metric('Latency', 'p50'),
      metric('Latency', 'p95'),
      metric('Latency', 'p99'),
    ]),
  ];
};

/**
 * A metric of every function whose name begins with the stack's id. It is searched for and not named one by one, so that
 * a new function is in and one that goes does not have to leave the dashboard first.
 */
export const functionGraph = (title: string, stack: string, metric: { name: string; statistic: string }): IWidget => {
  const expression = `SEARCH('{AWS/Lambda,FunctionName} MetricName="${metric.name}" "${stack}"', '${metric.statistic}', ${PERIOD.toSeconds()})`;
  return graph(title, [new MathExpression({ expression, label: '', period: PERIOD, usingMetrics: {} })]);
};

/** How old the oldest message of each queue is. */
export const ageGraph = (title: string, queues: Readonly<Record<string, Queue>>): IWidget =>
  graph(
    title,
    Object.entries(queues).map(([label, queue]) =>
      queue.metricApproximateAgeOfOldestMessage({ label, period: PERIOD, statistic: 'Maximum' }),
    ),
  );

/** How many messages lie in each queue. */
export const depthGraph = (title: string, queues: Readonly<Record<string, Queue>>): IWidget =>
  graph(
    title,
    Object.entries(queues).map(([label, queue]) =>
      queue.metricApproximateNumberOfMessagesVisible({ label, period: PERIOD, statistic: 'Maximum' }),
    ),
  );
