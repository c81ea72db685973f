import { defineFeatures } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { dummy } from '../trainers/dummy.ts'
import { defineModel } from './define-model.ts'
import { binary } from './target.ts'

const Loan = z.object({ income: z.number(), gender: z.string(), repaid: z.boolean() })
const features = defineFeatures(Loan, ({ income }) => ({ income }))
const target = binary('repaid', { positive: true })

describe('defineModel', () => {
  test('gives a frozen description', () => {
    const spec = defineModel({ name: 'repayment', features, target, trainer: dummy(), monitored: ['gender'] })
    expect(spec).toMatchObject({ name: 'repayment', target: { column: 'repaid', positive: true }, monitored: ['gender'] })
    expect(Object.isFrozen(spec) && Object.isFrozen(spec.monitored) && Object.isFrozen(spec.target)).toBe(true)
  })

  test.each(['', 'a b', '../up', '-first', 'a/b', 'x'.repeat(201)])("refuses the name '%s'", (name) => {
    expect(() => defineModel({ name, features, target, trainer: dummy() })).toThrow(
      expect.objectContaining({ code: 'E_MODEL_NAME_INVALID' }),
    )
  })

  test.each([
    ['a target', { target: binary('paid', { positive: true }) }, "the column 'paid' is not in the schema"],
    ['a monitored column', { monitored: ['sex'] }, "the column 'sex' is not in the schema"],
    ['the target as a monitored column', { monitored: ['repaid'] }, "the column 'repaid' is the target"],
  ])('refuses %s that cannot be, which JavaScript may pass', (_, changes, message) => {
    const options = { name: 'repayment', features, target, trainer: dummy(), ...changes }
    expect(() => defineModel(options as never)).toThrow(
      expect.objectContaining({ code: 'E_COLUMN_UNKNOWN', message: `defineModel: ${message}` }),
    )
  })
})
