import { hasCode, type Json, parseJson, readFileLimited } from '@millrace/core'
import { writeFileAtomically } from '../output/write-file.ts'
import type { AlertStore } from './alerts-options.ts'

const maxBytes = 16_777_216

/**
 * Keeps the open alarms in a file, so that a job that runs by the clock does not alarm anew at every run.
 *
 * The file is replaced as a whole; one process at a time may use it.
 *
 * @param path - path of the file, which need not exist; its folder must
 * @returns a store for {@link createAlerts}
 * @example
 * ```ts
 * import { alertFile, callbackSink, createAlerts } from '@millrace/drift'
 *
 * const alerts = createAlerts({ sinks: [callbackSink(() => {})], store: alertFile('no-such-folder/alarms.json') })
 * const { sinks, storeError } = await alerts.send({ key: 'loans', level: 'warn', title: 'Loans drifted' })
 * sinks[0]?.status // => 'delivered'
 * storeError === null // => false
 * ```
 * @category Alerts
 * @since 0.1.0
 */
export function alertFile(path: string): AlertStore {
  return Object.freeze({
    load: async () => {
      let bytes: Uint8Array
      try {
        bytes = await readFileLimited(path, { maxBytes })
      } catch (error) {
        if (hasCode(error, 'E_FILE_MISSING')) return null
        throw error
      }
      try {
        return parseJson(bytes, { name: path, maxBytes })
      } catch {
        return 'no JSON' // which is refused as a state
      }
    },
    save: (state: Json) => writeFileAtomically(path, `${JSON.stringify(state)}\n`),
  })
}
