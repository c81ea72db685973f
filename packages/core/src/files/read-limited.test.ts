import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFileLimited } from './read-limited.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-'))
})
afterAll(() => rm(folder, { recursive: true }))

const codeOf = (path: string) =>
  readFileLimited(path, { maxBytes: 100 }).then(
    () => 'read',
    (error: { code: string }) => error.code,
  )

describe('readFileLimited', () => {
  it('reads the bytes into a buffer of their own', async () => {
    const path = join(folder, 'a.bin')
    const numbers = Float64Array.of(1.5, -2, Number.NaN)
    await writeFile(path, new Uint8Array(numbers.buffer))
    const bytes = await readFileLimited(path, { maxBytes: 24 })
    expect(new Float64Array(bytes.buffer)).toEqual(numbers)
  })

  it('reads an empty file', async () => {
    await writeFile(join(folder, 'empty'), '')
    expect(await readFileLimited(join(folder, 'empty'), { maxBytes: 0 })).toHaveLength(0)
  })

  it('refuses a file beyond the limit, naming both sizes', async () => {
    const path = join(folder, 'large')
    await writeFile(path, 'x'.repeat(101))
    await expect(readFileLimited(path, { maxBytes: 100 })).rejects.toMatchObject({
      code: 'E_FILE_TOO_LARGE',
      details: { path, bytes: 101, maxBytes: 100 },
    })
  })

  it('refuses what is missing, a folder, and a path that no system takes', async () => {
    expect(await codeOf(join(folder, 'none'))).toBe('E_FILE_MISSING')
    expect(await codeOf(join(folder, 'none/a'))).toBe('E_FILE_MISSING')
    expect(await codeOf(folder)).toBe('E_FILE_NOT_REGULAR')
    expect(await codeOf('a\0b')).toBe('E_FILE_UNREADABLE')
  })

  it('rejects with the reason of an aborted signal', async () => {
    const reason = new Error('enough')
    const path = join(folder, 'b')
    await writeFile(path, 'b')
    await expect(readFileLimited(path, { maxBytes: 1, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})

describe.skipIf(process.platform === 'win32')('readFileLimited where there are pipes', () => {
  it('refuses a pipe that nobody writes to, instead of waiting', async () => {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    expect(await codeOf(path)).toBe('E_FILE_NOT_REGULAR')
  })

  it('refuses a socket and an endless device', async () => {
    const path = join(folder, 'socket')
    const server = createServer().listen(path)
    await new Promise((resolve) => server.once('listening', resolve))
    expect(await codeOf(path)).toBe('E_FILE_NOT_REGULAR')
    server.close()
    expect(await codeOf('/dev/zero')).toBe('E_FILE_NOT_REGULAR')
  })

  it.skipIf(process.getuid?.() === 0)('says so when it may not read', async () => {
    const path = join(folder, 'closed')
    await writeFile(path, 'x')
    await chmod(path, 0)
    expect(await codeOf(path)).toBe('E_FILE_UNREADABLE')
  })
})
