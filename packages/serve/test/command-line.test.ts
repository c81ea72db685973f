import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { saveModel } from '@millrace/core'
import { exampleModel } from '@millrace/core/testing'
import { openPredictionLog } from '@millrace/serve'
import { describe, expect, test } from 'vitest'
import { applicant } from './support/load.ts'
import { type Program, runProgram } from './support/run-program.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const millraceServe = (...args: readonly string[]) => runProgram('src/cli/main.ts', args)

async function urlOf(program: Program): Promise<string> {
  const { url } = await program.next(({ msg }) => msg === 'listening')
  return String(url)
}

async function predict(url: string): Promise<{ readonly probability: number }> {
  const response = await fetch(`${url}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(applicant),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as { readonly probability: number }
}

const expected = (shift: number) => exampleModel({ shift }).predict(applicant as never).probability

describe.skipIf(process.platform === 'win32')('millrace-serve', { timeout: 120_000 }, () => {
  test('serves a model folder, loads it anew on SIGHUP, keeps the log, and ends with 0 on SIGTERM', async () => {
    await using folder = await temporaryFolder()
    const [model, log] = [join(folder.path, 'model'), join(folder.path, 'log')]
    await saveModel(exampleModel(), model)
    await using serving = millraceServe(model, '--port', '0', '--log', log, '--log-fields', 'income,area')
    const url = await urlOf(serving)
    await serving.next(({ msg }) => msg === 'a worker is ready')
    expect((await predict(url)).probability).toBe(expected(0))

    await saveModel(exampleModel({ shift: 1 }), model, { overwrite: true })
    serving.process.kill('SIGHUP')
    await serving.next(({ msg }) => msg === 'a worker is gone')
    expect((await predict(url)).probability).toBe(expected(1))

    await writeFile(join(model, 'model.json'), 'damaged')
    serving.process.kill('SIGHUP')
    await serving.next(({ msg }) => String(msg).startsWith('the restart was broken off'))
    expect((await predict(url)).probability).toBe(expected(1))

    serving.process.kill('SIGTERM')
    expect(await serving.exited).toBe(0)
    await using reader = await openPredictionLog(log)
    const rows: unknown[] = []
    for await (const { row } of reader.read()) rows.push(row)
    expect(rows).toEqual(Array(3).fill({ income: 4000, area: 'Urban' }))
  })

  test('serves in its own process with --workers 0, and a second signal ends it at once', async () => {
    await using folder = await temporaryFolder()
    await saveModel(exampleModel(), join(folder.path, 'model'))
    await using serving = millraceServe(join(folder.path, 'model'), '--port', '0', '--workers', '0', '--drain-delay', '60000', '--no-page')
    expect((await predict(await urlOf(serving))).probability).toBe(expected(0))
    serving.process.kill('SIGTERM')
    await serving.next(({ msg }) => msg === 'ending')
    serving.process.kill('SIGTERM')
    expect(await serving.exited).toBe(143)
  })

  test('ends with 2 when it is called wrongly', async () => {
    await using serving = millraceServe('model', '--port', '70000')
    expect(await serving.exited).toBe(2)
    expect(serving.text).toMatch(/^error: /)
  })

  test('explains itself', async () => {
    await using serving = millraceServe('--help')
    expect(await serving.exited).toBe(0)
    expect(serving.text).toMatch(/Exit codes:/)
  })

  test('ends with 3, 4 or 5 when model, address or log fail', async () => {
    await using folder = await temporaryFolder()
    const [model, empty, file] = ['model', 'empty', 'file'].map((name) => join(folder.path, name)) as [string, string, string]
    await saveModel(exampleModel(), model)
    await mkdir(empty)
    await writeFile(file, '')
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as { port: number }
    const codes: unknown[] = []
    for (const args of [
      [empty, '--port', '0', '--workers', '1'],
      [model, '--port', String(port), '--workers', '0'],
      [model, '--port', '0', '--log', file, '--workers', '0'],
    ]) {
      await using serving = millraceServe(...args, '--level', 'error')
      codes.push(await serving.exited)
    }
    taken.close()
    expect(codes).toEqual([3, 4, 5])
  })
})
