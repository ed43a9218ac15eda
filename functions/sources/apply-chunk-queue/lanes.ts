/** What is written at the same time. */
const LANES = 8;

/** Works through groups side by side, each group in its order: what bears on one person never meets itself. */
export const inLanes = async <T>(
  items: readonly T[],
  groupOf: (item: T) => string,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const groups = [...Map.groupBy(items, groupOf).values()];
  const lane = async (): Promise<void> => {
    for (let group = groups.pop(); group !== undefined; group = groups.pop()) {
      for (const item of group) await work(item);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
};
