/** Prints a table of text cells, aligned, under a title. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  )
  process.stderr.write(`\n${title}\n${lines.join('\n')}\n\n`)
}

/** A rate in percent. */
export const percent = (rate: number | null | undefined) => (rate == null ? '-' : (100 * rate).toFixed(1))
