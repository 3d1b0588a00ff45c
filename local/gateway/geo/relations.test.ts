import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeDocument } from '../ejson';
import { angleBetween, angleToEdge, EARTH_RADIUS, placeAt } from './sphere';
import { parseFilter } from '../query';

type At = readonly [number, number];

const point = (at: At): object => ({ type: 'Point', coordinates: at });
const line = (...ats: At[]): object => ({ type: 'LineString', coordinates: ats });
const polygon = (...rings: At[][]): object => ({ type: 'Polygon', coordinates: rings });
const square = (size: number, [x, y]: At = [0, 0]): At[] => [
  [x - size, y - size],
  [x + size, y - size],
  [x + size, y + size],
  [x - size, y + size],
  [x - size, y - size],
];

function matches(stored: object, asked: object): boolean {
  const filter = parseFilter(decodeDocument(JSON.stringify({ at: asked }), 'query', 0));
  return filter.matches(decodeDocument(JSON.stringify({ at: stored }), 'document', 0));
}
const within = (stored: object, geometry: object): boolean =>
  matches(stored, { $geoWithin: { $geometry: geometry } });
const intersects = (stored: object, geometry: object): boolean =>
  matches(stored, { $geoIntersects: { $geometry: geometry } });

const RING = polygon(square(10), square(5));

describe('on the sphere', () => {
  it('measures metres as MongoDB does', () => {
    // A degree of a great circle, a quarter of the earth, and two places of Canton.
    const degree = (EARTH_RADIUS * Math.PI) / 180;
    expect(angleBetween(placeAt(0, 0), placeAt(1, 0)) * EARTH_RADIUS).toBeCloseTo(degree, 6);
    expect(angleBetween(placeAt(0, 0), placeAt(123, 90)) * EARTH_RADIUS).toBeCloseTo(90 * degree, 6);
    expect(angleToEdge(placeAt(5, 3), [placeAt(0, 0), placeAt(10, 0)]) * EARTH_RADIUS).toBeCloseTo(
      3 * degree,
      6,
    );
    expect(angleToEdge(placeAt(12, 0), [placeAt(0, 0), placeAt(10, 0)]) * EARTH_RADIUS).toBeCloseTo(
      2 * degree,
      6,
    );
    expect(
      angleBetween(placeAt(113.3089506, 23.0968251), placeAt(113.306789, 23.1564721)) * EARTH_RADIUS,
    ).toBeCloseTo(6643.521654, 5);
  });

  it('a point is within a polygon, on its border or outside; a hole is outside, its border not', () => {
    expect([within(point([7, 0]), RING), within(point([10, 10]), RING), within(point([5, 0]), RING)]).toEqual(
      [true, true, true],
    );
    expect([
      within(point([0, 0]), RING),
      within(point([11, 0]), RING),
      within(point([180, 0]), RING),
    ]).toEqual([false, false, false]);
  });

  it('edges are arcs of great circles: far north they bend towards the pole', () => {
    const far = polygon([
      [-40, 60],
      [40, 60],
      [40, 50],
      [-40, 50],
      [-40, 60],
    ]);
    expect(within(point([0, 63]), far)).toBe(true);
    expect(within(point([0, 51]), far)).toBe(false);
  });

  it('a polygon is the smaller side of its ring, whichever way that runs', () => {
    const runs = [square(10), square(10).reverse()];
    expect(runs.map((ring) => within(point([1, 1]), polygon(ring)))).toEqual([true, true]);
    expect(runs.map((ring) => within(point([90, 1]), polygon(ring)))).toEqual([false, false]);
    const overThePole = polygon([
      [0, 80],
      [90, 80],
      [180, 80],
      [-90, 80],
      [0, 80],
    ]);
    expect([within(point([45, 89]), overThePole), within(point([45, 70]), overThePole)]).toEqual([
      true,
      false,
    ]);
    const overTheDateLine = polygon(square(10, [0, 0]).map(([x, y]): At => [x < 0 ? 180 + x : x - 180, y]));
    expect([
      within(point([179, 0]), overTheDateLine),
      within(point([-179, 0]), overTheDateLine),
      within(point([0, 0]), overTheDateLine),
    ]).toEqual([true, true, false]);
  });

  it('lines and polygons are within only as a whole', () => {
    expect(within(line([-8, 7], [8, 7]), RING)).toBe(true);
    expect(within(line([-8, 0], [8, 0]), RING)).toBe(false);
    expect(within(line([7, 0], [12, 0]), RING)).toBe(false);
    expect(within(polygon(square(1, [7, 7])), RING)).toBe(true);
    expect(within(polygon(square(6)), RING)).toBe(false);
    expect(within(RING, RING)).toBe(true);
    expect(within(polygon(square(1, [10, 0])), RING)).toBe(false);
    const two = { type: 'MultiPolygon', coordinates: [[square(1)], [square(1, [20, 0])]] };
    expect(
      within(
        {
          type: 'MultiPoint',
          coordinates: [
            [0, 0],
            [20, 0],
          ],
        },
        two,
      ),
    ).toBe(true);
    expect(within(line([0, 0], [20, 0]), two)).toBe(false);
  });

  it('shapes intersect where they share a place', () => {
    expect(intersects(line([-20, 0], [20, 0]), RING)).toBe(true);
    expect(intersects(point([0, 0]), RING)).toBe(false);
    expect(intersects(polygon(square(1)), RING)).toBe(false);
    expect(intersects(polygon(square(50)), RING)).toBe(true);
    expect(intersects(polygon(square(1, [7, 7])), RING)).toBe(true);
    expect(intersects(line([0, 0], [4, 4]), line([0, 4], [4, 0]))).toBe(true);
    expect(intersects(line([0, 0], [4, 0]), line([4, 0], [8, 8]))).toBe(true);
    expect(intersects(line([0, 0], [4, 0]), line([5, 0], [8, 8]))).toBe(false);
    expect(intersects(point([2, 0]), line([0, 0], [4, 0]))).toBe(true);
    const collection = { type: 'GeometryCollection', geometries: [point([90, 0]), point([7, 0])] };
    expect(intersects(collection, RING)).toBe(true);
  });

  it('a circle holds what is no farther than its radius', () => {
    const radius = 100_000 / EARTH_RADIUS;
    const circle = { $geoWithin: { $centerSphere: [[0, 0], radius] } };
    expect(matches(point([0.89, 0]), circle)).toBe(true);
    expect(matches(point([0.91, 0]), circle)).toBe(false);
    expect(matches(line([0, 0], [1, 0]), circle)).toBe(false);
  });

  it('a square holds the circle in it and lies in the circle around it, wherever the globe is turned', () => {
    // Never on a border, where rounding decides.
    const degrees = fc.integer({ min: -40, max: 39 }).map((tenths) => tenths / 10 + 0.05);
    fc.assert(
      fc.property(degrees, degrees, fc.integer({ min: -170, max: 170 }), (x, y, turn) => {
        const turned = ([longitude, latitude]: At): At => [((longitude + turn + 540) % 360) - 180, latitude];
        const here = within(point([x, y]), polygon(square(3)));
        expect(within(point(turned([x, y])), polygon(square(3).map(turned)))).toBe(here);
        if (Math.hypot(x, y) < 2.9) expect(here).toBe(true);
        if (Math.hypot(x, y) > 4.4) expect(here).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('what is no geometry matches nothing; one of several in an array is enough', () => {
    for (const stored of [
      [1, 2],
      { type: 'Point' },
      { type: 'Point', coordinates: [200, 0] },
      'here',
      null,
    ]) {
      expect(matches({ stored }, { $geoIntersects: { $geometry: RING } })).toBe(false);
      expect(matches({ stored }, { $not: { $geoIntersects: { $geometry: RING } } })).toBe(true);
    }
    const filter = parseFilter(
      decodeDocument(JSON.stringify({ at: { $geoWithin: { $geometry: RING } } }), 'query', 0),
    );
    const document = decodeDocument(JSON.stringify({ at: [point([90, 0]), point([7, 0])] }), 'document', 0);
    expect(filter.matches(document)).toBe(true);
  });
});
