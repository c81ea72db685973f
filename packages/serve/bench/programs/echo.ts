// Reads each request whole and answers with the same bytes, by nothing but `node:http`: echo.ts ANSWER, as JSON { headers, body }
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { reportCpu } from './report-cpu.ts'

const { headers, body } = JSON.parse(process.argv[2] ?? '') as { readonly headers: Record<string, string>; readonly body: string }

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    Buffer.concat(chunks).toString()
    response.writeHead(200, headers)
    response.end(body)
  })
})
server.listen(0, '127.0.0.1', () => reportCpu(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
