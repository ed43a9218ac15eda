import { handler } from '#functions/alerts/official-http/main.ts';

export const planted = handler;
