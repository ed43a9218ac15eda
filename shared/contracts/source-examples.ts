const person = {
  idNumber: '11010519491231002X',
  name: '陈小明',
  regionCode: '330102001',
} as const;
const batchId = 'n7Hk2mP4qR6sT8vW0xY1zA';

/** A source as it is shown. */
export const source = {
  source: 'trade-union',
  name: { zh: '总工会困难职工名单', en: "The trade union's list of workers in hardship" },
  department: 'trade-union',
  cycle: 'quarterly',
  layer: 'suspected',
  categories: ['hardship-worker'],
  columns: [
    { name: 'source_key', required: true, unique: true, format: 'key', example: 'GH-2025-0042' },
    { name: 'id_number', required: true, format: 'id-number', example: '11010519491231002X' },
  ],
} as const;

/** Events of the assistance system. */
export const events = [
  {
    type: 'approved',
    sourceKey: 'JZ-2025-000123',
    occurredAt: '2025-10-08T02:00:00.000Z',
    evidence: '民低保〔2025〕12号',
    person,
    category: 'subsistence-allowance',
    from: '2025-10-08',
  },
  {
    type: 'exited',
    sourceKey: 'JZ-2024-000077',
    occurredAt: '2025-10-08T02:00:00.000Z',
    evidence: '民低保〔2025〕13号',
    person: { ...person, idNumber: '110105194912310118' },
    from: '2025-10-01',
    cause: 'end-of-need',
  },
] as const;

/** What became of them. */
export const answers = {
  items: [
    { sourceKey: 'JZ-2025-000123', status: 'applied', personId: 'qS1bBz0m3kq0Yt2fJ6zW8A' },
    {
      sourceKey: 'JZ-2024-000077',
      status: 'rejected',
      problem: {
        code: 'invalid-request',
        message: {
          zh: '有几处需要改一改,请看每一处的说明。',
          en: 'Some fields need to be put right; see the notes on each.',
        },
        errors: [
          {
            path: '/person/idNumber',
            code: 'id-number-check-digit',
            message: {
              zh: '身份证号最后一位对不上,请对照证件再核对一遍。',
              en: 'The last character does not match. Please check it against the card.',
            },
          },
        ],
      },
    },
  ],
} as const;

/** A file as it is registered. */
export const manifest = {
  rows: 1204,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  period: '2026-10',
  sequence: 10,
} as const;

export const opened = {
  batchId,
  uploadUrl: `https://files.example.org/sources/trade-union/${batchId}?X-Amz-Signature=…`,
  uploadHeaders: { 'content-type': 'text/csv' },
  expiresAt: '2026-11-24T03:00:00.000Z',
} as const;

export const command = { batchId, status: 'applying' } as const;

const counts = { created: 31, changed: 4, closed: 12, unchanged: 1167, rejected: 2, conflicts: 0 } as const;

/** A file that was applied. */
export const batch = {
  batchId,
  source: 'trade-union',
  status: 'done',
  period: '2026-10',
  sequence: 10,
  mode: 'full',
  counts: { rows: 1204, ...counts },
  plan: {
    counts,
    examples: {
      created: [{ row: 7, sourceKey: 'GH-2025-0042', idNumber: '110***********002X' }],
      rejected: [
        {
          row: 9,
          sourceKey: 'GH-2025-0044',
          idNumber: '110***********0021',
          field: 'id_number',
          code: 'id-number-check-digit',
        },
      ],
    },
  },
  reasons: [],
  rejectsUrl: `https://files.example.org/rejects/${batchId}/rejects.csv?X-Amz-Signature=…`,
  createdAt: '2026-11-24T02:00:00.000Z',
  updatedAt: '2026-11-24T02:00:09.000Z',
} as const;
