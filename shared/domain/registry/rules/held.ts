import type { Reason } from '#shared/kernel/text.ts';
import { layerLabels } from '#shared/reference/labels.ts';
import type { Hold } from '../types.ts';

/** A person decided that the layer stays as it is for a while (人工锁定); no rule undoes it before its end. */
export const held = ({ layer, until }: Hold): Reason => ({
  code: 'held',
  rule: 'REGISTRY-HELD',
  text: {
    zh: `经人工决定,到 ${until} 为止保持“${layerLabels[layer].zh}”。`,
    en: `Held as ${layerLabels[layer].en} until ${until} by decision.`,
  },
});
