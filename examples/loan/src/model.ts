import { add, defineFeatures, div, log1p, type Trainer } from '@millrace/core'
import { categorical, impute, indicator, oneHot, ordinal, standardize } from '@millrace/data'
import { binary, defineModel } from '@millrace/train'
import { LoanCase, problem } from './problem.ts'

/** For models that add up: no gaps, one scale, a column a category. Learnt parts (means, medians) are learnt from the training rows alone. */
const scaled = defineFeatures(LoanCase, (loan) => ({
  income: add(loan.ApplicantIncome, loan.CoapplicantIncome).pipe(log1p, standardize()),
  amount: loan.LoanAmount.pipe(impute('median'), log1p, standardize()),
  instalment: div(loan.LoanAmount, loan.Loan_Amount_Term).pipe(impute('median'), standardize()),
  burden: div(loan.LoanAmount, add(loan.ApplicantIncome, loan.CoapplicantIncome)).pipe(impute('median'), standardize()),
  history: loan.Credit_History.pipe(impute('most-frequent'), standardize()),
  historyUnknown: indicator(loan.Credit_History),
  dependents: loan.Dependents.pipe(oneHot({ other: false })),
  education: loan.Education.pipe(oneHot({ nulls: 'zero', other: false })),
  selfEmployed: loan.Self_Employed.pipe(oneHot({ other: false })),
  area: loan.Property_Area.pipe(oneHot({ nulls: 'zero', other: false })),
}))

/** For trees and scorecards: numbers as they are and gaps left open, for these learn what a gap means. */
const plain = defineFeatures(LoanCase, (loan) => ({
  income: add(loan.ApplicantIncome, loan.CoapplicantIncome),
  amount: loan.LoanAmount,
  instalment: div(loan.LoanAmount, loan.Loan_Amount_Term),
  burden: div(loan.LoanAmount, add(loan.ApplicantIncome, loan.CoapplicantIncome)),
  history: loan.Credit_History,
  dependents: loan.Dependents.pipe(ordinal(['0', '1', '2', '3+'])),
  education: loan.Education.pipe(categorical()),
  selfEmployed: loan.Self_Employed.pipe(categorical()),
  area: loan.Property_Area.pipe(categorical()),
}))

const described = {
  name: problem.name,
  target: binary(problem.target.column, { positive: problem.target.positive }),
  monitored: problem.protectedAttributes,
}

/** The model to be, with a trainer that weighs and adds features. */
export const approvalBySum = (trainer: Trainer) => defineModel({ ...described, features: scaled, trainer })

/** The model to be, with a trainer that cuts features into ranges and sets. */
export const approvalByTrees = (trainer: Trainer<true>) => defineModel({ ...described, features: plain, trainer })

/** The model to be; and what a new application must have to be scored. */
export type Approval = ReturnType<typeof approvalBySum>
