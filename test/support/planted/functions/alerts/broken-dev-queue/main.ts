import { build } from 'esbuild';

export const planted = build;
