import { exampleModel } from '@millrace/core/testing'
import { describe, expect, it } from 'vitest'
import { parsePage } from '../../test/support/parse-page.ts'
import { form, transports } from '../../test/support/transports.ts'
import { formPagePolicy } from '../page/form-page-style.ts'
import { memoryPredictionLog } from '../testing/memory-prediction-log.ts'
import { createServer } from './create-server.ts'

const typed = { income: '4000', amount: '', area: 'Urban', employed: 'true', gender: 'f' }

describe.each(transports)('the form page by %s', (_, open) => {
  it('shows a form, and the decision with its reasons, without a script', async () => {
    const log = memoryPredictionLog()
    const server = createServer({
      model: exampleModel({ policy: true }),
      log,
      page: { title: 'Loans', labels: { income: 'Monthly income' } },
    })
    await using transport = await open(server)
    const empty = await transport.send('/')
    expect(empty.status).toBe(200)
    expect(empty.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(empty.headers.get('content-security-policy')).toBe(formPagePolicy)
    const page = parsePage(await empty.text())
    expect(page.all('h1')[0]?.text).toBe('Loans')
    expect(page.all('label').some(({ text }) => text.includes('Monthly income'))).toBe(true)
    expect(page.all('script')).toEqual([])

    const answered = await transport.send('/', form(typed))
    expect(answered.status).toBe(200)
    const text = await answered.text()
    expect(text).toContain('Approve')
    expect(text).toContain('class="reasons"')
    const logged = []
    for await (const each of log.read()) logged.push(each)
    expect(logged).toMatchObject([
      { row: { income: 4000, amount: null, area: 'Urban', employed: true, gender: 'f' }, prediction: { decision: 'approve' } },
    ])
    expect(text).toContain(logged[0]!.id)
  })

  it('says what is wrong, keeps what was typed, and logs nothing', async () => {
    const log = memoryPredictionLog()
    await using transport = await open(createServer({ model: exampleModel(), log }))
    const response = await transport.send('/', form({ ...typed, income: '<b>', employed: '' }))
    expect(response.status).toBe(422)
    const page = parsePage(await response.text())
    expect(page.faults).toEqual([])
    expect(
      page
        .all('input')
        .find(({ attributes }) => attributes.get('name') === 'income')
        ?.attributes.get('value'),
    ).toBe('<b>')
    expect(page.byId('errors')?.text).toBe('There is no answer yet')
    expect(log.counters.appended).toBe(0)
  })
})
