import { Logger } from '@aws-lambda-powertools/logger';

/**
 * The fields that a log line may carry. An event, a body, a name, a number or a free text never stands here; a value that
 * came from outside is logged as a code or a count.
 */
export type LogFields = Partial<{
  route: string;
  status: number;
  code: string;
  requestId: string;
  durationMs: number;
  records: number;
  parked: number;
  failed: number;
  published: number;
  rows: number;
  overdue: number;
  told: number;
  changed: number;
  unchanged: number;
  left: boolean;
  batchId: string;
  workOrderId: string;
  alertId: string;
  personId: string;
  messageId: string;
  messageType: string;
  regionCode: string;
  table: string;
  sequenceNumber: string;
  errorName: string;
  errorAt: string;
  schedule: string;
  day: string;
  seal: number;
  sealHash: string;
  verificationId: string;
}>;

export type Log = {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};

/** The one logger of a function: service and level come from the environment that infra sets. */
export const createLog = (service: string): Log => {
  const logger = new Logger({ serviceName: service });
  return {
    info: (event, fields = {}) => logger.info(event, { ...fields }),
    error: (event, fields = {}) => logger.error(event, { ...fields }),
  };
};

/**
 * What may be said of a fault in a log: its class and where it was thrown. Never its message: messages of libraries quote
 * what they were given.
 */
export const faultFields = (fault: unknown): LogFields => {
  if (!(fault instanceof Error)) return { errorName: typeof fault };
  const at = fault.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return { errorName: fault.name, ...(at === undefined ? {} : { errorAt: at.trim() }) };
};
