import { object } from 'zod';
import { literal } from 'zod/mini';

export const broken = [object, literal];
