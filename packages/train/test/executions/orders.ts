import { day, daysBetween, defineFeatures, div, fromRows, type Random, seededRandom, type Table } from '@millrace/core'
import { categorical, frequency, impute, oneHot, standardize } from '@millrace/data'
import { z } from 'zod'

export const Order = z.object({
  amount: z.number().nullable(),
  meter: z.number(),
  few: z.number().nullable(),
  isMember: z.boolean().nullable(),
  born: z.iso.date().nullable(),
  placed: z.iso.datetime(),
  area: z.string().nullable(),
  shop: z.string().nullable(),
  returned: z.enum(['no', 'yes']),
  grade: z.enum(['low', 'middle', 'high']),
  spent: z.number(),
  visits: z.int(),
})
export type Order = z.output<typeof Order>

/** Who made the rows: training sees neither the area nor the shops that serving has besides. */
type Era = 'training' | 'serving'

const areas = ['', 'Rural', 'Urban', 'Zürich', '東京']

/** Generated orders with every kind of column, nulls, zeros of both signs, and numbers far from 0 that differ in their last digits. */
export function orders(rows: number, era: Era, seed = era === 'training' ? 1 : 2): Table<Order> {
  const random = seededRandom(seed)
  return fromRows(
    Order,
    Array.from({ length: rows }, () => order(random, era)),
  )
}

function order(random: Random, era: Era): Order {
  const orNull = <T>(value: T) => (random.integer(9) === 0 ? null : value)
  const isNew = () => era === 'serving' && random.integer(6) === 0
  const amount = random.integer(400) / 10 - 20
  const meter = 1e9 + random.integer(1_000) / 8
  const few = [-1, -0, 0, 1, 2 ** -30][random.integer(5)]!
  const shop = Math.floor(40 * random.next() ** 2)
  const area = random.integer(areas.length)
  const isMember = random.integer(2) === 0
  const signal = amount / 10 + (meter - 1e9) / 60 - 1 + few * (isMember ? 1 : -1) + Math.sin(3 * shop) + Number(area > 2)
  const noisy = signal + random.normal() / 2
  return {
    amount: orNull(amount),
    meter,
    few: orNull(few),
    isMember: orNull(isMember),
    born: orNull(new Date(Date.UTC(1940, 0, 1 + random.integer(25_000))).toISOString().slice(0, 10)),
    placed: new Date(Date.UTC(2020, 0, 1, random.integer(40_000))).toISOString(),
    area: orNull(isNew() ? 'unseen' : areas[area]!),
    shop: orNull(isNew() ? `unseen ${random.integer(5)}` : `shop ${shop}`),
    returned: noisy > 0.5 ? 'yes' : 'no',
    grade: noisy < -0.5 ? 'low' : noisy < 1.5 ? 'middle' : 'high',
    spent: 100 + 20 * noisy,
    visits: Math.max(0, Math.round(Math.exp(noisy / 3))),
  }
}

/** For trainers that take null and split by category. */
export const asTheyAre = defineFeatures(Order, (row) => ({
  amount: row.amount,
  meter: row.meter,
  few: row.few,
  isMember: row.isMember,
  age: daysBetween(row.born, day(row.placed)),
  share: div(row.amount, row.few),
  area: row.area.pipe(categorical()),
  shop: row.shop.pipe(categorical()),
}))

/** For trainers that weigh and add. */
export const prepared = defineFeatures(Order, (row) => ({
  amount: row.amount.pipe(impute('median'), standardize()),
  meter: row.meter.pipe(standardize()),
  few: row.few.pipe(impute('mean')),
  age: daysBetween(row.born, day(row.placed)).pipe(impute('median'), standardize()),
  area: row.area.pipe(oneHot()),
  shop: row.shop.pipe(frequency(), standardize()),
}))
