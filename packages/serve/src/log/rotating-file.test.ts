import { type FileHandle, mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RotatingFile } from './rotating-file.ts'

let folder: string
let handles: FileHandle
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-rotating-'))
  const any = await open(join(folder, 'any'), 'w')
  handles = Object.getPrototypeOf(any) as FileHandle
  await any.close()
  await rm(join(folder, 'any'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

const fileOf = (durable = false) =>
  new RotatingFile({ folder, kind: 'predictions', rotateBytes: 1000, rotateMs: 1000, durable, now: Date.now })
const bytes = (text: string) => Buffer.from(text)
const contents = async () =>
  Promise.all(
    (await readdir(folder)).sort().map(async (name) => [name.endsWith('.open'), await readFile(join(folder, name), 'utf8')] as const),
  )

/** A disk that takes half of what it is given, once. */
function failHalfway(code: string) {
  const { writeFile } = handles
  vi.spyOn(handles, 'writeFile').mockImplementationOnce(async function (this: FileHandle, data) {
    await writeFile.call(this, (data as Buffer).subarray(0, (data as Buffer).length / 2))
    throw Object.assign(new Error(code), { code })
  })
}

test.each(['ENOSPC', 'EIO'])('a write that fails with %s halfway leaves nothing behind', async (code) => {
  const file = fileOf()
  await file.write(bytes('first\n'))
  failHalfway(code)
  await expect(file.write(bytes('second\n'))).rejects.toMatchObject({ code })
  await file.write(bytes('third\n'))
  expect(await contents()).toEqual([[true, 'first\nthird\n']])
})

test('a file that cannot be cut back is ended there, and another is begun', async () => {
  const file = fileOf()
  await file.write(bytes('first\n'))
  failHalfway('EIO')
  vi.spyOn(handles, 'truncate').mockRejectedValueOnce(new Error('EIO'))
  await expect(file.write(bytes('second\n'))).rejects.toThrow('EIO')
  await file.write(bytes('third\n'))
  expect(await contents()).toEqual([
    [false, 'first\nsec'],
    [true, 'third\n'],
  ])
})

test('a durable write that does not reach the disk fails, and is cut off', async () => {
  const file = fileOf(true)
  await file.write(bytes('first\n'))
  vi.spyOn(handles, 'datasync').mockRejectedValueOnce(new Error('EIO'))
  await expect(file.write(bytes('second\n'))).rejects.toThrow('EIO')
  expect(await contents()).toEqual([[true, 'first\n']])
})

test('writes that are asked for together keep their order', async () => {
  const file = fileOf()
  await Promise.all(['a\n', 'b\n', 'c\n'].map((text) => file.write(bytes(text))))
  await file.close()
  await file.write(bytes('d\n'))
  expect(await contents()).toEqual([
    [false, 'a\nb\nc\n'],
    [true, 'd\n'],
  ])
})
