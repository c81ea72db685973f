import { type Graph, graphToJson, loadGraph, runGraph } from '@millrace/core'
import { agreementOf, assertAgree } from '../agreement.ts'
import type { TestEngine } from '../engine.ts'
import { runByRow } from '../run-by-row.ts'
import type { Subject } from '../subject.ts'

/** A served row gives what the columns of a table give, bit for bit. */
export async function rowsGiveWhatColumnsGive(subject: Subject): Promise<void> {
  for (const { where, graph, table } of await subject.runs()) {
    assertAgree({
      actual: runByRow(graph, table),
      expected: runGraph(graph, table),
      agreement: () => 'bits',
      where: `${where}, row by row`,
    })
  }
}

/** What is stored as JSON and loaded gives the same, bit for bit. */
export async function jsonKeepsEverything(subject: Subject): Promise<void> {
  for (const { where, graph, table } of await subject.runs()) {
    assertAgree({
      actual: runGraph(throughJson(graph), table),
      expected: runGraph(graph, table),
      agreement: () => 'bits',
      where: `${where}, read from JSON`,
    })
  }
}

function throughJson(graph: Graph): Graph {
  const { json, arrays } = graphToJson(graph)
  return loadGraph({ json: JSON.parse(JSON.stringify(json)), arrays })
}

/** Another engine gives what the machine gives. */
export async function engineGivesWhatColumnsGive(subject: Subject, engine: TestEngine): Promise<void> {
  for (const { where, graph, table } of await subject.runs()) {
    const agreement = (output: string) => agreementOf(graph, graph.outputs.get(output)!)
    assertAgree({
      actual: await engine.run(graph, table),
      expected: runGraph(graph, table),
      agreement,
      where: `${where}, by ${engine.name}`,
    })
  }
}
