import { emergency } from './emergency.ts';
import { follow } from './follow.ts';
import { home } from './home.ts';
import { notFound } from './not-found.ts';
import { privacy } from './privacy.ts';
import { report } from './report.ts';
import { selfCheck } from './self-check.ts';

/** Every public page, drawn once a language when the site is built. */
export const pages = [home, report, selfCheck, follow, privacy, emergency, notFound] as const;
