import type { Figure, Text } from '#shared/kernel/text.ts';
import type { CountyFigures } from './types.ts';
import { limitText, yuan } from './wording.ts';

/** Up to this multiple no cap applies (最低生活保障审核确认办法 第八条). */
const NATIONAL_MULTIPLE = 1.5;

/** How much a person of a marginal family may have a month, and how that is reckoned. */
export type MarginalLimit = { readonly perHeadFen: number; readonly sum: Text; readonly figure: Figure };

/** The law's own multiple, where the cap of the widened one lies below it: what was meant to widen takes nothing away. */
const ofTheLaw = ({ subsistenceStandard: standard, marginalMultiple: multiple, minimumWage: wage }: CountyFigures) => {
  const perHeadFen = Math.round(standard.value * NATIONAL_MULTIPLE);
  const [times, cap] = [limitText(perHeadFen, standard), limitText(wage.value, wage)];
  const sum = {
    zh: `${yuan(standard.value)} 元 × ${NATIONAL_MULTIPLE} 倍 = ${times.zh}(放宽到 ${multiple.value} 倍的,最多按当地最低月工资 ${cap.zh},还不到这个数)`,
    en: `${yuan(standard.value)} yuan × ${NATIONAL_MULTIPLE} = ${times.en} (widened to × ${multiple.value} it is capped at the local minimum wage of ${cap.en}, which is less)`,
  };
  return { perHeadFen, sum, figure: standard };
};

/**
 * So many times the standard; where a county has widened the multiple, at most the local minimum wage
 * (最低生活保障审核确认办法 第八条, 浙江省社会救助条例 第十三条).
 */
export const marginalLimit = (figures: CountyFigures): MarginalLimit => {
  const { subsistenceStandard: standard, marginalMultiple: multiple, minimumWage: wage } = figures;
  const perHeadFen = Math.round(standard.value * multiple.value);
  const times = limitText(perHeadFen, standard, multiple);
  const sum = `${yuan(standard.value)} 元 × ${multiple.value} 倍 = ${times.zh}`;
  const sumEn = `${yuan(standard.value)} yuan × ${multiple.value} = ${times.en}`;
  if (multiple.value <= NATIONAL_MULTIPLE || perHeadFen <= wage.value)
    return { perHeadFen, sum: { zh: sum, en: sumEn }, figure: multiple };
  if (wage.value < standard.value * NATIONAL_MULTIPLE) return ofTheLaw(figures);
  const cap = limitText(wage.value, wage);
  return {
    perHeadFen: wage.value,
    sum: { zh: `${sum},最多按当地最低月工资 ${cap.zh}`, en: `${sumEn}, capped at the local minimum wage of ${cap.en}` },
    figure: wage,
  };
};
