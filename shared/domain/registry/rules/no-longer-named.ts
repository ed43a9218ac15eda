import type { Reason } from '#shared/kernel/text.ts';
import { categoryLabels, sourceLabels } from '#shared/reference/labels.ts';
import type { SourceEntry } from '../types.ts';

/** No source names the person any more (退出): the last one that did, until when, and by which decision. */
export const noLongerNamed = ({ source, category, until, endEvidence }: SourceEntry): Reason => ({
  code: 'no-longer-named',
  rule: 'REGISTRY-NO-LONGER-NAMED',
  text: {
    zh: `${sourceLabels[source].zh}(${categoryLabels[category].zh})到 ${until ?? ''} 为止${endEvidence === undefined ? '' : `,文号 ${endEvidence}`};此后没有名单列入。`,
    en: `Named until ${until ?? ''} by ${sourceLabels[source].en} (${categoryLabels[category].en}${endEvidence === undefined ? '' : `, decision ${endEvidence}`}); by nobody since.`,
  },
});
