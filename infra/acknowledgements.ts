/** Who answers for a decision: a role of the authority that runs the system. */
type Owner = 'security officer' | 'head of operations' | 'lead engineer';

/**
 * A finding of a rule pack that was decided otherwise, for a while. A test compares these with what the report lists as
 * suppressed: one that covers a resource without the finding, one that is not needed and one whose day has passed all fail.
 */
export type Acknowledgement = {
  /** `Pack::Pack-Rule`, with the finding in brackets where the rule gives one; a bare id would drop it without a trace. */
  readonly rule: string;
  readonly reason: string;
  readonly owner: Owner;
  /** Last day on which it holds; then it is looked at again. */
  readonly until: `${number}-${number}-${number}`;
  /** The resources: their type, and their construct paths without the stage's prefix. */
  readonly on: { readonly type: string; readonly paths: RegExp | readonly string[] };
};

const FUNCTION = 'AWS::Lambda::Function';
const FILES = 'IAM5[Resource::{stage}data:ExportsOutputFnGetAttFilesBucket7C17EE2EArn267E46EA';
const LAST_QUEUES = [
  'data/AlarmDeadLetters/Resource',
  'messaging/Parking/Queue/Resource',
  'messaging/Undelivered/Queue/Resource',
  'messaging/Missed/Queue/Resource',
] as const;
const FILE_READERS = [
  'monitoring/CollisionsOfficialHttp/Role/DefaultPolicy/Resource',
  'monitoring/CollisionsVerifyBatchQueue/Role/DefaultPolicy/Resource',
  'monitoring/CollisionsCollideChunkQueue/Role/DefaultPolicy/Resource',
  'monitoring/CollisionsResumeBatchesSchedule/Role/DefaultPolicy/Resource',
] as const;
const SOURCE_READERS = [
  'monitoring/SourcesOfficialHttp/Role/DefaultPolicy/Resource',
  'monitoring/SourcesVerifyBatchQueue/Role/DefaultPolicy/Resource',
  'monitoring/SourcesApplyChunkQueue/Role/DefaultPolicy/Resource',
  'monitoring/SourcesResumeBatchesSchedule/Role/DefaultPolicy/Resource',
] as const;

export const acknowledgements: readonly Acknowledgement[] = [
  {
    rule: 'AwsSolutions::AwsSolutions-APIG4',
    reason:
      'Anybody may report a family, follow a report by its code and secret, check for themselves and read: there is no ' +
      'account to sign in to. The doors have no right on the registry, throttles for all and quotas by address.',
    owner: 'security officer',
    until: '2027-11-30',
    on: {
      type: 'AWS::ApiGatewayV2::Route',
      // Named one by one: a new public route is a decision of its own.
      paths: [
        'public/PagesPublicHttpRoutes/showHome',
        'public/PagesPublicHttpRoutes/showPage',
        'public/PagesPublicHttpRoutes/showAsset',
        'public/ReferencePublicHttpRoutes/listRegions',
        'public/ReferencePublicHttpRoutes/getOpenApi',
        'public/ReferencePublicHttpRoutes/getSignIn',
        'public/DiscoveryPublicHttpRoutes/submitReport',
        'public/DiscoveryPublicHttpRoutes/followReport',
        'public/DiscoveryPublicHttpRoutes/objectToResult',
        'public/PlacementsPublicHttpRoutes/openPlacement',
        'public/PlacementsPublicHttpRoutes/getPlacement',
        'public/SelfCheckPublicHttpRoutes/listSelfCheckQuestions',
        'public/SelfCheckPublicHttpRoutes/runSelfCheck',
        'platform/StatisticsPublicHttpRoutes/getPublicStatistics',
      ],
    },
  },
  {
    rule: 'AwsSolutions::AwsSolutions-SMG4',
    reason:
      'Keys of lookups and tracking secrets: one changed by a timer would make every person and every report that was ' +
      'stored under the old one unfindable. They are rotated by version and by hand (docs/runbooks/secrets.md).',
    owner: 'security officer',
    until: '2027-11-30',
    on: { type: 'AWS::SecretsManager::Secret', paths: /^data\/(Intake|Identity|Officials)Secret\/Secret\/Resource$/ },
  },
  {
    rule: `AwsSolutions::AwsSolutions-${FILES}/feeds/*]`,
    reason: 'Files of departments: objects below this prefix of this one bucket, whose names are made at run time.',
    owner: 'lead engineer',
    until: '2027-11-30',
    on: { type: 'AWS::IAM::Policy', paths: FILE_READERS },
  },
  {
    rule: `AwsSolutions::AwsSolutions-${FILES}/sources/*]`,
    reason: 'Lists of sources: objects below this prefix of this one bucket, whose names are made at run time.',
    owner: 'lead engineer',
    until: '2027-11-30',
    on: { type: 'AWS::IAM::Policy', paths: SOURCE_READERS },
  },
  {
    rule: `AwsSolutions::AwsSolutions-${FILES}/rejects/*]`,
    reason: 'Rejects of rows: objects below this prefix of this one bucket, whose names are made at run time.',
    owner: 'lead engineer',
    until: '2027-11-30',
    on: { type: 'AWS::IAM::Policy', paths: [...FILE_READERS, ...SOURCE_READERS] },
  },
  {
    rule: 'Serverless::Serverless-SQSRedrivePolicy',
    reason: 'It is itself a dead-letter queue: its alarm goes off at the first message (docs/runbooks/redrive.md).',
    owner: 'head of operations',
    until: '2027-11-30',
    on: { type: 'AWS::SQS::Queue', paths: /(DeadLetters|^messaging\/(Parking|Undelivered|Missed)\/Queue)\/Resource$/ },
  },
  {
    rule: 'AwsSolutions::AwsSolutions-SQS3',
    reason:
      'It is the dead-letter queue of a subscription, of rules, of schedules or of stream readers, which the rule does not ' +
      'look at: its alarm goes off at the first message.',
    owner: 'head of operations',
    until: '2027-11-30',
    on: { type: 'AWS::SQS::Queue', paths: LAST_QUEUES },
  },
  {
    rule: 'Serverless::Serverless-LambdaDLQ',
    reason:
      'Called and answered at once by the API, or fed by a mapping that keeps what failed in the queue or the parking ' +
      'queue: only runs that nobody waits for (schedules) use a dead-letter queue of the function, and they have one.',
    owner: 'lead engineer',
    until: '2027-11-30',
    on: { type: FUNCTION, paths: /(Http|Queue|Stream)\/Function\/Resource$/ },
  },
  {
    rule: 'Serverless::Serverless-LambdaEventSourceMappingDestination',
    reason: 'A mapping of a queue takes no failure destination: what fails goes to the dead-letter queue of the queue.',
    owner: 'lead engineer',
    until: '2027-11-30',
    on: { type: 'AWS::Lambda::EventSourceMapping', paths: /Queue\/From[^/]+$/ },
  },
  {
    rule: 'Serverless::Serverless-LambdaTracing',
    reason:
      'No tracer by default: it needs a right on every resource, slows the start and would send addresses that were ' +
      'called to a further service. One log line a request, with its id, says how long it took and how it ended.',
    owner: 'lead engineer',
    until: '2027-11-30',
    on: { type: FUNCTION, paths: /\/Function\/Resource$/ },
  },
];
