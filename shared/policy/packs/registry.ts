import type { RegistryPolicy } from '#shared/domain/registry/types.ts';
import { cited, figure } from './figures.ts';

const FALLBACK = '关于进一步做好最低生活保障等社会救助兜底保障工作的通知(2022-10-20)';

const months = (value: number): readonly [number, string] => [value, 'months'];

/** 渐退期与家庭成员死亡后的复核. */
export const registry: RegistryPolicy = {
  gradualExit: figure('渐退期', 'Gradual exit, at most', months(6), cited(FALLBACK, '2022-10-20')),
  recheckAfterDeath: figure(
    '家庭成员死亡后的复核时限',
    'A household is checked again after a death, within',
    months(3),
    cited(`${FALLBACK} 一(三)`, '2022-10-20'),
  ),
};
