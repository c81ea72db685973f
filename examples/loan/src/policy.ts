import { ge, isNull, lt } from '@millrace/core'
import type { Policy, PolicyParts } from '@millrace/train'
import { problem } from './problem.ts'

/** What is decided, and why: the first rule that holds. */
export const lendingPolicy =
  (threshold: number) =>
  <In extends { readonly Credit_History: number | null }>({
    probability,
    row,
  }: PolicyParts<In>): Policy<(typeof problem.answers)[number]> => ({
    rules: [
      { when: lt(probability, problem.declineBelow), decision: 'decline', reason: 'too little speaks for the loan' },
      { when: isNull(row.Credit_History), decision: 'refer', reason: 'the credit history is unknown: a person decides' },
      { when: ge(probability, threshold), decision: 'approve', reason: 'the loan is clear enough to grant' },
    ],
    otherwise: { decision: 'refer', reason: 'neither clear enough to grant nor to refuse: a person decides' },
  })
