// The import table of the house: each room, and all that it may import. A room that is not named in a row is closed to it.
const KERNEL = '^shared/kernel/';
const REFERENCE = '^shared/reference/';
const DOMAIN = '^shared/domain/';
const DOMAIN_TYPES = '^shared/domain/[^/]+/types\\.ts$';
const CONTRACTS = '^shared/contracts/';
const POLICY = '^shared/policy/';
const ADAPTERS = '^shared/adapters/';
const EDGE = '^shared/edge/';
const MAIN = '^functions/.+/main\\.ts$';
const ENV = '^functions/.+/env\\.ts$';
/** Generated from the contracts, and served as it is. */
const OPENAPI = '^docs/contracts/openapi\\.json$';
const FREE = '^(test|scripts|examples|bench)/';
const ANY_PACKAGE = 'node_modules/';
const packages = (...names) => `node_modules/(@types/)?(${names.join('|')})/`;

/** A room's row of the table: whatever is not in `to` is refused; Node's own modules only where `core` says so. */
const only = (name, from, { to, core = false, ...rest }) => ({
  name: `${name}-imports`,
  comment: `what ${name} may import: CONTRIBUTING.md`,
  severity: 'error',
  from: typeof from === 'string' ? { path: from } : from,
  to: { pathNot: to, couldNotResolve: false, ...(core ? { dependencyTypesNot: ['core'] } : {}), ...rest },
});

const table = [
  only('kernel', KERNEL, { to: [KERNEL] }),
  only('reference', REFERENCE, { to: [REFERENCE] }),
  only('domain', '^shared/domain/([^/]+)/', { to: [KERNEL, REFERENCE, '^shared/domain/$1/', DOMAIN_TYPES] }),
  only('policy', POLICY, { to: [POLICY, KERNEL, REFERENCE, DOMAIN_TYPES, packages('zod')] }),
  only('contracts', CONTRACTS, {
    to: [CONTRACTS, KERNEL, REFERENCE, DOMAIN_TYPES, packages('zod', 'zod-openapi')],
  }),
  only('adapters', ADAPTERS, {
    to: [ADAPTERS, '^shared/domain/[^/]+/(types|ports)\\.ts$', CONTRACTS, POLICY, KERNEL, REFERENCE, ANY_PACKAGE],
    core: true,
  }),
  only('edge', EDGE, {
    to: [EDGE, KERNEL, REFERENCE, packages('zod', '@middy', '@aws-lambda-powertools', 'aws-lambda')],
    core: true,
  }),
  only(
    'door',
    { path: '^functions/([^/]+/[^/]+)/', pathNot: [MAIN, ENV] },
    {
      to: ['^functions/$1/', EDGE, CONTRACTS, DOMAIN, KERNEL, REFERENCE],
    },
  ),
  only('env', ENV, { to: [EDGE, CONTRACTS, KERNEL, REFERENCE, packages('zod')] }),
  only('main', '^functions/([^/]+/[^/]+)/main\\.ts$', {
    to: ['^functions/$1/', ADAPTERS, POLICY, EDGE, KERNEL, REFERENCE, OPENAPI, ANY_PACKAGE],
    core: true,
  }),
  only('infra', '^infra/', {
    to: ['^infra/', REFERENCE, ENV, packages('aws-cdk-lib', 'constructs', 'cdk-nag', 'esbuild')],
    core: true,
  }),
  only('web', '^web/', { to: ['^web/', CONTRACTS, KERNEL, REFERENCE, packages('qrcode', '@noble/hashes')] }),
  only('examples', '^examples/', { to: ['^examples/', ANY_PACKAGE], core: true }),
];

const seams = [
  {
    name: 'main-is-imported-by-nobody',
    comment: 'main.ts reads the environment at import: infra names it as a path, tests use the door',
    severity: 'error',
    from: {},
    to: { path: MAIN },
  },
  {
    name: 'types-only-across-the-seam',
    comment:
      'infra takes the variables of a function, and web the bodies of a route, as types: nothing of them runs there',
    severity: 'error',
    from: { path: '^(infra|web)/' },
    to: { path: [ENV, CONTRACTS], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'middy-and-powertools-live-at-the-edge',
    comment: 'shared/edge and nowhere else',
    severity: 'error',
    from: { path: '^(shared|functions)/', pathNot: EDGE },
    to: { path: packages('@middy', '@aws-lambda-powertools') },
  },
  {
    name: 'self-check-starts-light',
    comment: 'what the self-check loads is in zod/mini: docs/adr/0013',
    severity: 'error',
    from: {
      path: [EDGE, POLICY, '^shared/contracts/(light-primitives|self-check)\\.ts$', '^functions/self-check/'],
      pathNot: ENV,
    },
    to: { path: 'node_modules/zod/index\\.', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'free-rooms-are-imported-by-nobody',
    comment: 'tests, scripts, examples and benchmarks may use all, and nothing that ships may need them',
    severity: 'error',
    from: { pathNot: FREE },
    to: { path: FREE },
  },
  {
    name: 'tests-are-imported-by-tests',
    comment: 'scripts, examples and benchmarks do without test support',
    severity: 'error',
    from: { pathNot: '^test/' },
    to: { path: '^test/' },
  },
];

const hygiene = [
  { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'not-to-dev-dependency',
    comment: 'what is bundled into a function is a dependency of the product',
    severity: 'error',
    from: { path: '^(shared|functions)/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'not-to-unlisted',
    severity: 'error',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
];

export default {
  forbidden: [...table, ...seams, ...hygiene],
  options: {
    // Dead files are knip's business: an orphan here may well be the entry of a function.
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^\\.local/', '^cdk\\.out/', '^test/support/planted/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
