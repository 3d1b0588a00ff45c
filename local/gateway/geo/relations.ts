import { edgesOfLine, edgesOfRing, type Edge, type Polygon, type Ring, type Shape } from './shapes';
import {
  angleBetween,
  angleToEdge,
  edgesCross,
  isOnEdge,
  isSamePlace,
  middleOf,
  turnAlong,
  type Place,
} from './sphere';

/** From a place to the nearest place of a shape, in radians; 0 inside a polygon. */
export function angleToShape(place: Place, shape: Shape): number {
  if (shape.polygons.some((polygon) => polygonHas(polygon, place))) return 0;
  const toPoints = shape.points.map((point) => angleBetween(place, point));
  const toEdges = edgesOf(shape).map((edge) => angleToEdge(place, edge));
  return [...toPoints, ...toEdges].reduce((least, angle) => Math.min(least, angle), Infinity);
}

/** Every part of the shape lies in one of the polygons, borders included. */
export function isWithinPolygons(shape: Shape, polygons: readonly Polygon[]): boolean {
  const hasEdges = (polygon: Polygon, edges: readonly Edge[]): boolean =>
    edges.every(
      (edge) =>
        [edge[0], edge[1], middleOf(edge)].every((place) => polygonHas(polygon, place)) &&
        !bordersOf(polygon).some((border) => edgesCross(edge, border)),
    );
  // A hole of the outer polygon that lies wholly in the inner one crosses none of its edges.
  const hasPolygon = (polygon: Polygon, inner: Polygon): boolean =>
    hasEdges(polygon, edgesOfRing(inner.outer)) &&
    !polygon.holes.flat().some((corner) => !isOnBorder(inner, corner) && isInside(inner, corner));
  return (
    shape.points.every((place) => polygons.some((polygon) => polygonHas(polygon, place))) &&
    shape.lines.every((line) => polygons.some((polygon) => hasEdges(polygon, edgesOfLine(line)))) &&
    shape.polygons.every((inner) => polygons.some((polygon) => hasPolygon(polygon, inner)))
  );
}

/** Every corner is at most so many radians from the centre; a circle below a half sphere then has the edges too. */
export function isWithinCircle(shape: Shape, centre: Place, radius: number): boolean {
  const corners = [...shape.points, ...edgesOf(shape).flat()];
  return corners.every((corner) => angleBetween(centre, corner) <= radius);
}

/** The two shapes share at least one place. */
export function intersect(left: Shape, right: Shape): boolean {
  return (
    left.points.some((place) => hasPlace(right, place)) ||
    right.points.some((place) => hasPlace(left, place)) ||
    edgesOf(left).some((edge) => edgesOf(right).some((other) => edgesMeet(edge, other))) ||
    // No edges meet: one lies wholly in a polygon of the other one, or not at all.
    edgesOf(left).some(([corner]) => right.polygons.some((polygon) => polygonHas(polygon, corner))) ||
    edgesOf(right).some(([corner]) => left.polygons.some((polygon) => polygonHas(polygon, corner)))
  );
}

function hasPlace(shape: Shape, place: Place): boolean {
  return (
    shape.points.some((point) => isSamePlace(point, place)) ||
    edgesOf(shape).some((edge) => isOnEdge(place, edge)) ||
    shape.polygons.some((polygon) => polygonHas(polygon, place))
  );
}

function edgesMeet(left: Edge, right: Edge): boolean {
  return (
    edgesCross(left, right) ||
    left.some((end) => isOnEdge(end, right)) ||
    right.some((end) => isOnEdge(end, left))
  );
}

function edgesOf(shape: Shape): Edge[] {
  return [...shape.lines.flatMap(edgesOfLine), ...shape.polygons.flatMap(bordersOf)];
}

function bordersOf({ outer, holes }: Polygon): Edge[] {
  return [outer, ...holes].flatMap(edgesOfRing);
}

/** The border belongs to the polygon. */
function polygonHas(polygon: Polygon, place: Place): boolean {
  return isOnBorder(polygon, place) || isInside(polygon, place);
}

function isOnBorder(polygon: Polygon, place: Place): boolean {
  return bordersOf(polygon).some((border) => isOnEdge(place, border));
}

function isInside({ outer, holes }: Polygon, place: Place): boolean {
  return ringHas(outer, place) && !holes.some((hole) => ringHas(hole, place));
}

/** Who looks along all of a ring turns once to the left inside it, and not at all outside. */
function ringHas(ring: Ring, place: Place): boolean {
  return edgesOfRing(ring).reduce((turned, edge) => turned + turnAlong(place, edge), 0) > Math.PI;
}
