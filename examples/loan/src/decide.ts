import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MillraceError, type Table } from '@millrace/core'
import type { z } from 'zod'
import type { Loan } from './problem.ts'
import type { Decision } from './score.ts'

/** Hands applications to a second process, which imports core alone, and reads its decisions. */
export async function decide(
  folder: string,
  applications: Table<Omit<z.output<typeof Loan>, 'Loan_Status'>>,
  work: string,
): Promise<Decision[]> {
  const input = join(work, 'applications.ndjson')
  const output = join(work, 'decisions.ndjson')
  await writeFile(input, Array.from(applications.rows(), (row) => `${JSON.stringify(row)}\n`).join(''))
  const script = fileURLToPath(new URL('./score.ts', import.meta.url))
  const scorer = spawn(process.execPath, [...process.execArgv, script, folder, input, output], { stdio: 'inherit' })
  const [code] = (await once(scorer, 'exit')) as [number | null]
  if (code !== 0)
    throw new MillraceError({ code: 'E_SCORING_FAILED', message: `the scoring process ended with ${code}`, details: { code } })
  return (await readFile(output, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Decision)
}
