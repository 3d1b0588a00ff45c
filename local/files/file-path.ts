/** CloudBase's limit of a whole path, and that of nearly every file system of one name. */
const MAX_PATH_BYTES = 850;
const MAX_SEGMENT_BYTES = 255;

/** As CloudBase's document of the SDK has it: letters, digits, - ! _ . * and Chinese; here letters of any script. */
const SEGMENT = /^[\p{L}\p{M}\p{N}\-!_.*]+$/u;

/** @returns why it is no path of a file; undefined for one that is. */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return `it has more than ${MAX_PATH_BYTES} bytes`;
  for (const segment of path.split('/')) {
    if (segment === '') return 'a segment is empty; a path neither begins nor ends with /';
    if (segment === '.' || segment === '..') return `a segment is ${segment}`;
    if (Buffer.byteLength(segment) > MAX_SEGMENT_BYTES) {
      return `a segment has more than ${MAX_SEGMENT_BYTES} bytes`;
    }
    if (!SEGMENT.test(segment)) return 'only letters, digits, - ! _ . * are allowed between its /';
  }
  return undefined;
}
