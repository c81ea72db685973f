import { openPredictionLog } from '@millrace/serve'
import { describe, expect, test } from 'vitest'
import { load, loadDuring } from './support/load.ts'
import { type Line, runProgram } from './support/run-program.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const program = 'test/fixtures/program.ts'
const started = ({ type }: Line) => type === 'started'
const ready = ({ type }: Line) => type === 'ready'
const exited = ({ type }: Line) => type === 'exited'
const none = { errors: 0, timeouts: 0, non2xx: 0 }

// Processes take their time to start where all tests run at once.
describe.skipIf(process.platform === 'win32')('workers', { timeout: 120_000 }, () => {
  test('three rolling restarts of two workers under load break no request, and every answer is in the log', async () => {
    await using folder = await temporaryFolder()
    await using serving = runProgram(program, ['--workers', '2', '--log', folder.path])
    const { url } = await serving.next(started)
    const outcome = await loadDuring(String(url), async () => {
      for (const restart of [1, 2, 3]) {
        serving.process.kill('SIGHUP')
        await Promise.all([serving.next(ready, 2 + 2 * restart), serving.next(exited, 2 * restart)])
      }
    })
    expect(outcome).toEqual({ sent: outcome.sent, answered: outcome.sent, broken: none })
    serving.process.kill('SIGTERM')
    expect(await serving.exited).toBe(0)

    const ends = serving.lines.filter(exited)
    expect(ends.map(({ code, signal, restartMs }) => [code, signal, restartMs])).toEqual(Array(8).fill([0, null, null]))
    expect(new Set(serving.lines.filter(ready).map(({ pid }) => pid)).size).toBe(8)
    await using log = await openPredictionLog(folder.path)
    expect(await log.count?.()).toBe(outcome.sent)
  })

  test('a worker that crashes is replaced, and the others go on', async () => {
    await using serving = runProgram(program, ['--workers', '2'])
    const { url, pids } = await serving.next(started)
    const [victim] = pids as number[]
    process.kill(victim!, 'SIGKILL')
    expect(await serving.next(exited)).toMatchObject({ pid: victim, signal: 'SIGKILL', restartMs: 100 })
    expect(await load(String(url), 200)).toEqual({ sent: 200, answered: 200, broken: none })
    await serving.next(ready, 3)
    expect(await load(String(url), 200)).toEqual({ sent: 200, answered: 200, broken: none })
    serving.process.kill('SIGTERM')
    expect(await serving.exited).toBe(0)
  })

  test('a program whose workers do not start says so, and does not try for ever', async () => {
    await using serving = runProgram(program, ['--workers', '2', '--fail'])
    expect(await serving.exited).toBe(1)
    expect(serving.text).toMatch(/E_WORKER_FAILED/)
    expect(serving.text).toMatch(/ended with code 7 before it was ready/)
  })
})
