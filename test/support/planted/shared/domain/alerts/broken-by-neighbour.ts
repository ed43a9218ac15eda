import { layer } from '#shared/domain/discovery/decide.ts';

export const planted = layer;
