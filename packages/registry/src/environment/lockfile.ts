import { basename } from 'node:path'
import { type Digest, digestBytes, readFileLimited } from '@millrace/core'
import { findUpwards } from './find-upwards.ts'

const lockfiles = ['pnpm-lock.yaml', 'package-lock.json', 'yarn.lock', 'bun.lock']

/** The nearest file that fixes the versions of packages, and its digest. */
export async function lockfile(folder: string): Promise<{ readonly name: string; readonly digest: Digest } | undefined> {
  const path = await findUpwards(folder, lockfiles)
  if (path === undefined) return undefined
  const bytes = await readFileLimited(path, { maxBytes: 256 * 2 ** 20 }).catch(() => undefined)
  return bytes && { name: basename(path), digest: digestBytes(bytes) }
}
