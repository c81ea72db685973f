import { readFileSync } from 'node:fs'
import type { Options } from 'tsup'

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly bin?: Readonly<Record<string, string>>
}

/**
 * The build of a package. What is built is what its `exports` map publishes: one entry per `@millrace/source` condition,
 * so `src/metrics/index.ts` becomes `dist/metrics/index.js`, and one per program of `bin`. Dependencies, other Millrace packages among them, stay imports.
 */
export function library(): Options {
  const { exports, bin = {} } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
  const published = Object.values(exports).flatMap((target) => (typeof target === 'string' ? [] : (target['@millrace/source'] ?? [])))
  const programs = Object.values(bin).map((program) => program.replace(/^\.\/dist\/(.*)\.js$/, './src/$1.ts'))
  const sources = [...published, ...programs]
  const entry = Object.fromEntries(sources.map((source) => [source.replace(/^\.\/src\/|\.ts$/g, ''), source]))
  return { entry, format: 'esm', target: 'node20', dts: true, clean: true, sourcemap: true, silent: true }
}
