import { CsvError, parse } from 'csv-parse/sync';

interface Row {
  /** Of the file, from 1. */
  readonly line: number;
  /** In the order of the columns that were asked for. */
  readonly cells: readonly string[];
}

export type Table =
  | { readonly rows: readonly Row[] }
  | { readonly refused: 'WRONG_COLUMNS'; readonly message: string; readonly data: { expected: string[] } }
  | { readonly refused: 'TOO_MANY_LINES'; readonly message: string; readonly data: { most: number } }
  | { readonly refused: 'NOT_CSV'; readonly message: string; readonly data: { line: number } };

/**
 * A table out of a file that somebody saved in a spreadsheet: with or without a BOM, quoted or not, by commas, semicolons or
 * tabs, the columns in any order and others beside them. Cells are trimmed, empty lines left out. Nothing is written where it is no such table.
 */
export function readTable(text: string, columns: readonly string[], mostLines: number): Table {
  try {
    const [header, ...records] = parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // Before they are counted: a spreadsheet saves empty rows as lines of separators.
      skip_records_with_empty_values: true,
      to: mostLines + 2,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const places = columns.map((column) => header?.record.indexOf(column) ?? -1);
    if (places.includes(-1)) {
      return {
        refused: 'WRONG_COLUMNS',
        message: `The first line must name the columns ${columns.join(', ')}.`,
        data: { expected: [...columns] },
      };
    }
    if (records.length > mostLines) {
      return {
        refused: 'TOO_MANY_LINES',
        message: `At most ${mostLines} lines at a time.`,
        data: { most: mostLines },
      };
    }
    return {
      rows: records.map(({ record, info: { lines } }) => ({
        line: lines,
        cells: places.map((place) => record[place] ?? ''),
      })),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 0;
    return { refused: 'NOT_CSV', message: `Line ${line} cannot be read: ${error.code}.`, data: { line } };
  }
}
