import type { Json } from '@millrace/core'
import { expect, test } from 'vitest'
import type { AlertEvent, AlertLevel, AlertMessage, AlertSink } from './alert-event.ts'
import { alertOf } from './alert-of.ts'
import { callbackSink } from './callback-sink.ts'
import { createAlerts } from './create-alerts.ts'

const hour = 3_600_000

/** Alerts to one list, by a clock that the test sets. */
function recorded(options: { coolDownMs?: number; state?: unknown } = {}) {
  const clock = { ms: Date.UTC(2026, 0, 1) }
  const messages: AlertMessage[] = []
  const sink = callbackSink((message) => messages.push(message), { name: 'list' })
  const alerts = createAlerts({ sinks: [sink], now: () => clock.ms, ...options })
  const send = async (level: AlertLevel, { key = 'loans', afterMs = 0 } = {}) => {
    clock.ms += afterMs
    const [outcome] = (await alerts.send({ key, level, title: `loans ${level}` })).sinks
    return outcome!.status === 'suppressed' ? outcome!.reason : `${outcome!.status} ${outcome!.kind}`
  }
  return { clock, messages, alerts, send }
}

test('an alarm is told once, repeated after the cool-down, and ended', async () => {
  const { messages, send } = recorded()
  expect(await send('pass')).toBe('nothing-open')
  expect(await send('fail')).toBe('delivered alert')
  expect(await send('fail', { afterMs: hour / 2 })).toBe('cool-down')
  expect(await send('warn', { afterMs: hour / 2 - 1 })).toBe('cool-down')
  expect(await send('fail', { afterMs: 1 })).toBe('delivered reminder')
  expect(await send('pass', { afterMs: 1 })).toBe('delivered recovery')
  expect(await send('pass')).toBe('nothing-open')
  expect(await send('fail')).toBe('delivered alert')
  expect(messages.map(({ kind, previousLevel, suppressed }) => [kind, previousLevel, suppressed])).toEqual([
    ['alert', null, 0],
    ['reminder', 'fail', 2],
    ['recovery', 'fail', 0],
    ['alert', null, 0],
  ])
})

test('warn to fail passes the cool-down, fail to warn does not', async () => {
  const { send } = recorded()
  expect(await send('warn')).toBe('delivered alert')
  expect(await send('fail')).toBe('delivered escalation')
  expect(await send('warn')).toBe('cool-down')
  expect(await send('fail')).toBe('cool-down')
})

test('keys have alarms of their own', async () => {
  const { send } = recorded()
  expect(await send('fail', { key: 'a' })).toBe('delivered alert')
  expect(await send('fail', { key: 'b' })).toBe('delivered alert')
  expect(await send('fail', { key: '__proto__' })).toBe('delivered alert')
  expect(await send('pass', { key: 'b' })).toBe('delivered recovery')
  expect(await send('fail', { key: 'a' })).toBe('cool-down')
})

test('a cool-down of 0 tells everything; a clock set back holds nothing', async () => {
  const { send } = recorded({ coolDownMs: 0 })
  expect([await send('fail'), await send('fail')]).toEqual(['delivered alert', 'delivered reminder'])
  const backwards = recorded()
  expect([await backwards.send('fail'), await backwards.send('fail', { afterMs: -5 })]).toEqual(['delivered alert', 'delivered reminder'])
})

test('another process goes on from the state, as JSON', async () => {
  const first = recorded()
  await first.send('warn')
  const second = recorded({ state: JSON.parse(JSON.stringify(first.alerts)) })
  expect(await second.send('warn')).toBe('cool-down')
  const third = recorded({ state: second.alerts.toJSON() })
  expect(await third.send('fail')).toBe('delivered escalation')
  expect(third.messages[0]).toMatchObject({ previousLevel: 'warn', suppressed: 1 })
})

test('a sink that fails never rejects, and is told at the next event, when the others rest', async () => {
  const state = { down: true }
  const told: string[] = []
  const flaky: AlertSink = {
    name: 'flaky',
    deliver: async ({ kind }) => {
      if (state.down) throw new Error('cannot reach https://ada:s3cret@hooks.example/x?token=abc')
      told.push(kind)
    },
  }
  const logged: object[] = []
  const logger = { debug() {}, info() {}, warn() {}, error: (fields: object) => logged.push(fields) }
  const alerts = createAlerts({ sinks: [callbackSink(() => {}), flaky], logger })
  const event: AlertEvent = { key: 'k', level: 'fail', title: 't' }
  const first = await alerts.send(event)
  expect(first.sinks.map(({ status }) => status)).toEqual(['delivered', 'failed'])
  expect(JSON.stringify([first, logged])).not.toMatch(/s3cret|token=abc/)
  expect(logged).toHaveLength(1)
  state.down = false
  expect((await alerts.send(event)).sinks.map(({ status }) => status)).toEqual(['suppressed', 'delivered'])
  expect(told).toEqual(['alert'])
  expect(JSON.parse(JSON.stringify(first))).toEqual(first)
})

test('a recovery that was not delivered is told at the next pass', async () => {
  const state = { down: false }
  const sink = callbackSink(() => {
    if (state.down) throw new Error('down')
  })
  const alerts = createAlerts({ sinks: [sink] })
  const statusOf = async (level: AlertLevel) => (await alerts.send({ key: 'k', level, title: 't' })).sinks[0]!.status
  await statusOf('fail')
  state.down = true
  expect(await statusOf('pass')).toBe('failed')
  state.down = false
  expect([await statusOf('pass'), await statusOf('pass')]).toEqual(['delivered', 'suppressed'])
})

test('events that are sent at once are taken one after the other', async () => {
  const { alerts, messages } = recorded()
  await Promise.all(Array.from({ length: 5 }, () => alerts.send({ key: 'k', level: 'fail', title: 't' })))
  expect(messages).toHaveLength(1)
})

test('a store is loaded once and saved after every event; its faults are told and lose no alert', async () => {
  const disk: { saved: Json; broken: boolean } = { saved: null, broken: false }
  const fail = () => {
    if (disk.broken) throw new Error('disk full')
  }
  const store = {
    load: async () => {
      fail()
      return disk.saved
    },
    save: async (state: Json) => {
      fail()
      disk.saved = JSON.parse(JSON.stringify(state)) as Json
    },
  }
  const process = () => createAlerts({ sinks: [callbackSink(() => {})], store })
  const event: AlertEvent = { key: 'k', level: 'fail', title: 't' }
  expect((await process().send(event)).sinks[0]!.status).toBe('delivered')
  expect((await process().send(event)).sinks[0]!.status).toBe('suppressed')
  disk.broken = true
  const alone = process()
  expect(await alone.send(event)).toMatchObject({ sinks: [{ status: 'delivered' }], storeError: { message: 'disk full' } })
  disk.broken = false
  expect(await alone.send({ ...event, key: 'other' })).toMatchObject({ storeError: null })
  expect(JSON.stringify(disk.saved)).toContain('"key":"k"')
  expect(JSON.stringify(disk.saved)).toContain('"key":"other"')
  disk.saved = { format: 'something else' }
  expect(await process().send(event)).toMatchObject({ sinks: [{ status: 'delivered' }], storeError: { code: 'E_ALERT_STATE' } })
  expect((await process().send(event)).sinks[0]!.status).toBe('suppressed')
})

test.each([
  [{}, "'format'"],
  [
    { format: 'millrace/alarms', schemaVersion: 1, open: [{ key: 'k', sink: 's', level: 'pass', atMs: 1, suppressed: 0 }] },
    "'open.0.level'",
  ],
  [
    { format: 'millrace/alarms', schemaVersion: 1, open: [{ key: 'k', sink: 's', level: 'fail', atMs: -1, suppressed: 0 }] },
    "'open.0.atMs'",
  ],
])('a malformed state is refused', (state, place) => {
  const make = () => createAlerts({ sinks: [callbackSink(() => {})], state })
  expect(make).toThrow(expect.objectContaining({ code: 'E_ALERT_STATE' }))
  expect(make).toThrow(place)
})

test.each([null, {}, { key: '', level: 'fail', title: 't' }, { key: 'k', level: 'bad', title: 't' }, { key: 'k', level: 'fail' }])(
  'the malformed event %j is refused',
  async (event) => {
    const { alerts } = recorded()
    await expect(alerts.send(event as never)).rejects.toMatchObject({ code: 'E_ALERT_EVENT' })
  },
)

test('sinks need names of their own, and the cool-down is a time', () => {
  const sink = callbackSink(() => {})
  const optionError = expect.objectContaining({ code: 'E_DRIFT_OPTION' })
  expect(() => createAlerts({ sinks: [] })).toThrow(optionError)
  expect(() => createAlerts({ sinks: [sink, sink] })).toThrow(optionError)
  for (const coolDownMs of [-1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => createAlerts({ sinks: [sink], coolDownMs })).toThrow(optionError)
  expect(() => callbackSink(() => {}, { timeoutMs: 0 })).toThrow(optionError)
})

test('a callback that never answers is given up', async () => {
  const alerts = createAlerts({ sinks: [callbackSink(() => new Promise(() => {}), { timeoutMs: 5 })] })
  const { sinks } = await alerts.send({ key: 'k', level: 'fail', title: 't' })
  expect(sinks[0]).toMatchObject({ status: 'failed', error: { code: 'E_ALERT_TIMEOUT' } })
})

test("the message of a gate's result is strict JSON with a text that mentions nobody", async () => {
  const { alerts, messages } = recorded()
  const reasons = Array.from({ length: 70 }, (_, i) => ({
    rule: 'drifted',
    level: 'fail' as const,
    columns: Array.from({ length: 150 }, (_, column) => `c${column}`),
    message: i === 0 ? 'a column drifted: <!channel> & <https://evil.example|x>' : `reason ${i}`,
  }))
  await alerts.send(alertOf({ outcome: 'fail', reasons }, { monitor: 'loans', link: 'https://reports.example/1?a=1&b=2' }))
  const [message] = messages
  expect(JSON.parse(JSON.stringify(message))).toEqual(message)
  expect(message).toMatchObject({
    format: 'millrace/alert',
    kind: 'alert',
    key: 'drift:loans',
    title: 'Drift gate of loans fails',
    link: 'https://reports.example/1?a=1&b=2',
    at: '2026-01-01T00:00:00.000Z',
  })
  expect(message!.id).toMatch(/^sha256:[\da-f]{64}$/)
  expect([message!.reasons.length, message!.reasons[0]!.columns!.length]).toEqual([50, 100])
  const lines = message!.text.split('\n')
  expect(lines[1]).toBe('• a column drifted: &lt;!channel&gt; &amp; &lt;https://evil.example|x&gt;')
  expect(lines.slice(-2)).toEqual(['… and 50 more', 'https://reports.example/1?a=1&amp;b=2'])
  expect(Object.isFrozen(message)).toBe(true)
})
