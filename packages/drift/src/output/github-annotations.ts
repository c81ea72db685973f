import type { DriftReport } from '../compare/drift-report.ts'
import type { GateReason, GateResult } from '../gate/gate-result.ts'

/** GitHub shows so many annotations of a level for each step. */
const mostByLevel = 10

/**
 * What a gate says as workflow commands of GitHub Actions, which become annotations when a step prints them: an error for each rule that failed, a
 * warning for each that warns. Of more than ten of a level the last names the rest, since GitHub shows no more.
 *
 * @param report - of {@link compare}
 * @param result - of {@link gate}
 * @returns a line a rule, empty where nothing is broken; text from data is escaped and cannot give other commands
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { compare, defineMonitor, gate, profile, toGitHubAnnotations } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = (scale: number) => fromRows(Loan, Array.from({ length: 300 }, (_, i) => ({ amount: scale * i })))
 * const report = await compare(await profile(defineMonitor(Loan), loans(1)), loans(0.5))
 * toGitHubAnnotations(report, gate(report)) // => '::error title=Drift of monitor%3A drift::1 of 1 columns drifted: amount\n'
 * ```
 * @category Output
 * @since 0.1.0
 */
export function toGitHubAnnotations({ monitor }: DriftReport, { reasons }: GateResult): string {
  return (['fail', 'warn'] as const)
    .flatMap((level) => folded(reasons.filter((reason) => reason.level === level)))
    .map(({ level, rule, message }) => {
      const command = level === 'fail' ? 'error' : 'warning'
      return `::${command} title=${escapeProperty(`Drift of ${monitor}: ${rule}`)}::${escapeData(message)}\n`
    })
    .join('')
}

type Annotation = Omit<GateReason, 'columns'>

function folded(reasons: readonly GateReason[]): readonly Annotation[] {
  if (reasons.length <= mostByLevel) return reasons
  const shown = reasons.slice(0, mostByLevel - 1)
  const rest = reasons.slice(shown.length)
  const names = rest.map(({ rule }) => rule).join(', ')
  return [...shown, { ...rest[0]!, rule: rest[0]!.rule, message: `${rest.length} more rules are broken: ${names}` }]
}

/** A command ends with its line. */
const escapeData = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** Properties end at a colon or comma besides. */
const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
