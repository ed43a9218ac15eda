import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { type AlarmProps, addAlarm } from './alarm.ts';
import type { CodeOf } from './bundle.ts';

/** What every function of the house needs from the stage around it. */
export type Platform = {
  readonly config: StageConfig;
  readonly alarms: ITopic;
  readonly codeOf: CodeOf;
};

export type DoorProps<Env extends Record<string, string>> = {
  /** `<capability>/<door>`: the folder below `functions/`. */
  readonly door: string;
  /** Every variable of the door's own `env.ts`; one that is missing does not compile. */
  readonly environment: Env;
  /** Who is hurt when this function fails. */
  readonly errorImpact: string;
  /** Anchor in docs/runbooks/alarms.md. */
  readonly runbook: string;
  readonly memoryMb?: number;
  readonly timeoutSeconds?: number;
  /** Executions kept for this function alone; an HTTP door has the share of its kind. */
  readonly reservedConcurrency?: number | undefined;
};

const pascal = (text: string): string =>
  text
    .split(/[^a-z0-9]+/i)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

export type FunctionAlarm = Pick<AlarmProps, 'threshold' | 'periods' | 'when'> & { readonly metric: IMetric };

/** Of the account's executions each kind of HTTP door has its own share: a flood of the one leaves the others theirs. */
const shareOf = (door: string, config: StageConfig): number | undefined => {
  if (door.endsWith('/official-http')) return config.officialConcurrency;
  return door.endsWith('-http') ? config.publicConcurrency : undefined;
};

/** The construct id of a door: `DiscoveryPublicHttp`. */
export const doorId = pascal;

/**
 * A function with a role of its own, a log group with an end, and an alarm that says who is hurt. It is granted nothing
 * by itself: constructs that it uses grant what their method's name says.
 */
export class DoorFunction extends Construct {
  readonly fn: LambdaFunction;
  readonly role: Role;
  readonly door: string;
  readonly logs: LogGroup;
  private readonly alarmed: Pick<AlarmProps, 'impact' | 'runbook' | 'topic'>;

  constructor(scope: Construct, platform: Platform, props: DoorProps<Record<string, string>>) {
    super(scope, doorId(props.door));
    const { config } = platform;
    const reserved = props.reservedConcurrency ?? shareOf(props.door, config);
    this.door = props.door;
    this.alarmed = { impact: props.errorImpact, runbook: props.runbook, topic: platform.alarms };
    this.logs = new LogGroup(this, 'Logs', {
      retention: config.logRetentionDays,
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.fn = new LambdaFunction(this, 'Function', {
      description: `${props.door}: ${props.errorImpact}`.slice(0, 250),
      runtime: Runtime.NODEJS_24_X,
      architecture: config.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      code: Code.fromAsset(platform.codeOf(props.door)),
      handler: 'index.handler',
      role: this.role,
      logGroup: this.logs,
      loggingFormat: LoggingFormat.JSON,
      memorySize: props.memoryMb ?? 512,
      timeout: Duration.seconds(props.timeoutSeconds ?? 15),
      ...(reserved === undefined ? {} : { reservedConcurrentExecutions: reserved }),
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_LOG_LEVEL: 'INFO',
        ...props.environment,
      },
    });
    // The group's ARN ends with `:*`: its streams.
    this.grant(['logs:CreateLogStream', 'logs:PutLogEvents'], [this.logs.logGroupArn]);
    this.alarm('ErrorsAlarm', { metric: this.fn.metricErrors({ period: Duration.minutes(5) }), threshold: 1 });
    this.alarm('ThrottlesAlarm', { metric: this.fn.metricThrottles({ period: Duration.minutes(5) }), threshold: 10 });
  }

  /** An alarm about this function: the same people are hurt, and the same entry of the runbook says what to do. */
  alarm(id: string, props: FunctionAlarm): void {
    addAlarm(this, id, { ...this.alarmed, ...props });
  }

  /** Allows exactly these actions on exactly these resources. */
  grant(actions: string[], resources: string[], conditions?: Record<string, Record<string, string | string[]>>): void {
    this.role.addToPrincipalPolicy(
      new PolicyStatement({ actions, resources, ...(conditions === undefined ? {} : { conditions }) }),
    );
  }
}

/** A door whose variables are checked against its own `env.ts` by the compiler. */
export const door = <Env extends Record<string, string>>(
  scope: Construct,
  platform: Platform,
  props: DoorProps<Env>,
): DoorFunction => new DoorFunction(scope, platform, props);
