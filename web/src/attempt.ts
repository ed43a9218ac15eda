import { newKey } from './api.ts';

/** What was sent last, and under which key. */
export type Attempt = { readonly body: string; readonly key: string };

/** One key a content: what is sent again unchanged is known again, however often the line breaks. */
export const attempts = () => {
  let last: Attempt | undefined;
  return {
    keyFor: (body: string): string => {
      if (last?.body !== body) last = { body, key: newKey() };
      return last.key;
    },
    last: (): Attempt | undefined => last,
    resume: (attempt: Attempt | undefined): void => {
      last = attempt;
    },
  };
};
