/** Lines of aligned columns: numbers to the right, texts to the left; a column with a fraction shows three digits everywhere. */
export function textTable(headers: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const columns = headers.map((header, i) =>
    formatColumn(
      header,
      rows.map((row) => row[i] ?? ''),
    ),
  )
  const lines = Array.from({ length: rows.length + 1 }, (_, row) =>
    columns
      .map((cells) => cells[row])
      .join('  ')
      .trimEnd(),
  )
  const rule = columns.map(([header = '']) => '─'.repeat(header.length)).join('  ')
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}

function formatColumn(header: string, values: readonly (string | number)[]): string[] {
  const digits = values.some((value) => typeof value === 'number' && !Number.isInteger(value)) ? 3 : 0
  const cells = [header, ...values.map((value) => (typeof value === 'number' ? value.toFixed(digits) : value))]
  const width = Math.max(...cells.map((cell) => cell.length))
  return cells.map((cell) => (typeof values[0] === 'number' ? cell.padStart(width) : cell.padEnd(width)))
}
