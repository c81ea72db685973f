import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { peersPython } from '../support/peers.ts'
import { contendersFor, type FoldMetrics, measureOurs } from './contenders.ts'
import { exportRows, foldedRows } from './rows.ts'
import type { Study } from './studies.ts'

const run = promisify(execFile)

/** Fold metrics by the name of a model, in the order of the table. */
export type Measured = Readonly<Record<string, FoldMetrics>>

/** What is known of a study; both parts are measured once, when they are first asked for. */
export interface StudyMeasurements {
  ours(): Promise<Measured>
  /** Rejects with a reason where there is no Python or the scripts of the peers are absent. */
  peers(): Promise<Measured>
}

/** Measures our models and the peers on the same rows and folds. */
export function measureStudy(study: Study): StudyMeasurements {
  const rows = once(() => foldedRows(study))
  return {
    ours: once(async () => {
      const found: Record<string, FoldMetrics> = {}
      for (const contender of contendersFor(study)) found[contender.name] = await measureOurs(study, await rows(), contender)
      return found
    }),
    peers: once(async () => {
      const script = fileURLToPath(new URL('peers.py', import.meta.url))
      // Threads of OpenMP that wait for each other spin; one is fast enough here.
      const env = { ...process.env, OMP_NUM_THREADS: '1' }
      const { stdout } = await run(peersPython(), [script, await exportRows(study, await rows())], { env })
      return JSON.parse(stdout) as Measured
    }),
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
