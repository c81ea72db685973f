import { add, defineFeatures, div, log1p, type Trainer } from '@millrace/core'
import { impute, indicator, oneHot, standardize } from '@millrace/data'
import { binary, defineModel } from '@millrace/train'
import { LoanCase, problem } from './problem.ts'

/** What a model may read of an application; learnt parts (means, medians, categories) are learnt from the training rows alone. */
const features = defineFeatures(LoanCase, (loan) => ({
  income: add(loan.ApplicantIncome, loan.CoapplicantIncome).pipe(log1p, standardize()),
  amount: loan.LoanAmount.pipe(impute('median'), log1p, standardize()),
  instalment: div(loan.LoanAmount, loan.Loan_Amount_Term).pipe(impute('median'), standardize()),
  history: loan.Credit_History.pipe(impute('most-frequent'), standardize()),
  historyUnknown: indicator(loan.Credit_History),
  dependents: loan.Dependents.pipe(oneHot({ other: false })),
  education: loan.Education.pipe(oneHot({ nulls: 'zero', other: false })),
  selfEmployed: loan.Self_Employed.pipe(oneHot({ other: false })),
  area: loan.Property_Area.pipe(oneHot({ nulls: 'zero', other: false })),
}))

/** The model to be, with any trainer. */
export const approval = (trainer: Trainer) =>
  defineModel({
    name: problem.name,
    features,
    target: binary(problem.target.column, { positive: problem.target.positive }),
    trainer,
    monitored: problem.protectedAttributes,
  })

/** What a new application must have to be scored. */
export type Approval = ReturnType<typeof approval>
