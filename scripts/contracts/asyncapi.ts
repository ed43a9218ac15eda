import { z } from 'zod';
import { inboxBodyOf, inboxExamples, inboxTypes } from '#shared/contracts/inbox.ts';
import { envelopeExample, messageExamples } from '#shared/contracts/message-examples.ts';
import { inTextOrder } from '#shared/kernel/order.ts';
import { departments } from '#shared/reference/departments.ts';
import { departmentTypes, regionalTypes } from '#shared/reference/message-types.ts';
import { nameOf, provinceCode, queueOwners } from '#shared/reference/regions.ts';
import { type JsonObject, objectAt } from './json.ts';
import { bodyOf, type MessageType, messageTypes } from './schemas.ts';
import { tidy } from './tidy.ts';

const DESCRIPTION = `What the systems of regions and departments take from their queues. All queues are Amazon SQS standard queues: a message may come twice, late and out of order, and is taken with the owner's own IAM credentials, which may receive from and delete on that queue and nothing else.

- The body is the whole EventBridge envelope. \`detail.id\` names the message, \`detail.version\` grows with its subject: apply only a newer one.
- A message carries the full state, never a delta, and no name, number, phone or address: fetch those by id over the API.
- Delete a message once it is dealt with. What was received ten times without that goes to the queue's dead-letter queue.
- Fields and types may be added: pass over those that you do not know.
- An address is a name; the URL of the queue stands in the stack's outputs, on the local cloud in \`.local/endpoints.json\` under \`queues\` and \`departmentQueues\`.`;

/** Types of a list of the bus that are built; the others come with their capabilities. */
const built = (types: readonly string[]): readonly MessageType[] => messageTypes.filter((type) => types.includes(type));

type Channel = {
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly types: readonly MessageType[];
  readonly parameters?: JsonObject;
  /** Every address that there is, and whose it is. */
  readonly addresses: Readonly<Record<string, string>>;
};

const regionalAddress = (code: string): string => `queues/${code}`;
const departmentAddress = (name: string): string => `department-queues/${name}`;

const channels: Readonly<Record<string, Channel>> = {
  regionalQueue: {
    address: regionalAddress('{regionCode}'),
    title: 'Queue of a prefecture or of the province',
    description: 'A message goes to the prefecture in which its region lies',
    types: built(regionalTypes),
    parameters: { regionCode: { description: 'Code of the owner', enum: queueOwners, examples: ['330100'] } },
    addresses: Object.fromEntries(queueOwners.map((code) => [regionalAddress(code), nameOf(code) ?? code])),
  },
  provinceQueue: {
    address: regionalAddress(provinceCode),
    title: 'Queue of the province',
    description: 'What concerns the whole province, and everything that no other queue takes: nothing is dropped',
    types: messageTypes,
    addresses: { [regionalAddress(provinceCode)]: nameOf(provinceCode) ?? provinceCode },
  },
  departmentQueue: {
    address: departmentAddress('{department}'),
    title: 'Queue of a department',
    description: 'A message goes to the department that it names; none is sent yet',
    types: built(departmentTypes),
    parameters: { department: { description: 'The owner', enum: departments, examples: ['civil-affairs'] } },
    addresses: Object.fromEntries(departments.map((name) => [departmentAddress(name), name])),
  },
};

const channelObject = ({ types, addresses, ...channel }: Channel): JsonObject => ({
  ...channel,
  servers: [{ $ref: '#/servers/sqs' }],
  messages: Object.fromEntries(types.map((type) => [type, { $ref: `#/components/messages/${type}` }])),
  'x-addresses': addresses,
});

/** Into our inbox: sent by the assistance system, and by nobody else. */
const inboxChannel = (): JsonObject => ({
  address: 'inboxes/assistance-system',
  title: 'Inbox of the assistance system',
  description:
    'Only the provincial assistance system may put messages in, with its own IAM credentials, and nobody but us may take them out. Encrypted; these messages carry name and number. One that cannot be taken goes to the dead-letter queue alone. The URL stands in the outputs under `inboxes`.',
  servers: [{ $ref: '#/servers/sqs' }],
  messages: Object.fromEntries(inboxTypes.map((type) => [type, { $ref: `#/components/messages/${type}` }])),
});

const inboxOperation = (): JsonObject => ({
  action: 'send',
  channel: { $ref: '#/channels/assistanceInbox' },
  title: 'Send to the inbox of the assistance system',
  messages: inboxTypes.map((type) => ({ $ref: `#/channels/assistanceInbox/messages/${type}` })),
});

const operationObject = (name: string, { title, types }: Channel): JsonObject => ({
  action: 'receive',
  channel: { $ref: `#/channels/${name}` },
  title: `Receive from the ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
  messages: types.map((type) => ({ $ref: `#/channels/${name}/messages/${type}` })),
});

/** AsyncAPI's schemas are those of draft 7, and theirs that are shared stand among the components. */
const draft7 = (body: z.ZodType): { readonly schema: JsonObject; readonly shared: JsonObject } => {
  const document = z.toJSONSchema(body, { io: 'input', target: 'draft-7', override: tidy });
  const moved = JSON.stringify(document).replaceAll('"#/definitions/', '"#/components/schemas/');
  const { $schema: _, definitions, ...schema } = objectAt(JSON.parse(moved));
  return { schema, shared: objectAt(definitions) };
};

const messageObject = (type: MessageType): JsonObject => ({
  name: type,
  title: type,
  summary: messageExamples[type].summary,
  contentType: 'application/json',
  payload: draft7(bodyOf(type)).schema,
  examples: [{ name: type, payload: envelopeExample(type) }],
});

const inboxObject = ({ type, summary, body }: (typeof inboxExamples)[number]): JsonObject => ({
  name: type,
  title: type,
  summary,
  contentType: 'application/json',
  payload: draft7(inboxBodyOf(type)).schema,
  examples: [{ name: type, payload: body }],
});

const sharedSchemas = (): JsonObject => {
  const bodies = [...messageTypes.map(bodyOf), ...inboxTypes.map(inboxBodyOf)];
  const all = bodies.flatMap((body) => Object.entries(draft7(body).shared));
  return Object.fromEntries(all.sort(([one], [other]) => inTextOrder(one, other)));
};

const servers: JsonObject = {
  sqs: {
    host: 'sqs.{region}.{suffix}',
    protocol: 'sqs',
    description: 'Amazon SQS of the account that the stage runs in; on the local cloud `aws` of the endpoints file',
    variables: {
      region: { default: 'cn-north-1', description: 'Region of the stage' },
      suffix: { default: 'amazonaws.com.cn', enum: ['amazonaws.com.cn', 'amazonaws.com'] },
    },
  },
};

/** The AsyncAPI document of all queues, from the side of those who receive. */
export const asyncApi = (version: string): JsonObject => ({
  asyncapi: '3.0.0',
  id: 'urn:low-income-net:messages',
  info: {
    title: 'Low-income net: messages to regions and departments',
    version,
    description: DESCRIPTION,
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  defaultContentType: 'application/json',
  servers,
  channels: {
    ...Object.fromEntries(Object.entries(channels).map(([name, channel]) => [name, channelObject(channel)])),
    assistanceInbox: inboxChannel(),
  },
  operations: {
    ...Object.fromEntries(
      Object.entries(channels).map(([name, channel]) => [
        `receiveFrom${name.charAt(0).toUpperCase()}${name.slice(1)}`,
        operationObject(name, channel),
      ]),
    ),
    sendToAssistanceInbox: inboxOperation(),
  },
  components: {
    messages: {
      ...Object.fromEntries(messageTypes.map((type) => [type, messageObject(type)])),
      ...Object.fromEntries(inboxExamples.map((example) => [example.type, inboxObject(example)])),
    },
    schemas: sharedSchemas(),
  },
});
