import { z } from 'zod'

/** One row of the file of past applications, as the lender keeps it. */
export const Loan = z.object({
  Loan_ID: z.string(),
  Gender: z.enum(['Male', 'Female']).nullable(),
  Married: z.enum(['Yes', 'No']).nullable(),
  Dependents: z.enum(['0', '1', '2', '3+']).nullable(),
  Education: z.enum(['Graduate', 'Not Graduate']),
  Self_Employed: z.enum(['Yes', 'No']).nullable(),
  ApplicantIncome: z.number().min(0),
  CoapplicantIncome: z.number().min(0),
  LoanAmount: z.number().positive().nullable(),
  Loan_Amount_Term: z.number().positive().nullable(),
  Credit_History: z.number().min(0).max(1).nullable(),
  Property_Area: z.enum(['Rural', 'Semiurban', 'Urban']),
  Loan_Status: z.enum(['Y', 'N']),
})

/** What is learnt from: a loan without its number. */
export const LoanCase = Loan.omit({ Loan_ID: true })

/** A new application, which nobody has decided on yet; where a file brings what became of it, that serves as late feedback. */
export const Application = Loan.partial({ Loan_Status: true })

/** What is watched in operation: the case, and what the model answered. */
export const Answered = LoanCase.extend({
  Loan_Status: LoanCase.shape.Loan_Status.nullable(),
  probability: z.number(),
  decision: z.enum(['approve', 'refer', 'decline']),
  approved: z.boolean(),
})

/** What is decided, by what measure, and what must not decide. Written before any model, by people. */
export const problem = {
  name: 'loan-approval',
  question: 'Shall we grant this loan?',
  answers: ['approve', 'refer', 'decline'],
  owner: 'head of consumer lending',
  objective: 'grant loans that would be granted on full review, and refer what is not clear',
  target: { column: 'Loan_Status', positive: 'Y' },
  /** A loan wrongly granted costs three times as much as one wrongly refused. */
  costs: { falsePositive: 3, falseNegative: 1 },
  /** What a model must reach on held-out loans before it may decide. Some 120 of them tell AUC to within 0.1: no stricter bound would be honest. */
  required: { auc: { min: 0.6 }, logLoss: { max: 0.6 } },
  /** Below this probability of being granted an application is declined; what lies between is referred to a person. */
  declineBelow: 0.4,
  /** No feature reads these; they are watched, and approval rates are reported by them. */
  protectedAttributes: ['Gender', 'Married'],
  /** What a person should know who relies on it. */
  limits: [
    'It learnt from what this lender decided, not from what was repaid: where past decisions were unjust, so is the model.',
    'Some hundred held-out loans tell its figures to within the intervals above, and say little of small groups.',
    'It knows only loans like those in the file. When the drift gate fails, its figures no longer hold.',
  ],
  /** Columns in the words of a notice to the applicant. */
  names: [
    ['ApplicantIncome', 'income'],
    ['CoapplicantIncome', 'income of the co-applicant'],
    ['LoanAmount', 'amount of the loan'],
    ['Loan_Amount_Term', 'term of the loan'],
  ],
} as const
