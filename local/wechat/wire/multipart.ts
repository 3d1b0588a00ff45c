/** As much of multipart/form-data (RFC 7578) as the SDK sends. Node's own FormData would read bytes without a file name as text. */

const CRLF = '\r\n';

/** The parts by their names; undefined where the body isn't what its content type says. */
export function readMultipart(contentType: string, body: Buffer): ReadonlyMap<string, Buffer> | undefined {
  const [, quoted, bare] =
    /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return undefined;
  const delimiter = Buffer.from(`${CRLF}--${boundary}`);
  // The first delimiter stands at the very beginning, without a line before it.
  const text = Buffer.concat([Buffer.from(CRLF), body]);
  const parts = new Map<string, Buffer>();
  let at = text.indexOf(delimiter);
  while (at >= 0) {
    const from = at + delimiter.length;
    if (text.toString('latin1', from, from + 2) === '--') return parts;
    at = text.indexOf(delimiter, from);
    const part = at < 0 ? undefined : readPart(text.subarray(from, at));
    if (part === undefined) return undefined;
    parts.set(...part);
  }
  return undefined;
}

function readPart(part: Buffer): [string, Buffer] | undefined {
  const end = part.indexOf(CRLF + CRLF);
  if (end < 0) return undefined;
  const [, name] = /^content-disposition:.*[ ;]name="([^"]*)"/im.exec(part.toString('utf8', 0, end)) ?? [];
  return name === undefined ? undefined : [name, part.subarray(end + 4)];
}
