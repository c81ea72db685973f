import * as node from 'node:test'
import type { Expr } from '@millrace/core'
import type { TestFunctions } from '@millrace/core/testing'
import { describe, expectTypeOf, it, test } from 'vitest'
import { oneHot } from '../transforms/one-hot.ts'
import { standardize } from '../transforms/scaling.ts'
import { targetEncode } from '../transforms/target-encode.ts'
import { testTransform } from './test-transform.ts'

describe('a conformance suite', () => {
  it('is declared by vitest and by the test runner of Node', () => {
    expectTypeOf({ describe, test }).toExtend<TestFunctions>()
    expectTypeOf({ describe: node.describe, test: node.test }).toExtend<TestFunctions>()
  })

  it('takes transforms, groups and functions of expressions', () => {
    testTransform({ describe, test }, standardize(), { name: 'one', inputs: ['number', 'integer', 'boolean'] })
    testTransform({ describe, test }, oneHot(), { name: 'a group', inputs: ['number', 'string', 'category'] })
    testTransform({ describe, test }, (x: Expr<string | null>) => x.pipe(targetEncode(), standardize()), {
      name: 'two',
      inputs: ['string'],
    })
  })

  it('tries a transform on no column that it does not take', () => {
    // @ts-expect-error a string fed to standardize
    testTransform({ describe, test }, standardize(), { name: 'one', inputs: ['number', 'string'] })
    // @ts-expect-error a day is no number
    testTransform({ describe, test }, standardize(), { name: 'one', inputs: ['day'] })
    // @ts-expect-error a number has no key
    testTransform({ describe, test }, targetEncode(), { name: 'one', inputs: ['number'] })
  })
})
