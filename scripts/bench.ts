// npm run bench -- <package> [--only NAME] [--json FILE]
//
// Benchmark files run through tsx. What they import by public name is the built package, as users get it; a file of `src` that they import
// is compiled by tsx, which makes kernels about a tenth slower (it keeps the names of functions and bundles nothing).
// A goal that is missed is a row, not a failure of the command; a benchmark that itself cannot run is one (exit code 1).
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Benchmark } from './bench/benchmark.ts'
import { type Measurement, measure } from './bench/measure.ts'
import { machine, table } from './bench/report.ts'
import { filesIn, packagesOf, repository } from './workspace.ts'

const usage = 'usage: npm run bench -- <package> [--only NAME] [--json FILE]'

const { name, only = '', json } = readArguments()
const benchmarks = await benchmarksOf(name)
const chosen = benchmarks.filter((benchmark) => benchmark.name.includes(only))
if (chosen.length === 0) refuse(`no benchmark of ${name} has '${only}' in its name: ${benchmarks.map((each) => each.name).join(', ')}`)

console.log(machine())
const measurements: Measurement[] = []
for (const benchmark of chosen) {
  process.stderr.write(`${benchmark.name} …\n`)
  const measurement = await measure(benchmark)
  process.stderr.write(`  ${measurement.row.value?.toPrecision(3) ?? measurement.failure} ${benchmark.unit}\n`)
  measurements.push(measurement)
}
console.log(table(measurements))
if (json !== undefined)
  await writeFile(
    resolve(process.env.INIT_CWD ?? '.', json),
    `${JSON.stringify(
      measurements.map(({ row }) => row),
      null,
      2,
    )}\n`,
  )
if (measurements.some(({ isBroken }) => isBroken)) process.exitCode = 1

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } }, allowPositionals: true })
    const [name, extra] = positionals
    if (name === undefined || extra !== undefined) refuse('name one package')
    return { ...values, name }
  } catch (error) {
    refuse((error as Error).message)
  }
}

async function benchmarksOf(name: string): Promise<readonly Benchmark[]> {
  const names = packagesOf(repository).map((member) => member.name)
  if (!names.includes(name)) refuse(`no package is called '${name}': there are ${names.join(', ')}`)
  const files = filesIn(repository, `packages/${name}/bench`, '.bench.ts')
  const modules = await Promise.all(
    files.map((file): Promise<{ benchmarks: readonly Benchmark[] }> => import(pathToFileURL(join(repository, file)).href)),
  )
  return modules.flatMap((module) => module.benchmarks)
}

function refuse(message: string): never {
  console.error(`${message}\n${usage}`)
  process.exit(2)
}
