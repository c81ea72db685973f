import { MillraceError } from '@millrace/core'

/** What the program's exit code says; part of its documented interface. */
export const exitCodes = { done: 0, refused: 1, usage: 2, notFound: 3, trouble: 4 } as const

/** What each exit code means, for `--help`. */
export const exitCodeHelp = `
Exit codes:
  0  done
  1  refused: a gate did not let the version through, the audit is broken, or there is nothing to roll back to
  2  the command line cannot be understood
  3  the registry, run, experiment, model or version is not there
  4  trouble with the registry: busy, unreadable, or changed by others at the same time`

const refused = new Set(['E_ROLLBACK_NONE'])
const notFound = /^E_(?:(?:RUN|EXPERIMENT|MODEL|VERSION)_UNKNOWN|REGISTRY_MISSING)$/
const usage =
  /^E_(?:USAGE|FILTER_INVALID|REFERENCE_INVALID|RUN_AMBIGUOUS|REGISTRY_URL|ALIAS_INVALID|GATE_INVALID|STAGE_INVALID|LIMIT_EXCEEDED)$/

/** The exit code for something that was thrown. */
export function exitCodeOf(error: unknown): number {
  if (!MillraceError.isInstance(error)) return exitCodes.trouble
  if (refused.has(error.code)) return exitCodes.refused
  if (notFound.test(error.code)) return exitCodes.notFound
  return usage.test(error.code) ? exitCodes.usage : exitCodes.trouble
}
