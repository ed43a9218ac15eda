import type { Policy } from '../types.ts';
import { example, figure } from './figures.ts';

/** 公开统计的最小数. */
export const disclosure: Policy['disclosure'] = {
  smallest: figure(
    '公开统计的最小数',
    'Smallest count that is published',
    [11, 'people'],
    example('系统默认值:1 至 10 人的不公布', '2024-01-01'),
  ),
};
