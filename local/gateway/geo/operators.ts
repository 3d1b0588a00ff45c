import { Double } from 'bson';
import { invalid, unsupported } from '../gateway-error';
import type { OrderField } from '../order';
import { leavesAt } from '../paths';
import { someValue, type LeafTest } from '../query-tests';
import { splitPath } from '../field-names';
import { fieldOf, isDocument, isNumber, type BsonDocument, type BsonValue } from '../values';
import { angleToShape, intersect, isWithinCircle, isWithinPolygons } from './relations';
import { readPlace, readShape, shapeOf, type Shape } from './shapes';
import { EARTH_RADIUS, type Place } from './sphere';

/** `{$geometry}` of one or more polygons, or `{$centerSphere: [[longitude, latitude], radians]}`. */
export function geoWithinTest(operand: BsonValue): LeafTest {
  const [kind, region] = onlyEntryOf('$geoWithin', operand);
  if (kind === '$geometry') {
    const { points, lines, polygons } = readShape(region);
    if (points.length + lines.length > 0) throw invalid('$geoWithin needs a Polygon or a MultiPolygon');
    return shapeTest((shape) => isWithinPolygons(shape, polygons));
  }
  if (kind !== '$centerSphere') throw unsupported(`${kind} in $geoWithin`);
  const [centre, radius] = Array.isArray(region) ? region : [];
  const place = readPlace(centre);
  const radians = amountOf('the radius of $centerSphere', radius);
  return shapeTest((shape) => isWithinCircle(shape, place, radians));
}

export function geoIntersectsTest(operand: BsonValue): LeafTest {
  const [kind, geometry] = onlyEntryOf('$geoIntersects', operand);
  if (kind !== '$geometry') throw unsupported(`${kind} in $geoIntersects`);
  const asked = readShape(geometry);
  return shapeTest((shape) => intersect(shape, asked));
}

function shapeTest(passes: (shape: Shape) => boolean): LeafTest {
  return (leaves) =>
    someValue(leaves, (value) => {
      const shape = shapeOf(value);
      return shape !== undefined && passes(shape);
    });
}

/** The stored value of a document that is nearest to a place. */
export interface Nearest {
  readonly value: BsonValue;
  /** In metres. */
  readonly distance: number;
}

/** How far documents are from a place. */
export interface Nearness {
  /** undefined when nothing is stored that has a place, or nothing within the wanted distances. */
  nearestIn(document: BsonDocument): Nearest | undefined;
  /** The nearest first. */
  readonly order: OrderField;
}

const NEAR_OPERATORS: readonly string[] = ['$nearSphere', '$near'];

/** undefined when the condition of a field asks for something else. */
export function parseNearness(path: string, condition: BsonValue): Nearness | undefined {
  const operator = isDocument(condition)
    ? NEAR_OPERATORS.find((name) => Object.hasOwn(condition, name))
    : undefined;
  if (operator === undefined) return undefined;
  const [, operand] = onlyEntryOf(`a field with ${operator}`, condition);
  if (!isDocument(operand)) throw invalid(`${operator} needs { $geometry }`);
  const { $geometry, $maxDistance, $minDistance, ...others } = operand;
  const other = Object.keys(others)[0];
  if (other !== undefined) throw unsupported(`${other} in ${operator}`);
  const bounds = { least: $minDistance, most: $maxDistance };
  return nearness(path, readPoint(operator, $geometry), bounds);
}

export interface DistanceBounds {
  readonly least: BsonValue | undefined;
  readonly most: BsonValue | undefined;
}

export function nearness(path: string, place: Place, bounds: DistanceBounds): Nearness {
  const parts = splitPath(path);
  const least = bounds.least === undefined ? 0 : amountOf('the least distance', bounds.least);
  const most = bounds.most === undefined ? Infinity : amountOf('the greatest distance', bounds.most);
  const nearestIn = (document: BsonDocument): Nearest | undefined =>
    valuesAt(document, parts)
      .flatMap((value) => {
        const shape = shapeOf(value);
        return shape === undefined ? [] : [{ value, distance: angleToShape(place, shape) * EARTH_RADIUS }];
      })
      .filter(({ distance }) => distance >= least && distance <= most)
      .reduce<Nearest | undefined>(
        (best, one) => (best && best.distance <= one.distance ? best : one),
        undefined,
      );
  const keyOf = (document: BsonDocument): BsonValue => new Double(nearestIn(document)?.distance ?? Infinity);
  // No index has such a path: the order is never taken for one that an index serves.
  return { nearestIn, order: { path: `$near(${path})`, direction: 1, keyOf } };
}

export function readPoint(operator: string, geometry: BsonValue | undefined): Place {
  const { points, lines, polygons } = readShape(geometry);
  const [place] = points;
  if (place === undefined || points.length + lines.length + polygons.length > 1) {
    throw invalid(`${operator} needs a Point`);
  }
  return place;
}

function valuesAt(document: BsonDocument, parts: readonly string[]): BsonValue[] {
  return leavesAt(document, parts).flatMap(({ value }) => value ?? []);
}

function onlyEntryOf(what: string, operand: BsonValue): readonly [string, BsonValue] {
  const entries = isDocument(operand) ? Object.keys(operand) : [];
  const [name, ...others] = entries;
  if (!isDocument(operand) || name === undefined || others.length > 0) {
    throw invalid(`${what} needs a document of one operator`);
  }
  return [name, fieldOf(operand, name) ?? null];
}

function amountOf(what: string, operand: BsonValue | undefined): number {
  const amount = isNumber(operand) ? Number(operand) : NaN;
  if (!(amount >= 0)) throw invalid(`${what} must be a number from 0`);
  return amount;
}
