import { App } from 'aws-cdk-lib';
import type { Env } from '#functions/alerts/official-http/env.ts';
import { layers } from '#shared/reference/words.ts';

export const app = new App();
export const variables: Env = { TABLE: layers[0] };
