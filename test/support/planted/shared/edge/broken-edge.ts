import { decide } from '#shared/domain/alerts/decide.ts';

export const planted = decide;
