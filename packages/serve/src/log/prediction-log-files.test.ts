import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { idsOf, labelled, readAll, served, write } from '../testing/laws/subject.ts'
import { openPredictionLog } from './open-prediction-log.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-log-'))
})
afterEach(() => rm(folder, { recursive: true }))

const closedName = /^predictions-\d{8}T\d{9}Z-\d+-\d{6}\.ndjson$/
const secondsAgo = async (path: string, seconds: number) => utimes(path, Date.now() / 1000 - seconds, Date.now() / 1000 - seconds)

describe('files', () => {
  test('are open while they are written, are renamed when they are closed, and are for the user alone', async () => {
    const log = await openPredictionLog(folder)
    expect(await readdir(folder)).toEqual([])
    await write(log, served('a'))
    const [open] = await readdir(folder)
    expect(open).toMatch(/\.ndjson\.open$/)
    if (process.platform !== 'win32') expect((await stat(join(folder, open!))).mode & 0o777).toBe(0o600)
    await log[Symbol.asyncDispose]()
    const [closed, ...more] = await readdir(folder)
    expect([closed, more]).toEqual([expect.stringMatching(closedName), []])
    expect(JSON.parse(await readFile(join(folder, closed!), 'utf8'))).toEqual(served('a'))
  })

  test('are followed by others by size, in order', async () => {
    await using log = await openPredictionLog(folder, { rotateBytes: 1000 })
    for (let i = 0; i < 12; i++) await write(log, served(`id-${i}`, { atMs: i }))
    expect((await readdir(folder)).length).toBeGreaterThan(2)
    expect(await idsOf(log)).toEqual(Array.from({ length: 12 }, (_, i) => `id-${i}`))
  })

  test('are followed by others by age', async () => {
    let ms = Date.now()
    await using log = await openPredictionLog(folder, { rotateMs: 60_000, now: () => ms })
    await write(log, served('a'))
    ms += 60_000
    await write(log, served('b'))
    expect((await readdir(folder)).map((name) => name.endsWith('.open'))).toEqual([false, true])
  })

  test('hold the allowed columns alone', async () => {
    await using log = await openPredictionLog(folder, { fields: ['income', 'unknown', 'toString'] })
    await write(log, served('a'))
    expect((await readAll(log))[0]?.row).toEqual({ income: 4_583.5 })
  })

  test('hold the sampled share alone, the same in every process', async () => {
    await using log = await openPredictionLog(folder, { sample: 0.25 })
    await using other = await openPredictionLog(join(folder, 'other'), { sample: 0.25 })
    const all = Array.from({ length: 2000 }, (_, i) => served(`id-${i}`))
    await write(log, ...all)
    await write(other, ...all)
    const ids = await idsOf(log)
    expect(Math.abs(ids.length - 500)).toBeLessThan(100)
    expect(log.counters).toEqual({ appended: ids.length, dropped: 0, pending: 0 })
    expect(await idsOf(other)).toEqual(ids)
  })
})

describe('what a crash left', () => {
  test('is read, without its torn last line, and is closed when it is old', async () => {
    const log = await openPredictionLog(folder, { rotateMs: 1000 })
    await write(log, served('a'), served('b'))
    const [name] = await readdir(folder)
    const path = join(folder, name!)
    await appendFile(path, '{"atMs":1,"id":"torn","mod')
    await using reader = await openPredictionLog(folder, { rotateMs: 1000 })
    expect(await idsOf(reader)).toEqual(['a', 'b'])
    await secondsAgo(path, 3)
    await using _again = await openPredictionLog(folder, { rotateMs: 1000 })
    expect(await readdir(folder)).toEqual([expect.stringMatching(closedName)])
    expect(await idsOf(reader)).toEqual(['a', 'b'])
    await log[Symbol.asyncDispose]()
  })

  test('of a killed process, is all that it had flushed', async () => {
    const script = `
      import { openPredictionLog } from ${JSON.stringify(new URL('./open-prediction-log.ts', import.meta.url).href)}
      const log = await openPredictionLog(${JSON.stringify(folder)})
      for (let i = 0; ; i++) {
        log.append({ id: 'id-' + i, atMs: i, model: 'm', version: 1, row: {}, prediction: { score: 0, probability: 0.5, label: 'y' } })
        if (i % 100 === 99) {
          await log.flush()
          console.log(i + 1)
        }
      }`
    const child = spawn(process.execPath, ['--import', 'tsx', '--conditions', '@millrace/source', '--input-type=module', '-e', script])
    let flushed = 0
    for await (const chunk of child.stdout) {
      flushed = Math.max(flushed, ...String(chunk).trim().split('\n').map(Number))
      if (flushed >= 2000) break
    }
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
    await using log = await openPredictionLog(folder)
    const ids = await idsOf(log)
    expect(ids.length).toBeGreaterThanOrEqual(flushed)
    expect(ids).toEqual(ids.map((_, i) => `id-${i}`))
  })

  test('in the middle of a file, does not hide the lines around it', async () => {
    await using log = await openPredictionLog(folder)
    await write(log, served('a'))
    const [name] = await readdir(folder)
    await appendFile(join(folder, name!), `\0\0\0\n[]\n{"atMs":5}\n\n${'x'.repeat(300_000)}\n`)
    await write(log, served('b'))
    expect(await idsOf(log)).toEqual(['a', 'b'])
    expect(await log.count!()).toBe(2)
  })
})

describe('reading', () => {
  test('merges what several processes wrote by time, each in its own order', async () => {
    const [one, other] = [await openPredictionLog(folder, { rotateBytes: 500 }), await openPredictionLog(folder)]
    for (const atMs of [1, 4, 5, 3, 9]) await write(one, served(`one-${atMs}`, { atMs }))
    for (const atMs of [2, 6, 7]) await write(other, served(`other-${atMs}`, { atMs }))
    const expected = ['one-1', 'other-2', 'one-4', 'one-5', 'one-3', 'other-6', 'other-7', 'one-9']
    expect(await idsOf(one)).toEqual(expected)
    await one[Symbol.asyncDispose]()
    await other[Symbol.asyncDispose]()
    expect(await idsOf(one)).toEqual(expected)
  })

  test('goes on when a file is closed or removed meanwhile', async () => {
    await using log = await openPredictionLog(folder, { rotateBytes: 20_000 })
    for (let file = 0; file < 10; file++)
      await write(log, ...Array.from({ length: 100 }, (_, i) => served(`id-${100 * file + i}`, { atMs: file })))
    await write(log, served('last', { atMs: 2000 }))
    const names = (await readdir(folder)).sort()
    const ids: string[] = []
    for await (const { id } of log.read()) {
      if (ids.push(id) > 1) continue
      await rm(join(folder, names.at(-2)!))
      await rename(join(folder, names.at(-1)!), join(folder, names.at(-1)!.replace('.open', '')))
    }
    expect(ids.length).toBe(901)
    expect(ids.at(-1)).toBe('last')
  })

  test('leaves alone what is no file of a log', async () => {
    await writeFile(join(folder, 'predictions.ndjson'), 'x')
    await writeFile(join(folder, '.DS_Store'), 'x')
    await using log = await openPredictionLog(folder, { retentionBytes: 1 })
    await write(log, served('a'))
    expect(await idsOf(log)).toEqual(['a'])
    expect((await readdir(folder)).length).toBe(3)
  })
})

describe('retention', () => {
  test('removes closed files beyond the size, the oldest first, and what they held is gone', async () => {
    const log = await openPredictionLog(folder, { rotateBytes: 1 })
    for (let i = 0; i < 5; i++) {
      await write(log, served(`id-${i}`))
      for (const name of await readdir(folder)) if (name.includes(`-00000${i + 1}.`)) await secondsAgo(join(folder, name), 100 - i)
    }
    await log[Symbol.asyncDispose]()
    const [first] = await readdir(folder)
    const { size } = await stat(join(folder, first!))
    await using kept = await openPredictionLog(folder, { retentionBytes: 2 * size })
    expect(await idsOf(kept)).toEqual(['id-3', 'id-4'])
  })

  test('removes files beyond the age, feedback too, which is then unknown', async () => {
    const log = await openPredictionLog(folder)
    await write(log, served('old'))
    await log.addFeedback(labelled('old', 'yes'))
    await log[Symbol.asyncDispose]()
    await using fresh = await openPredictionLog(folder)
    await write(fresh, served('new'))
    expect((await readAll(fresh)).map(({ id, feedback }) => [id, feedback?.label])).toEqual([
      ['old', 'yes'],
      ['new', undefined],
    ])
    for (const name of await readdir(folder)) if (!name.endsWith('.open')) await secondsAgo(join(folder, name), 7200)
    await using _tidied = await openPredictionLog(folder, { retentionMs: 3_600_000 })
    expect(await idsOf(fresh)).toEqual(['new'])
    await fresh.addFeedback(labelled('old', 'no'))
  })
})

test('what cannot be written is told to feedback and counted for predictions, and writing goes on when it can', async () => {
  const path = join(folder, 'log')
  await using log = await openPredictionLog(path)
  await rm(path, { recursive: true })
  await writeFile(path, 'in the way')
  await write(log, served('a'))
  expect(log.counters).toEqual({ appended: 1, dropped: 1, pending: 0 })
  await expect(log.addFeedback(labelled('a', 'yes'))).rejects.toMatchObject({ code: 'E_LOG_UNWRITABLE' })
  await rm(path)
  await write(log, served('b'))
  await log.addFeedback(labelled('b', 'yes'))
  expect((await readAll(log)).map(({ id, feedback }) => [id, feedback?.label])).toEqual([['b', 'yes']])
})

test('a folder that is removed is made again', async () => {
  await using log = await openPredictionLog(join(folder, 'log'))
  await rm(join(folder, 'log'), { recursive: true })
  await write(log, served('a'))
  expect(await idsOf(log)).toEqual(['a'])
})

test('a path that is a file cannot be opened as a log', async () => {
  await writeFile(join(folder, 'file'), '')
  await expect(openPredictionLog(join(folder, 'file'))).rejects.toMatchObject({ code: 'E_LOG_UNWRITABLE' })
})

test.each([{ sample: 2 }, { flushMs: 0 }, { bufferBytes: Number.NaN }, { retentionMs: 1000 }])('%o is refused', async (options) => {
  await expect(openPredictionLog(folder, options)).rejects.toThrow(RangeError)
})
