import { cellChanges, cellText, isNewer, keyText } from './contributions.ts';
import type { ContributionStore } from './ports.ts';
import type { Contribution, Projection } from './types.ts';

/** Contributions a transaction: with two cells each they stay below its 100 actions. */
const GROUP = 25;
const TRIES = 12;

/** Of each aggregate the newest only: what came before it in the same batch is in it. */
const newestOf = (projections: readonly Projection[]): Projection[] => {
  const newest = new Map<string, Projection>();
  for (const projection of projections) {
    const other = newest.get(keyText(projection));
    if (other === undefined || isNewer(projection.contribution, other.contribution)) {
      newest.set(keyText(projection), projection);
    }
  }
  return [...newest.values()];
};

type Step = Projection & { readonly before?: Contribution };

/** What is newer than its stored contribution, those of one cell next to each other. */
const stepsOf = (open: readonly Projection[], stored: ReadonlyMap<string, Contribution>): Step[] => {
  const steps = open.flatMap((projection): Step[] => {
    const before = stored.get(keyText(projection));
    if (before === undefined) return [projection];
    return isNewer(projection.contribution, before) ? [{ ...projection, before }] : [];
  });
  const place = ({ contribution }: Step) => cellText(contribution.cell);
  return [...Map.groupBy(steps, place).values()].flat();
};

const replace = (steps: readonly Step[], store: ContributionStore): Promise<boolean> =>
  store.replace(
    steps.map(({ contribution: after, at: _, ...step }) => ({ ...step, after })),
    cellChanges(steps),
  );

/** One transaction after the other, so that they do not stand in each other's way; the steps that came too late. */
const replaceAll = async (steps: readonly Step[], size: number, store: ContributionStore): Promise<Step[]> => {
  const late: Step[] = [];
  for (let start = 0; start < steps.length; start += size) {
    const group = steps.slice(start, start + size);
    if (!(await replace(group, store))) late.push(...group);
  }
  return late;
};

/** Steps that change no cell: one plain write each, and any number of them side by side. */
const renewAll = async (steps: readonly Step[], store: ContributionStore): Promise<Step[]> => {
  const renewed = await Promise.all(steps.map((step) => replace([step], store)));
  return steps.filter((_, index) => renewed[index] === false);
};

/**
 * Counts aggregates where they now are and no longer where they were, exactly once under repeats, any order and loss: a
 * contribution is replaced only by a newer one, and only if it still is the one that the difference was taken from. Even
 * when its figures stay the same it is written, with its version: else an older one that comes late would pass for newer.
 */
export const project = async (projections: readonly Projection[], store: ContributionStore): Promise<void> => {
  let open = newestOf(projections);
  for (let attempt = 0; open.length > 0; attempt += 1) {
    if (attempt === TRIES) throw new Error(`${open.length} contributions were changed again and again by others`);
    const steps = stepsOf(open, await store.find(open));
    const [moving = [], still = []] = [true, false].map((moves) =>
      steps.filter((step) => cellChanges([step]).length > 0 === moves),
    );
    open = [...(await replaceAll(moving, attempt === 0 ? GROUP : 1, store)), ...(await renewAll(still, store))];
  }
};
