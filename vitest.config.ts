import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { doctest } from './scripts/doctest/plugin.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
/** Tests read the packages' sources; what follows the first is what Vite uses for Node. */
const conditions = ['@millrace/source', 'module', 'node', 'development|production']

/** Tests against Python's tools: `npm run test:interop` says in MILLRACE_PYTHON where these are. */
const interop = 'packages/*/{src,test}/**/*.interop.test.ts'

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    silent: 'passed-only',
    // Processes, because native modules and process.chdir do not suit threads; as many as there are cores.
    pool: 'forks',
    maxWorkers: '100%',
    testTimeout: 30_000,
    setupFiles: ['scripts/property-seed.ts'],
    coverage: {
      provider: 'v8',
      reporter: ['text-summary'],
      reportOnFailure: true,
      include: ['packages/*/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.test-d.ts'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/{src,test}/**/*.test.ts', 'scripts/**/*.test.ts', 'examples/*/{src,test}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, interop],
        },
      },
      {
        extends: true,
        test: {
          name: 'types',
          include: [],
          typecheck: { enabled: true, only: true, include: ['packages/*/{src,test}/**/*.test-d.ts'], tsconfig: 'tsconfig.json' },
        },
      },
      {
        extends: true,
        plugins: [doctest(root)],
        test: { name: 'docs', include: ['scripts/doctest/*.docs.ts'] },
      },
      ...(process.env.MILLRACE_PYTHON === undefined ? [] : [{ extends: true as const, test: { name: 'interop', include: [interop] } }]),
    ],
  },
})
