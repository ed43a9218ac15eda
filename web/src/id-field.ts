import { need } from './dom.ts';
import { canonicalId, idTrouble } from './report-form.ts';

/** The number is looked at when the field is left; while it stands there unfinished nobody is told off. */
export const tellIdAtOnce = (): void => {
  const field = need(HTMLInputElement, '#idNumber');
  const error = need(HTMLElement, '#idNumber-error');
  error.setAttribute('role', 'status');
  const look = (): void => {
    const [trouble] = idTrouble();
    error.textContent = trouble?.message ?? '';
    if (trouble === undefined) field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
  };
  field.addEventListener('change', () => {
    field.value = canonicalId();
    look();
  });
  field.addEventListener('input', () => {
    if (field.value.trim().length >= 18 || error.textContent !== '') look();
  });
};
