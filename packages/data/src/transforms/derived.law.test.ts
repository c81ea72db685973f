import {
  abs,
  add,
  and,
  bucket,
  clamp,
  coalesce,
  day,
  dayOfMonth,
  daysBetween,
  div,
  type Expr,
  epochDay,
  epochMilliseconds,
  eq,
  exp,
  floor,
  ge,
  greatest,
  gt,
  isIn,
  isNull,
  le,
  least,
  log,
  log1p,
  lookup,
  lt,
  modulo,
  month,
  mul,
  ne,
  not,
  or,
  pow,
  signedLog,
  sqrt,
  sub,
  weekday,
  when,
  year,
} from '@millrace/core'
import { describe, test } from 'vitest'
import { type TransformInputs, testTransform } from '../testing/test-transform.ts'
import { quantileBuckets } from './buckets.ts'
import { clip } from './clip.ts'
import { frequency, ordinal } from './encodings.ts'
import { impute } from './impute.ts'
import { oneHot } from './one-hot.ts'
import { minMax, robust, standardize } from './scaling.ts'
import { targetEncode } from './target-encode.ts'

type NumberInput = Expr<number | null>
type TextInput = Expr<string | null>
type Tested<Kind extends keyof TransformInputs> = Parameters<typeof testTransform<Kind>>[1]

const law = <Kind extends keyof TransformInputs>(
  inputs: readonly Kind[],
  nulls: 'never' | 'kept' | 'any',
  transforms: Readonly<Record<string, Tested<Kind>>>,
  mayReadOwnTarget = false,
) => {
  for (const [name, transform] of Object.entries(transforms)) {
    testTransform({ describe, test }, transform, { name, inputs, nulls, mayReadOwnTarget })
  }
}

describe('what learns nothing', () => {
  law(['number', 'integer'], 'kept', {
    abs,
    floor,
    log1p,
    signedLog,
    'a sum': (x: NumberInput) => add(mul(x, 0.1), sub(1, x)),
    'a clamp': (x: NumberInput) => clamp(x, -1, 2.5),
    'a modulo': (x: NumberInput) => modulo(x, 7),
    'a modulo by a fraction': (x: NumberInput) => modulo(x, 0.1),
    'least and greatest': (x: NumberInput) => greatest(least(x, mul(x, 2)), -1e300),
    comparisons: (x: NumberInput) => add(add(mul(lt(x, 0.3), 1), mul(le(x, 0.1), 2)), add(mul(gt(x, 1), 4), mul(ge(x, -1), 8))),
    'eq and ne': (x: NumberInput) => sub(mul(eq(x, 0), 2), ne(x, 0.30000000000000004)),
    isIn: (x: NumberInput) => isIn(x, [0, 0.1, 1e15, Number.MAX_SAFE_INTEGER - 1]),
    logic: (x: NumberInput) => or(and(lt(x, 1), not(lt(x, -1))), eq(x, 2.5)),
    'a bucket': (x: NumberInput) => bucket(x, [-1, 0, 5e-324, 0.1, 1e15]),
  })
  law(['number', 'integer'], 'any', {
    sqrt,
    log,
    exp,
    powers: (x: NumberInput) => sub(pow(x, 0.5), pow(1.5, x)),
    'a quotient': (x: NumberInput) => div(1, x),
    'a condition that may be null': (x: NumberInput) => when(lt(x, 0.2), sqrt(x), mul(x, -1)),
    'logic of null': (x: NumberInput) => or(and(lt(x, 1), gt(sqrt(x), 0.5)), isNull(x)),
  })
  law(['number', 'integer'], 'never', {
    coalesce: (x: NumberInput) => coalesce(x, 0.1),
    isNull: (x: NumberInput) => isNull(sqrt(x)),
  })
  law(['string', 'category'], 'kept', {
    'equality of strings': (x: TextInput) => add(eq(x, '__proto__'), mul(ne(x, ''), 2)),
    'isIn of strings': (x: TextInput) => isIn(x, ['', 'null', "O'Neill", 'back\\slash', '\ufffd', '😀']),
  })
  law(['string', 'category'], 'never', {
    'a lookup': (x: TextInput) =>
      lookup(
        x,
        [
          ['', 1],
          ['other', 2],
          ['constructor', -1e308],
        ],
        { other: 0.1, missing: 5e-324 },
      ),
    'isNull of strings': (x: TextInput) => isNull(x),
  })
  law(['day'], 'kept', {
    year,
    month,
    dayOfMonth,
    weekday,
    epochDay,
    'days between': (x) => daysBetween(x, x),
  })
  law(['instant'], 'kept', {
    epochMilliseconds,
    'the day of an instant': (x) => epochDay(day(x)),
    'the month of an instant': (x) => month(day(x)),
  })
})

describe('one after another', () => {
  law(['number', 'integer'], 'never', {
    'impute, standardize': (x: NumberInput) => x.pipe(impute('median'), clip(), standardize()),
    'div, impute, quantileBuckets, oneHot': (x: NumberInput) => div(x, 3).pipe(impute('median'), quantileBuckets(4), oneHot()),
    'log1p, quantileBuckets': (x: NumberInput) => x.pipe(log1p, quantileBuckets(10)),
    'clip, minMax, impute': (x: NumberInput) => x.pipe(clip(), minMax(), impute('mean')),
  })
  law(['number', 'integer'], 'kept', {
    'log1p, standardize': (x: NumberInput) => x.pipe(log1p, standardize()),
    'signedLog, robust': (x: NumberInput) => x.pipe(signedLog, robust()),
    'a product of two learnt from one': (x: NumberInput) => mul(x.pipe(minMax()), x.pipe(clip(), minMax())),
  })
  law(['string', 'category'], 'never', {
    'frequency, log1p, minMax': (x: TextInput) => x.pipe(frequency(), log1p, minMax()),
    'ordinal, standardize': (x: TextInput) => x.pipe(ordinal(['low', 'high', '']), standardize()),
  })
  const overEncodedRows = {
    'targetEncode, standardize': (x: TextInput) => x.pipe(targetEncode(), standardize()),
    'targetEncode, quantileBuckets, oneHot': (x: TextInput) => x.pipe(targetEncode(), quantileBuckets(4), oneHot()),
  }
  law(['string', 'category'], 'never', overEncodedRows, true)
  law(['day'], 'never', { 'year, oneHot': (x) => year(x).pipe(oneHot({ maxCategories: 10 })) })
})
