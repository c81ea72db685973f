import { execFile } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pythonEnvironment } from '../../../../scripts/python-environment.ts'
import { repository } from '../../../../scripts/workspace.ts'

const run = promisify(execFile)

/** The peers' scripts lie beside the repository; they are not part of it. */
const peers = join(repository, '../shared/peers/train')
const tables = join(repository, 'node_modules/.cache/bench/train')

/** What a fit came to, ours or a peer's. */
export interface Fit {
  readonly fit_s: number
  readonly fit_cpu_s: number
  readonly predict_rows_per_s: number
  readonly single_row_us: number
  readonly auc: number
  readonly fit_mb: number
}

let python: string | undefined

/** The peers' Python; throws with a reason where there is none. */
export function peersPython(): string {
  if (!existsSync(peers)) throw new Error('the scripts of the peers (shared/peers/train beside the repository) are not here')
  python ??= pythonEnvironment(join(peers, 'requirements.txt'), { log: (line) => process.stderr.write(`${line}\n`) })
  return python
}

/** The folder of a generated table, which is made where it is not there yet: `100k`, or `100k-mc` with missing values and categories. */
export async function tableFolder(name: string): Promise<string> {
  const folder = join(tables, name)
  if (existsSync(join(folder, 'header.json'))) return folder
  const [size, mixed] = name.split('-')
  mkdirSync(tables, { recursive: true })
  await run(peersPython(), [
    join(peers, 'make_data.py'),
    '--size',
    size!,
    ...(mixed ? ['--missing', '0.05', '--categorical', '5'] : []),
    '--out',
    folder,
  ])
  return folder
}

/** Fits a peer in a process of its own. */
export async function fitPeer(contender: string, folder: string, threads: number): Promise<Fit> {
  const { stdout } = await run(peersPython(), [join(peers, 'fit.py'), contender, folder, '--threads', String(threads)])
  const found = JSON.parse(stdout)
  return { ...found, fit_mb: found.peak_rss_mb - found.rss_before_fit_mb }
}

/** Rows a second of LightGBM's SHAP values. */
export async function explainByLightgbm(folder: string): Promise<number> {
  const { stdout } = await run(peersPython(), [fileURLToPath(new URL('../python/contributions.py', import.meta.url)), folder])
  return Number(stdout)
}

/** Runs one of our programs in a process of its own, with the built packages, and reads the JSON that it prints. */
export async function runProgram<T>(program: string, args: readonly string[]): Promise<T> {
  const script = fileURLToPath(new URL(`../programs/${program}`, import.meta.url))
  const loader = program.endsWith('.ts') ? ['--import', 'tsx'] : []
  const { stdout } = await run(process.execPath, [...loader, script, ...args])
  return JSON.parse(stdout) as T
}

/** Fits one of our trainers in a process of its own. */
export const fitOurs = (contender: string, folder: string, threads: number): Promise<Fit> =>
  runProgram<Fit>('fit.ts', [contender, folder, String(threads)])
