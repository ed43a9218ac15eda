import { demo } from '#scripts/demo.ts';

export const planted = demo;
