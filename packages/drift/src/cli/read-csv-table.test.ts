import { expect, test, vi } from 'vitest'

test('without the optional package the error says how to install it, or what to give in place', async () => {
  vi.doMock('@millrace/data', () => {
    throw Object.assign(new Error("Cannot find package '@millrace/data'"), { code: 'ERR_MODULE_NOT_FOUND' })
  })
  const { readCsvTable } = await import('./read-csv-table.ts')
  const options = { wanted: null, maxRows: 1, csv: { delimiter: ',', nullValues: [''] } }
  await expect(readCsvTable('rows.csv', options)).rejects.toMatchObject({
    code: 'E_PEER_MISSING',
    message: expect.stringMatching(/npm install @millrace\/data, or give rows as NDJSON/),
  })
  vi.doUnmock('@millrace/data')
})
