import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { testPredictionLog } from '../testing/test-prediction-log.ts'
import { openPredictionLog } from './open-prediction-log.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-log-'))
})
afterAll(() => rm(folder, { recursive: true }))

testPredictionLog({ describe, test }, { name: 'files', open: (name) => openPredictionLog(join(folder, name)) })
testPredictionLog(
  { describe, test },
  {
    name: 'files that rotate all the time',
    open: (name) => openPredictionLog(join(folder, `rotated-${name}`), { flushBytes: 1, rotateBytes: 2_000 }),
  },
)
