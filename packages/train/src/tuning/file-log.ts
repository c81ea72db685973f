import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { canonicalJson, fileError, type Json, MillraceError, parseJson, readFileLimited, syncFolder } from '@millrace/core'
import type { Trial } from './trial.ts'
import type { TrialLog } from './trial-log.ts'

const maxBytes = 1 << 30

/** A log of one line of JSON a trial, appended and synchronised to disk; a last line that a crash tore is cut off. */
export function fileLog(path: string): TrialLog {
  let file: FileHandle | undefined
  const write = async (line: string) => {
    await file!.appendFile(`${line}\n`)
    await file!.datasync()
  }
  return {
    async open(digest) {
      const text = (await readExisting(path)) ?? ''
      const header = canonicalJson({ format: 'millrace-tuning-log', version: 1, digest })
      const { trials, length } = readLog(path, text, header)
      file = await open(path, 'a').catch((cause: unknown) => {
        throw fileError(path, { action: 'write', cause })
      })
      await file.truncate(length)
      if (length === 0) {
        await write(header)
        await syncFolder(dirname(path))
      }
      return trials
    },
    append: (trial) => write(lineOf(trial)),
    async close() {
      await file?.close()
      file = undefined
    },
  }
}

async function readExisting(path: string): Promise<string | null> {
  try {
    return new TextDecoder().decode(await readFileLimited(path, { maxBytes }))
  } catch (error) {
    if (MillraceError.isInstance(error) && error.code === 'E_FILE_MISSING') return null
    throw error
  }
}

/** The trials of a log, and how many of its bytes are whole lines. */
function readLog(path: string, text: string, header: string): { readonly trials: readonly Trial[]; readonly length: number } {
  if (header.startsWith(text)) return { trials: [], length: 0 }
  const [first, ...lines] = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1)
  if (first !== header) throw foreign(path, first ?? text)
  const trials = lines.map((line, index) => {
    try {
      return readTrial(parseJson(line, { name: `${path}, line ${index + 2}` }))
    } catch (cause) {
      if (index === lines.length - 1) return null
      throw invalid(path, index + 2, cause)
    }
  })
  const whole = trials.at(-1) === null ? lines.slice(0, -1) : lines
  const length = Buffer.byteLength([header, ...whole, ''].join('\n'))
  return { trials: trials.filter((trial) => trial !== null), length }
}

function lineOf(trial: Trial): string {
  const numberOrNull = (value: number) => (Number.isFinite(value) ? value : null)
  return canonicalJson({
    ...trial,
    values: trial.values.map(numberOrNull),
    mean: numberOrNull(trial.mean),
    deviation: numberOrNull(trial.deviation),
  })
}

function readTrial(json: Json): Trial {
  const trial = json as unknown as Trial
  const right =
    Number.isSafeInteger(trial.number) &&
    Array.isArray(trial.values) &&
    typeof trial.seconds === 'number' &&
    typeof trial.params === 'object' &&
    (trial.error === null || typeof trial.error?.code === 'string')
  if (!right) throw new TypeError('it is not a trial')
  return Object.freeze({ ...trial, mean: trial.mean ?? Number.NaN, deviation: trial.deviation ?? Number.NaN })
}

function foreign(path: string, header: string): MillraceError {
  const isLog = header.includes('"millrace-tuning-log"')
  const why = isLog ? 'is of another tuning: space, search, data, seed, folds, metric or spec differ' : 'is no log of a tuning'
  return new MillraceError({
    code: 'E_TUNING_LOG_FOREIGN',
    message: `tune: the log '${path}' ${why}; name another file`,
    details: { path },
  })
}

function invalid(path: string, line: number, cause: unknown): MillraceError {
  return new MillraceError({
    code: 'E_TUNING_LOG_INVALID',
    message: `tune: line ${line} of the log '${path}' is not a trial; restore the file, or name another`,
    details: { path, line },
    cause,
  })
}
