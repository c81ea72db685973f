import { pino } from 'pino'
import { expectTypeOf, it } from 'vitest'
import type { Logger } from './logger.ts'
import { pinoLogger } from './pino-logger.ts'

it('functions take a pino logger as it is, and the adapter', () => {
  expectTypeOf(pino()).toExtend<Logger>()
  expectTypeOf(pinoLogger()).toExtend<Logger>()
})

it('a logger that takes text alone is none', () => {
  expectTypeOf<{
    debug(text: string): void
    info(text: string): void
    warn(text: string): void
    error(text: string): void
  }>().not.toExtend<Logger>()
})
