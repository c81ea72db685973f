import { type Evidence, MillraceError } from '@millrace/core'

/** Most rows that evidence may have: a comparison is made in memory. */
const mostRows = 10_000_000

/** Refuses evidence that no comparison could use: columns of different lengths, labels beside 0 and 1, scores that are no probability. */
export function checkEvidence(name: string, { row, label, score, weight }: Evidence): void {
  const fail = (what: string) =>
    new MillraceError({
      code: 'E_EVIDENCE_INVALID',
      message: `${name}: ${what}; give the evidence as evaluate returned it`,
      details: { name },
    })
  if (row.length > mostRows) throw fail(`${row.length} rows are more than ${mostRows}`)
  for (const [column, values] of Object.entries({ label, score, ...(weight && { weight }) })) {
    if (values.length !== row.length) throw fail(`there are ${row.length} rows and ${values.length} values of ${column}`)
  }
  row.forEach((digest, index) => {
    if (typeof digest !== 'string' || digest === '') throw fail(`row ${index} has no digest`)
    if (label[index] !== 0 && label[index] !== 1) throw fail(`label ${index} is ${label[index]}, not 0 or 1`)
    if (!(score[index]! >= 0 && score[index]! <= 1)) throw fail(`score ${index} is ${score[index]}, not a probability`)
    const heavy = weight?.[index] ?? 1
    if (!(heavy >= 0 && heavy < Infinity)) throw fail(`weight ${index} is ${heavy}, not a finite number from 0 on`)
  })
}
