import type { ReportBody } from '#shared/contracts/discovery.ts';

/** The answers of a self-check on their way into a report, in this tab and only since somebody tapped "report". */
export type CarriedAnswers = NonNullable<ReportBody['selfCheck']>['answers'];

const KEY = 'self-check';

export const carry = (answers: unknown): void => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(answers));
  } catch {
    // A browser that keeps nothing: the report is then made without them.
  }
};

export const dropCarried = (): void => {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
};

export const carried = (): CarriedAnswers | undefined => {
  try {
    const answers: CarriedAnswers | null = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return answers ?? undefined;
  } catch {
    return undefined;
  }
};
