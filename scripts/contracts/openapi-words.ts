import { purposes } from '#shared/reference/words.ts';

const DESCRIPTION = `One registry, one monitoring net, one platform for families in hardship. 低收入人口动态监测和救助帮扶。

- **Ids** are opaque. **Instants** are RFC 3339 in UTC, **days** \`YYYY-MM-DD\` in Asia/Shanghai, **money** whole fen in fields that end in \`Fen\`.
- **Regions** are codes of the region tree: a query for a region includes what lies below it. A person, a case or a file outside the caller's region is 404, a region outside it in a query 403.
- **Lists** give \`items\` and, where there is more, \`nextCursor\`, which belongs to its query.
- **Refusals** are problem documents (RFC 9457) with a stable \`code\`; \`errors\` names each field by JSON Pointer with a code and a message in Chinese and English. Codes may be added. What the gateway itself answers is \`{"message": …}\`.
- **Commands** take an \`Idempotency-Key\`: send the same one when you repeat a request that got no answer. With \`If-Match\` they apply to the version that you have seen, and to no other.
- **Bodies**: unknown fields are refused. Public doors take 8 KiB, officials' 512 KiB. Answers may get further fields: pass over those that you do not know.`;

/** Title and words of the OpenAPI document. */
export const info = {
  title: 'Low-income net',
  description: DESCRIPTION,
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

/** Who may call: two issuers, two audiences, one authorizer a route. */
export const securitySchemes = {
  official: {
    type: 'http' as const,
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: `An official of a region or a department, a person (code flow with PKCE) or a system (client credentials): audience \`official\`, claims \`region\` (everything is scoped to it), \`roles\` (caseworker, reviewer, operator, auditor) and, for a department, \`department\`. Fields are masked; a read with \`purpose\` (${purposes.join(', ')}) shows them, and every read is audited.`,
  },
  citizen: {
    type: 'http' as const,
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A citizen, about themself: audience `citizen`, claim `id_number` as the issuer proved it. No route of this version takes it.',
  },
};

const TAGS: Readonly<Record<string, string>> = {
  pages: 'The public pages',
  reference: 'Regions, and this document',
  discovery: 'Reports of people who may need help, and what became of them (主动发现)',
  placements: 'Where codes hang, what they lead to, and posters to print (幸福码点位)',
  'self-check': 'Which assistance a family may be entitled to (自测)',
  'work-orders': 'Verification-and-handling instructions (核实处置)',
  registry: 'People of the registry (低收入人口库)',
  collisions: "Departments' files that are compared with the registry (数据碰撞)",
  alerts: 'Changes in households that someone has to look at (预警)',
  statistics: 'Figures of a region (统计)',
};

/** A tag for each capability that has a route. */
export const tags = (capabilities: readonly string[]) =>
  [...new Set(capabilities)].map((name) => ({ name, description: TAGS[name] ?? name }));
