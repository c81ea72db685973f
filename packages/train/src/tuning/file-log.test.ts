import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestJson } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileLog } from './file-log.ts'
import type { Trial } from './trial.ts'

const digest = digestJson('one')
const trial = (number: number, changes: Partial<Trial> = {}): Trial => ({
  number,
  params: { rate: 0.1 + 0.2, kind: 'ü', depth: null },
  rows: 100,
  rung: 0,
  values: [0.1, 1 / 3],
  mean: 0.21666666666666665,
  deviation: 0.16499158227686106,
  seconds: 0.5,
  error: null,
  ...changes,
})
const failed = trial(1, { values: [], mean: Number.NaN, deviation: Number.NaN, error: { code: 'E_X', message: 'no' } })

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-tuning-'))
  path = join(folder, 'trials.ndjson')
})
afterEach(() => rm(folder, { recursive: true }))

async function write(...trials: readonly Trial[]): Promise<void> {
  const log = fileLog(path)
  await log.open(digest)
  for (const each of trials) await log.append(each)
  await log.close?.()
}

async function read(): Promise<readonly Trial[]> {
  const log = fileLog(path)
  try {
    return await log.open(digest)
  } finally {
    await log.close?.()
  }
}

describe('fileLog', () => {
  test('gives back the trials it was given, failed ones too, and goes on', async () => {
    await write(trial(0), failed)
    expect(await read()).toEqual([trial(0), failed])
    await write(trial(2))
    expect(await read()).toEqual([trial(0), failed, trial(2)])
  })

  test('wherever a crash tore the file, the whole lines before are read, and what follows is written after them', async () => {
    await write(trial(0), failed)
    const whole = await readFile(path)
    const ends = [...whole.keys()].filter((at) => whole[at] === 10).map((at) => at + 1)
    for (let length = 0; length <= whole.length; length += 7) {
      await writeFile(path, whole)
      await truncate(path, length)
      const complete = Math.max(ends.filter((end) => end <= length).length - 1, 0)
      expect(await read()).toEqual([trial(0), failed].slice(0, complete))
      await write(trial(9))
      expect(await read()).toEqual([...[trial(0), failed].slice(0, complete), trial(9)])
    }
  })

  test('a last line of garbage is cut off, one in the middle refused', async () => {
    await write(trial(0))
    await appendFile(path, '\0\0\0\0\n')
    expect(await read()).toEqual([trial(0)])
    await appendFile(path, '{"number":"x"}\n')
    await appendFile(path, `${JSON.stringify(trial(1))}\n`)
    await expect(read()).rejects.toMatchObject({ code: 'E_TUNING_LOG_INVALID', details: { line: 3 } })
  })

  test.each(['hello', 'hello\n', '{"digest":"sha256:0', 'a,b\n1,2\n'])(
    'a file that is no log, %j, is refused and left alone',
    async (content) => {
      await writeFile(path, content)
      await expect(read()).rejects.toMatchObject({ code: 'E_TUNING_LOG_FOREIGN', details: { path } })
      expect(await readFile(path, 'utf8')).toBe(content)
    },
  )

  test('a log of another tuning is refused and left alone', async () => {
    await write(trial(0))
    const content = await readFile(path, 'utf8')
    await expect(fileLog(path).open(digestJson('another'))).rejects.toMatchObject({
      code: 'E_TUNING_LOG_FOREIGN',
      message: expect.stringContaining('another tuning'),
    })
    expect(await readFile(path, 'utf8')).toBe(content)
  })

  test('a folder that does not exist is a typed error', async () => {
    await expect(fileLog(join(folder, 'none', 'log')).open(digest)).rejects.toMatchObject({ code: 'E_FILE_UNWRITABLE' })
  })
})
