import { defineFeatures, ge } from '@millrace/core'
import { impute, oneHot, standardize, targetEncode } from '@millrace/data'
import { applyPolicy, binary, calibrate, defineModel, logisticRegression, train } from '@millrace/train'
import { Applicant, applicants } from './applicants.ts'

const features = defineFeatures(Applicant, (row) => ({
  income: row.income.pipe(standardize()),
  amount: row.amount.pipe(impute('median'), standardize()),
  area: row.area.pipe(oneHot()),
  employer: row.employer.pipe(targetEncode(), standardize()),
}))
const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: logisticRegression() })

/** A logistic regression, the same with probabilities of an isotonic curve, and that with a policy. */
export async function trainedModels() {
  const logistic = await train(spec, applicants(2_000), { seed: 7 })
  const calibrated = calibrate(logistic, applicants(2_000, 2), { method: 'isotonic' })
  const decided = applyPolicy(calibrated, ({ probability }) => ({
    rules: [{ when: ge(probability, 0.5), decision: 'approve', reason: 'likely to repay' }],
    otherwise: { decision: 'decline', reason: 'not likely enough' },
  }))
  return { logistic, calibrated, decided }
}
