import { layers } from '#shared/reference/words.ts';

export type Alert = { readonly layer: (typeof layers)[number] };
export const first = layers[0];
