import type { Figure, Reason, Text } from '#shared/kernel/text.ts';

const texts = {
  'hash-differs': {
    zh: '文件的 SHA-256 与登记的不同:传输中损坏,或登记有误。没有应用任何一行。',
    en: 'The SHA-256 of the file is not the one registered. No row was applied.',
  },
  'size-differs': {
    zh: '文件的字节数与登记的不同。没有应用任何一行。',
    en: 'The size of the file is not the one registered. No row was applied.',
  },
  'rows-differ': {
    zh: '文件的行数与登记的不同(不算表头)。没有应用任何一行。',
    en: 'The file has another number of rows than registered (without the header). No row was applied.',
  },
  'columns-missing': {
    zh: '表头缺少必需的列。没有应用任何一行。',
    en: 'The header lacks a required column. No row was applied.',
  },
  'columns-unknown': {
    zh: '表头有本来源没有的列或重复的列。没有应用任何一行。',
    en: 'The header has a column that the feed does not have, or one twice. No row was applied.',
  },
  'encoding-differs': {
    zh: '文件的编码与登记的不同。没有应用任何一行。',
    en: 'The file is not in the encoding registered. No row was applied.',
  },
  'file-not-gzip': {
    zh: '文件不是完整的 gzip。没有应用任何一行。',
    en: 'The file is not a whole gzip. No row was applied.',
  },
  'file-not-csv': {
    zh: '文件不是可读的 CSV 或 NDJSON。没有应用任何一行。',
    en: 'The file is no readable CSV or NDJSON. No row was applied.',
  },
  'file-too-large': {
    zh: '文件太大。没有应用任何一行。',
    en: 'The file is too large. No row was applied.',
  },
  'file-not-sent': {
    zh: '24 小时内没有收到文件。请重新登记。',
    en: 'No file came within 24 hours. Please register it again.',
  },
  'batch-shrank': {
    zh: '行数比上一批少得多,请人工确认。',
    en: 'Far fewer rows than in the batch before: a person has to look at it.',
  },
  'batch-rejects': {
    zh: '无法读取的行太多,请人工确认。',
    en: 'Too many rows cannot be read: a person has to look at it.',
  },
  'batch-flips': {
    zh: '一次变动的在册和疑似对象太多,请人工确认。',
    en: 'The fact turns for too many people of the registry at once: a person has to look at it.',
  },
  'batch-overtaken': {
    zh: '同一名单较新的一期已经应用,这一期不再应用。没有应用任何一行。',
    en: 'A newer file of the same list was applied before this one. No row was applied.',
  },
  'registered-without-decision': {
    zh: '文件中不再有一些在册对象,但没有退出的决定文号:这些对象不会退出,请人工确认。',
    en: 'People on the register are missing from the file without a decision of their exit. They stay; a person has to look at it.',
  },
} as const satisfies Record<string, Text>;

export type BatchReasonCode = keyof typeof texts;

/** A reason of a batch's status. */
export const batchReason = (code: BatchReasonCode, figure?: Figure): Reason => ({
  code,
  text: texts[code],
  ...(figure === undefined ? {} : { figure }),
});
