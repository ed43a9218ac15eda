import { apply } from './apply.ts';
import { emergency } from './emergency.ts';
import { figures } from './figures.ts';
import { follow } from './follow.ts';
import { home } from './home.ts';
import { myData } from './my-data.ts';
import { notFound } from './not-found.ts';
import { placementOff } from './placement-off.ts';
import { privacy } from './privacy.ts';
import { report } from './report.ts';
import { selfCheck } from './self-check.ts';
import { staff } from './staff.ts';

/** Every page, drawn once a language when the site is built. */
export const pages = [
  home,
  report,
  selfCheck,
  follow,
  apply,
  figures,
  myData,
  privacy,
  emergency,
  placementOff,
  staff,
  notFound,
] as const;
