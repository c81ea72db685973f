import { performance } from 'node:perf_hooks'
import type { Table } from '@millrace/core'
import type { z } from 'zod'
import type { Application } from './problem.ts'

/** How the server did. */
export interface Served {
  readonly requests: number
  readonly errors: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Sends each application to the server, as the lender's web site would, and later, where it is known, what became of it. */
export async function replay(url: string, applications: Table<z.output<typeof Application>>): Promise<Served> {
  const milliseconds: number[] = []
  const labels: { id: string; label: string }[] = []
  let errors = 0
  for (const { Loan_Status: label, ...application } of applications.rows()) {
    const start = performance.now()
    const response = await post(`${url}/predict`, application)
    const answer = (await response.json()) as { readonly id: string }
    milliseconds.push(performance.now() - start)
    if (!response.ok) errors++
    else if (label != null) labels.push({ id: answer.id, label })
  }
  for (const feedback of labels) if (!(await post(`${url}/feedback`, feedback)).ok) errors++
  milliseconds.sort((a, b) => a - b)
  const quantile = (share: number) => milliseconds[Math.floor(share * (milliseconds.length - 1))] ?? 0
  return { requests: milliseconds.length, errors, p50Ms: quantile(0.5), p99Ms: quantile(0.99) }
}

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
