import { readFileSync } from 'node:fs'
import type { Options } from 'tsup'

type ExportsMap = Readonly<Record<string, string | Readonly<Record<string, string>>>>

/**
 * The build of a package. What is built is what its `exports` map publishes: one entry per `@millrace/source` condition,
 * so `src/metrics/index.ts` becomes `dist/metrics/index.js`. Dependencies, other Millrace packages among them, stay imports.
 */
export function library(): Options {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: ExportsMap }
  const sources = Object.values(exports).flatMap((target) => (typeof target === 'string' ? [] : (target['@millrace/source'] ?? [])))
  const entry = Object.fromEntries(sources.map((source) => [source.replace(/^\.\/src\/|\.ts$/g, ''), source]))
  return { entry, format: 'esm', target: 'node20', dts: true, clean: true, sourcemap: true, silent: true }
}
