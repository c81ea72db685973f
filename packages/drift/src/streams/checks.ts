import { z } from 'zod'

/** Checks that the options and states of detectors share; descriptions complete "it must be". */
export const positive = z.number().gt(0).max(1e100).describe('above 0')
export const atLeastZero = z.number().min(0).max(1e100).describe('at least 0')
export const finite = z.number().min(-1e100).max(1e100).describe('a finite number of at most 1e100 in size')
export const betweenZeroAndOne = z.number().gt(0).lt(1).describe('above 0 and below 1')
export const upToOne = z.number().gt(0).max(1).describe('above 0 and at most 1')
export const direction = z.enum(['increase', 'decrease', 'both']).describe("'increase', 'decrease' or 'both'")
export const whole = (least: number, most: number) => z.int().min(least).max(most).describe(`an integer from ${least} to ${most}`)

/** Figures of a state: wide enough for sums over all values of a lifetime, narrow enough that none of their squares overflows. */
export const count = z.int().min(0)
export const share = z.number().min(0).max(1)
export const sum = z.number().min(-1e120).max(1e120)
export const positiveSum = z.number().min(0).max(1e120)
export const sumOfSquares = z.number().min(0).max(1e230)
