import { GatewayError, invalid, unsupported } from '../gateway-error';
import { fieldOf, isDocument, isNumber, type BsonValue } from '../values';
import { isSamePlace, placeAt, triangleArea, type Place } from './sphere';

export type Edge = readonly [Place, Place];

/** The corners of a ring, anticlockwise around the smaller of the two sides that it parts. */
export type Ring = readonly Place[];

export interface Polygon {
  readonly outer: Ring;
  readonly holes: readonly Ring[];
}

/** Any GeoJSON geometry, taken apart. */
export interface Shape {
  readonly points: readonly Place[];
  readonly lines: readonly (readonly Place[])[];
  readonly polygons: readonly Polygon[];
}

const EMPTY: Shape = { points: [], lines: [], polygons: [] };

type ShapeReader = (coordinates: BsonValue | undefined) => Shape;

const READERS: ReadonlyMap<string, ShapeReader> = new Map<string, ShapeReader>([
  ['Point', (at) => ({ ...EMPTY, points: [readPlace(at)] })],
  ['MultiPoint', (at) => ({ ...EMPTY, points: readList(at, 1, readPlace) })],
  ['LineString', (at) => ({ ...EMPTY, lines: [readLine(at)] })],
  ['MultiLineString', (at) => ({ ...EMPTY, lines: readList(at, 1, readLine) })],
  ['Polygon', (at) => ({ ...EMPTY, polygons: [readPolygon(at)] })],
  ['MultiPolygon', (at) => ({ ...EMPTY, polygons: readList(at, 1, readPolygon) })],
]);

/** @throws GatewayError for what is no GeoJSON geometry */
export function readShape(value: BsonValue | undefined): Shape {
  const type = isDocument(value) ? fieldOf(value, 'type') : undefined;
  if (!isDocument(value) || typeof type !== 'string') throw invalid('a geometry needs { type, coordinates }');
  if (fieldOf(value, 'crs') !== undefined) throw unsupported('a geometry with a crs of its own');
  if (type === 'GeometryCollection') {
    return join(readList(fieldOf(value, 'geometries'), 1, readShape));
  }
  const read = READERS.get(type);
  if (read === undefined) throw invalid(`unknown type of geometry: ${type}`);
  return read(fieldOf(value, 'coordinates'));
}

/** A stored value: undefined when it is no geometry, which then matches no geometric question. */
export function shapeOf(value: BsonValue): Shape | undefined {
  try {
    return readShape(value);
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'INVALID_PARAM') return undefined;
    throw error;
  }
}

export function edgesOfLine(line: readonly Place[]): Edge[] {
  return line.slice(1).map((end, at) => [line[at] ?? end, end]);
}

export function edgesOfRing(ring: Ring): Edge[] {
  return ring.map((start, at) => [start, ring[(at + 1) % ring.length] ?? start]);
}

function join(shapes: readonly Shape[]): Shape {
  return {
    points: shapes.flatMap(({ points }) => points),
    lines: shapes.flatMap(({ lines }) => lines),
    polygons: shapes.flatMap(({ polygons }) => polygons),
  };
}

function readList<T>(value: BsonValue | undefined, least: number, read: (item: BsonValue) => T): T[] {
  if (!Array.isArray(value) || value.length < least) {
    throw invalid(`a geometry needs a list of at least ${least} here`);
  }
  return value.map(read);
}

/** `[longitude, latitude]` in degrees. */
export function readPlace(value: BsonValue | undefined): Place {
  const [longitude = NaN, latitude = NaN] = Array.isArray(value)
    ? value.map((item) => (isNumber(item) ? Number(item) : NaN))
    : [];
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
    throw invalid('a place needs [longitude, latitude] within 180 and 90 degrees');
  }
  return placeAt(longitude, latitude);
}

function readLine(value: BsonValue | undefined): Place[] {
  return readList(value, 2, readPlace);
}

function readPolygon(value: BsonValue | undefined): Polygon {
  const [outer = [], ...holes] = readList(value, 1, readRing);
  return { outer, holes };
}

function readRing(value: BsonValue): Ring {
  const places = readList(value, 4, readPlace);
  const [first, last] = [places[0], places.pop()];
  if (first === undefined || last === undefined || !isSamePlace(first, last)) {
    throw invalid('a ring of a polygon must end where it begins');
  }
  const area = places.reduce(
    (sum, place, at) => sum + triangleArea(first, place, places[at + 1] ?? first),
    0,
  );
  // Beyond half of the sphere the other side is meant; so it is for a ring that runs clockwise.
  const isClockwise = area < 0 ? area > -2 * Math.PI : area > 2 * Math.PI;
  return isClockwise ? places.reverse() : places;
}
