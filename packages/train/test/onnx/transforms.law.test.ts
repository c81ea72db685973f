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
import {
  bucketize,
  categorical,
  clip,
  frequency,
  impute,
  indicator,
  minMax,
  oneHot,
  ordinal,
  quantileBuckets,
  robust,
  standardize,
  targetEncode,
} from '@millrace/data'
import { type TransformInputs, testTransform } from '@millrace/data/testing'
import { describe, test } from 'vitest'
import { onnxTestEngine } from '../../src/onnx/testing/onnx-test-engine.ts'
import { runtime } from './runtime.ts'

const engines = [onnxTestEngine(runtime)]
type Tested<Kind extends keyof TransformInputs> = Parameters<typeof testTransform<Kind>>[1]
type NumberInput = Expr<number | null>
type TextInput = Expr<string | null>

/** The laws that ask nothing of ONNX are tested where the transforms are. */
const ofOnnx = (declare: (name: string, body: () => void | Promise<void>) => unknown) => (name: string, body: () => void | Promise<void>) =>
  name.includes('ONNX') ? declare(name, body) : undefined
const functions = { describe, test: Object.assign(ofOnnx(test), { skip: ofOnnx(test.skip) }) }

const law = <Kind extends keyof TransformInputs>(inputs: readonly Kind[], transforms: Readonly<Record<string, Tested<Kind>>>) => {
  for (const [name, transform] of Object.entries(transforms)) testTransform(functions, transform, { name, inputs, nulls: 'any', engines })
}

describe('what learns', () => {
  const numeric = ['number', 'integer', 'boolean'] as const
  law(['number', 'boolean'], {
    standardize: standardize(),
    minMax: minMax(),
    robust: robust(),
    clip: clip(),
    'clip from the least value to the median': clip({ lower: 0, upper: 0.5 }),
    'impute mean': impute('mean'),
    'impute median': impute('median'),
    'impute most-frequent': impute('most-frequent'),
    'impute a number': impute(-1e308),
    bucketize: bucketize([-1e308, -1, 0, 0.1, 5e15, 1e308]),
    'bucketize without edges': bucketize([]),
    'quantileBuckets(2)': quantileBuckets(2),
    'quantileBuckets(200)': quantileBuckets(200),
  })
  law([...numeric, 'string', 'category', 'day', 'instant'], { indicator })
  law(['string', 'category', 'integer', 'boolean'], {
    oneHot: oneHot(),
    'oneHot without other': oneHot({ nulls: 'most-frequent', other: false }),
    'oneHot of 3': oneHot({ nulls: 'zero', maxCategories: 3 }),
  })
  law(['string', 'category'], {
    ordinal: ordinal(['low', 'high', '__proto__', '', 'null', '😀', '\ufffd'], { other: 1e15, missing: -0.5 }),
    categorical: categorical(),
    frequency: frequency(),
    targetEncode: targetEncode(),
    'two in a row': (x: TextInput) => x.pipe(targetEncode(), standardize()),
  })
})

describe('what learns nothing', () => {
  law(['number'], {
    abs,
    floor,
    sqrt,
    log,
    exp,
    log1p,
    signedLog,
    add: (x: NumberInput) => add(x, 0.1),
    sub: (x: NumberInput) => sub(x, x),
    'constants that float32 takes for 0 and 1': (x: NumberInput) => sub(mul(x, 1 + 2 ** -30), mul(sub(x, 1e-300), 1e-290)),
    mul: (x: NumberInput) => mul(x, x),
    div: (x: NumberInput) => div(x, x),
    'div of a number': (x: NumberInput) => div(1, x),
    'pow to a half': (x: NumberInput) => pow(x, 0.5),
    'pow to a negative number': (x: NumberInput) => pow(x, -2),
    'pow of a number': (x: NumberInput) => pow(2, x),
    'pow of itself': (x: NumberInput) => pow(x, x),
    'pow of 1 to infinity': (x: NumberInput) => pow(-1, exp(mul(x, 1e300))),
    'pow to null': (x: NumberInput) => pow(x, sqrt(x)),
    modulo: (x: NumberInput) => modulo(x, 7),
    clamp: (x: NumberInput) => clamp(x, -1, 1),
    greatest: (x: NumberInput) => greatest(x, log(x)),
    least: (x: NumberInput) => least(log(x), x),
    bucket: (x: NumberInput) => bucket(x, [-1, 0, 5e-324, 1e308]),
    compare: (x: NumberInput) => add(add(lt(x, 1), mul(2, le(x, 1))), add(mul(4, eq(x, 1)), mul(8, ne(x, 1)))),
    'compare with null': (x: NumberInput) => add(lt(x, log(x)), le(sqrt(x), x)),
    'and, or, not of three values': (x: NumberInput) => {
      const [a, b] = [lt(log(x), 1), gt(sqrt(x), 0.2)]
      return add(add(and(a, b), mul(2, or(a, b))), mul(4, not(coalesce(a, false))))
    },
    'logic that is null': (x: NumberInput) => and(ge(x, 0), lt(log(x), 1)),
    'or that is null': (x: NumberInput) => or(ge(x, 0), lt(log(x), 1)),
    coalesce: (x: NumberInput) => coalesce(log(x), -7),
    when: (x: NumberInput) => add(when(lt(log(x), 1), sqrt(x), mul(x, -1)), isNull(sqrt(x))),
  })
  law(['string', 'category'], {
    'equality of strings': (x: TextInput) => add(eq(x, '__proto__'), mul(ne(x, ''), 2)),
    'isIn of strings': (x: TextInput) => isIn(x, ['', 'null', "O'Neill", '\ufffd', '😀']),
    'lookups of one column': (x: TextInput) =>
      add(
        lookup(
          x,
          [
            ['', 1],
            ['constructor', -1e308],
          ],
          { other: 0.1, missing: 5e-324 },
        ),
        coalesce(lookup(x, [['null', 0.3]], { other: null, missing: 7 }), -1),
      ),
    'isNull of strings': (x: TextInput) => isNull(x),
  })
  law(['day'], { year, month, dayOfMonth, weekday, epochDay, 'days between': (x) => daysBetween(x, x) })
  law(['instant'], { epochMilliseconds, 'the month of an instant': (x) => month(day(x)) })
})
