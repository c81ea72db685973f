import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { MillraceError } from '@millrace/core'

/** What the demo was called with. */
export interface DemoArguments {
  /** The lender's file of past loans, or undefined where one is to be generated. */
  readonly data: string | undefined
  /** The file of new applications, or undefined where one is to be generated. */
  readonly current: string | undefined
  /** Whether the summary goes to standard output as JSON. */
  readonly json: boolean
  /** Folder for everything that the demo writes; `reports` of the repository unless said otherwise. */
  readonly reports: string
  /** Whether the registry of the demo before is kept. */
  readonly keep: boolean
  /** Whether a drift gate that failed makes the exit code 1. */
  readonly gate: boolean
  /** Whether the server stays up at the end. */
  readonly serve: boolean
}

const usage = 'Usage: npm run demo -- [--data FILE] [--current FILE] [--json] [--reports FOLDER] [--keep] [--gate] [--serve]'

/** Reads the command line; paths are relative to where npm was called. */
export function readArguments(): DemoArguments {
  const { data, current, reports, ...flags } = parse().values
  const calledFrom = process.env.INIT_CWD ?? process.cwd()
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  return {
    ...flags,
    data: data === undefined ? undefined : resolve(calledFrom, data),
    current: current === undefined ? undefined : resolve(calledFrom, current),
    reports: reports === undefined ? join(root, 'reports') : resolve(calledFrom, reports),
  }
}

function parse() {
  const path = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({ options: { data: path, current: path, json: flag, reports: path, keep: flag, gate: flag, serve: flag } })
  } catch (cause) {
    throw new MillraceError({ code: 'E_ARGUMENTS', message: `${(cause as Error).message} ${usage}`, cause })
  }
}
