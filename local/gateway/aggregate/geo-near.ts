import { Double } from 'bson';
import { splitPath } from '../field-names';
import { invalid, unsupported } from '../gateway-error';
import { nearness, readPoint } from '../geo/operators';
import { parseFilter, type Filter } from '../query';
import { writeAt } from '../update-paths';
import { cloneValue, integerOf, isNumber, type BsonValue } from '../values';
import { documentOf, type Stage } from './stages';

/**
 * `$geoNear`: the documents that match `query`, the nearest first, each with its distance in metres. `key` has to be
 * named, since there are no geographic indexes here that could say it.
 */
export function parseGeoNear(operand: BsonValue): { readonly filter: Filter; readonly stage: Stage } {
  const { near, key, query, distanceField, ...options } = documentOf('$geoNear', operand);
  const { includeLocs, maxDistance, minDistance, distanceMultiplier, limit, spherical, ...others } = options;
  const other = Object.keys(others)[0];
  if (other !== undefined) throw unsupported(`"${other}" in $geoNear`);
  if (spherical !== true) throw unsupported('$geoNear without "spherical": true');
  const nearby = nearness(nameOf('key', key), readPoint('$geoNear', near), {
    least: minDistance,
    most: maxDistance,
  });
  const distanceParts = splitPath(nameOf('distanceField', distanceField));
  const placeParts = includeLocs === undefined ? undefined : splitPath(nameOf('includeLocs', includeLocs));
  const factor = distanceMultiplier === undefined ? 1 : factorOf(distanceMultiplier);
  const most = limit === undefined ? Infinity : limitOf(limit);
  const stage: Stage = (documents) =>
    documents
      .flatMap((document) => {
        const nearest = nearby.nearestIn(document);
        return nearest === undefined ? [] : [{ document, nearest }];
      })
      .sort((left, right) => left.nearest.distance - right.nearest.distance)
      .slice(0, most)
      .map(({ document, nearest: { value, distance } }) => {
        const shown = cloneValue(document);
        writeAt(shown, distanceParts, new Double(distance * factor));
        if (placeParts !== undefined) writeAt(shown, placeParts, cloneValue(value));
        return shown;
      });
  return { filter: parseFilter(query === undefined ? {} : documentOf('"query" of $geoNear', query)), stage };
}

function nameOf(field: string, name: BsonValue | undefined): string {
  if (typeof name !== 'string' || name === '') throw invalid(`$geoNear needs the path "${field}"`);
  return name;
}

function factorOf(value: BsonValue): number {
  if (!isNumber(value) || !(Number(value) >= 0))
    throw invalid('"distanceMultiplier" must be a number from 0');
  return Number(value);
}

function limitOf(value: BsonValue): number {
  const limit = integerOf(value);
  if (limit === undefined || limit < 1) throw invalid('"limit" of $geoNear must be an integer from 1');
  return limit;
}
