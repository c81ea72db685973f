export { pinoLogger } from '../logging/pino-logger.ts'

export type { PinoLoggerOptions } from '../logging/pino-logger.ts'
