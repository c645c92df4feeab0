/** Lint rules. Beyond the usual ones they hold the design: which way imports point, who imports which package, what core may touch. */
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Each of these packages has one importer, so that what we ask of it can be read, and replaced, in one place. */
const OWNERS = {
  nodejieba: 'src/core/terms.ts',
  'opencc-js': 'src/core/fold.ts',
  minisearch: 'src/core/search.ts',
  'pinyin-pro': 'src/core/pinyin.ts',
};

/** How state is stored is a matter of one room. */
const ROOM_OWNERS = { kysely: 'src/store', libsql: 'src/store' };

const owned = (except) =>
  Object.entries({ ...OWNERS, ...ROOM_OWNERS })
    .filter(([name]) => !except.includes(name))
    .map(([name, owner]) => ({ regex: `^${name}(/|$)`, message: `Only ${owner} imports ${name}.` }));

/** Rooms of `src` that a file of another room may not enter: main -> bot, server, cli -> knowledge, store, authoring -> core. */
const rooms = (names, message) => ({ regex: `^\\.\\./(\\.\\./)*(${names})(/|\\.ts$)`, message });

const PURE = 'core and authoring are pure: no Telegram, no files, no process. Their callers bring what they need.';
/** What no pure room imports, beside what its place among the rooms forbids. */
const EFFECTS = [
  { regex: '^(grammy|@grammyjs)(/|$)', message: PURE },
  { regex: '^(node:)?(fs|process|child_process|worker_threads|os|net|http|https|timers)(/|$)', message: PURE },
];
const FORBIDDEN = {
  core: [...EFFECTS, { regex: '^\\.\\./', message: 'core imports nothing of the other rooms.' }],
  authoring: [...EFFECTS, { regex: '^\\.\\./(?!core/)', message: 'authoring imports core only; the commands of cli bring it what it looks over.' }],
  'knowledge,store': [
    { regex: '^(grammy|@grammyjs)(/|$)', message: 'Knowledge and store know nothing of Telegram.' },
    rooms('main|config|bot|server|cli|preview|authoring', 'Arrows point from bot, server and cli to knowledge and store.'),
  ],
  bot: [rooms('main|config|server|cli|preview|authoring', 'The bot gets what it needs from main, and knows neither server nor terminal.')],
  server: [rooms('main|config|bot|cli|preview|authoring', 'The server gets the bot from main.')],
  cli: [
    { regex: '^(grammy|@grammyjs)(/|$)', message: 'The terminal works without Telegram.' },
    rooms('main|config|server|preview', 'cli stands beside bot and server.'),
    // Replies read the same everywhere, so that the terminal takes the bot's wording and its pure rendering; nothing else.
    { regex: '^\\.\\./bot/(?!(wording|render|message|citation|verify)\\.ts$)', message: "Of the bot, cli uses wording and rendering only." },
  ],
  preview: [rooms('main|config|server|cli|authoring', 'preview is a leaf: main and tests load it, and it imports the bot.')],
};

/** The rule takes the options of the last block that matches a file, so that each block states all of them. */
const imports = (patterns, except = []) => ({ 'no-restricted-imports': ['error', { patterns: [...owned(except), ...patterns] }] });

export default defineConfig(
  { ignores: ['node_modules/', 'coverage/', 'data/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // An async function without await is how a promise is made of a value, and of an exception.
      '@typescript-eslint/require-await': 'off',
      eqeqeq: 'error',
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipRegExps: true }],
      'max-lines': ['error', 320],
    },
  },
  { files: ['src/**/*.ts', 'bench/**/*.ts'], rules: imports([]) },
  ...Object.entries(FORBIDDEN).map(([names, patterns]) => ({
    files: names.split(',').map((name) => `src/${name}/**/*.ts`),
    rules: imports(patterns),
  })),
  ...Object.entries(OWNERS).map(([name, owner]) => ({ files: [owner], rules: imports(FORBIDDEN.core, [name]) })),
  { files: ['src/store/**/*.ts'], rules: imports(FORBIDDEN['knowledge,store'], Object.keys(ROOM_OWNERS)) },
  // Makes word lists out of the dictionary itself.
  { files: ['src/cli/lexicon.ts'], rules: imports(FORBIDDEN.cli, ['nodejieba']) },
  {
    files: ['src/core/**/*.ts', 'src/authoring/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...['process', 'performance', 'fetch', 'setTimeout', 'setInterval'].map((name) => ({ name, message: PURE }))],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'core has no clock: the caller says what time it is.' },
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'core has no clock: the caller says what time it is.' },
        { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'core gives the same answer to the same question.' },
      ],
    },
  },
  // Tables of questions and answers are data, however long; and tests take the closures of a fixture apart.
  { files: ['tests/**/*.ts'], rules: { 'max-lines': 'off', '@typescript-eslint/unbound-method': 'off' } },
  {
    files: ['tests/**/*.ts'],
    ignores: ['tests/support/emulator.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '/preview/emulator\\.ts$', importNames: ['createEmulator'], message: 'openEmulator fails the test where a call was against the schema.' }] }],
    },
  },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
  // The page of the preview runs in a browser; its names are checked by its own tsconfig.json.
  { files: ['src/preview/page/client/*.js', 'tests/support/in-page.js'], rules: { 'no-undef': 'off' } },
);
