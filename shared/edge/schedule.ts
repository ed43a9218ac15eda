import { faultFields, type Log, type LogFields } from './observability.ts';

/** The Lambda handler of a schedule door: what it did is one log line; a fault is thrown, so that the alarm sees it. */
export const scheduleDoor = (schedule: string, run: () => Promise<LogFields>, log: Log) => async (): Promise<void> => {
  try {
    const did = await run();
    log.info('schedule ran', { schedule, ...did });
  } catch (fault) {
    log.error('schedule failed', { schedule, ...faultFields(fault) });
    throw fault;
  }
};
