// Starts a run in the registry of the folder, says so, and works until it is stopped.
import { setInterval } from 'node:timers/promises'
import { openRegistry } from '@millrace/registry'

const registry = await openRegistry(process.argv[2])
await registry.withRun('loans', { environment: false }, async () => {
  console.log('started')
  for await (const _ of setInterval(1000));
})
