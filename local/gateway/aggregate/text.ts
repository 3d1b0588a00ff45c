import { Int32 } from 'bson';
import { compareStrings } from '../compare';
import { failed } from '../gateway-error';
import { integerOf, typeNameOf, type BsonValue } from '../values';
import type { OperatorParser } from './expression';
import { argumentsOf } from './logic';

/** Text by its UTF-8 bytes or its code points, which mingo counts in units of its own or not at all. */
export const TEXT_OPERATORS: ReadonlyMap<string, OperatorParser> = new Map<string, OperatorParser>([
  ['$indexOfBytes', positional('$indexOfBytes', 2, 4, (values) => indexOf('$indexOfBytes', bytesOf, values))],
  ['$indexOfCP', positional('$indexOfCP', 2, 4, (values) => indexOf('$indexOfCP', codePointsOf, values))],
  ['$strcasecmp', positional('$strcasecmp', 2, 2, compareWithoutCase)],
  ['$toLower', changeCase('$toLower', /[A-Z]+/g, (letters) => letters.toLowerCase())],
  ['$toUpper', changeCase('$toUpper', /[a-z]+/g, (letters) => letters.toUpperCase())],
  ['$substrCP', positional('$substrCP', 3, 3, codePointsFrom)],
  // MongoDB's older name for the same.
  ['$substr', positional('$substr', 3, 3, (values) => bytesFrom('$substr', values))],
  ['$substrBytes', positional('$substrBytes', 3, 3, (values) => bytesFrom('$substrBytes', values))],
]);

type Values = readonly (BsonValue | undefined)[];
type Units = readonly (number | string)[];

const bytesOf = (text: string): Units => [...Buffer.from(text, 'utf8')];
const codePointsOf = (text: string): Units => [...text];

function positional(
  operator: string,
  least: number,
  most: number,
  compute: (values: Values) => BsonValue,
): OperatorParser {
  return (operand, parse) => {
    const items = argumentsOf(operator, operand, least, most).map(parse);
    return (scope) => compute(items.map((item) => item(scope)));
  };
}

/** Where a text is found in another one, from one position to another; -1 when it isn't, null for no text. */
function indexOf(
  operator: string,
  unitsOf: (text: string) => Units,
  [whole, part, from, to]: Values,
): BsonValue {
  if (whole === undefined || whole === null) return null;
  const units = unitsOf(textOf(operator, whole));
  const wanted = unitsOf(textOf(operator, part));
  const start = from === undefined ? 0 : positionOf(operator, from);
  const end = Math.min(units.length, to === undefined ? Infinity : positionOf(operator, to));
  for (let at = start; at + wanted.length <= end; at++) {
    if (wanted.every((unit, offset) => unit === units[at + offset])) return new Int32(at);
  }
  return new Int32(-1);
}

/** Only the letters of ASCII have a case here, as in MongoDB. A missing text is the empty one. */
function changeCase(operator: string, letters: RegExp, change: (letters: string) => string): OperatorParser {
  return positional(operator, 1, 1, ([value]) => textOf(operator, value ?? '').replace(letters, change));
}

function codePointsFrom([value, from, count]: Values): BsonValue {
  const characters = [...textOf('$substrCP', value ?? '')];
  const start = positionOf('$substrCP', from);
  return characters.slice(start, start + positionOf('$substrCP', count)).join('');
}

function compareWithoutCase([left, right]: Values): BsonValue {
  const [a, b] = [left, right].map((value) =>
    textOf('$strcasecmp', value ?? '').replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
  );
  return new Int32(Math.sign(compareStrings(a ?? '', b ?? '')));
}

/** So many bytes from a position, or with a negative number all from there. A character must not be cut in two. */
function bytesFrom(operator: string, [value, from, count]: Values): BsonValue {
  if (value === undefined || value === null) return '';
  const bytes = Buffer.from(textOf(operator, value), 'utf8');
  const start = positionOf(operator, from);
  const length = integerOf(count);
  if (length === undefined) throw failed(`${operator} needs a number of bytes`);
  const end = length < 0 ? bytes.length : start + length;
  if ([start, end].some((at) => isInsideCharacter(bytes[at]))) {
    throw failed(`${operator}: the range begins or ends in the middle of a UTF-8 character`);
  }
  return bytes.subarray(start, end).toString('utf8');
}

function isInsideCharacter(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

function textOf(operator: string, value: BsonValue | undefined): string {
  if (typeof value !== 'string')
    throw failed(`${operator} needs strings, not a value of type ${typeNameOf(value ?? null)}`);
  return value;
}

function positionOf(operator: string, value: BsonValue | undefined): number {
  const position = integerOf(value ?? undefined);
  if (position === undefined || position < 0) throw failed(`${operator} needs positions from 0`);
  return position;
}
