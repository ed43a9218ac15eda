import type { RejectedRow } from '#shared/domain/collisions/types.ts';
import { isProblemCode, problems } from '#shared/reference/problems.ts';

/** The byte order mark makes spreadsheets read it as UTF-8. */
export const REJECTS_HEADER = Buffer.from('\uFEFFrow,field,code,message_zh,message_en,id_number\r\n', 'utf8');

/** A cell that a spreadsheet shows and never runs (OWASP: CSV injection). */
const cell = (value: string | number): string => {
  const text = String(value);
  const safe = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

const line = ({ row, field, code, idNumber }: RejectedRow): string => {
  const words = isProblemCode(code) ? problems[code] : { zh: '', en: '' };
  return [row, field, code, words.zh, words.en, idNumber].map(cell).join(',');
};

/** Rejected rows as lines of the reject file: row number, column, reason, the number masked; nothing else of the row. */
export const rejectLines = (rows: readonly RejectedRow[]): Buffer =>
  Buffer.from(rows.map((row) => `${line(row)}\r\n`).join(''), 'utf8');
