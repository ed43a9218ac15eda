// Typed rules by name only: what needs no types is Biome's, who may import whom is dependency-cruiser's.
import tseslint from 'typescript-eslint';

const weakHash = {
  selector: "CallExpression[callee.name='createHash'] > Literal[value=/^(md5|sha-?1)$/i]",
  message: 'MD5 and SHA-1 are broken: SHA-256.',
};
const weakHashMember = {
  ...weakHash,
  selector: "CallExpression[callee.property.name='createHash'] > Literal[value=/^(md5|sha-?1)$/i]",
};
const clockMessage = 'The clock is an argument.';
const machineClock = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clockMessage },
  { selector: "CallExpression[callee.name='Date']", message: clockMessage },
];
const machineProperties = [
  { object: 'Date', property: 'now', message: clockMessage },
  { object: 'Math', property: 'random', message: 'Ids and chance are arguments.' },
  { property: 'randomUUID', message: 'Ids are arguments.' },
];
const environment = { name: 'process', message: 'Only main.ts reads the environment; env.ts says what is in it.' };
const world = ['crypto', 'fetch', 'console', 'performance', 'setTimeout', 'setInterval'].map((name) => ({
  name,
  message: 'The domain is pure: no network, no clock, no chance, no output.',
}));
const patching = ['mock', 'doMock', 'spyOn', 'stubGlobal'].map((property) => ({
  object: 'vi',
  property,
  message: 'Fakes are injected, imports are never patched.',
}));

export default tseslint.config(
  {
    ignores: ['node_modules/**', '.local/**', 'cdk.out/**', 'coverage/**', 'test/support/planted/**', '**/*.d.ts'],
  },
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      complexity: ['error', 10],
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'no-restricted-syntax': ['error', weakHash, weakHashMember],
    },
  },
  {
    // What decides is pure: clock, chance and environment come in as arguments.
    files: ['shared/kernel/**/*.ts', 'shared/reference/**/*.ts', 'shared/domain/**/*.ts', 'shared/policy/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', environment, ...world],
      'no-restricted-properties': ['error', ...machineProperties],
      'no-restricted-syntax': ['error', weakHash, weakHashMember, ...machineClock],
    },
  },
  {
    // Doors and their routes get everything from their main.ts.
    files: ['functions/**/*.ts', 'shared/contracts/**/*.ts'],
    ignores: ['functions/**/main.ts'],
    rules: {
      'no-restricted-globals': ['error', environment],
      'no-restricted-properties': ['error', ...machineProperties],
      'no-restricted-syntax': ['error', weakHash, weakHashMember, ...machineClock],
    },
  },
  {
    // Data: as long as the facts are.
    files: ['shared/reference/**/*.ts', 'shared/policy/packs/**/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // Tests read as sentences: a `describe` may be long and a fake may be cast, but nothing is patched.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'no-restricted-properties': ['error', ...patching],
    },
  },
);
