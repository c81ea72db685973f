import {
  type ColumnSpec,
  columnExpr,
  createModel,
  type Expr,
  extendGraph,
  goldenRows,
  type Model,
  type ModelDefinition,
} from '@millrace/core'

const text = (name: string, ...categories: readonly string[]): ColumnSpec => ({
  name,
  kind: 'category',
  nullable: true,
  optional: false,
  categories,
})
const number = (name: string): ColumnSpec => ({ name, kind: 'number', nullable: true, optional: false })

/** The columns of a loan application. */
export const columns: readonly ColumnSpec[] = [
  text('Gender', 'Male', 'Female'),
  text('Married', 'No', 'Yes'),
  text('Dependents', '0', '1', '2', '3+'),
  text('Education', 'Not Graduate', 'Graduate'),
  text('Self_Employed', 'No', 'Yes'),
  number('ApplicantIncome'),
  number('CoapplicantIncome'),
  number('LoanAmount'),
  number('Loan_Amount_Term'),
  number('Credit_History'),
  text('Property_Area', 'Rural', 'Semiurban', 'Urban'),
]

/** What is asked again and again: 225 bytes. */
export const application = {
  Gender: 'Male',
  Married: 'Yes',
  Dependents: '1',
  Education: 'Graduate',
  Self_Employed: 'No',
  ApplicantIncome: 4583,
  CoapplicantIncome: 1508,
  LoanAmount: 128,
  Loan_Amount_Term: 360,
  Credit_History: 1,
  Property_Area: 'Rural',
}

/** The columns as expressions, in order. */
export const columnExpressions = () => columns.map((spec) => columnExpr(spec) as Expr<number | string | null>)

/** A model over the columns whose outputs are the given ones. */
export function loanModel(kind: string, outputs: () => Record<string, Expr<number | boolean | string | null>>): Model {
  const definition: ModelDefinition<'binary'> = {
    name: 'loan-approval',
    inputs: columns,
    monitored: [],
    target: { kind: 'binary', column: 'Loan_Status', positive: 'Y', negative: 'N', threshold: 0.5 },
    label: { name: 'label', kind: 'category', nullable: false, optional: false, categories: ['N', 'Y'] },
    graph: extendGraph({ nodes: [], outputs: new Map() }, outputs),
    estimator: { kind, params: {}, diagnostics: {}, warnings: [] },
    learned: [],
    lineage: { data: null, spec: null, commit: null, run: null, seed: null, environment: {} },
    golden: [],
  }
  return createModel({ ...definition, golden: goldenRows(definition, [application]) })
}
