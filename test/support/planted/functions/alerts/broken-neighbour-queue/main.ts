import { door } from '#functions/alerts/official-http/door.ts';

export const planted = door;
