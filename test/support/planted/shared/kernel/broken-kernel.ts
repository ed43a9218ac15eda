import { layers } from '#shared/reference/words.ts';

export const planted = layers;
