import { type AnyEvidence, MillraceError } from '@millrace/core'
import { kindOfEvidence } from './evidence-kind.ts'
import { evidenceKind } from './evidence-kinds.ts'

/** Most rows that evidence may have: a comparison is made in memory. */
const mostRows = 10_000_000

/** Refuses evidence that no comparison could use: columns of different lengths, labels that are none, scores that are no probability. */
export function checkEvidence(name: string, evidence: AnyEvidence): void {
  const fail = (what: string) =>
    new MillraceError({
      code: 'E_EVIDENCE_INVALID',
      message: `${name}: ${what}; give the evidence as evaluate returned it`,
      details: { name },
    })
  const { row, weight } = evidence
  if (row.length > mostRows) throw fail(`${row.length} rows are more than ${mostRows}`)
  const kind = evidenceKind(kindOfEvidence(evidence))
  for (const column of [...kind.columns, ...(weight ? ['weight'] : [])]) {
    const values = (evidence as unknown as Readonly<Record<string, readonly number[]>>)[column]!
    if (values.length !== row.length) throw fail(`there are ${row.length} rows and ${values.length} values of ${column}`)
  }
  const misshapen = kind.shapeFault(evidence)
  if (misshapen !== null) throw fail(misshapen)
  row.forEach((digest, index) => {
    if (typeof digest !== 'string' || digest === '') throw fail(`row ${index} has no digest`)
    const fault = kind.rowFault(evidence, index)
    if (fault !== null) throw fail(fault)
    const heavy = weight?.[index] ?? 1
    if (!(heavy >= 0 && heavy < Infinity)) throw fail(`weight ${index} is ${heavy}, not a finite number from 0 on`)
  })
}
