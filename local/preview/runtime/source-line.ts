interface SourceMap {
  readonly sources: readonly string[];
  readonly mappings: string;
}

/** A piece of the built script: from which column on it comes from which line of which source. */
interface Piece {
  readonly column: number;
  readonly source: number;
  readonly line: number;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const frame = /(https?:[^\s()]+\/preview\/app\.js):(\d+):(\d+)/g;
const packaged = /(^|\/)node_modules\//;

/** The numbers of one mapping, base64 VLQ: five bits a digit, the lowest of all is the sign. */
function numbersOf(text: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of text) {
    const digit = digits.indexOf(character);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit >= 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = shift = 0;
  }
  return numbers;
}

/** The pieces of each line. All but the column counts from the mapping before, over the ends of lines. */
function piecesOf(mappings: string): Piece[][] {
  let source = 0;
  let line = 0;
  return mappings.split(';').map((row) => {
    let column = 0;
    return row.split(',').map((text) => {
      const [columns = 0, sources = 0, lines = 0] = numbersOf(text);
      column += columns;
      source += sources;
      line += lines;
      return { column, source, line };
    });
  });
}

const maps = new Map<string, { sources: readonly string[]; lines: Piece[][] } | undefined>();

/** Waits for it, since what asks is about to throw. */
function mapOf(script: string): ReturnType<typeof maps.get> {
  if (maps.has(script)) return maps.get(script);
  const request = new XMLHttpRequest();
  request.open('GET', `${script}.map`, false);
  request.send();
  const map = request.status === 200 ? (JSON.parse(request.responseText) as SourceMap) : undefined;
  maps.set(script, map && { sources: map.sources, lines: piecesOf(map.mappings) });
  return maps.get(script);
}

/** The file and line of the mini program's own source that a stack leads to first. */
export function sourceLineOf(stack: string): string | undefined {
  for (const [, script = '', row, column] of stack.matchAll(frame)) {
    const map = mapOf(script);
    const piece = map?.lines[Number(row) - 1]?.findLast((each) => each.column < Number(column));
    const source = map?.sources[piece?.source ?? -1];
    if (piece && source !== undefined && !packaged.test(source)) return `${source}:${piece.line + 1}`;
  }
  return undefined;
}
