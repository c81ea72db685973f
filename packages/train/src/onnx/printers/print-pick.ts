import { onnxNullText } from '../null-text.ts'
import { isIndex, where } from './numeric.ts'
import type { Printer } from './printer.ts'

/** A number to the string at that index; the text for null where there is none. */
export const printPick: Printer<'pick'> = ({ values }, [index], { emit }) => {
  const count = values.length
  const position = where(emit, isIndex(emit, index!, count), index!, emit.number(count))
  return emit.node('Gather', [
    emit.tensor({ type: 'string', shape: [count + 1], values: [...values, onnxNullText] }),
    emit.cast(position, 'int64'),
  ])
}
