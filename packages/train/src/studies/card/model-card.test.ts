import { defineFeatures, fromRows, type Table } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { evaluate } from '../../evaluation/evaluate.ts'
import { defineModel } from '../../model/define-model.ts'
import { binary, multiclass, regression } from '../../model/target.ts'
import { train } from '../../model/train.ts'
import { decisionTree } from '../../trainers/forest/decision-tree.ts'
import { LoanSchema, loanTable } from '../test-support.ts'
import { figure } from './card-text.ts'
import { modelCard } from './model-card.ts'

const loans = loanTable()
const features = defineFeatures(LoanSchema, ({ income, noise }) => ({ income, noise }))
const trainer = decisionTree({ maxDepth: 3, minRowsLeaf: 10 })
const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer, monitored: ['area'] })
const trained = () => train(spec, loans, { seed: 7 })

/** What a browser would show, roughly: elements gone, entities read. */
const textOf = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
/** What a reader of the rendered Markdown sees. */
const unescaped = (markdown: string) => markdown.replaceAll(/\\(?=[^\w\s])/g, '')

describe('the card of a model of two classes', () => {
  test('has the figures and intervals of evaluate, in data and in both documents', async () => {
    const model = await trained()
    const { metrics, intervals } = evaluate(model, loans, { seed: 7 })
    const card = await modelCard(model, loans, { seed: 7, repeats: 1 })
    const figureOf = (name: string) => card.content.metrics.find(({ metric }) => metric === name)
    expect(figureOf('mcc')).toEqual({ metric: 'mcc', value: metrics.mcc })
    for (const name of ['auc', 'logLoss', 'brier', 'accuracy'] as const) {
      const { lower, upper } = intervals[name]!
      expect(figureOf(name)).toEqual({ metric: name, value: metrics[name], lower, upper })
      const cells = [figure(metrics[name]), `${figure(lower)} to ${figure(upper)}`]
      expect(unescaped(card.markdown)).toContain(`| ${cells.join(' | ')} |`)
      expect(textOf(card.html).replaceAll(/\s+/g, ' ')).toContain(cells.join(' '))
    }
    expect(card.content.rows).toBe(loans.rowCount)
    expect(card.html).toContain(`area ${metrics.auc.toFixed(3)}`)
  })

  test('says what is predicted, read, monitored, and how it was trained', async () => {
    const { content, markdown, html } = await modelCard(await trained(), loans, { seed: 7, repeats: 0, owner: 'lending' })
    expect(content).toMatchObject({ title: 'repayment', owner: 'lending', purpose: null, estimator: 'decision-tree', monitored: ['area'] })
    expect(content.predicts).toBe('repaid: yes or no, yes from a probability of 0.5')
    expect(content.features).toEqual([
      { feature: 'income', columns: ['income'] },
      { feature: 'noise', columns: ['noise'] },
    ])
    expect(content.params).toContainEqual(['maxDepth', '3'])
    expect(new Map(content.lineage).get('Training rows')).toBe('240')
    expect(content.importance).toEqual([])
    for (const document of [unescaped(markdown), textOf(html)]) {
      expect(document).toContain('Validated and logged, never scored: area.')
      expect(document).not.toContain('shuffled')
    }
  })

  test('lists importances and answers by group where they are asked for', async () => {
    const { content, markdown, html } = await modelCard(await trained(), loans, { seed: 7, repeats: 2, fairness: ['area'] })
    expect(content.importance.map(({ column }) => column)).toEqual(['income', 'noise'])
    expect(content.fairness.map(({ by, groups }) => [by, groups.length])).toEqual([['area', 3]])
    for (const document of [unescaped(markdown), textOf(html)]) {
      expect(document).toContain('How much worse the log loss is')
      expect(document).toContain('Answers by area')
      expect(document).toContain('(unknown)')
    }
  })

  test('is the same for the same seed', async () => {
    const model = await trained()
    expect(await modelCard(model, loans, { seed: 7, repeats: 1 })).toEqual(await modelCard(model, loans, { seed: 7, repeats: 1 }))
  })
})

describe('texts from outside', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '[click](javascript:alert(1)) ![x](https://evil.example/x.png)',
    '| a | b |\n\n# heading\n\n`code` *bold* _it_ ~~no~~ &lt;b&gt;',
    '</td></table><style>*{display:none}</style>',
  ]
  const nasty = hostile.join(' ')
  const Hostile = z.object({ '<b>|`x`': z.number(), '<i>[g](h)': z.string(), 'y|<u>': z.enum(['<yes>', '*no*']) })
  const rows = Array.from({ length: 80 }, (_, i) => ({
    '<b>|`x`': i % 40,
    '<i>[g](h)': hostile[i % hostile.length]!,
    'y|<u>': i % 40 > 19 === i % 9 > 0 ? ('<yes>' as const) : ('*no*' as const),
  }))

  const hostileCard = async () => {
    const table = fromRows(Hostile, rows)
    const read = defineFeatures(Hostile, (row) => ({ '<script>|f`': row['<b>|`x`'] }))
    const target = binary('y|<u>', { positive: '<yes>' })
    const model = await train(defineModel({ name: 'm', features: read, target, trainer, monitored: ['<i>[g](h)'] }), table, { seed: 7 })
    return modelCard(model, table, {
      seed: 7,
      repeats: 1,
      title: nasty,
      purpose: nasty,
      owner: nasty,
      limits: hostile,
      fairness: ['<i>[g](h)'],
    })
  }

  test('are text in HTML, whatever they look like', async () => {
    const { html } = await hostileCard()
    const elements = new Set([...html.matchAll(/<([a-zA-Z]\w*)/g)].map(([, name]) => name))
    for (const name of ['script', 'img', 'b', 'i', 'u', 'yes', 'a']) expect(elements).not.toContain(name)
    expect([...html.matchAll(/<style>/g)]).toHaveLength(1)
    expect(html).not.toMatch(/<[^>]*\son\w+\s*=/i)
    for (const one of hostile) expect(textOf(html)).toContain(one)
  })

  test('are text in Markdown: no markup, no links, and no cell or line of their own', async () => {
    const { markdown } = await hostileCard()
    const bare = markdown.replaceAll(/\\[^\w\s]/g, '')
    expect(bare).not.toMatch(/[<>`*[\]!~]|&\w+;|https:\/\//)
    const lines = bare.split('\n')
    expect(lines.filter((line) => line.startsWith('# '))).toHaveLength(1)
    for (const [i, line] of lines.entries()) {
      if (!/^\|[-|]+\|$/.test(line)) continue
      const cells = (at: number) => lines[at]!.split('|').length
      for (let row = i - 1; lines[row]?.startsWith('|'); row++) expect(cells(row)).toBe(cells(i))
    }
    expect(unescaped(markdown)).toContain(hostile[0])
  })
})

describe('the document in HTML', () => {
  test('needs no network and no script, and its policy allows none', async () => {
    const { html } = await modelCard(await trained(), loans, { seed: 7, repeats: 1 })
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#39;', "'")
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'$/)
    expect(html).not.toMatch(/<(script|link|img|iframe|object|embed|form|base)\b|\b(src|href|action|srcset)\s*=|url\(|@import|https?:/i)
  })

  test('stays small, however many rows it is of', async () => {
    const many = loanTable(4_000)
    const { html } = await modelCard(await trained(), many, { seed: 7, repeats: 1 })
    expect(Buffer.byteLength(html)).toBeLessThan(100_000)
  })
})

test('several classes have figures of classes and a table of confusion', async () => {
  const target = multiclass('area')
  const known = loans.filter(({ area }) => area !== null) as typeof loans
  const model = await train(defineModel({ name: 'area', features, target, trainer }), known, { seed: 7 })
  const { content, html, markdown } = await modelCard(model, known, { seed: 7, repeats: 1 })
  const { metrics } = evaluate(model, known, { seed: 7 })
  expect(content.predicts).toBe('area: north, south')
  expect(content.metrics.find(({ metric }) => metric === 'macroF1')?.value).toBe(metrics.macroF1)
  expect(content.importanceMetric).toBe('logLoss')
  expect(html).toContain('Rows are true classes')
  expect(markdown).toContain('| Macro F1 |')
  const counts = [...html.matchAll(/<th scope="row">(?:north|south)<\/th><td>(\d+)<\/td><td>(\d+)<\/td>/g)].map(([, a, b]) => [
    Number(a),
    Number(b),
  ])
  expect(counts.flat().reduce((sum, one) => sum + one, 0)).toBe(known.rowCount)
  expect((counts[0]![0]! + counts[1]![1]!) / known.rowCount).toBeCloseTo(metrics.accuracy, 12)
})

test('a number has figures of numbers, and a picture of actual against predicted values', async () => {
  const model = await train(
    defineModel({ name: 'age', features, target: regression('age'), trainer }),
    loans as Table<z.output<typeof LoanSchema>>,
    {
      seed: 7,
    },
  )
  const { content, html } = await modelCard(model, loans, { seed: 7, repeats: 1 })
  const { metrics } = evaluate(model, loans, { seed: 7 })
  expect(content.predicts).toBe('age: a number')
  expect(content.metrics.find(({ metric }) => metric === 'rmse')).toMatchObject({ value: metrics.rmse, lower: expect.any(Number) })
  expect(content.importanceMetric).toBe('rmse')
  expect(html).toContain('Actual against predicted values of 240 rows')
})
