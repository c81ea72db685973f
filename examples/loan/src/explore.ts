import type { Table } from '@millrace/core'
import { toArquero } from '@millrace/data/arquero'
import { desc, op } from 'arquero'

/** Approval rate by the values of some columns, as a person looks at data first: with arquero, over the same columns without copying them. */
export async function approvalRates(
  loans: Table,
  by: readonly string[],
): Promise<{ column: string; value: string; loans: number; rate: number }[]> {
  const table = (await toArquero(loans, { nulls: 'null' })).derive({
    granted: (loan: { Loan_Status: string }) => (loan.Loan_Status === 'Y' ? 1 : 0),
  })
  return by.flatMap((column) => {
    const rates = table
      .groupby(column)
      .rollup({ loans: op.count(), rate: op.mean('granted') })
      .orderby(desc('rate'))
    return (rates.objects() as { loans: number; rate: number; [column: string]: unknown }[]).map((row) => ({
      column,
      value: String(row[column] ?? '(unknown)'),
      loans: row.loans,
      rate: row.rate,
    }))
  })
}
