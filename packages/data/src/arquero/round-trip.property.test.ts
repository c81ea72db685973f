import { fromRows } from '@millrace/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { fromArquero } from './from-arquero.ts'
import { toArquero } from './to-arquero.ts'

const Row = z.object({
  number: z.number().nullable(),
  integer: z.int(),
  text: z.string().nullable(),
  flag: z.boolean().nullable(),
  day: z.iso.date().nullable(),
  instant: z.date().nullable(),
})
const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
const rows = fc.array(
  fc.record({
    number: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    integer: fc.maxSafeInteger(),
    text: fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'null', '__proto__'))),
    flag: fc.option(fc.boolean()),
    day: fc.option(date.map((day) => day.toISOString().slice(0, 10))),
    instant: fc.option(date),
  }),
)

test('every table comes back from arquero, as views and as arrays', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom('nan' as const, 'null' as const), async (given, nulls) => {
      const table = fromRows(Row, given)
      const view = await toArquero(table, { nulls })
      expect([...fromArquero(view, Row).rows()]).toEqual([...table.rows()])
      const copied = view.derive({ copy: 'd => d.text' }).orderby('integer').reify()
      expect([...fromArquero(copied, Row).rows()]).toEqual([...table.sort('integer').rows()])
    }),
  )
})
