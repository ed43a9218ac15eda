import middy from '@middy/core';
import { ok } from '#shared/kernel/result.ts';

export const http = ok ? middy : undefined;
