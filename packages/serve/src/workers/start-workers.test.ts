import { expect, test } from 'vitest'
import { startWorkers } from './start-workers.ts'

test.each([0, -1, 1.5, Number.NaN, 1025])('%s workers are refused', async (workers) => {
  await expect(startWorkers({ workers })).rejects.toThrow(/startWorkers: workers is .*, not a whole number from 1 to 1024/)
})
