import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { MillraceError } from '@millrace/core'

/** What the demo was called with. */
export interface DemoArguments {
  /** The lender's file, or undefined where one is to be generated. */
  readonly data: string | undefined
  /** Whether the summary goes to standard output as JSON. */
  readonly json: boolean
  /** Folder for everything that the demo writes; `reports` of the repository unless said otherwise. */
  readonly reports: string
}

/** Reads the command line; paths are relative to where npm was called. */
export function readArguments(): DemoArguments {
  const { values } = parse()
  const calledFrom = process.env.INIT_CWD ?? process.cwd()
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  return {
    data: values.data === undefined ? undefined : resolve(calledFrom, values.data),
    json: values.json,
    reports: values.reports === undefined ? join(root, 'reports') : resolve(calledFrom, values.reports),
  }
}

function parse() {
  try {
    return parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean', default: false }, reports: { type: 'string' } } })
  } catch (cause) {
    throw new MillraceError({
      code: 'E_ARGUMENTS',
      message: `${(cause as Error).message} Usage: npm run demo -- [--data FILE] [--json] [--reports FOLDER]`,
      cause,
    })
  }
}
