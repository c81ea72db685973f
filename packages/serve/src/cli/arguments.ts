import { availableParallelism } from 'node:os'
import { Command, InvalidArgumentError, Option } from 'commander'

/** What `millrace-serve` was asked for. */
export interface ServeArguments {
  readonly model: string
  readonly port: number
  readonly host: string
  /** 0 serves in the process itself. */
  readonly workers: number
  readonly log?: string
  readonly logFields?: readonly string[]
  readonly logRetentionDays?: number
  readonly drainDelay: number
  readonly bodyLimit?: number
  readonly page: boolean
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

const help = `
Signals:
  SIGTERM, SIGINT  finish what was begun, write the log, end with 0; a second one ends at once
  SIGHUP           load the model folder anew by a rolling restart, without a broken request

Exit codes:
  0 ended as asked   1 failed   2 wrong arguments   3 the model cannot be loaded
  4 the address cannot be listened on   5 the log cannot be opened   128+n second signal n`

/**
 * Reads the command line.
 *
 * @throws CommanderError when it is wrong, or when help or version was asked for; both are printed already
 */
export function readArguments(argv: readonly string[], version: string): ServeArguments {
  const command = new Command('millrace-serve')
    .description('Serves a saved model folder over HTTP: predictions, form page, OpenAPI document, metrics, feedback.')
    .argument('<model-folder>', 'folder that saveModel wrote')
    .addOption(new Option('--port <number>', '0 takes any free port').env('PORT').default(3000).argParser(wholeNumber(0, 65_535)))
    .addOption(new Option('--host <address>', '0.0.0.0 lets other machines in').env('HOST').default('127.0.0.1'))
    .addOption(
      new Option('--workers <number>', 'processes; auto for one per core, 0 for this one alone')
        .env('WEB_CONCURRENCY')
        .default(1)
        .argParser((text) => (text === 'auto' ? availableParallelism() : wholeNumber(0, 1024)(text))),
    )
    .option('--log <folder>', 'keeps predictions and feedback there; without it nothing is kept')
    .option('--log-fields <columns>', 'columns that are kept, with commas between them (default: all)', (text) => text.split(','))
    .option('--log-retention-days <number>', 'removes older log files (default: never)', wholeNumber(1, 36_500))
    .option('--drain-delay <ms>', 'how long requests are still taken after SIGTERM, while readiness is off', wholeNumber(0, 600_000), 0)
    .option('--body-limit <bytes>', 'most bytes of a request (default: 1048576)', wholeNumber(1, 2 ** 30))
    .option('--no-page', 'serves no form page')
    .addOption(
      new Option('--level <level>', 'least level of log lines').choices(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    )
    .addHelpText('after', help)
    .version(version)
    .exitOverride()
    .parse(argv, { from: 'user' })
  return { ...command.opts<Omit<ServeArguments, 'model'>>(), model: command.args[0]! }
}

const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text)
  if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return value
  throw new InvalidArgumentError(`It is not a whole number from ${least} to ${most}.`)
}
