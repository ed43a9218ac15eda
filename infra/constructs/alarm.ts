import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** Where the runbook lies; each alarm names its entry there. */
const RUNBOOK = 'docs/runbooks/alarms.md';

export type AlarmProps = {
  readonly metric: IMetric;
  readonly threshold: number;
  readonly periods?: number;
  /** What silence means, and which side of the threshold is bad: `silence`: too few, or none at all. */
  readonly when?: 'too-many' | 'silence';
  /** Who is hurt while this is so, in words for whoever is woken. */
  readonly impact: string;
  /** Anchor of the entry in docs/runbooks/alarms.md. */
  readonly runbook: string;
  readonly topic: ITopic;
};

/** An alarm that says who is hurt and where the runbook is. */
export const addAlarm = (scope: Construct, id: string, props: AlarmProps): Alarm => {
  const alarm = new Alarm(scope, id, {
    metric: props.metric,
    threshold: props.threshold,
    evaluationPeriods: props.periods ?? 1,
    ...(props.when === 'silence'
      ? {
          comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
          treatMissingData: TreatMissingData.BREACHING,
        }
      : {
          comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          treatMissingData: TreatMissingData.NOT_BREACHING,
        }),
    alarmDescription: `${props.impact} Runbook: ${RUNBOOK}#${props.runbook}`,
  });
  alarm.addAlarmAction(new SnsAction(props.topic));
  return alarm;
};
