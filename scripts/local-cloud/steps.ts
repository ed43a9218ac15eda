/** Where a line for the person who waits goes. */
export type Log = (line: string) => void;

/** Says in one line what a step did and how long it took; `note` tells more from its result. */
export type Step = <T>(name: string, work: () => Promise<T>, note?: (result: T) => string) => Promise<T>;

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`.padStart(7);

/** Makes the steps of one start; a failure names its step. */
export const timedSteps =
  (log: Log): Step =>
  async (name, work, note) => {
    const start = performance.now();
    try {
      const result = await work();
      log(`${seconds(start)}  ${name}${note === undefined ? '' : `: ${note(result)}`}`);
      return result;
    } catch (error) {
      log(`${seconds(start)}  ${name}: failed`);
      throw error;
    }
  };
