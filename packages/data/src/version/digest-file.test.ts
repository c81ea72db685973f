import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProgressEvent } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/fixtures/version/golden.ts'
import { digestFile, hashFile } from './digest-file.ts'
import { blockSize } from './read-blocks.ts'

describe('digestFile', () => {
  test('gives MD5 and size of a file, whatever the number of blocks', async () => {
    const path = join(await temporaryFolder(), 'data.bin')
    for (const size of [0, 1, blockSize - 1, blockSize, blockSize + 1, 3 * blockSize + 5]) {
      const bytes = Buffer.alloc(size, 'abc')
      await writeFile(path, bytes)
      const md5 = createHash('md5').update(bytes).digest('hex')
      expect(await digestFile(path)).toEqual({ digest: `md5:${md5}`, md5, sizeBytes: size })
    }
  })

  test('follows a symbolic link', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'a'), 'hello\n')
    await symlink('a', join(folder, 'b'))
    expect(await digestFile(join(folder, 'b'))).toEqual(await digestFile(join(folder, 'a')))
  })

  test('ends its progress with all bytes done', async () => {
    const path = join(await temporaryFolder(), 'data.bin')
    await writeFile(path, Buffer.alloc(blockSize + 1))
    const events: ProgressEvent[] = []
    await digestFile(path, { progress: (event) => events.push(event) })
    expect(events.at(-1)).toEqual({ task: 'hash data.bin', done: blockSize + 1, total: blockSize + 1, unit: 'bytes' })
  })

  test('rejects with the reason of an aborted signal, before and while it reads', async () => {
    const path = join(await temporaryFolder(), 'data.bin')
    await writeFile(path, Buffer.alloc(8 * blockSize))
    const reason = new Error('enough')
    await expect(digestFile(path, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const controller = new AbortController()
    let updates = 0
    const update = () => {
      updates++
      controller.abort(reason)
    }
    await expect(hashFile(path, { hashes: [{ update, hex: () => '' }], signal: controller.signal })).rejects.toBe(reason)
    expect(updates).toBe(1)
  })

  test('refuses what is not a regular file', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'directory'))
    await symlink('nowhere', join(folder, 'dangling'))
    await expect(digestFile(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'E_VERSION_FILE_MISSING' })
    await expect(digestFile(join(folder, 'dangling'))).rejects.toMatchObject({ code: 'E_VERSION_FILE_MISSING' })
    await expect(digestFile(join(folder, 'directory'))).rejects.toMatchObject({
      code: 'E_VERSION_FILE_KIND',
      details: { kind: 'directory' },
    })
  })

  test.skipIf(process.platform === 'win32')('refuses a pipe at once, where reading it would wait for ever', async () => {
    const pipe = join(await temporaryFolder(), 'pipe')
    execFileSync('mkfifo', [pipe])
    await expect(digestFile(pipe)).rejects.toMatchObject({ code: 'E_VERSION_FILE_KIND', details: { kind: 'pipe' } })
  })
})
