import { http } from '#shared/edge/http.ts';

export const planted = http;
