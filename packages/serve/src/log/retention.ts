import { rename, stat, unlink } from 'node:fs/promises'
import type { Logger } from '@millrace/core'
import { type LogFile, listLogFiles } from './list-log-files.ts'

/** What a log's folder keeps. */
export interface RetentionOptions {
  readonly rotateMs: number
  readonly retentionMs: number
  readonly retentionBytes: number
  readonly now: () => number
  readonly logger: Logger
}

interface AgedFile extends LogFile {
  readonly size: number
  readonly writtenMs: number
}

/** Renames files whose writer was killed, and removes files beyond age and size, the oldest first. It never throws: what fails is logged, and tried again next time. */
export async function tidyLogFolder(folder: string, options: RetentionOptions): Promise<void> {
  const { rotateMs, retentionMs, retentionBytes, now, logger } = options
  try {
    const closed: AgedFile[] = []
    for (const file of await listLogFiles(folder)) {
      const aged = await age(file)
      if (aged === null) continue
      // A living writer closes its file after `rotateMs`, whatever happens.
      if (aged.open && now() - aged.writtenMs > 2 * rotateMs) await rename(aged.path, aged.path.replace(/\.open$/, ''))
      else if (!aged.open) closed.push(aged)
    }
    let kept = closed.reduce((sum, { size }) => sum + size, 0)
    for (const { path, size, writtenMs } of closed.sort((a, b) => a.writtenMs - b.writtenMs)) {
      if (now() - writtenMs <= retentionMs && kept <= retentionBytes) break
      await unlink(path)
      kept -= size
      logger.info({ path }, 'removed a file of the prediction log')
    }
  } catch (error) {
    // Another process that shares the folder may have been quicker.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') logger.warn({ err: error }, 'the prediction log cannot be tidied')
  }
}

async function age(file: LogFile): Promise<AgedFile | null> {
  const { size, mtimeMs } = await stat(file.path).catch(() => ({ size: -1, mtimeMs: 0 }))
  return size < 0 ? null : { ...file, size, writtenMs: mtimeMs }
}
