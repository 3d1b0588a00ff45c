/** A place on the sphere, as a vector of length 1. Edges between two places are the shorter arc of a great circle. */
export type Place = readonly [number, number, number];

/** MongoDB's, in metres. */
export const EARTH_RADIUS = 6_378_100;

/** Below a tenth of a millimetre on the earth two places are the same one. */
const TINY_ANGLE = 1e-11;

const RADIANS = Math.PI / 180;

export function placeAt(longitude: number, latitude: number): Place {
  const phi = latitude * RADIANS;
  const theta = longitude * RADIANS;
  const width = Math.cos(phi);
  return [Math.cos(theta) * width, Math.sin(theta) * width, Math.sin(phi)];
}

function cross(a: Place, b: Place): Place {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function dot(a: Place, b: Place): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** In radians. By the arc tangent, which stays exact where places are near and the arc cosine doesn't. */
export function angleBetween(a: Place, b: Place): number {
  const normal = cross(a, b);
  return Math.atan2(Math.sqrt(dot(normal, normal)), dot(a, b));
}

export function isSamePlace(a: Place, b: Place): boolean {
  return angleBetween(a, b) < TINY_ANGLE;
}

/** From a place to the nearest place of an edge, in radians. */
export function angleToEdge(place: Place, [a, b]: readonly [Place, Place]): number {
  const normal = cross(a, b);
  const length = Math.sqrt(dot(normal, normal));
  const isBeside = dot(cross(normal, a), place) > 0 && dot(cross(b, normal), place) > 0;
  if (isBeside && length > 0) return Math.abs(Math.asin(Math.min(1, Math.abs(dot(normal, place)) / length)));
  return Math.min(angleBetween(place, a), angleBetween(place, b));
}

export function isOnEdge(place: Place, edge: readonly [Place, Place]): boolean {
  return angleToEdge(place, edge) < TINY_ANGLE;
}

/** Whether two edges pass through one another; edges that only touch don't. */
export function edgesCross([a, b]: readonly [Place, Place], [c, d]: readonly [Place, Place]): boolean {
  const first = cross(a, b);
  const second = cross(c, d);
  const sides = [-dot(first, c), dot(first, d), -dot(second, b), dot(second, a)];
  return sides.every((side) => side > 0) || sides.every((side) => side < 0);
}

export function middleOf([a, b]: readonly [Place, Place]): Place {
  const sum: Place = [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
  const length = Math.sqrt(dot(sum, sum));
  return [sum[0] / length, sum[1] / length, sum[2] / length];
}

/** How far, and in which sense, one turns at a place while looking along an edge from its one end to the other. */
export function turnAlong(place: Place, [a, b]: readonly [Place, Place]): number {
  return Math.atan2(dot(place, cross(a, b)), dot(a, b) - dot(a, place) * dot(b, place));
}

/** The area of a triangle on the unit sphere; negative when its corners run clockwise. */
export function triangleArea(a: Place, b: Place, c: Place): number {
  return 2 * Math.atan2(dot(a, cross(b, c)), 1 + dot(a, b) + dot(b, c) + dot(c, a));
}
