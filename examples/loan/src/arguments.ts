import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { MillraceError } from '@millrace/core'

/** What the demo was called with. */
export interface DemoArguments {
  /** The lender's file, or undefined where one is to be generated. */
  readonly data: string | undefined
  /** Whether the summary goes to standard output as JSON. */
  readonly json: boolean
  /** Folder for everything that the demo writes. */
  readonly reports: string
}

/** Reads the command line; paths are relative to where npm was called. */
export function readArguments(): DemoArguments {
  const { values } = parse()
  const calledFrom = process.env.INIT_CWD ?? process.cwd()
  const data = values.data === undefined || isAbsolute(values.data) ? values.data : resolve(calledFrom, values.data)
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  return { data, json: values.json, reports: join(root, 'reports') }
}

function parse() {
  try {
    return parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean', default: false } } })
  } catch (cause) {
    throw new MillraceError({ code: 'E_ARGUMENTS', message: `${(cause as Error).message} Usage: npm run demo -- [--data FILE] [--json]`, cause })
  }
}
